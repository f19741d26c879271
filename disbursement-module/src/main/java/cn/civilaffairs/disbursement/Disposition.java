package cn.civilaffairs.disbursement;

/** What a run does with one entitlement (处理结果): read = paid + held + refused. */
public enum Disposition {
    /** 发放 */
    PAID,
    /** 缓发 */
    HELD,
    /** 不予发放 */
    REFUSED
}
