package cn.civilaffairs.disbursement;

/** Where a change of payee stands (领款人变更状态). */
public enum PayeeChangeState {
    /** 待批准 */
    PROPOSED,
    /** 已变更 */
    APPROVED,
    /** 不予变更 */
    REFUSED,
    /** 已撤回 */
    WITHDRAWN
}
