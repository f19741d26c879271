package cn.civilaffairs.registry.officer;

import cn.civilaffairs.kernel.Appointment;
import cn.civilaffairs.kernel.Appointments;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Instants;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accounts and appointments (账号与岗位). One administrator creates accounts without roles, another grants roles, and
 * neither may do the other's part (三员分立, security design §3.4); the database refuses roles one person may not hold
 * together.
 */
@Service
@Transactional
@Unscoped("accounts carry no person or payment; who may open this desk is decided by role")
public class OfficerAccounts {

    /** Wrong passwords for one account, whatever their source, before it is closed for an hour. */
    private static final int FAILURES_ALLOWED = 20;

    private static final Duration LOCK = Duration.ofHours(1);

    /** An account nobody signed in to for so long is closed. */
    private static final int IDLE_DAYS = 90;

    private static final String ACCOUNT = """
            select o.id, o.login, o.name, o.unit, o.area_code, o.password_hash,
                (o.enabled and (o.one_time_until is null or o.one_time_until > :now)) enabled,
                o.must_change, o.password_set_at < :expired expired, o.locked_until, o.failures, o.version, array(select g.role || '/' || g.line from registry.officer_grant g where g.officer_id = o.id
                    and g.valid_from <= :today and (g.valid_to is null or g.valid_to >= :today)) appointments,
                array(select distinct g.delegated_by from registry.officer_grant g where g.officer_id = o.id
                    and g.delegated_by is not null and g.valid_from <= :today and g.valid_to >= :today) stands_in_for
            from registry.officer o
            """;

    private final JdbcClient jdbc;
    private final OperationLog log;
    private final Clock clock;

    OfficerAccounts(JdbcClient jdbc, OperationLog log, Clock clock) {
        this.jdbc = jdbc;
        this.log = log;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<OfficerAccount> byLogin(String login) {
        return jdbc.sql(ACCOUNT + "where o.login = :login")
                .param("today", LocalDate.now(clock))
                .param("now", at(clock.instant()))
                .param("expired", at(clock.instant().minus(Duration.ofDays(PasswordRules.VALID_DAYS))))
                .param("login", login)
                .query((row, number) -> account(row))
                .optional();
    }

    /** Asked at every request: one statement that needs no scope, and so no transaction of its own that tells it. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Optional<OfficerAccount> byId(UUID id) {
        return jdbc.sql(ACCOUNT + "where o.id = :id")
                .param("today", LocalDate.now(clock))
                .param("now", at(clock.instant()))
                .param("expired", at(clock.instant().minus(Duration.ofDays(PasswordRules.VALID_DAYS))))
                .param("id", id)
                .query((row, number) -> account(row))
                .optional();
    }

    private static OfficerAccount account(ResultSet row) throws SQLException {
        Set<Appointment> appointments = new HashSet<>();
        for (String held : strings(row.getArray("appointments"))) {
            int slash = held.indexOf('/');
            appointments.add(new Appointment(
                    Role.valueOf(held.substring(0, slash)), LineOfBusiness.valueOf(held.substring(slash + 1))));
        }
        return new OfficerAccount(
                new Officer(
                        row.getObject("id", UUID.class),
                        row.getString("login"),
                        row.getString("name"),
                        row.getString("unit"),
                        AreaCode.of(row.getString("area_code")),
                        new Appointments(appointments),
                        Set.of((UUID[]) row.getArray("stands_in_for").getArray())),
                row.getString("password_hash"),
                row.getBoolean("enabled"),
                row.getBoolean("must_change"),
                row.getBoolean("expired"),
                Instants.read(row, "locked_until"),
                row.getInt("failures"),
                row.getInt("version"));
    }

    private static String[] strings(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    /** Counts a wrong password; the twentieth in a row closes the account for an hour, wherever they came from. */
    public void signInFailed(String login, boolean lockedForSource) {
        Instant now = clock.instant();
        Optional<Counted> counted = jdbc.sql("""
                        update registry.officer set failures = failures + 1,
                            locked_until = case when failures + 1 >= :allowed then cast(:until as timestamptz) else locked_until end
                        where login = :login and (locked_until is null or locked_until <= cast(:now as timestamptz))
                        returning area_code, failures >= :allowed as locked""")
                .param("allowed", FAILURES_ALLOWED)
                .param("until", at(now.plus(LOCK)))
                .param("now", at(now))
                .param("login", login)
                .query((row, number) -> new Counted(AreaCode.of(row.getString("area_code")), row.getBoolean("locked")))
                .optional();
        String known = counted.isPresent() ? login : null;
        AreaCode area = counted.map(Counted::area).orElse(null);
        log.denied("SIGN_IN_FAILED", "officer", known, area, "登录失败");
        if (lockedForSource) {
            log.denied("SIGN_IN_LOCKED", "officer", known, area, "该来源连续失败，锁定 15 分钟");
        }
        if (counted.filter(Counted::locked).isPresent()) {
            log.denied("SIGN_IN_LOCKED", "officer", known, area, "密码累计错 " + FAILURES_ALLOWED + " 次，账号锁定 1 小时");
        }
    }

    /** A failure counted to an account that was open. */
    private record Counted(AreaCode area, boolean locked) {}

    /** Closes accounts nobody used for ninety days. @return how many */
    public int closeIdle() {
        Map<String, AreaCode> closed = new TreeMap<>();
        jdbc.sql("""
                        update registry.officer set enabled = false, version = version + 1
                        where enabled and not demo and coalesce(last_sign_in_at, created_at) < :idle
                        returning login, area_code""")
                .param("idle", at(clock.instant().minus(Duration.ofDays(IDLE_DAYS))))
                .query(row -> {
                    closed.put(row.getString(1), AreaCode.of(row.getString(2)));
                });
        closed.forEach((login, area) -> log.done("ACCOUNT_DISABLED_IDLE", "officer", login, area, IDLE_DAYS + " 天未登录"));
        return closed.size();
    }

    public void signedIn(Officer officer) {
        jdbc.sql("update registry.officer set failures = 0, locked_until = null, last_sign_in_at = :now where id = :id")
                .param("now", at(clock.instant()))
                .param("id", officer.id())
                .update();
        log.done("SIGNED_IN", "officer", officer.id(), officer.area(), "登录");
    }

    @Transactional(readOnly = true)
    public List<OfficerSummary> list(String text, int limit, int offset) {
        return jdbc.sql("""
                        select o.id, o.login, o.name, o.unit, a.name area, o.enabled, o.last_sign_in_at,
                            coalesce(o.locked_until > :now, false) locked,
                            array(select g.role || '/' || string_agg(distinct g.line, ',' order by g.line)
                                from registry.officer_grant g where g.officer_id = o.id
                                and (g.valid_to is null or g.valid_to >= :today) group by g.role order by g.role) posts
                        from registry.officer o join registry.area a on a.code = o.area_code
                        where :text = '' or o.login like :text || '%' or o.name like :text || '%' or o.unit like '%' || :text || '%'
                        order by o.login limit :limit offset :offset""")
                .param("now", at(clock.instant()))
                .param("today", LocalDate.now(clock))
                .param("text", text)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> new OfficerSummary(
                        row.getObject("id", UUID.class),
                        row.getString("login"),
                        row.getString("name"),
                        row.getString("unit"),
                        row.getString("area"),
                        Arrays.stream(strings(row.getArray("posts")))
                                .map(post -> post.split("[/,]"))
                                .map(post -> new OfficerSummary.Post(
                                        post[0], List.of(post).subList(1, post.length)))
                                .toList(),
                        row.getBoolean("enabled"),
                        row.getBoolean("locked"),
                        Instants.read(row, "last_sign_in_at")))
                .list();
    }

    @Transactional(readOnly = true)
    public boolean nobodyYet() {
        return jdbc.sql("select not exists (select from registry.officer)")
                .query(Boolean.class)
                .single();
    }

    @Transactional(readOnly = true)
    public boolean hasDemoAccounts() {
        return jdbc.sql("select exists (select from registry.officer where demo)")
                .query(Boolean.class)
                .single();
    }

    /**
     * Creates an account without any role. The password works once, for 24 hours, and must be changed.
     *
     * @return the new officer's id
     */
    public UUID create(String login, String name, String unit, AreaCode area, String passwordHash) {
        UUID id = Ids.next();
        try {
            jdbc.sql("""
                            insert into registry.officer (id, login, name, unit, area_code, password_hash, must_change,
                                one_time_until, created_by, created_at, password_set_at)
                            values (?, ?, ?, ?, ?, ?, true, ?, ?, ?, ?)""")
                    .params(Arrays.asList(
                            id,
                            login,
                            name,
                            unit,
                            area.value(),
                            passwordHash,
                            at(clock.instant().plus(Duration.ofHours(24))),
                            Acting.current().map(Officer::id).orElse(null),
                            at(clock.instant()),
                            at(clock.instant())))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new RuleViolation("officer.login-taken", login);
        } catch (DataIntegrityViolationException malformed) {
            throw new RuleViolation("officer.login-malformed");
        }
        log.done("ACCOUNT_CREATED", "officer", id, area, "新建账号 " + login + "，" + PasswordMark.of(passwordHash));
        return id;
    }

    /** Appoints an officer; refused for oneself and for roles one person may not hold together. */
    public void grant(UUID officer, Role role, LineOfBusiness line) {
        Acting.current().ifPresent(grantor -> grantor.mustBeAnotherThan(officer, "officer.own-grant"));
        UUID grantor = Acting.current().map(Officer::id).orElse(null);
        try {
            jdbc.sql("""
                            insert into registry.officer_grant (officer_id, role, line, valid_from, granted_by, granted_at)
                            values (?, ?, ?, ?, ?, ?)
                            on conflict (officer_id, role, line) do update
                                set valid_from = excluded.valid_from, valid_to = null, granted_by = excluded.granted_by,
                                    delegated_by = null, delegation_why = null""")
                    .params(Arrays.asList(
                            officer, role.name(), line.name(), LocalDate.now(clock), grantor, at(clock.instant())))
                    .update();
        } catch (DataIntegrityViolationException incompatible) {
            throw new RuleViolation("officer.incompatible-roles");
        }
        log.done("ROLE_GRANTED", "officer", officer, areaOf(officer), role + "/" + line);
    }

    /** Ends all appointments of a role from yesterday on; sessions of the officer end with their next request. */
    public void revoke(UUID officer, Role role) {
        Acting.officer().mustBeAnotherThan(officer, "officer.own-grant");
        jdbc.sql("update registry.officer_grant set valid_to = :yesterday where officer_id = :id and role = :role")
                .param("yesterday", LocalDate.now(clock).minusDays(1))
                .param("id", officer)
                .param("role", role.name())
                .update();
        log.done("ROLE_REVOKED", "officer", officer, areaOf(officer), role.name());
    }

    public void enable(UUID officer, boolean enabled) {
        Acting.officer().mustBeAnotherThan(officer, "officer.own-account");
        jdbc.sql("update registry.officer set enabled = :enabled, version = version + 1 where id = :id")
                .param("enabled", enabled)
                .param("id", officer)
                .update();
        log.done(enabled ? "ACCOUNT_ENABLED" : "ACCOUNT_DISABLED", "officer", officer, areaOf(officer), "");
    }

    /** A new one-time password, valid for 24 hours; it also lifts a lock. */
    public void resetPassword(UUID officer, String passwordHash) {
        jdbc.sql("""
                        update registry.officer set password_hash = :hash, must_change = true, one_time_until = :until,
                            password_set_at = :now, failures = 0, locked_until = null, version = version + 1 where id = :id""")
                .param("hash", passwordHash)
                .param("now", at(clock.instant()))
                .param("until", at(clock.instant().plus(Duration.ofHours(24))))
                .param("id", officer)
                .update();
        log.done("PASSWORD_RESET", "officer", officer, areaOf(officer), PasswordMark.of(passwordHash));
    }

    /** The officer's own new password. */
    public void changePassword(Officer officer, String passwordHash) {
        jdbc.sql(
                        "insert into registry.former_password (officer_id, hash) select id, password_hash from registry.officer where id = ?")
                .param(officer.id())
                .update();
        jdbc.sql("""
                        update registry.officer set password_hash = :hash, must_change = false, one_time_until = null,
                            password_set_at = :now, version = version + 1 where id = :id""")
                .param("hash", passwordHash)
                .param("now", at(clock.instant()))
                .param("id", officer.id())
                .update();
        log.done("PASSWORD_CHANGED", "officer", officer.id(), officer.area(), PasswordMark.of(passwordHash));
    }

    /** The officer's last five password hashes, the current one among them. */
    @Transactional(readOnly = true)
    public List<String> recentPasswords(UUID officer) {
        return jdbc.sql("""
                        select hash from (select password_hash hash, 'infinity'::timestamptz set_at from registry.officer where id = :id
                            union all select hash, set_at from registry.former_password where officer_id = :id) p
                        order by set_at desc limit 5""").param("id", officer).query(String.class).list();
    }

    /** Where an officer serves, for the log's rows about them. */
    @Nullable
    AreaCode areaOf(UUID officer) {
        return jdbc.sql("select area_code from registry.officer where id = ?")
                .param(officer)
                .query(String.class)
                .optional()
                .map(AreaCode::of)
                .orElse(null);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
