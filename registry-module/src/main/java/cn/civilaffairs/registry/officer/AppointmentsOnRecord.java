package cn.civilaffairs.registry.officer;

import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.audit.LogEntry;
import cn.civilaffairs.registry.audit.LogReader;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds accounts and appointments against the operation log (账号岗位与日志核对): each was made by an act that has its row, and the
 * rows carry a keyed check and a chain nobody without the key can write. What stands in the tables without a row, or
 * against the last one, was put there past the application (security design §1.1: integrity of accounts and grants).
 */
@Component
@Unscoped("accounts carry no person or payment; who may be told is decided by role")
class AppointmentsOnRecord {

    private static final Pattern DELEGATED = Pattern.compile("([A-Z_]+) 交 .* 代理至 ([0-9-]{10}):.*", Pattern.DOTALL);

    /** What three lines of business were before they were told apart. */
    private static final String CIVIL_SERVICES = "CIVIL_SERVICES";

    private static final Set<LineOfBusiness> APART =
            EnumSet.of(LineOfBusiness.MARRIAGE, LineOfBusiness.FUNERAL, LineOfBusiness.PLACE_NAMES);

    private final JdbcClient jdbc;
    private final LogReader log;
    private final Clock clock;

    AppointmentsOnRecord(JdbcClient jdbc, LogReader log, Clock clock) {
        this.jdbc = jdbc;
        this.log = log;
        this.clock = clock;
    }

    /** What the log says of one account. */
    private static final class Recorded {

        private boolean created;
        private boolean enabled = true;
        private final Map<String, Set<String>> lines = new HashMap<>();
        private final Map<String, LocalDate> delegatedUntil = new HashMap<>();

        private void add(LogEntry row) {
            String said = row.detail();
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
            @Nullable String role,
            @Nullable String line,
            boolean delegated,
            @Nullable LocalDate until) {

        /** What is wrong with it, if anything is. */
        @Nullable
        String against(Recorded recorded) {
            if (!recorded.created) {
                return login + " 没有新建账号的记录";
            }
            if (!recorded.enabled) {
                return login + " 日志中已停用";
            }
            return role == null || line == null || recorded.knows(role, line, delegated, until)
                    ? null
                    : login + " 没有授予 " + role + "/" + line + " 的记录";
        }
    }

    /** Accounts and appointments in force that no act in the log explains; those of a demonstration are nobody's. */
    @Transactional(readOnly = true)
    List<String> unexplained() {
        List<Held> held = held();
        Map<String, String> ids = new HashMap<>(); // an account closed for want of use is logged by its name
        held.forEach(one -> ids.put(one.login(), one.id()));
        Map<String, Recorded> recorded = new HashMap<>();
        for (LogEntry row : log.appointments()) {
            String officer = String.valueOf(row.objectId());
            recorded.computeIfAbsent(ids.getOrDefault(officer, officer), id -> new Recorded())
                    .add(row);
        }
        return recorded.isEmpty()
                ? List.of() // no audit connection is configured
                : held.stream()
                        .map(one -> one.against(recorded.getOrDefault(one.id(), new Recorded())))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
    }

    private List<Held> held() {
        return jdbc.sql("""
                        select o.id::text id, o.login, g.role, g.line, g.valid_to, g.delegated_by is not null delegated
                        from registry.officer o left join registry.officer_grant g on g.officer_id = o.id
                            and g.valid_from <= :today and (g.valid_to is null or g.valid_to >= :today)
                        where o.enabled and not o.demo order by o.login, g.role, g.line""")
                .param("today", LocalDate.now(clock))
                .query((row, number) -> new Held(
                        row.getString("id"),
                        row.getString("login"),
                        row.getString("role"),
                        row.getString("line"),
                        row.getBoolean("delegated"),
                        row.getObject("valid_to", LocalDate.class)))
                .list();
    }
}
