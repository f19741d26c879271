package cn.civilaffairs.registry.resident;

/** State of health (健康状况). */
public enum Health {
    /** 健康 */
    HEALTHY,
    /** 一般疾病 */
    ILL,
    /** 重病 */
    SERIOUSLY_ILL,
    /** 残疾 */
    DISABLED
}
