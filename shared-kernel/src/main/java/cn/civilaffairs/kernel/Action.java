package cn.civilaffairs.kernel;

import static cn.civilaffairs.kernel.Role.AUDIT_ADMIN;
import static cn.civilaffairs.kernel.Role.COUNTY_APPROVER;
import static cn.civilaffairs.kernel.Role.COUNTY_CASEWORKER;
import static cn.civilaffairs.kernel.Role.FINANCE_CHECKER;
import static cn.civilaffairs.kernel.Role.FINANCE_MAKER;
import static cn.civilaffairs.kernel.Role.FINANCE_SIGNER;
import static cn.civilaffairs.kernel.Role.SEC_ADMIN;
import static cn.civilaffairs.kernel.Role.SUPERVISOR;
import static cn.civilaffairs.kernel.Role.SYS_ADMIN;
import static cn.civilaffairs.kernel.Role.TOWN_CLERK;
import static cn.civilaffairs.kernel.Role.TOWN_REVIEWER;
import static cn.civilaffairs.kernel.Role.VILLAGE_ASSISTANT;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Everything an officer can be allowed to do (操作), each with the roles that may and with what else is asked of the
 * object: the one table of who may what (security design §3.2). {@link AccessDecision} reads it; pages, desks and
 * templates ask that and nothing else. An act that is not listed does not compile.
 */
public enum Action {
    // cases (办件): the procedure narrows the roles further, step by step
    VIEW_CASE(
            About.OWN_LINE,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    HANDLE_CASE(About.OWN_LINE, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),
    OPEN_APPLICATION(About.OWN_LINE, TOWN_CLERK, COUNTY_CASEWORKER),
    CHECK_MEANS(About.OWN_LINE, COUNTY_CASEWORKER),
    OPEN_CHANGE(About.OWN_LINE, TOWN_CLERK),
    RECOMPUTE_CHANGE(About.OWN_LINE, TOWN_CLERK, TOWN_REVIEWER, COUNTY_APPROVER),
    HANDLE_APPEAL(About.OWN_LINE, COUNTY_CASEWORKER, COUNTY_APPROVER),
    RECORD_PROMISE_BROKEN(About.OWN_LINE, TOWN_CLERK, COUNTY_CASEWORKER),
    DECIDE_PROMISE_BROKEN(About.OWN_LINE, TOWN_REVIEWER, COUNTY_APPROVER),
    VIEW_SAMPLE(
            About.OWN_LINE,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    DRAW_SAMPLE(About.OWN_LINE, COUNTY_CASEWORKER),
    VIEW_REVIEW(About.OWN_LINE, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
    RECORD_REVIEW(About.OWN_LINE, TOWN_CLERK),
    CONFIRM_REVIEW(About.OWN_LINE, TOWN_REVIEWER),

    // relatives of staff (近亲属备案) and leads (线索)
    VIEW_RELATIVES(
            About.REGISTER,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    DECLARE_RELATIVE(About.REGISTER, VILLAGE_ASSISTANT, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),
    DECLARE_CADRE(About.REGISTER, TOWN_CLERK, COUNTY_CASEWORKER),
    END_RELATIVE(About.REGISTER, COUNTY_CASEWORKER, COUNTY_APPROVER),
    SEE_ALL_RELATIVES(About.REGISTER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
    VIEW_LEAD(
            About.REGISTER,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    ANSWER_LEAD(About.REGISTER, TOWN_CLERK, COUNTY_CASEWORKER),
    ANSWER_OWN_LEAD(About.REGISTER, TOWN_CLERK),
    ANSWER_OVERDUE_LEAD(About.REGISTER, COUNTY_CASEWORKER),
    CONFIRM_LEAD(About.REGISTER, COUNTY_CASEWORKER, COUNTY_APPROVER),

    // the register of people and households (居民与家庭), shared by all lines: §3.5 says what of it is shown
    SEARCH(
            About.REGISTER,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    VIEW_FAMILY(
            About.OWN_LINE,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    ENTER_FAMILY(About.OWN_LINE, VILLAGE_ASSISTANT, TOWN_CLERK, COUNTY_CASEWORKER),
    VIEW_PERSON(
            About.REGISTER,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            FINANCE_MAKER,
            FINANCE_CHECKER,
            FINANCE_SIGNER,
            SUPERVISOR),
    REVEAL_NUMBER(About.REGISTER, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),
    REVEAL_ACCOUNT(About.REGISTER, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER),
    COMPARE_NUMBER(About.REGISTER, VILLAGE_ASSISTANT, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),
    ENTER_ACCOUNT(About.REGISTER, TOWN_CLERK, COUNTY_CASEWORKER),
    CONFIRM_ACCOUNT(About.REGISTER, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER),
    VIEW_MOVE(About.REGISTER, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
    ASK_MOVE(About.REGISTER, TOWN_CLERK, COUNTY_CASEWORKER),
    ANSWER_MOVE(About.REGISTER, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),
    WORK_ON_LIST(About.OWN_LINE, TOWN_CLERK, COUNTY_CASEWORKER),
    IMPORT(About.REGISTER, TOWN_CLERK, COUNTY_CASEWORKER, SYS_ADMIN),
    IMPORT_RESIDENTS(About.REGISTER, TOWN_CLERK, COUNTY_CASEWORKER),
    IMPORT_IN_PAYMENT(About.OWN_LINE, COUNTY_CASEWORKER),
    IMPORT_DEPARTMENT_LIST(About.REGISTER, COUNTY_CASEWORKER),
    VIEW_PAPERS(
            About.OWN_LINE,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    PRINT(About.OWN_LINE, VILLAGE_ASSISTANT, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),

    MAKE_NOTICE(About.OWN_LINE, TOWN_CLERK, COUNTY_CASEWORKER),
    PUBLISH_NOTICE(About.OWN_LINE, TOWN_REVIEWER, COUNTY_CASEWORKER),

    // elder care and the funeral home (养老、殡葬)
    VIEW_ROSTER(
            About.OWN_LINE,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    DRAW_ROSTER(About.OWN_LINE, COUNTY_CASEWORKER),
    CONFIRM_LIFE(About.OWN_LINE, TOWN_CLERK),
    GRANT_ROSTER(About.OWN_LINE, COUNTY_CASEWORKER, COUNTY_APPROVER),
    VIEW_CREMATION(About.OWN_LINE, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
    REGISTER_CREMATION(About.OWN_LINE, COUNTY_CASEWORKER),

    // benefits and the monthly money (待遇与发放): each act has its one role
    VIEW_BENEFIT(
            About.OWN_LINE,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            FINANCE_MAKER,
            FINANCE_CHECKER,
            FINANCE_SIGNER,
            SUPERVISOR),
    HOLD_BENEFIT(About.OWN_LINE, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER),
    VIEW_RUN(
            About.OWN_LINE,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            FINANCE_MAKER,
            FINANCE_CHECKER,
            FINANCE_SIGNER,
            SUPERVISOR),
    MAKE_RUN(About.OWN_LINE, FINANCE_MAKER),
    CONFIRM_RUN(About.OWN_LINE, TOWN_REVIEWER, COUNTY_CASEWORKER),
    CONFIRM_OWN_TOWN(About.OWN_LINE, TOWN_REVIEWER),
    CONFIRM_FOR_TOWN(About.OWN_LINE, COUNTY_CASEWORKER),
    CHECK_RUN(About.OWN_LINE, FINANCE_CHECKER),
    SIGN_RUN(About.OWN_LINE, FINANCE_SIGNER),
    ANSWER_RED_LINE(About.OWN_LINE, TOWN_CLERK, COUNTY_CASEWORKER),
    EXPLAIN_RED_LINE(About.OWN_LINE, COUNTY_CASEWORKER),
    CONFIRM_RED_STOP(About.OWN_LINE, COUNTY_CASEWORKER, COUNTY_APPROVER),
    FIND_IN_RUN_SAMPLE(About.OWN_LINE, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
    TAKE_BANK_FILE(About.OWN_LINE, FINANCE_MAKER, FINANCE_CHECKER, FINANCE_SIGNER),
    ANSWER_RETURN(About.OWN_LINE, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER),
    VIEW_MONTH(
            About.OWN_LINE,
            FINANCE_MAKER,
            FINANCE_CHECKER,
            FINANCE_SIGNER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    ASK_REOPENING(About.OWN_LINE, FINANCE_MAKER, FINANCE_CHECKER, COUNTY_CASEWORKER, SUPERVISOR),
    APPROVE_REPORT(About.OWN_LINE, COUNTY_APPROVER, SUPERVISOR),
    PREPARE_REPORT(About.OWN_LINE, FINANCE_MAKER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
    PROPOSE_BACK_PAYMENT(About.OWN_LINE, COUNTY_CASEWORKER),
    DECIDE_BACK_PAYMENT(About.OWN_LINE, COUNTY_APPROVER),
    PROPOSE_RECOVERY(About.OWN_LINE, COUNTY_CASEWORKER),
    CONFIRM_RECOVERY(About.OWN_LINE, COUNTY_APPROVER),
    ENTER_RECEIPT(About.OWN_LINE, FINANCE_MAKER),
    CHECK_RECEIPT(About.OWN_LINE, FINANCE_CHECKER),
    APPROVE_UPLIFT(About.OWN_LINE, COUNTY_APPROVER),
    RESUME_UPLIFT(About.OWN_LINE, COUNTY_CASEWORKER, COUNTY_APPROVER),

    // what everything is reckoned by (标准与参数)
    VIEW_RULE(
            About.NOBODY,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            FINANCE_MAKER,
            FINANCE_CHECKER,
            FINANCE_SIGNER,
            SUPERVISOR,
            SYS_ADMIN),
    PROPOSE_RULE(About.OWN_LINE, COUNTY_CASEWORKER),
    APPROVE_RULE(About.OWN_LINE, COUNTY_APPROVER),

    // lists that leave the bureau (导出): asked for by who may see them, decided on by who sees the request alone
    DECIDE_EXPORT(About.NOBODY, SUPERVISOR, SEC_ADMIN),

    // the three administrators (三员)
    INSTALL_DEFAULTS(About.NOBODY, SYS_ADMIN),
    MAINTAIN_AREA(About.NOBODY, SYS_ADMIN),
    MAINTAIN_CALENDAR(About.NOBODY, SYS_ADMIN),
    VIEW_ACCOUNT(About.NOBODY, SYS_ADMIN, SEC_ADMIN, AUDIT_ADMIN),
    MAINTAIN_ACCOUNT(About.NOBODY, SYS_ADMIN),
    GRANT_ROLE(About.NOBODY, SEC_ADMIN),
    EXPLAIN_ACCESS(About.NOBODY, SEC_ADMIN),
    READ_LOG(About.NOBODY, AUDIT_ADMIN);

    /** What the object of an action is held to beside the role. */
    public enum About {
        /** 本条线: inside the area, of a line the role was given for, and not under limited access */
        OWN_LINE,
        /** 基础库: inside the area and not under limited access, whatever the line */
        REGISTER,
        /** 不涉及个人: no person, household or payment */
        NOBODY
    }

    private final About about;
    private final Set<Role> roles;

    Action(About about, Role first, Role... others) {
        this.about = about;
        this.roles = Collections.unmodifiableSet(EnumSet.of(first, others));
    }

    public About about() {
        return about;
    }

    public Set<Role> roles() {
        return roles;
    }

    /** How the front door and the templates call it. */
    public String authority() {
        return "MAY_" + name();
    }
}
