package cn.civilaffairs.registry.resident;

/** What somebody who owes support is to the family (义务人与家庭的关系). */
public enum SupporterTie {
    /** 子女 */
    CHILD,
    /** 父母 */
    PARENT,
    /** 前配偶 */
    FORMER_SPOUSE,
    /** 孙子女 */
    GRANDCHILD,
    /** 祖父母 */
    GRANDPARENT,
    /** 兄弟姐妹 */
    SIBLING,
    /** 其他 */
    OTHER
}
