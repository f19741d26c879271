package cn.civilaffairs.registry.resident;

/** What time an amount stands for (周期). */
public enum MeansPeriod {
    /** 年 */
    YEAR,
    /** 月 */
    MONTH,
    /** 次 */
    ONCE,
    /** 时点 */
    POINT
}
