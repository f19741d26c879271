package cn.civilaffairs.assistance.minimumliving.change;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * From which month a change counts (benefits handbook §1.10). Increases, decreases and ends take effect the month after
 * they are decided. An age counts from the first month on whose first day it has been reached (年龄按所属月 1 日计算). A death counts by its own date: the month of death is still paid, or not, as the parameter
 * {@code payment.death-stop} says. What was concealed or reported late may be counted from the month after it happened;
 * what was paid since is then recovered.
 */
final class EffectiveMonth {

    private EffectiveMonth() {}

    /**
     * @param monthOfDeathPaid whether the month of death is still paid (死亡当月照发)
     * @param firstMonth the first month the household was ever due
     */
    static YearMonth of(AllowanceChange change, LocalDate decidedOn, boolean monthOfDeathPaid, YearMonth firstMonth) {
        YearMonth happened = YearMonth.from(change.since());
        YearMonth from;
        if (change.isDeath()) {
            from = monthOfDeathPaid ? happened.plusMonths(1) : happened;
        } else if (change.kind() == ChangeKind.AGE_REACHED) {
            from = change.since().getDayOfMonth() == 1 ? happened : happened.plusMonths(1);
        } else if (change.backdated() && mayBeBackdated(change.kind())) {
            from = happened.plusMonths(1);
        } else {
            from = YearMonth.from(decidedOn).plusMonths(1);
        }
        return from.isBefore(firstMonth) ? firstMonth : from;
    }

    /** Nobody is paid for later than the month after the decision just because it was reported late. */
    static boolean mayBeBackdated(ChangeKind kind) {
        return switch (kind) {
            case MEMBER_LEFT, MEANS_CHANGED, ENDED -> true;
            case MEMBER_ADDED, HEAD_CHANGED, JOB_REFUSED, AGE_REACHED, TAPERED -> false;
        };
    }
}
