package cn.civilaffairs.disbursement;

/** How far a run has come (批次状态), benefits handbook §7; the database refuses any other way through. */
public enum RunState {
    /** 计算中 */
    BUILDING,
    /** 待乡镇确认 */
    BUILT,
    /** 待复核 */
    TOWN_OK,
    /** 待签发 */
    CHECKED,
    /** 已签发 */
    SIGNED,
    /** 已送银行 */
    SENT,
    /** 已回盘 */
    RETURNED,
    /** 已办结 */
    CLOSED,
    /** 已作废 */
    ABANDONED;

    /** Whether its lines can no longer be withdrawn. */
    public boolean signed() {
        return this == SIGNED || this == SENT || this == RETURNED || this == CLOSED;
    }
}
