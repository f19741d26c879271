package cn.civilaffairs.registry.resident;

/** Kind of identity document (证件类型). */
public enum IdType {
    /** 居民身份证 */
    CITIZEN,
    /** 港澳台居民居住证 */
    RESIDENCE_PERMIT,
    /** 外国人永久居留身份证 */
    FOREIGN,
    /** 临时编号: foundlings and people found without papers */
    TEMPORARY
}
