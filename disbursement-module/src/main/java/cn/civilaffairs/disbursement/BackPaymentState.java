package cn.civilaffairs.disbursement;

/** Where a back payment somebody asked for stands (补发状态). */
public enum BackPaymentState {
    /** 待批准 */
    PROPOSED,
    /** 已批准,随下一批次发放 */
    APPROVED,
    /** 不予补发 */
    REFUSED,
    /** 已撤回 */
    WITHDRAWN,
    /** 批准后、编入批次前撤销 */
    REVOKED
}
