package cn.civilaffairs.registry.guardian;

/** Where the entry of a guardian stands (登记状态). */
public enum GuardianState {
    /** 待复核 */
    ENTERED,
    /** 已复核 */
    CONFIRMED,
    /** 已退回 */
    REFUSED,
    /** 已终止 */
    ENDED
}
