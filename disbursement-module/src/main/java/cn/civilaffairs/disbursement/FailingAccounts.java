package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.WholeView;
import cn.civilaffairs.registry.resident.AccountConfirmed;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Holds what an account keeps refusing, and lets it go as soon as there is a new one (handbook §7: retry cap, then
 * suspended). The months held in between are paid as arrears.
 */
@Component
class FailingAccounts {

    private final FailedPayments failed;
    private final EntitlementDesk entitlements;
    private final RunParameters parameters;
    private final WholeView wholeView;
    private final Clock clock;

    FailingAccounts(
            FailedPayments failed,
            EntitlementDesk entitlements,
            RunParameters parameters,
            WholeView wholeView,
            Clock clock) {
        this.failed = failed;
        this.entitlements = entitlements;
        this.parameters = parameters;
        this.wholeView = wholeView;
        this.clock = clock;
    }

    /** Suspends what a return file has shown to fail once too often; how many. */
    int suspend(PaymentRun run, UUID returnFile) {
        int cap = parameters.retryCap(run.county(), LocalDate.now(clock));
        YearMonth from = run.benefitMonth().plusMonths(1);
        int suspended = 0;
        for (FailedPayments.Repeated repeated : failed.repeated(returnFile, cap, AreaScope.of(run.county()))) {
            entitlements.hold(
                    repeated.entitlementId(),
                    HoldReason.ACCOUNT_FAILING,
                    "连续 %d 次发放失败，自动暂停；新账户复核启用后自动恢复".formatted(repeated.times()),
                    from);
            suspended++;
        }
        return suspended;
    }

    @EventListener
    void on(AccountConfirmed confirmed) {
        wholeView.during(() -> revive(confirmed));
    }

    /** Somebody else with an account of their own receives it now. */
    void payeeChanged(UUID entitlementId) {
        entitlements.holds(entitlementId).stream()
                .filter(hold -> hold.open() && hold.reason() == HoldReason.ACCOUNT_FAILING)
                .forEach(hold -> entitlements.release(hold.id(), "领款人已变更，自动恢复发放", YearMonth.now(clock), true));
    }

    private void revive(AccountConfirmed confirmed) {
        for (UUID hold : failed.suspensions(confirmed.residentId(), Acting.scope())) {
            entitlements.release(hold, "新账户已复核启用，自动恢复发放", YearMonth.now(clock), true);
        }
    }
}
