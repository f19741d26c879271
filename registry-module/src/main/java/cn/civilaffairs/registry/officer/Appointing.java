package cn.civilaffairs.registry.officer;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Appointing somebody to business (岗位授权与审批): the security administrator asks, a leader of that line agrees (security
 * design §2.3 T24). The leader of money is the one who signs; of everything else, of supervision too, the county's approver in
 * that line. Where a line has no leader yet, as on the first day, the appointment stands at once and the log says so. The
 * administrators' own roles need no business leader.
 */
@Service
@Transactional
@Unscoped("appointments carry no person or payment")
public class Appointing {

    private static final String REQUEST = """
            select r.*, o.login, o.name, o.unit, o.area_code, a.name as asked_by_name from registry.appointment_request r
            join registry.officer o on o.id = r.officer_id join registry.officer a on a.id = r.asked_by\s""";

    private final OfficerAccounts accounts;
    private final JdbcClient jdbc;
    private final OperationLog log;
    private final Clock clock;

    Appointing(OfficerAccounts accounts, JdbcClient jdbc, OperationLog log, Clock clock) {
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.log = log;
        this.clock = clock;
    }

    /**
     * @return whether it stands at once; otherwise a leader has to agree
     * @throws RuleViolation {@code officer.own-grant}, {@code officer.incompatible-roles}, {@code officer.asked-already}
     */
    public boolean appoint(UUID officer, Role role, LineOfBusiness line) {
        Officer administrator = Acting.officer();
        administrator.mustBeAnotherThan(officer, "officer.own-grant");
        if (line == LineOfBusiness.ADMINISTRATION || !hasLeader(officer, role, line)) {
            accounts.grant(officer, role, line);
            return true;
        }
        boolean incompatible = jdbc.sql("""
                        select exists (select from registry.officer_grant g where g.officer_id = :officer
                            and (g.valid_to is null or g.valid_to >= :today) and registry.roles_exclude(g.role, :role))""")
                .param("officer", officer)
                .param("today", LocalDate.now(clock))
                .param("role", role.name())
                .query(Boolean.class)
                .single();
        if (incompatible) {
            throw new RuleViolation("officer.incompatible-roles");
        }
        try {
            jdbc.sql("""
                            insert into registry.appointment_request (id, officer_id, role, line, asked_by, asked_at)
                            values (?, ?, ?, ?, ?, ?)""")
                    .params(Arrays.asList(
                            Ids.next(),
                            officer,
                            role.name(),
                            line.name(),
                            administrator.id(),
                            OffsetDateTime.now(clock)))
                    .update();
        } catch (DuplicateKeyException open) {
            throw new RuleViolation("officer.asked-already");
        }
        log.done("ROLE_ASKED", "officer", officer, accounts.areaOf(officer), role + "/" + line);
        return false;
    }

    private boolean hasLeader(UUID officer, Role role, LineOfBusiness line) {
        AreaCode area = jdbc.sql("select area_code from registry.officer where id = :id")
                .param("id", officer)
                .query(String.class)
                .optional()
                .map(AreaCode::of)
                .orElseThrow(NotFound::new);
        return jdbc.sql("""
                        select exists (select from registry.officer_grant g join registry.officer o on o.id = g.officer_id
                            where o.enabled and o.area_code = :county and g.role = :leader and g.line = :line
                              and g.officer_id <> :officer and g.delegated_by is null
                              and g.valid_from <= :today and (g.valid_to is null or g.valid_to >= :today))""")
                .param("county", area.county().value())
                .param("leader", Role.leading(line).name())
                .param("line", line.name())
                .param("officer", officer)
                .param("today", LocalDate.now(clock))
                .query(Boolean.class)
                .single();
    }

    /**
     * Agrees to an appointment, or refuses it.
     *
     * @throws NotFound unless the acting officer leads that line in that county
     * @throws RuleViolation {@code officer.own-grant}, {@code officer.incompatible-roles}
     */
    public void decide(UUID request, boolean agree) {
        Officer leader = Acting.officer();
        Wish wish = open().stream()
                .filter(open -> open.id().equals(request) && isLedBy(open, leader))
                .findFirst()
                .orElseThrow(NotFound::new);
        leader.mustBeAnotherThan(wish.officerId(), "officer.own-grant");
        int decided = jdbc.sql("""
                        update registry.appointment_request set decided_by = :by, decided_at = :at, granted = :agree
                        where id = :id and decided_at is null""")
                .param("by", leader.id())
                .param("at", OffsetDateTime.now(clock))
                .param("agree", agree)
                .param("id", request)
                .update();
        if (decided != 1) {
            throw new StaleVersion();
        }
        if (agree) {
            accounts.grant(wish.officerId(), wish.role(), wish.line());
        } else {
            log.done("ROLE_ASKED_REFUSED", "officer", wish.officerId(), wish.area(), wish.role() + "/" + wish.line());
        }
    }

    private boolean isLedBy(Wish wish, Officer leader) {
        return AccessDecision.may(leader, Action.AGREE_TO_APPOINTMENT)
                && leader.appointments()
                        .any(held -> held.role() == Role.leading(wish.line()) && held.line() == wish.line())
                && leader.scope().covers(wish.area());
    }

    /** What the acting officer has to agree to. */
    @Transactional(readOnly = true)
    public List<Wish> waiting() {
        Officer leader = Acting.officer();
        return open().stream().filter(wish -> isLedBy(wish, leader)).toList();
    }

    /** Everything nobody has decided on yet. */
    @Transactional(readOnly = true)
    public List<Wish> open() {
        return jdbc.sql(REQUEST + "where r.decided_at is null order by r.asked_at")
                .query((row, number) -> wish(row))
                .list();
    }

    /** Appointments that contradict each other all the same, which only somebody past the application can have made. */
    @Transactional(readOnly = true)
    public List<String> contradictions() {
        return jdbc.sql("""
                        select distinct o.login || ' ' || a.role || '+' || b.role from registry.officer_grant a
                        join registry.officer_grant b on b.officer_id = a.officer_id and a.role < b.role
                            and registry.roles_exclude(a.role, b.role)
                        join registry.officer o on o.id = a.officer_id
                        where (a.valid_to is null or a.valid_to >= :today) and (b.valid_to is null or b.valid_to >= :today)
                        order by 1""")
                .param("today", LocalDate.now(clock))
                .query(String.class)
                .list();
    }

    private static Wish wish(ResultSet row) throws SQLException {
        return new Wish(
                row.getObject("id", UUID.class),
                row.getObject("officer_id", UUID.class),
                row.getString("login"),
                row.getString("name"),
                row.getString("unit"),
                AreaCode.of(row.getString("area_code")),
                Role.valueOf(row.getString("role")),
                LineOfBusiness.valueOf(row.getString("line")),
                row.getString("asked_by_name"),
                row.getTimestamp("asked_at").toInstant());
    }

    /** An appointment asked for (待批准的岗位). */
    public record Wish(
            UUID id,
            UUID officerId,
            String login,
            String name,
            String unit,
            AreaCode area,
            Role role,
            LineOfBusiness line,
            String askedBy,
            Instant askedAt) {}
}
