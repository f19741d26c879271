package cn.civilaffairs.eldercare.oldage;

import java.time.YearMonth;

/** From which month a birthday counts (起发规则), benefits handbook §4 EL-GL; the parameter {@code old-age.start-rule}. */
public enum StartRule {
    /** 当月起发 */
    BIRTH_MONTH,
    /** 次月起发 */
    NEXT_MONTH;

    /** @param birthday the month an age is reached in */
    public YearMonth startsIn(YearMonth birthday) {
        return this == BIRTH_MONTH ? birthday : birthday.plusMonths(1);
    }
}
