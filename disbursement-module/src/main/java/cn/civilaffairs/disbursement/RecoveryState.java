package cn.civilaffairs.disbursement;

/** Where a claim stands (追缴状态). */
public enum RecoveryState {
    /** 待确认 */
    PROPOSED,
    /** 已确认,待通知 */
    CONFIRMED,
    /** 已通知 */
    DEMANDED,
    /** 归还中 */
    PAYING,
    /** 已移送法院 */
    COURT,
    /** 已还清 */
    SETTLED,
    /** 已核销 */
    WRITTEN_OFF,
    /** 不予追缴 */
    DROPPED,
    /** 重新核定后不再多发 */
    VOID;

    public boolean open() {
        return ordinal() <= COURT.ordinal();
    }

    /** Whether money may be received for it. */
    public boolean demanded() {
        return this == DEMANDED || this == PAYING || this == COURT;
    }
}
