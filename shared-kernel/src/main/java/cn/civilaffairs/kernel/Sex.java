package cn.civilaffairs.kernel;

/** Sex (性别) as registered, GB/T 2261.1. */
public enum Sex {
    /** 男 */
    MALE,
    /** 女 */
    FEMALE
}
