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
    REVIEWED,
    CORRECTED
}
