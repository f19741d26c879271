package cn.civilaffairs.kernel;

/** What an officer is appointed to do (岗位角色), security design §3.2. */
public enum Role {
    /** 村级协理员 */
    VILLAGE_ASSISTANT(Seat.TOWNSHIP),
    /** 乡镇经办 */
    TOWN_CLERK(Seat.TOWNSHIP),
    /** 乡镇审核 */
    TOWN_REVIEWER(Seat.TOWNSHIP),
    /** 县级经办 */
    COUNTY_CASEWORKER(Seat.COUNTY),
    /** 县级审批 */
    COUNTY_APPROVER(Seat.COUNTY),
    /** 发放制单 */
    FINANCE_MAKER(Seat.MONEY),
    /** 发放复核 */
    FINANCE_CHECKER(Seat.MONEY),
    /** 签发 */
    FINANCE_SIGNER(Seat.MONEY),
    /** 督查 */
    SUPERVISOR(Seat.COUNTY),
    /** 系统管理员 */
    SYS_ADMIN(Seat.ADMINISTRATION),
    /** 安全管理员 */
    SEC_ADMIN(Seat.ADMINISTRATION),
    /** 审计管理员 */
    AUDIT_ADMIN(Seat.ADMINISTRATION);

    /** Where a role is at home, for what goes by the desk and not by the act: limits of exports, the second factor. */
    public enum Seat {
        /** 乡镇（街道）及村 */
        TOWNSHIP,
        /** 县级业务 */
        COUNTY,
        /** 资金发放 */
        MONEY,
        /** 三员 */
        ADMINISTRATION
    }

    private final Seat seat;

    Role(Seat seat) {
        this.seat = seat;
    }

    public Seat seat() {
        return seat;
    }

    /** Whose holders lead a line in their county, and agree to who is appointed in it. */
    public static Role leading(LineOfBusiness line) {
        return line == LineOfBusiness.FINANCE ? FINANCE_SIGNER : COUNTY_APPROVER;
    }
}
