package cn.civilaffairs.registry.resident;

/** Ability to work (劳动能力). */
public enum Labour {
    /** 有 */
    FULL,
    /** 部分 */
    PARTIAL,
    /** 无 */
    NONE
}
