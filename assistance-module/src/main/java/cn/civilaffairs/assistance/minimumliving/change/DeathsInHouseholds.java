package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.casework.CaseClosed;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseStatus;
import cn.civilaffairs.casework.Opening;
import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.Entitlement;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.DeathRecorded;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.ResidentRegister;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A member of a household in payment died while others live on: the amount is to be determined anew (减员). Whichever way the
 * register learned of it, the change is reported for the township, which adds what only it knows, such as who is head now;
 * until it is decided the money waits, so that nothing is paid for the dead, and then is paid with the months held.
 */
@Component
class DeathsInHouseholds {

    private final MinimumLivingChangeDesk desk;
    private final MinimumLivingChanges changes;
    private final ChangeReckoner reckoner;
    private final HouseholdRegister households;
    private final ResidentRegister residents;
    private final EntitlementDesk entitlements;
    private final CaseDesk cases;
    private final Clock clock;

    DeathsInHouseholds(
            MinimumLivingChangeDesk desk,
            MinimumLivingChanges changes,
            ChangeReckoner reckoner,
            HouseholdRegister households,
            ResidentRegister residents,
            EntitlementDesk entitlements,
            CaseDesk cases,
            Clock clock) {
        this.desk = desk;
        this.changes = changes;
        this.reckoner = reckoner;
        this.households = households;
        this.residents = residents;
        this.entitlements = entitlements;
        this.cases = cases;
        this.clock = clock;
    }

    /** After the money of a benefit that covered the dead alone has ended. */
    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(DeathRecorded recorded) {
        households.currentOf(recorded.residentId(), Acting.scope()).ifPresent(this::takeIn);
    }

    /** One change of a household at a time: what happened meanwhile is taken in once the last is decided. */
    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(CaseClosed closed) {
        UUID household = closed.file().householdId();
        boolean ofAllowance = closed.file().matter().equals(ChangeProcedure.CODE)
                || closed.file().matter().equals(MinimumLivingAllowance.CODE);
        if (household != null && ofAllowance) {
            takeIn(household);
        }
    }

    private void takeIn(UUID householdId) {
        BenefitInForce benefit = desk.benefit(householdId).orElse(null);
        if (benefit == null) {
            return;
        }
        HouseholdOnDate household = households.today(householdId, Acting.scope());
        boolean othersLive = household.members().stream().anyMatch(member -> member.counts() && !isDead(member));
        List<MinimumLivingChange> reported = changes.ofHousehold(householdId, Acting.scope());
        if (othersLive) {
            household.members().stream()
                    .filter(member -> isDead(member) && !isReported(member.residentId(), reported))
                    .findFirst()
                    .ifPresent(member -> report(household, member, entitlements.find(benefit.entitlementId())));
        }
    }

    private static boolean isDead(HouseholdOnDate.Member member) {
        return member.deathDate() != null;
    }

    /** One that was refused says that two people looked at it; nobody is asked again by itself. */
    private boolean isReported(UUID person, List<MinimumLivingChange> reported) {
        return reported.stream()
                .filter(change ->
                        change.facts().isDeath() && person.equals(change.facts().person()))
                .anyMatch(change -> {
                    CaseStatus status = cases.ofHousehold(change.householdId()).stream()
                            .filter(file -> file.id().equals(change.caseId()))
                            .map(CaseFile::status)
                            .findFirst()
                            .orElse(CaseStatus.OPEN);
                    return status != CaseStatus.WITHDRAWN && status != CaseStatus.ABORTED;
                });
    }

    private void report(HouseholdOnDate household, HouseholdOnDate.Member dead, Entitlement entitlement) {
        LocalDate diedOn = Objects.requireNonNull(dead.deathDate());
        String source = residents.get(dead.residentId(), Acting.scope()).deathSource();
        AllowanceChange facts = AllowanceChange.leaves(
                household.id(), diedOn, dead.residentId(), ExitCode.DEATH, false, "死亡登记：" + source);
        ChangeOutlook outlook = reckoner.outlook(facts, entitlement, null, LocalDate.now(clock));
        boolean held = entitlements.holds(entitlement.id()).stream()
                .anyMatch(hold -> hold.open() && dead.residentId().equals(hold.awaits()));
        if (!held) {
            entitlements.hold(
                    entitlement.id(),
                    HoldReason.MEMBER_DIED,
                    "%s 于 %s 死亡，减员办结、重新核定金额前暂停".formatted(dead.name(), diedOn),
                    outlook.from(),
                    dead.residentId());
        }
        boolean busy = cases.ofHousehold(household.id()).stream()
                .anyMatch(file -> file.isOpen()
                        && (file.matter().equals(ChangeProcedure.CODE)
                                || file.matter().equals(MinimumLivingAllowance.CODE)));
        if (busy) {
            return;
        }
        HouseholdOnDate.Member head = household.head().orElse(dead);
        CaseFile file = cases.openUnasked(new Opening(
                ChangeProcedure.CODE,
                household.area(),
                household.id(),
                head.residentId(),
                head.name(),
                Set.of(),
                facts.note()));
        changes.insert(
                file.id(),
                household.area(),
                entitlement.id(),
                facts,
                outlook,
                Acting.officer().id(),
                OffsetDateTime.now(clock));
    }
}
