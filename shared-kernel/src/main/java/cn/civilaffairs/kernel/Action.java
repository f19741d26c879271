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
            Reach.ANY_LINE,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    HANDLE_CASE(Reach.ANY_LINE, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),
    OPEN_APPLICATION(Reach.ASSISTANCE, TOWN_CLERK, COUNTY_CASEWORKER),
    CHECK_MEANS(Reach.ASSISTANCE, COUNTY_CASEWORKER),
    VISIT_FOR_COUNTY(Reach.ASSISTANCE, COUNTY_CASEWORKER),
    OPEN_CHANGE(Reach.ASSISTANCE, TOWN_CLERK),
    RECOMPUTE_CHANGE(Reach.ASSISTANCE, TOWN_CLERK, TOWN_REVIEWER, COUNTY_APPROVER),
    HANDLE_APPEAL(Reach.ANY_LINE, COUNTY_CASEWORKER, COUNTY_APPROVER),
    RECORD_PROMISE_BROKEN(Reach.ANY_LINE, TOWN_CLERK, COUNTY_CASEWORKER),
    DECIDE_PROMISE_BROKEN(Reach.ANY_LINE, TOWN_REVIEWER, COUNTY_APPROVER),
    VIEW_SAMPLE(
            Reach.ANY_LINE,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    DRAW_SAMPLE(Reach.ANY_LINE, COUNTY_CASEWORKER),
    VIEW_REVIEW(Reach.REVIEWED, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
    RECORD_REVIEW(Reach.REVIEWED, TOWN_CLERK),
    CONFIRM_REVIEW(Reach.REVIEWED, TOWN_REVIEWER),
    PLAN_REVIEW(Reach.REVIEWED, COUNTY_CASEWORKER),
    FOLLOW_REVIEW(Reach.REVIEWED, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER),

    // relatives of staff (近亲属备案) and leads (线索)
    VIEW_RELATIVES(
            Reach.EVERYBODY,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    DECLARE_RELATIVE(Reach.EVERYBODY, VILLAGE_ASSISTANT, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),
    DECLARE_CADRE(Reach.EVERYBODY, TOWN_CLERK, COUNTY_CASEWORKER),
    END_RELATIVE(Reach.EVERYBODY, COUNTY_CASEWORKER, COUNTY_APPROVER),
    SEE_ALL_RELATIVES(Reach.EVERYBODY, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
    VIEW_LEAD(
            Reach.BENEFITS,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    ANSWER_LEAD(Reach.BENEFITS, TOWN_CLERK, COUNTY_CASEWORKER),
    ANSWER_OWN_LEAD(Reach.BENEFITS, TOWN_CLERK),
    ANSWER_OVERDUE_LEAD(Reach.BENEFITS, COUNTY_CASEWORKER),
    CONFIRM_LEAD(Reach.BENEFITS, COUNTY_CASEWORKER, COUNTY_APPROVER),
    FOLLOW_LEAD(Reach.BENEFITS, TOWN_CLERK, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),

    // the register of people and households (居民与家庭), §3.5 says what of it is shown to whom
    SEARCH(Reach.PEOPLE, VILLAGE_ASSISTANT, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
    VIEW_FAMILY(
            Reach.ASSISTANCE,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    ENTER_FAMILY(Reach.ASSISTANCE, VILLAGE_ASSISTANT, TOWN_CLERK, COUNTY_CASEWORKER),
    SEE_LIMITED(
            Reach.EVERYBODY,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    LIMIT_ACCESS(Reach.PROTECTION, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),
    SUPERVISE_LIMITS(Reach.EVERYBODY, SUPERVISOR),
    VIEW_PERSON(
            Reach.BENEFITS,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            FINANCE_MAKER,
            FINANCE_CHECKER,
            FINANCE_SIGNER,
            SUPERVISOR),
    VIEW_MOVE(Reach.ASSISTANCE, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
    ASK_MOVE(Reach.ASSISTANCE, TOWN_CLERK, COUNTY_CASEWORKER),
    ANSWER_MOVE(Reach.ASSISTANCE, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),
    REVEAL_NUMBER(Reach.BENEFITS, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),
    REVEAL_ACCOUNT(Reach.BENEFITS, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER),
    COMPARE_NUMBER(Reach.PEOPLE, VILLAGE_ASSISTANT, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),
    ENTER_ACCOUNT(Reach.BENEFITS, TOWN_CLERK, COUNTY_CASEWORKER),
    CONFIRM_ACCOUNT(Reach.BENEFITS, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER),
    ENTER_GUARDIAN(Reach.BENEFITS, TOWN_CLERK, COUNTY_CASEWORKER),
    CONFIRM_GUARDIAN(Reach.BENEFITS, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),
    WORK_ON_LIST(Reach.ASSISTANCE, TOWN_CLERK, COUNTY_CASEWORKER),
    IMPORT(Reach.EVERYBODY, TOWN_CLERK, COUNTY_CASEWORKER, SYS_ADMIN),
    IMPORT_RESIDENTS(Reach.BENEFITS, TOWN_CLERK, COUNTY_CASEWORKER),
    IMPORT_IN_PAYMENT(Reach.ASSISTANCE, COUNTY_CASEWORKER),
    IMPORT_DEPARTMENT_LIST(Reach.BENEFITS, COUNTY_CASEWORKER),
    VIEW_PAPERS(
            Reach.ASSISTANCE,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    PRINT(Reach.ASSISTANCE, VILLAGE_ASSISTANT, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),

    MAKE_NOTICE(Reach.ASSISTANCE, TOWN_CLERK, COUNTY_CASEWORKER),
    PUBLISH_NOTICE(Reach.ASSISTANCE, TOWN_REVIEWER, COUNTY_CASEWORKER),

    // elder care and the funeral home (养老、殡葬)
    VIEW_ROSTER(
            Reach.ELDERS, VILLAGE_ASSISTANT, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
    DRAW_ROSTER(Reach.ELDERS, COUNTY_CASEWORKER),
    CONFIRM_LIFE(Reach.ELDERS, TOWN_CLERK),
    GRANT_ROSTER(Reach.ELDERS, COUNTY_CASEWORKER, COUNTY_APPROVER),
    VIEW_CREMATION(Reach.FUNERALS, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
    REGISTER_CREMATION(Reach.FUNERALS, COUNTY_CASEWORKER),

    // benefits and the monthly money (待遇与发放): each act has its one role
    VIEW_BENEFIT(
            Reach.ANY_LINE,
            VILLAGE_ASSISTANT,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            FINANCE_MAKER,
            FINANCE_CHECKER,
            FINANCE_SIGNER,
            SUPERVISOR),
    HOLD_BENEFIT(Reach.ANY_LINE, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER),
    PROPOSE_PAYEE(Reach.ANY_LINE, TOWN_CLERK, COUNTY_CASEWORKER),
    DECIDE_PAYEE(Reach.ANY_LINE, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER),
    VIEW_RUN(
            Reach.ANY_LINE,
            TOWN_CLERK,
            TOWN_REVIEWER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            FINANCE_MAKER,
            FINANCE_CHECKER,
            FINANCE_SIGNER,
            SUPERVISOR),
    MAKE_RUN(Reach.ANY_LINE, FINANCE_MAKER),
    CONFIRM_RUN(Reach.ANY_LINE, TOWN_REVIEWER, COUNTY_CASEWORKER),
    CONFIRM_OWN_TOWN(Reach.ANY_LINE, TOWN_REVIEWER),
    CONFIRM_FOR_TOWN(Reach.ANY_LINE, COUNTY_CASEWORKER),
    CHECK_RUN(Reach.ANY_LINE, FINANCE_CHECKER),
    SIGN_RUN(Reach.ANY_LINE, FINANCE_SIGNER),
    ANSWER_RED_LINE(Reach.ANY_LINE, TOWN_CLERK, COUNTY_CASEWORKER),
    EXPLAIN_RED_LINE(Reach.ANY_LINE, COUNTY_CASEWORKER),
    CONFIRM_RED_STOP(Reach.ANY_LINE, COUNTY_CASEWORKER, COUNTY_APPROVER),
    FIND_IN_RUN_SAMPLE(Reach.ANY_LINE, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
    TAKE_BANK_FILE(Reach.ANY_LINE, FINANCE_MAKER, FINANCE_CHECKER, FINANCE_SIGNER),
    ANSWER_RETURN(Reach.ANY_LINE, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER),
    FOLLOW_RETURN(Reach.ANY_LINE, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, FINANCE_MAKER),
    VIEW_MONTH(
            Reach.ANY_LINE,
            FINANCE_MAKER,
            FINANCE_CHECKER,
            FINANCE_SIGNER,
            COUNTY_CASEWORKER,
            COUNTY_APPROVER,
            SUPERVISOR),
    ASK_REOPENING(Reach.ANY_LINE, FINANCE_MAKER, FINANCE_CHECKER, COUNTY_CASEWORKER, SUPERVISOR),
    APPROVE_REPORT(Reach.ANY_LINE, COUNTY_APPROVER, SUPERVISOR),
    PREPARE_REPORT(Reach.ANY_LINE, FINANCE_MAKER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
    PROPOSE_BACK_PAYMENT(Reach.ANY_LINE, COUNTY_CASEWORKER),
    DECIDE_BACK_PAYMENT(Reach.ANY_LINE, COUNTY_APPROVER),
    PROPOSE_RECOVERY(Reach.ANY_LINE, COUNTY_CASEWORKER),
    CONFIRM_RECOVERY(Reach.ANY_LINE, COUNTY_APPROVER),
    ENTER_RECEIPT(Reach.ANY_LINE, FINANCE_MAKER),
    CHECK_RECEIPT(Reach.ANY_LINE, FINANCE_CHECKER),
    APPROVE_UPLIFT(Reach.ANY_LINE, COUNTY_APPROVER),
    RESUME_UPLIFT(Reach.ANY_LINE, COUNTY_CASEWORKER, COUNTY_APPROVER),

    // what everything is reckoned by (标准与参数)
    VIEW_RULE(
            Reach.NOBODY,
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
    PROPOSE_RULE(Reach.ANY_LINE, COUNTY_CASEWORKER),
    APPROVE_RULE(Reach.ANY_LINE, COUNTY_APPROVER),

    // lists that leave the bureau (导出): asked for by who may see them, decided on by who sees the request alone
    DECIDE_EXPORT(Reach.NOBODY, SUPERVISOR, SEC_ADMIN),

    // what officers looked at and what sounded an alarm (查看与告警)
    WATCH_LOOKS(Reach.NOBODY, SUPERVISOR),

    // the three administrators (三员)
    INSTALL_DEFAULTS(Reach.NOBODY, SYS_ADMIN),
    MAINTAIN_AREA(Reach.NOBODY, SYS_ADMIN),
    APPROVE_AREA_MERGER(Reach.NOBODY, COUNTY_APPROVER),
    MAINTAIN_CALENDAR(Reach.NOBODY, SYS_ADMIN),
    VIEW_ACCOUNT(Reach.NOBODY, SYS_ADMIN, SEC_ADMIN, AUDIT_ADMIN),
    MAINTAIN_ACCOUNT(Reach.NOBODY, SYS_ADMIN),
    GRANT_ROLE(Reach.NOBODY, SEC_ADMIN),
    AGREE_TO_APPOINTMENT(Reach.NOBODY, COUNTY_APPROVER, FINANCE_SIGNER),
    EXPLAIN_ACCESS(Reach.NOBODY, SEC_ADMIN),
    READ_LOG(Reach.NOBODY, AUDIT_ADMIN);

    /** In which lines of business an action is done, and whether it touches anybody. */
    public enum Reach {
        /** 本条线: whichever line the object belongs to, the role must be held in it */
        ANY_LINE(EnumSet.allOf(LineOfBusiness.class)),
        /** 社会救助: families, their means and their papers */
        ASSISTANCE(EnumSet.of(LineOfBusiness.ASSISTANCE)),
        /** 保护对象: those who know of a child or a victim to be protected */
        PROTECTION(EnumSet.of(LineOfBusiness.ASSISTANCE, LineOfBusiness.CHILD_WELFARE)),
        /** 养老服务 */
        ELDERS(EnumSet.of(LineOfBusiness.ELDER_CARE)),
        /** 定期复核的条线: benefits whose people are looked at again, each its own */
        REVIEWED(EnumSet.of(LineOfBusiness.ASSISTANCE, LineOfBusiness.ELDER_CARE)),
        /** 殡葬服务 */
        FUNERALS(EnumSet.of(LineOfBusiness.FUNERAL)),
        /** 发钱的条线: those that pay people know the person behind the payment, each its own benefits */
        BENEFITS(EnumSet.of(LineOfBusiness.ASSISTANCE, LineOfBusiness.ELDER_CARE, LineOfBusiness.CHILD_WELFARE)),
        /** 与人打交道的条线: finding the right person by name and masked number, no more (§3.5) */
        PEOPLE(EnumSet.of(
                LineOfBusiness.ASSISTANCE,
                LineOfBusiness.ELDER_CARE,
                LineOfBusiness.CHILD_WELFARE,
                LineOfBusiness.MARRIAGE,
                LineOfBusiness.FUNERAL)),
        /** 全局: duties every officer has, whatever the line */
        EVERYBODY(EnumSet.allOf(LineOfBusiness.class)),
        /** 不涉及个人: no person, household or payment */
        NOBODY(EnumSet.allOf(LineOfBusiness.class));

        private final Set<LineOfBusiness> lines;

        Reach(Set<LineOfBusiness> lines) {
            this.lines = Collections.unmodifiableSet(lines);
        }

        public Set<LineOfBusiness> lines() {
            return lines;
        }

        /** Whether the object's own line counts, beside those the action is done in at all. */
        public boolean followsObject() {
            return this != EVERYBODY && this != NOBODY && this != PEOPLE;
        }

        /** Whether it touches people, so that area and limited access count. */
        public boolean isPersonal() {
            return this != NOBODY;
        }
    }

    private final Reach reach;
    private final Set<Role> roles;

    Action(Reach reach, Role first, Role... others) {
        this.reach = reach;
        this.roles = Collections.unmodifiableSet(EnumSet.of(first, others));
    }

    public Reach reach() {
        return reach;
    }

    public Set<Role> roles() {
        return roles;
    }

    /** How the front door and the templates call it. */
    public String authority() {
        return "MAY_" + name();
    }
}
