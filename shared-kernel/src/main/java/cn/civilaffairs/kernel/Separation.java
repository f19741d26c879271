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

import java.util.EnumSet;
import java.util.Set;

/**
 * Roles one person may never hold together (不相容岗位), whatever their lines: static separation of duties, security design
 * §3.4. The database refuses them too; a test keeps both alike.
 */
public final class Separation {

    /** Nothing beside it: the three administrators, those who move money, and those who supervise. */
    private static final Set<Role> ALONE =
            EnumSet.of(SYS_ADMIN, SEC_ADMIN, AUDIT_ADMIN, FINANCE_MAKER, FINANCE_CHECKER, FINANCE_SIGNER, SUPERVISOR);

    /** Who enters. */
    private static final Set<Role> ENTER = EnumSet.of(VILLAGE_ASSISTANT, TOWN_CLERK);

    /** Who enters or verifies for the county. */
    private static final Set<Role> PREPARE = EnumSet.of(VILLAGE_ASSISTANT, TOWN_CLERK, COUNTY_CASEWORKER);

    private Separation() {}

    public static boolean excludes(Role one, Role other) {
        return one != other && (oneWay(one, other) || oneWay(other, one));
    }

    private static boolean oneWay(Role one, Role other) {
        return ALONE.contains(one)
                || one == TOWN_REVIEWER && ENTER.contains(other)
                || one == COUNTY_APPROVER && PREPARE.contains(other);
    }
}
