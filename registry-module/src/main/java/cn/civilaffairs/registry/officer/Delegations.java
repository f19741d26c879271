package cn.civilaffairs.registry.officer;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Standing in for a colleague on leave (代理): one of one's own appointments handed to somebody of the same office for at
 * most a month. Whoever stands in may not decide what the colleague may not decide either: both count as one person
 * wherever two are needed ({@link Officer#isOneWith}).
 */
@Service
@Transactional
@Unscoped("appointments carry no person or payment")
public class Delegations {

    public static final int MAX_DAYS = 31;

    private final JdbcClient jdbc;
    private final OperationLog log;
    private final Clock clock;

    Delegations(JdbcClient jdbc, OperationLog log, Clock clock) {
        this.jdbc = jdbc;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Hands one of the acting officer's own roles to a colleague, from today on.
     *
     * @throws RuleViolation {@code delegation.not-held} if the role is not one's own, {@code delegation.dates},
     *     {@code delegation.reason-missing}, {@code delegation.nobody} if there is no such colleague in the office,
     *     {@code delegation.held-already}, {@code officer.incompatible-roles}
     */
    public void give(Role role, String colleague, LocalDate lastDay, String why) {
        Officer officer = Acting.officer();
        LocalDate today = LocalDate.now(clock);
        RuleViolation.ifBlank(why, "delegation.reason-missing");
        if (lastDay.isBefore(today) || !lastDay.isBefore(today.plusDays(MAX_DAYS))) {
            throw new RuleViolation("delegation.dates", MAX_DAYS);
        }
        List<String> lines = jdbc.sql("""
                        select line from registry.officer_grant where officer_id = :id and role = :role and delegated_by is null
                            and valid_from <= :today and (valid_to is null or valid_to >= :last)""")
                .param("id", officer.id())
                .param("role", role.name())
                .param("today", today)
                .param("last", lastDay)
                .query(String.class)
                .list();
        if (lines.isEmpty()) {
            throw new RuleViolation("delegation.not-held");
        }
        UUID other = jdbc.sql("""
                        select id from registry.officer
                        where login = :login and area_code = :area and enabled and id <> :me""")
                .param("me", officer.id())
                .param("login", colleague.strip())
                .param("area", officer.area().value())
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new RuleViolation("delegation.nobody"));
        try {
            for (String line : lines) {
                give(officer, other, role, LineOfBusiness.valueOf(line), today, lastDay, why);
            }
        } catch (DataIntegrityViolationException incompatible) {
            throw new RuleViolation("officer.incompatible-roles");
        }
        log.done(
                "ROLE_DELEGATED",
                "officer",
                other,
                officer.area(),
                "%s 交 %s 代理至 %s:%s".formatted(role, colleague.strip(), lastDay, why));
    }

    private void give(
            Officer officer,
            UUID other,
            Role role,
            LineOfBusiness line,
            LocalDate today,
            LocalDate lastDay,
            String why) {
        int written = jdbc.sql("""
                        insert into registry.officer_grant as g (officer_id, role, line, valid_from, valid_to, granted_by,
                            granted_at, delegated_by, delegation_why)
                        values (:other, :role, :line, :today, :last, :me, :now, :me, :why)
                        on conflict (officer_id, role, line) do update set valid_from = excluded.valid_from,
                            valid_to = excluded.valid_to, granted_by = excluded.granted_by, granted_at = excluded.granted_at,
                            delegated_by = excluded.delegated_by, delegation_why = excluded.delegation_why
                        where g.valid_to < :today""")
                .param("other", other)
                .param("role", role.name())
                .param("line", line.name())
                .param("today", today)
                .param("last", lastDay)
                .param("me", officer.id())
                .param("now", OffsetDateTime.now(clock))
                .param("why", why)
                .update();
        if (written == 0) {
            throw new RuleViolation("delegation.held-already");
        }
    }

    /** Takes it back before its time; whoever gave it may, and the security administrator. */
    public void end(UUID delegate, Role role) {
        Officer officer = Acting.officer();
        LocalDate today = LocalDate.now(clock);
        int ended = jdbc.sql("""
                        update registry.officer_grant set valid_from = least(valid_from, cast(:yesterday as date)),
                            valid_to = :yesterday
                        where officer_id = :delegate and role = :role and delegated_by is not null and valid_to >= :today
                          and (delegated_by = :me or :security)""")
                .param("yesterday", today.minusDays(1))
                .param("delegate", delegate)
                .param("role", role.name())
                .param("today", today)
                .param("me", officer.id())
                .param("security", AccessDecision.may(officer, Action.GRANT_ROLE))
                .update();
        if (ended == 0) {
            throw new NotFound();
        }
        log.done("DELEGATION_ENDED", "officer", delegate, officer.area(), role.name());
    }

    /** Those the acting officer gave or received; all of them for the security administrator. */
    @Transactional(readOnly = true)
    public List<Delegation> inForce() {
        Officer officer = Acting.officer();
        return jdbc.sql("""
                        select g.officer_id, o.name, o.login, g.delegated_by, d.name giver, g.role,
                            min(g.valid_from) first_day, max(g.valid_to) last_day, min(g.delegation_why) why
                        from registry.officer_grant g join registry.officer o on o.id = g.officer_id
                        join registry.officer d on d.id = g.delegated_by
                        where g.valid_to >= :today and (:security or g.delegated_by = :me or g.officer_id = :me)
                        group by g.officer_id, o.name, o.login, g.delegated_by, d.name, g.role
                        order by last_day, o.login""")
                .param("today", LocalDate.now(clock))
                .param("security", AccessDecision.may(officer, Action.GRANT_ROLE))
                .param("me", officer.id())
                .query((row, number) -> new Delegation(
                        row.getObject("officer_id", UUID.class),
                        row.getString("name"),
                        row.getString("login"),
                        row.getObject("delegated_by", UUID.class),
                        row.getString("giver"),
                        Role.valueOf(row.getString("role")),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getString("why")))
                .list();
    }

    /** Colleagues of the same office one may hand a role to. */
    @Transactional(readOnly = true)
    public List<Colleague> colleagues() {
        Officer officer = Acting.officer();
        return jdbc.sql("""
                        select login, name, unit from registry.officer
                        where area_code = :area and enabled and id <> :me order by login limit 200""")
                .param("area", officer.area().value())
                .param("me", officer.id())
                .query((row, number) ->
                        new Colleague(row.getString("login"), row.getString("name"), row.getString("unit")))
                .list();
    }

    /** One appointment handed on, with who gave it and how long it lasts. */
    public record Delegation(
            UUID delegateId,
            String delegate,
            String login,
            UUID giverId,
            String giver,
            Role role,
            LocalDate firstDay,
            LocalDate lastDay,
            String why) {}

    /** Somebody of one's own office. */
    public record Colleague(String login, String name, String unit) {}
}
