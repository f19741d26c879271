package cn.civilaffairs.web.demo;

import cn.civilaffairs.disbursement.BackPayment;
import cn.civilaffairs.disbursement.BackPaymentDesk;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.Hold;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Back pay two families are owed because they should never have been held (误停补发): one waits for the approver's word, the
 * other is approved and leaves with November's run.
 */
@Component
@Conditional(OnDemoServer.class)
class BackPaymentScene {

    private static final int FAMILIES = 2;

    private final EntitlementDesk entitlements;
    private final BackPaymentDesk backPayments;
    private final BusinessClock clock;
    private final TransactionTemplate transaction;

    BackPaymentScene(
            EntitlementDesk entitlements,
            BackPaymentDesk backPayments,
            BusinessClock clock,
            TransactionTemplate transaction) {
        this.entitlements = entitlements;
        this.backPayments = backPayments;
        this.clock = clock;
        this.transaction = transaction;
    }

    void play(DemoPlan plan, Crew crew) {
        List<DemoHousehold> held = plan.households().stream()
                .filter(household ->
                        household.hold() != null && household.hold().released() == null)
                .toList();
        // a small county has fewer of them, and a held family is left to look at
        for (int i = 0; i < Math.min(FAMILIES, held.size() - 1); i++) {
            UUID asked = ask(held.get(held.size() - 1 - i), crew);
            if (i > 0) {
                on(LocalDate.of(2026, 11, 13), crew.named("ca_1"), () -> {
                    backPayments.approve(asked, backPayments.find(asked).version());
                    return asked;
                });
            }
        }
    }

    private UUID ask(DemoHousehold household, Crew crew) {
        UUID entitlement = on(LocalDate.of(2026, 11, 10), crew.named("cc_2"), () -> {
            UUID found = entitlements.ofHousehold(household.id()).stream()
                    .filter(benefit -> benefit.householdId() != null)
                    .findFirst()
                    .orElseThrow()
                    .entitlementId();
            entitlements.holds(found).stream()
                    .filter(Hold::open)
                    .forEach(hold -> entitlements.resume(hold.id(), "入户查实，即日恢复；以前月份另行核实", false));
            return found;
        });
        return on(LocalDate.of(2026, 11, 12), crew.named("cc_1"), () -> {
            List<YearMonth> months = backPayments.owed(entitlement).stream()
                    .filter(month -> month.payable().isPositive())
                    .map(BackPayment.Owed::month)
                    .toList();
            return backPayments.propose(
                    entitlement, months, BackPayment.Ground.WRONGLY_HELD, "村委会证明当时在县医院住院，材料逾期不应归责于本人，原暂停有误", null);
        });
    }

    private <T> T on(LocalDate day, Officer officer, Supplier<T> act) {
        clock.moveTo(day.atTime(10, 0));
        return Acting.as(officer, () -> transaction.execute(status -> act.get()));
    }
}
