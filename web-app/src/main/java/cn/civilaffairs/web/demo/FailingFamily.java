package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.AreaCode;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Optional;

/**
 * The family whose account was closed in August and who brought no other (账户连续发放失败): refused three months running, so
 * suspended from November, and a task of its township until somebody enters a new account and somebody else confirms it.
 */
record FailingFamily(DemoHousehold household) {

    static final AreaCode TOWNSHIP = AreaCode.of("999001007000");

    private static final YearMonth SINCE = YearMonth.of(2026, 8);

    /** The last of the township's register that is simply in payment all year. */
    static Optional<FailingFamily> of(DemoPlan plan) {
        LateNews news = LateNews.of(plan.households());
        return plan.households().stream()
                .filter(household -> TOWNSHIP.contains(household.village()))
                .filter(household -> household.inCare(DemoPlan.OPEN) && household.lastMonth() == null)
                .filter(household -> !household.firstMonth().isAfter(DemoPlan.FIRST) && household.hold() == null)
                .filter(household -> news.monthsLate(household) == 0)
                .max(Comparator.comparingInt(DemoHousehold::number))
                .map(FailingFamily::new);
    }

    /** Whether the bank refuses this payment of the month, whatever its lot. */
    boolean isRefused(String paymentLine, YearMonth month) {
        return !month.isBefore(SINCE)
                && paymentLine.contains("," + household.head().idNumber().value() + ",");
    }

    /** Whether nobody brought another account after a month. */
    boolean bringsNothing(DemoHousehold other, YearMonth failed) {
        return other.equals(household) && !failed.isBefore(SINCE);
    }
}
