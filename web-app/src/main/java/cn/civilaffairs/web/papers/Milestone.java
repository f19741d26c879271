package cn.civilaffairs.web.papers;

/** What has happened in a case, as far as papers care. */
public enum Milestone {
    /** 已收到申请 */
    RECEIVED,
    /** 有缺件 */
    PAPERS_MISSING,
    /** 已受理 */
    ACCEPTED,
    /** 已发起信息核对 */
    CHECKED,
    /** 已入户调查 */
    VISITED,
    /** 已提出拟保障意见 */
    PROPOSED,
    /** 已张贴公示 */
    POSTED,
    /** 已确认 */
    CONFIRMED,
    /** 已作出不予确认决定 */
    REFUSED,
    /** 已作出决定 */
    DECIDED
}
