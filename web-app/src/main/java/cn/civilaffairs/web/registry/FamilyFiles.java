package cn.civilaffairs.web.registry;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFolder;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Hold;
import cn.civilaffairs.disbursement.PayeeChange;
import cn.civilaffairs.disbursement.PayeeDesk;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.limited.LimitedAccess;
import cn.civilaffairs.registry.relocation.RelocationDesk;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.PaymentAccount;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.person.StopReasons;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a family file together from the registers, the cases and the payments, in as many statements as there are tabs. */
@Component
@Transactional(readOnly = true)
public class FamilyFiles {

    private final HouseholdRegister households;
    private final AccountRegister accounts;
    private final AreaRegister areas;
    private final EntitlementDesk entitlements;
    private final PayeeDesk payees;
    private final CaseDesk cases;
    private final RelocationDesk relocations;
    private final LimitedAccess limits;
    private final FamilyHistory history;
    private final StopReasons stopReasons;
    private final Words words;
    private final Clock clock;

    FamilyFiles(
            HouseholdRegister households,
            AccountRegister accounts,
            AreaRegister areas,
            EntitlementDesk entitlements,
            PayeeDesk payees,
            CaseDesk cases,
            RelocationDesk relocations,
            LimitedAccess limits,
            FamilyHistory history,
            StopReasons stopReasons,
            Words words,
            Clock clock) {
        this.households = households;
        this.accounts = accounts;
        this.areas = areas;
        this.entitlements = entitlements;
        this.payees = payees;
        this.cases = cases;
        this.relocations = relocations;
        this.limits = limits;
        this.history = history;
        this.stopReasons = stopReasons;
        this.words = words;
        this.clock = clock;
    }

    public FamilyFile open(UUID householdId, Officer officer) {
        HouseholdOnDate household = households.today(householdId, officer.scope());
        List<BenefitInForce> benefits = entitlements.ofHousehold(householdId);
        List<CaseFolder> folders = cases.ofHousehold(householdId).stream()
                .map(file -> cases.folder(file.id()))
                .toList();
        List<CasePaper> papers = folders.stream()
                .map(CaseFolder::papers)
                .filter(list -> !list.isEmpty())
                .findFirst()
                .orElse(List.of());
        List<FamilyEvent> events = history.of(householdId, folders, benefits, officer.scope());
        long received = papers.stream()
                .filter(paper -> paper.state() != CasePaper.State.MISSING && paper.state() != CasePaper.State.PROMISED)
                .count();
        return new FamilyFile(
                household,
                areas.localName(household.area()),
                benefits,
                folders,
                List.of(
                        new FamilyFile.Tab(
                                "members", "家庭成员", count(household.members().size())),
                        new FamilyFile.Tab(
                                "means", "收入财产", count(household.means().size())),
                        new FamilyFile.Tab("papers", "证明材料", papers.isEmpty() ? "0" : received + "/" + papers.size()),
                        new FamilyFile.Tab("checks", "核对与入户", count(folders.size())),
                        new FamilyFile.Tab(
                                "benefits", "待遇与发放", count(entitlements.countPaymentsOfHousehold(householdId))),
                        new FamilyFile.Tab("history", "经过", count(events.size()))),
                events,
                limits.ofHousehold(householdId).isPresent(),
                flags(household, benefits, officer));
    }

    private static String count(int number) {
        return String.valueOf(number);
    }

    private List<FamilyFile.Flag> flags(HouseholdOnDate household, List<BenefitInForce> benefits, Officer officer) {
        LocalDate today = LocalDate.now(clock);
        List<FamilyFile.Flag> flags = new ArrayList<>();
        if (!household.isOpen()) {
            flags.add(new FamilyFile.Flag("档案已于 " + household.closedOn() + " 销户"));
        }
        household.members().stream()
                .filter(member -> member.isDeadOn(today))
                .forEach(member ->
                        flags.add(new FamilyFile.Flag(member.name() + " 已于 " + member.deathDate() + " 死亡，尚未办理减员")));
        relocations
                .openOf(household.id())
                .ifPresent(move -> flags.add(new FamilyFile.Flag(
                        "正在办理迁移，迁往 %s：%s".formatted(areas.localName(move.to()), words.of(move.state())))));
        benefits.stream()
                .filter(benefit -> benefit.heldFor() != null && !benefit.ended())
                .forEach(benefit -> flags.add(new FamilyFile.Flag(stopReasons.of(benefit))));
        benefits.stream()
                .filter(benefit -> benefit.exitCode() == ExitCode.DEATH)
                .forEach(benefit -> flags.add(
                        new FamilyFile.Flag(words.of("Scheme", benefit.scheme()) + " " + stopReasons.of(benefit))));
        benefits.stream()
                .filter(benefit -> !benefit.ended()
                        && !benefit.payeeId().equals(benefit.residentId())
                        && household.member(benefit.payeeId()).isEmpty()
                        && payees.basis(benefit.entitlementId()).isEmpty())
                .forEach(benefit -> flags.add(
                        new FamilyFile.Flag("领款人 %s 不是本户成员，也不是有效的监护人、代领人，请变更领款人".formatted(benefit.payeeName()))));
        Map<UUID, List<PaymentAccount>> known = accounts.of(memberIds(household), officer.scope());
        household
                .members()
                .forEach(member -> known.getOrDefault(member.residentId(), List.of()).stream()
                        .filter(account ->
                                account.active() && !account.holderName().equals(member.name()))
                        .forEach(account -> flags.add(new FamilyFile.Flag("%s 的收款账户户名是“%s”，与姓名不一致，银行会以户名不符退回，请更正账户"
                                .formatted(member.name(), account.holderName())))));
        known.values().stream()
                .flatMap(List::stream)
                .filter(PaymentAccount::isPending)
                .findFirst()
                .ifPresent(account -> flags.add(new FamilyFile.Flag("有收款账户等待另一人复核")));
        return flags;
    }

    Map<UUID, List<PaymentAccount>> accounts(HouseholdOnDate household, Officer officer) {
        return accounts.of(memberIds(household), officer.scope());
    }

    private static List<UUID> memberIds(HouseholdOnDate household) {
        return household.members().stream()
                .map(HouseholdOnDate.Member::residentId)
                .toList();
    }

    /** Why money is or was held back, of every benefit, the latest first. */
    List<Hold> holds(List<BenefitInForce> benefits) {
        return benefits.stream()
                .flatMap(benefit -> entitlements.holds(benefit.entitlementId()).stream())
                .toList();
    }

    /** Who was to receive the benefits instead of whom, the latest first. */
    List<PayeeChange> payeeChanges(List<BenefitInForce> benefits) {
        return payees.of(benefits.stream().map(BenefitInForce::entitlementId).toList());
    }

    /** How the amounts of every benefit changed, the latest month first. */
    List<Determination> determinations(List<BenefitInForce> benefits) {
        return benefits.stream()
                .flatMap(benefit -> entitlements.determinations(benefit.entitlementId()).stream())
                .toList();
    }
}
