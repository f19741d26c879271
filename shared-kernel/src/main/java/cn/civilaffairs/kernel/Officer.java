package cn.civilaffairs.kernel;

import java.util.Set;
import java.util.UUID;

/**
 * The person acting (经办人员), with all that decisions and queries need to know about them.
 *
 * @param login the name signed in with, such as {@code tc_03a}
 * @param unit the office shown beside the name (单位)
 * @param area the area served; everything inside it may be seen
 */
public record Officer(
        UUID id, String login, String name, String unit, AreaCode area, Set<Role> roles, Set<LineOfBusiness> lines) {

    public Officer {
        roles = Set.copyOf(roles);
        lines = Set.copyOf(lines);
    }

    public AreaScope scope() {
        return AreaScope.of(area);
    }

    public boolean holds(Role role) {
        return roles.contains(role);
    }

    public boolean holdsAny(Role... any) {
        for (Role role : any) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }
}
