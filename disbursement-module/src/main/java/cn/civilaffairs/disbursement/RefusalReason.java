package cn.civilaffairs.disbursement;

/** Why a run does not pay an entitlement (不予发放原因). */
public enum RefusalReason {
    /** 无有效核定 */
    NO_DETERMINATION,
    /** 核定金额为零 */
    ZERO_AMOUNT,
    /** 保障人口均已死亡 */
    DEAD,
    /** 另有不得同享的待遇 */
    EXCLUDED,
    /** 领款人已死亡,待变更 */
    PAYEE_DEAD,
    /** 无已确认的收款账户 */
    NO_ACCOUNT,
    /** 待遇已终止,补发月份暂不能支付 */
    ARREARS_UNPAYABLE
}
