package cn.civilaffairs.disbursement;

/** Where a failed payment stands on its way to being paid after all (退票办理进度). */
public enum FailedStage {
    /** 待补正账户 */
    TO_CORRECT,
    /** 新账户待第二人复核 */
    TO_CONFIRM,
    /** 待重发 */
    READY,
    /** 重发中 */
    UNDER_WAY,
    /** 领款人已死亡 */
    PAYEE_DEAD;

    /** Whether the township has it in hand, so that its limit runs. */
    public boolean atTownship() {
        return this == TO_CORRECT || this == TO_CONFIRM;
    }
}
