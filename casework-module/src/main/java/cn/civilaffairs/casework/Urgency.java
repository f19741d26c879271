package cn.civilaffairs.casework;

/** How pressing a case is to whoever has it; a case stands in the first that applies. */
public enum Urgency {
    /** 超期 */
    OVERDUE,
    /** 三个工作日内到期 */
    DUE_SOON,
    /** 退回给我 */
    RETURNED,
    /** 新收, within the last three working days */
    NEW,
    /** 其余在办 */
    LATER
}
