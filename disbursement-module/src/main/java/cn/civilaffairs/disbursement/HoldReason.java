package cn.civilaffairs.disbursement;

/** Why money is held back for the time being (缓发原因), benefits handbook §1.10. */
public enum HoldReason {
    /** 下落不明 */
    WHEREABOUTS_UNKNOWN,
    /** 复核材料未交 */
    REVIEW_PAPERS_MISSING,
    /** 证件过期 */
    CERTIFICATE_EXPIRED,
    /** 账户连续发放失败 */
    ACCOUNT_FAILING,
    /** 信息比对待核实 */
    MATCH_TO_VERIFY,
    /** 死亡待核实, such as the day a cremation is entered */
    DEATH_TO_VERIFY,
    /** 成员死亡待核定: a member died, and the amount for the others is not decided yet */
    MEMBER_DIED,
    /** 生存认证未通过: not seen in time, or nobody could find them */
    LIFE_UNPROVEN,
    /** 举报待核实 */
    COMPLAINT,
    /** 其他 */
    OTHER;

    /** Whether only what it waits for places and ends it, and nobody by hand. */
    public boolean isAutomatic() {
        return this == DEATH_TO_VERIFY || this == MEMBER_DIED || this == LIFE_UNPROVEN;
    }
}
