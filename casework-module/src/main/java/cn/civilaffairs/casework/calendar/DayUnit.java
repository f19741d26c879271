package cn.civilaffairs.casework.calendar;

/** What a limit is counted in; the number alone means nothing (benefits handbook §1.3). */
public enum DayUnit {
    /** 工作日 */
    WORKING_DAYS,
    /** 自然日 */
    DAYS
}
