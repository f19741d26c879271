package cn.civilaffairs.registry.officer;

import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.audit.LogEntry;
import cn.civilaffairs.registry.audit.LogReader;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.SystemOfficer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds accounts and appointments against the operation log (账号岗位与日志核对): each was made by an act that has its row, and the
 * rows carry a keyed check and a chain nobody without the key can write. What stands in the tables without a row, or
 * against the last one, was put there past the application (security design §1.1: integrity of accounts and grants). So is a
 * password hash other than the one last written down.
 */
@Component
@Unscoped("accounts carry no person or payment; who may be told is decided by role")
public class AppointmentsOnRecord {

    private static final Pattern DELEGATED = Pattern.compile("([A-Z_]+) 交 .* 代理至 ([0-9-]{10}):.*", Pattern.DOTALL);

    /** What three lines of business were before they were told apart. */
    private static final String CIVIL_SERVICES = "CIVIL_SERVICES";

    private static final Set<LineOfBusiness> APART =
            EnumSet.of(LineOfBusiness.MARRIAGE, LineOfBusiness.FUNERAL, LineOfBusiness.PLACE_NAMES);

    private final JdbcClient jdbc;
    private final LogReader log;
    private final OperationLog alarms;
    private final Clock clock;

    AppointmentsOnRecord(JdbcClient jdbc, LogReader log, OperationLog alarms, Clock clock) {
        this.jdbc = jdbc;
        this.log = log;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** What the log says of one account. */
    private static final class Recorded {

        private boolean created;
        private boolean enabled = true;
        private @Nullable String password;
        private final Map<String, Set<String>> lines = new HashMap<>();
        private final Map<String, LocalDate> delegatedUntil = new HashMap<>();

        private void add(LogEntry row) {
            String said = row.detail();
            PasswordMark.in(said).ifPresent(mark -> password = mark);
            switch (row.action()) {
                case "ACCOUNT_CREATED" -> created = true;
                case "ACCOUNT_ENABLED" -> enabled = true;
                case "ACCOUNT_DISABLED", "ACCOUNT_DISABLED_IDLE" -> enabled = false;
                case "ROLE_GRANTED" -> granted(said);
                case "ROLE_REVOKED" -> {
                    lines.remove(said);
                    delegatedUntil.remove(said);
                }
                case "DELEGATION_ENDED" -> delegatedUntil.remove(said);
                default -> {
                    Matcher delegated = DELEGATED.matcher(said);
                    if (delegated.matches()) {
                        delegatedUntil.put(delegated.group(1), LocalDate.parse(delegated.group(2)));
                    }
                }
            }
        }

        private void granted(String said) {
            String[] appointment = said.split("/");
            Set<String> held = lines.computeIfAbsent(appointment[0], role -> new HashSet<>());
            held.add(appointment[1]);
            if (appointment[1].equals(CIVIL_SERVICES)) {
                APART.forEach(line -> held.add(line.name()));
            }
        }

        private boolean knows(String role, String line, boolean delegated, @Nullable LocalDate until) {
            if (!delegated) {
                return lines.getOrDefault(role, Set.of()).contains(line);
            }
            LocalDate recorded = delegatedUntil.get(role);
            return recorded != null && until != null && !until.isAfter(recorded);
        }
    }

    /** An account in use and one appointment of it in force, if it has any. */
    private record Held(
            String id,
            String login,
            String passwordHash,
            boolean demo,
            @Nullable String role,
            @Nullable String line,
            boolean delegated,
            @Nullable LocalDate until) {

        /** What is wrong with it, if anything is. */
        @Nullable
        String against(Recorded recorded) {
            if (!recorded.created) {
                return demo ? null : login + " 没有新建账号的记录";
            }
            if (!recorded.enabled) {
                return login + " 日志中已停用";
            }
            if (recorded.password != null && !recorded.password.equals(PasswordMark.of(passwordHash))) {
                return login + " 口令与日志记录不符";
            }
            return role == null || line == null || recorded.knows(role, line, delegated, until)
                    ? null
                    : login + " 没有授予 " + role + "/" + line + " 的记录";
        }
    }

    /** Accounts and appointments in force that no act in the log explains; a demonstration's accounts nobody made. */
    @Transactional(readOnly = true)
    List<String> unexplained() {
        return log.isOpen() ? unexplained(held(null), log.appointments()) : List.of();
    }

    /**
     * Whether an account may be signed in with: nothing of it is other than its acts in the log left it. Otherwise an alarm stands
     * in the log, for supervision and for the auditor.
     */
    public boolean explain(Officer officer) {
        List<Held> held = held(officer.id());
        List<String> found = log.isOpen()
                ? unexplained(held, log.appointments(officer.id().toString(), officer.login()))
                : List.of();
        if (!found.isEmpty()) {
            Acting.as(
                    SystemOfficer.of(officer.area().county()),
                    () -> alarms.denied(
                            "INVARIANT_BROKEN",
                            "officer",
                            officer.id(),
                            officer.area(),
                            "登录被拒：" + String.join("；", found)));
        }
        return found.isEmpty();
    }

    private static List<String> unexplained(List<Held> held, List<LogEntry> rows) {
        Map<String, String> ids = new HashMap<>(); // an account closed for want of use is logged by its name
        held.forEach(one -> ids.put(one.login(), one.id()));
        Map<String, Recorded> recorded = new HashMap<>();
        for (LogEntry row : rows) {
            String officer = String.valueOf(row.objectId());
            recorded.computeIfAbsent(ids.getOrDefault(officer, officer), id -> new Recorded())
                    .add(row);
        }
        return held.stream()
                .map(one -> one.against(recorded.getOrDefault(one.id(), new Recorded())))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private List<Held> held(@Nullable UUID officer) {
        return jdbc.sql("""
                        select o.id::text id, o.login, o.password_hash, o.demo, g.role, g.line, g.valid_to, g.delegated_by is not null delegated
                        from registry.officer o left join registry.officer_grant g on g.officer_id = o.id
                            and g.valid_from <= :today and (g.valid_to is null or g.valid_to >= :today)
                        where o.enabled and (cast(:officer as uuid) is null or o.id = :officer)
                        order by o.login, g.role, g.line""")
                .param("today", LocalDate.now(clock))
                .param("officer", officer)
                .query((row, number) -> new Held(
                        row.getString("id"),
                        row.getString("login"),
                        row.getString("password_hash"),
                        row.getBoolean("demo"),
                        row.getString("role"),
                        row.getString("line"),
                        row.getBoolean("delegated"),
                        row.getObject("valid_to", LocalDate.class)))
                .list();
    }
}
