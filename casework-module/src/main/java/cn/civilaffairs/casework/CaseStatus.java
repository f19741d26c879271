package cn.civilaffairs.casework;

/** Where a case stands as a whole (案卷状态). */
public enum CaseStatus {
    /** 办理中 */
    OPEN,
    /** 已确认 */
    CONFIRMED,
    /** 不予确认 */
    REFUSED,
    /** 已撤回 */
    WITHDRAWN,
    /** 已终止 */
    ABORTED
}
