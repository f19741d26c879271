package cn.civilaffairs.disbursement;

/** What a line pays (发放类型). */
public enum LineKind {
    /** 当月 */
    REGULAR,
    /** 补发 */
    ARREARS,
    /** 补差额 */
    TOPUP,
    /** 扣减 */
    ADJUST,
    /** 失败重发 */
    REISSUE,
    /** 退还 */
    REFUND
}
