package cn.civilaffairs.kernel;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The person acting (经办人员), with all that decisions and queries need to know about them.
 *
 * @param login the name signed in with, such as {@code tc_03a}
 * @param unit the office shown beside the name (单位)
 * @param area the area served; nothing outside it is seen
 * @param appointments the roles held, each in its line of business
 * @param standsInFor the colleagues whose work the officer does while they are away (代理)
 */
public record Officer(
        UUID id,
        String login,
        String name,
        String unit,
        AreaCode area,
        Appointments appointments,
        Set<UUID> standsInFor) {

    public Officer {
        standsInFor = Set.copyOf(standsInFor);
    }

    /** An officer with each of the roles in each of the lines. */
    public Officer(
            UUID id,
            String login,
            String name,
            String unit,
            AreaCode area,
            Set<Role> roles,
            Set<LineOfBusiness> lines,
            Set<UUID> standsInFor) {
        this(id, login, name, unit, area, Appointments.each(roles, lines), standsInFor);
    }

    /** An officer with each of the roles in each of the lines, who stands in for nobody. */
    public Officer(
            UUID id,
            String login,
            String name,
            String unit,
            AreaCode area,
            Set<Role> roles,
            Set<LineOfBusiness> lines) {
        this(id, login, name, unit, area, roles, lines, Set.of());
    }

    /**
     * Whether two acts would be one person's where two are needed: this officer's own earlier act, or that of a colleague
     * this officer stands in for.
     */
    public boolean isOneWith(@Nullable UUID other) {
        return other != null && (id.equals(other) || standsInFor.contains(other));
    }

    /**
     * Refuses the second of two acts that take two people, if the first was this officer's too ({@link #isOneWith}).
     *
     * @param refusal the message that says so
     */
    public void mustBeAnotherThan(@Nullable UUID first, String refusal, Object... arguments) {
        if (isOneWith(first)) {
            throw new RuleViolation(refusal, arguments);
        }
    }

    public AreaScope scope() {
        return AreaScope.of(area);
    }

    /** The roles held, in whatever line. */
    public Set<Role> roles() {
        return appointments.roles();
    }

    /** The lines served, in whatever role. */
    public Set<LineOfBusiness> lines() {
        return appointments.lines();
    }
}
