package cn.civilaffairs.kernel;

/** The lines of business a county bureau runs (业务条线), with money and administration beside them. */
public enum LineOfBusiness {
    /** 社会救助 */
    ASSISTANCE,
    /** 养老服务 */
    ELDER_CARE,
    /** 儿童福利 */
    CHILD_WELFARE,
    /** 社会组织 */
    SOCIAL_ORGANISATION,
    /** 基层治理 */
    COMMUNITY_GOVERNANCE,
    /** 婚姻登记 */
    MARRIAGE,
    /** 殡葬服务 */
    FUNERAL,
    /** 区划地名 */
    PLACE_NAMES,
    /** 资金发放 */
    FINANCE,
    /** 系统管理 */
    ADMINISTRATION
}
