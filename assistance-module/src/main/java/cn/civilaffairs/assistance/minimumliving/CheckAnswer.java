package cn.civilaffairs.assistance.minimumliving;

/** What a department found (核对结果). */
public enum CheckAnswer {
    /** 无记录 */
    NOTHING_FOUND,
    /** 与申报一致 */
    CONSISTENT,
    /** 与申报不一致 */
    INCONSISTENT
}
