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
    /** 社会事务 */
    CIVIL_SERVICES,
    /** 资金发放 */
    FINANCE,
    /** 系统管理 */
    ADMINISTRATION
}
