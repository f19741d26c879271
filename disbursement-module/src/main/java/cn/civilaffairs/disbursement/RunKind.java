package cn.civilaffairs.disbursement;

/** What a run pays (批次类型). */
public enum RunKind {
    /** 正常发放:当月应发与补发 */
    REGULAR,
    /** 补发批次:发放失败后重新发放 */
    SUPPLEMENTARY
}
