package cn.civilaffairs.kernel;

import java.util.EnumSet;
import java.util.Set;

/**
 * Whether an officer may do something to an object (访问判定): the role has the action in the object's line, the object lies
 * in the officer's area, is not under limited access, nobody acts twice where two persons are needed, and the state allows
 * it (security design §3.1). The one place where this is decided; whatever is not allowed here is refused.
 */
public final class AccessDecision {

    /** Roles that answer for all lines of business: money has one desk, and so has supervision. */
    private static final Set<Role> WHOLE_BUREAU = EnumSet.of(
            Role.FINANCE_MAKER,
            Role.FINANCE_CHECKER,
            Role.FINANCE_SIGNER,
            Role.SUPERVISOR,
            Role.SYS_ADMIN,
            Role.SEC_ADMIN,
            Role.AUDIT_ADMIN);

    private static final Set<Role> WORK_THROUGH_LIMITS =
            EnumSet.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.FINANCE_SIGNER, Role.SEC_ADMIN);

    private AccessDecision() {}

    /** The answer, and which of the conditions failed first. */
    public enum Answer {
        ALLOWED,
        /** 岗位无此权限 */
        NOT_YOUR_DUTY,
        /** 不属于其业务条线 */
        OTHER_LINE,
        /** 不在服务区域内 */
        OUTSIDE_AREA,
        /** 限制查看 */
        LIMITED,
        /** 同一人不能办理 */
        SAME_PERSON,
        /** 当前状态不能办理 */
        WRONG_STATE;

        public boolean isAllowed() {
            return this == ALLOWED;
        }
    }

    /** Whether any appointment of the officer has the action at all, whatever its object: what menus and pages ask. */
    public static boolean may(Officer officer, Action action) {
        return officer.appointments()
                .any(held -> action.roles().contains(held.role())
                        && (WHOLE_BUREAU.contains(held.role())
                                || action.reach().lines().contains(held.line())));
    }

    /** @throws RuleViolation with that message for an officer who {@link #may} not */
    public static void require(Officer officer, Action action, String refusal) {
        if (!may(officer, action)) {
            throw new RuleViolation(refusal);
        }
    }

    /** Whether one of the roles held has the action in some line or other, to say which of the two is missing. */
    public static boolean holdsRoleFor(Officer officer, Action action) {
        return officer.roles().stream().anyMatch(action.roles()::contains);
    }

    /** Whether the officer has the action in the line of business its object belongs to. */
    public static boolean may(Officer officer, Action action, LineOfBusiness line) {
        return officer.appointments()
                .any(held -> action.roles().contains(held.role())
                        && (WHOLE_BUREAU.contains(held.role())
                                || action.reach().lines().contains(held.line())
                                        && (!action.reach().followsObject() || held.line() == line)));
    }

    /** The whole question. */
    public static Answer decide(Officer officer, Action action, Subject subject) {
        if (!may(officer, action)) {
            return Answer.NOT_YOUR_DUTY;
        }
        if (action.reach().isPersonal() && !officer.scope().covers(subject.area())) {
            return Answer.OUTSIDE_AREA;
        }
        if (subject.line() != null && !may(officer, action, subject.line())) {
            return Answer.OTHER_LINE;
        }
        if (action.reach().isPersonal() && subject.limited()) {
            return Answer.LIMITED;
        }
        if (subject.actedBefore().stream().anyMatch(officer::isOneWith)) {
            return Answer.SAME_PERSON;
        }
        return subject.ready() ? Answer.ALLOWED : Answer.WRONG_STATE;
    }

    /** Whether the officer has the action by holding one of some of its roles, as a step of a procedure narrows it to. */
    public static boolean may(Officer officer, Action action, LineOfBusiness line, Set<Role> narrowed) {
        return officer.appointments()
                .any(held ->
                        action.roles().contains(held.role()) && narrowed.contains(held.role()) && held.line() == line);
    }

    /**
     * Whether rows under limited access are not kept from the officer: payment has to be made to everybody, the security
     * administrator explains what others do not see, and the product itself works for all. Pages about a person are closed
     * to them nevertheless.
     */
    public static boolean worksThroughLimits(Officer officer) {
        return officer.roles().isEmpty() && officer.lines().isEmpty()
                || officer.roles().stream().anyMatch(WORK_THROUGH_LIMITS::contains);
    }

    /** Whether the officer sees every line's work: money and supervision do, and so does the product itself. */
    public static boolean seesAllLines(Officer officer) {
        return officer.roles().isEmpty() && officer.lines().isEmpty()
                || officer.roles().stream().anyMatch(WHOLE_BUREAU::contains);
    }
}
