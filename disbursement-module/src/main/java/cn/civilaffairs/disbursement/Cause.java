package cn.civilaffairs.disbursement;

/** Why an amount was determined anew (核定原因). */
public enum Cause {
    GRANTED,
    IMPORTED,
    MEMBER_ADDED,
    MEMBER_LEFT,
    MEANS_CHANGED,
    STANDARD_CHANGED,
    SUPPLEMENT_CHANGED,
    /** 到龄升档 */
    AGE_REACHED,
    REVIEWED,
    /** 渐退: paid for some months although income rose above the standard */
    TAPER,
    /** 拒绝就业: one member's share is no longer paid */
    JOB_REFUSED,
    /** 迁移核定: another standard holds where the household moved to */
    MOVED,
    CORRECTED
}
