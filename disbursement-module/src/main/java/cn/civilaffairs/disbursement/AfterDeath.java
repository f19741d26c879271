package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.WholeView;
import cn.civilaffairs.registry.resident.DeathRecorded;
import cn.civilaffairs.registry.resident.DeathRefuted;
import cn.civilaffairs.registry.resident.DeathReported;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What a death does to money, whichever the scheme (死亡停发). A report holds every benefit back that the person holds,
 * receives, or is alone covered by; the register's entry ends it after the last month the scheme still pays; a report
 * proved wrong lets the money go, the held months with it. Benefits handbook §1.10, §7.
 *
 * <p>A household with others in it loses the dead member here; its amount is determined anew by the module that knows how.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AfterDeath {

    private final EntitlementDesk desk;
    private final Entitlements entitlements;
    private final Holds holds;
    private final Schemes schemes;
    private final RunParameters parameters;
    private final WholeView wholeView;
    private final Clock clock;

    AfterDeath(
            EntitlementDesk desk,
            Entitlements entitlements,
            Holds holds,
            Schemes schemes,
            RunParameters parameters,
            WholeView wholeView,
            Clock clock) {
        this.desk = desk;
        this.entitlements = entitlements;
        this.holds = holds;
        this.schemes = schemes;
        this.parameters = parameters;
        this.wholeView = wholeView;
        this.clock = clock;
    }

    @EventListener
    void on(DeathReported reported) {
        wholeView.during(() -> hold(reported));
    }

    private void hold(DeathReported reported) {
        UUID person = reported.residentId();
        String note = "%s %s（死亡日期 %s），待乡镇核实".formatted(reported.source(), LocalDate.now(clock), reported.diedOn());
        for (Entitlement entitlement : running(person)) {
            boolean theirs = entitlement.residentId().equals(person)
                    || entitlement.payeeId().equals(person)
                    || isAlone(entitlement, person);
            if (theirs && openHolds(entitlement).isEmpty()) {
                desk.hold(
                        entitlement.id(),
                        HoldReason.DEATH_TO_VERIFY,
                        note,
                        lastDue(entitlement, reported.diedOn()).plusMonths(1));
            }
        }
    }

    @EventListener
    void on(DeathRecorded recorded) {
        wholeView.during(() -> stop(recorded));
    }

    private void stop(DeathRecorded recorded) {
        UUID person = recorded.residentId();
        for (Entitlement entitlement : running(person)) {
            YearMonth last = lastDue(entitlement, recorded.diedOn());
            for (Hold hold : openHolds(entitlement)) {
                // reported earlier than it happened, it held months that are due
                boolean heldTooMuch = !hold.from().isAfter(last);
                desk.release(hold.id(), "死亡已核实登记", last.plusMonths(1), heldTooMuch);
            }
            YearMonth notBefore = entitlement.firstMonth().minusMonths(1);
            YearMonth lastMonth = last.isBefore(notBefore) ? notBefore : last;
            if (isAlone(entitlement, person)) {
                desk.end(entitlement.id(), ExitCode.DEATH, lastMonth, LocalDate.now(clock));
            } else if (covers(entitlement, person)) {
                desk.removePerson(entitlement.id(), person, lastMonth, ExitCode.DEATH);
            }
        }
    }

    @EventListener
    void on(DeathRefuted refuted) {
        wholeView.during(() -> letGo(refuted));
    }

    private void letGo(DeathRefuted refuted) {
        for (Entitlement entitlement : running(refuted.residentId())) {
            for (Hold hold : openHolds(entitlement)) {
                desk.release(hold.id(), refuted.why(), YearMonth.now(clock), true);
            }
        }
    }

    private List<Entitlement> running(UUID person) {
        return entitlements.runningFor(person, YearMonth.now(clock), Acting.scope());
    }

    private YearMonth lastDue(Entitlement entitlement, LocalDate diedOn) {
        return parameters.lastDue(
                schemes.named(entitlement.scheme()), entitlement.area().county(), diedOn);
    }

    private List<Hold> openHolds(Entitlement entitlement) {
        return holds.of(entitlement.id(), scope(entitlement)).stream()
                .filter(hold -> hold.open() && hold.reason() == HoldReason.DEATH_TO_VERIFY)
                .toList();
    }

    private boolean isAlone(Entitlement entitlement, UUID person) {
        List<CoveredPerson> covered = stillCovered(entitlement);
        return covered.size() == 1 && covered.get(0).residentId().equals(person);
    }

    private boolean covers(Entitlement entitlement, UUID person) {
        return stillCovered(entitlement).stream()
                .anyMatch(covered -> covered.residentId().equals(person));
    }

    private List<CoveredPerson> stillCovered(Entitlement entitlement) {
        return entitlements.covered(entitlement.id(), scope(entitlement)).stream()
                .filter(covered -> covered.to() == null || covered.to().equals(entitlement.lastMonth()))
                .toList();
    }

    private static AreaScope scope(Entitlement entitlement) {
        return AreaScope.of(entitlement.area());
    }
}
