package cn.civilaffairs.casework.relative;

/** How somebody is related to an officer or village cadre (近亲属, 民法典 art. 1045, with in-laws). */
public enum Kinship {
    /** 配偶 */
    SPOUSE,
    /** 父母 */
    PARENT,
    /** 子女 */
    CHILD,
    /** 兄弟姐妹 */
    SIBLING,
    /** 祖父母、外祖父母 */
    GRANDPARENT,
    /** 孙子女、外孙子女 */
    GRANDCHILD,
    /** 配偶的父母 */
    PARENT_IN_LAW,
    /** 子女的配偶 */
    CHILD_IN_LAW,
    /** 其他近亲属 */
    OTHER
}
