package cn.civilaffairs.casework.procedure;

/**
 * Which of the three hands a step counts as. On one case they belong to three different people: who handles does not
 * review, who reviews does not confirm (security design §3.4).
 */
public enum Duty {
    /** 经办 */
    HANDLE,
    /** 审核 */
    REVIEW,
    /** 确认 */
    CONFIRM
}
