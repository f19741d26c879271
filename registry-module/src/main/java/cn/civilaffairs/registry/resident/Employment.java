package cn.civilaffairs.registry.resident;

/** What a person lives by (就业状况). */
public enum Employment {
    /** 就业 */
    EMPLOYED,
    /** 失业 */
    UNEMPLOYED,
    /** 务农 */
    FARMING,
    /** 在校 */
    AT_SCHOOL,
    /** 离退休 */
    RETIRED,
    /** 未就业 */
    NOT_EMPLOYED
}
