package cn.civilaffairs.disbursement;

/** Where an uplift stands (提标状态). */
public enum UpliftState {
    /** 测算中 */
    PREVIEWING,
    /** 待审批 */
    PREVIEWED,
    /** 执行中 */
    APPLYING,
    /** 已执行 */
    APPLIED,
    /** 已作废 */
    REPLACED
}
