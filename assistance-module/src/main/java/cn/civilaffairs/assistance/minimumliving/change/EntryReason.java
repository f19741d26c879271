package cn.civilaffairs.assistance.minimumliving.change;

/** Why somebody joins a household in payment (增员原因). */
public enum EntryReason {
    /** 出生 */
    BIRTH,
    /** 婚入 */
    MARRIAGE,
    /** 迁入 */
    MOVED_IN,
    /** 收养 */
    ADOPTION,
    /** 返回共同生活, such as after a sentence or school */
    RETURNED,
    /** 其他 */
    OTHER
}
