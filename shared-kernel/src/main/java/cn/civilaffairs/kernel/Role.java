package cn.civilaffairs.kernel;

/** What an officer is appointed to do (岗位角色), security design §3.2. */
public enum Role {
    /** 村级协理员 */
    VILLAGE_ASSISTANT,
    /** 乡镇经办 */
    TOWN_CLERK,
    /** 乡镇审核 */
    TOWN_REVIEWER,
    /** 县级经办 */
    COUNTY_CASEWORKER,
    /** 县级审批 */
    COUNTY_APPROVER,
    /** 发放制单 */
    FINANCE_MAKER,
    /** 发放复核 */
    FINANCE_CHECKER,
    /** 签发 */
    FINANCE_SIGNER,
    /** 督查 */
    SUPERVISOR,
    /** 系统管理员 */
    SYS_ADMIN,
    /** 安全管理员 */
    SEC_ADMIN,
    /** 审计管理员 */
    AUDIT_ADMIN
}
