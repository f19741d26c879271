package cn.civilaffairs.registry.resident;

/** Where a figure comes from (来源). */
public enum MeansSource {
    /** 申报 */
    DECLARED,
    /** 核对 */
    CHECKED,
    /** 入户 */
    VISITED
}
