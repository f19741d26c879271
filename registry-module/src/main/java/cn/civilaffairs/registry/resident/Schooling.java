package cn.civilaffairs.registry.resident;

/** The schooling a person is in (在校情况). */
public enum Schooling {
    /** 未就读 */
    NONE,
    /** 义务教育 */
    COMPULSORY,
    /** 高中中职 */
    SENIOR,
    /** 大专本科 */
    UNDERGRADUATE,
    /** 研究生 */
    POSTGRADUATE
}
