package cn.civilaffairs.registry.guardian;

/** What the guardian or the person entrusted is to the person they receive for (与被监护人、委托人的关系). */
public enum GuardianTie {
    /** 配偶 */
    SPOUSE,
    /** 父母 */
    PARENT,
    /** 子女 */
    CHILD,
    /** 祖父母、外祖父母 */
    GRANDPARENT,
    /** 孙子女、外孙子女 */
    GRANDCHILD,
    /** 兄弟姐妹 */
    SIBLING,
    /** 其他亲属 */
    OTHER_RELATIVE,
    /** 非亲属 */
    NOT_RELATED
}
