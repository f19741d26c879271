package cn.civilaffairs.casework.lead;

/** How far a lead has come (线索状态). */
public enum LeadState {
    /** 待核实 */
    OPEN,
    /** 超期上报县级 */
    ESCALATED,
    /** 已回复,待县级确认 */
    ANSWERED,
    /** 已办结 */
    CLOSED
}
