package cn.civilaffairs.registry.resident;

/** Why an income does not count (豁免项), benefits handbook §1.5. */
public enum Exemption {
    /** 中央基础养老金 */
    BASE_PENSION,
    /** 优待抚恤 */
    VETERAN,
    /** 奖学金 */
    SCHOLARSHIP,
    /** 政府救助 */
    GOVERNMENT_AID,
    /** 残疾人两项补贴 */
    DISABILITY_SUBSIDY,
    /** 孤儿基本生活费 */
    ORPHAN_LIVING,
    /** 计划生育奖扶 */
    FAMILY_PLANNING,
    /** 见义勇为奖励 */
    GOOD_SAMARITAN,
    /** 高龄津贴, where the province says so */
    OLD_AGE
}
