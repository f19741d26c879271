package cn.civilaffairs.disbursement;

/** How somebody came to be paid (纳入方式); reports show each apart. */
public enum EntryKind {
    /** 新申请 */
    APPLICATION,
    /** 迁入 */
    MOVED_IN,
    /** 由其他项目转入 */
    TRANSFERRED,
    /** 在保名册 */
    ROSTER
}
