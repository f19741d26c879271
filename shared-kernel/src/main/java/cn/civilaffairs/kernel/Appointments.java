package cn.civilaffairs.kernel;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All that an officer is appointed to (岗位授权). */
public record Appointments(Set<Appointment> held) {

    public Appointments {
        held = Set.copyOf(held);
    }

    /** Each of the roles in each of the lines. */
    public static Appointments each(Set<Role> roles, Set<LineOfBusiness> lines) {
        return new Appointments(roles.stream()
                .flatMap(role -> lines.stream().map(line -> new Appointment(role, line)))
                .collect(Collectors.toSet()));
    }

    /** The roles held, in whatever line. */
    public Set<Role> roles() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        held.forEach(one -> roles.add(one.role()));
        return Collections.unmodifiableSet(roles);
    }

    /** The lines served, in whatever role. */
    public Set<LineOfBusiness> lines() {
        Set<LineOfBusiness> lines = EnumSet.noneOf(LineOfBusiness.class);
        held.forEach(one -> lines.add(one.line()));
        return Collections.unmodifiableSet(lines);
    }

    public boolean any(Predicate<Appointment> wanted) {
        return held.stream().anyMatch(wanted);
    }
}
