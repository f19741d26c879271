package cn.civilaffairs.disbursement.review;

/** Where a review stands, as lists are narrowed by. */
public enum ReviewState {
    /** 待复核 */
    OPEN,
    /** 逾期: among those not looked at yet */
    OVERDUE,
    /** 待审核: recorded, not confirmed */
    RECORDED,
    /** 已完成 */
    CONFIRMED
}
