package cn.civilaffairs.registry.limited;

/** Why a household is seen by named officers only (限制原因). */
public enum LimitGround {
    /** 儿童保护 */
    CHILD_PROTECTION,
    /** 家庭暴力 */
    DOMESTIC_VIOLENCE,
    /** 其他 */
    OTHER
}
