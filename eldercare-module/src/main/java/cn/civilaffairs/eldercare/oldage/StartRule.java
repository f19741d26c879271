package cn.civilaffairs.eldercare.oldage;

import java.time.YearMonth;

/** From which month a birthday counts (起发规则), benefits handbook §4 EL-GL; the parameter {@code old-age.start-rule}. */
public enum StartRule {
    /** 当月起发 */
    BIRTH_MONTH,
    /** 次月起发 */
    NEXT_MONTH,
    /** 申请（确认）当月起发: nothing for the months before it was confirmed; later bands from their birthday's month */
    APPLICATION_MONTH;

    /** Whether somebody the township could not confirm at first is paid from the month they were first named for. */
    boolean reachesBack() {
        return this != APPLICATION_MONTH;
    }

    /** @param birthday the month an age is reached in */
    public YearMonth startsIn(YearMonth birthday) {
        return this == NEXT_MONTH ? birthday.plusMonths(1) : birthday;
    }
}
