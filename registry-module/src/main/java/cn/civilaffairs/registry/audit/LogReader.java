package cn.civilaffairs.registry.audit;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.protection.LogSeal;
import cn.civilaffairs.registry.time.BusinessClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the operation log for the auditor (审计查询): who did what, and who looked at whom. Newest first. */
@Component
@Unscoped("the auditor answers for the whole county and sees no business page")
public class LogReader {

    private static final String ENTRIES = """
            select l.*, o.name officer_name, o.unit officer_unit from registry.operation_log l
            left join registry.officer o on o.id = l.actor_id
            """;

    /** As the index {@code operation_log_watched} has it. */
    private static final String WATCHED =
            "'REVEALED', 'EXPORT', 'LIMITED_VIEWED', 'ACCOUNT_INTEGRITY', 'FILE_MISMATCH',"
                    + " 'TOO_MANY_REQUESTS', 'REGISTERED_ELSEWHERE', 'ID_NUMBER_COMPARED', 'AUDIT_BROKEN', 'LOG_SEAL_LATE',"
                    + " 'INVARIANT_BROKEN', 'ROLES_INCOMPATIBLE'";

    /** Found by the index {@code operation_log_account}, whose actions these are among. */
    static final String APPOINTMENTS = "select l.*, " + LogText.time("l.at") + """
             at_text, null officer_name, null officer_unit from registry.operation_log l
            where l.object_type = 'officer' and l.result = 'DONE' and l.action in ('ACCOUNT_CREATED', 'ACCOUNT_ENABLED',
                'ACCOUNT_DISABLED', 'ACCOUNT_DISABLED_IDLE', 'ROLE_GRANTED', 'ROLE_REVOKED', 'ROLE_DELEGATED',
                'DELEGATION_ENDED', 'PASSWORD_CHANGED', 'PASSWORD_RESET')
            """;

    static final String OF_SOME = " and l.object_id = any (:accounts)";
    private static final String IN_ORDER = " order by l.id";

    private final Optional<AuditDatabase> database;
    private final LogSeal seal;

    LogReader(Optional<AuditDatabase> database, LogSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    /**
     * @param login part of the beginning of a login name, or empty
     * @param object an object's number, or empty
     * @param action an action, or empty
     * @param before entries older than this number; {@link Long#MAX_VALUE} for the newest
     */
    public List<LogEntry> find(
            String login, String object, String action, LocalDate from, LocalDate to, long before, int limit) {
        return find(login, object.isEmpty() ? List.of() : List.of(object), action, from, to, before, limit);
    }

    /** @param objects numbers of which any will do, whether acted on or among those a search found; none for every object */
    public List<LogEntry> find(
            String login,
            Collection<String> objects,
            String action,
            LocalDate from,
            LocalDate to,
            long before,
            int limit) {
        return database.map(audit -> query(audit.jdbc(), login, objects, action, from, to, before, limit))
                .orElse(List.of());
    }

    /**
     * What officers of an area did that supervision watches: looks at whole numbers and at limited files, what was taken away,
     * and every alarm. Newest first.
     *
     * @param area where the officer serves, not where the object lies
     */
    public List<LogEntry> watched(AreaScope area, LocalDate from, LocalDate to, int limit) {
        return database.map(audit -> audit.jdbc()
                        .sql(ENTRIES + "where l.action in (" + WATCHED + """
                                ) and (l.action <> 'ID_NUMBER_COMPARED' or l.result = 'DENIED')
                                    and l.scope collate "C" >= :lo and l.scope collate "C" < :hi
                                    and l.at >= :from and l.at < :to
                                order by l.id desc limit :limit""")
                        .param("lo", area.lo())
                        .param("hi", area.hi())
                        .param("from", start(from))
                        .param("to", start(to.plusDays(1)))
                        .param("limit", limit)
                        .query((row, number) -> entry(row))
                        .list())
                .orElse(List.of());
    }

    /** Whether there is a log to be read at all. */
    public boolean isOpen() {
        return database.isPresent();
    }

    /**
     * The rows about accounts' lives and appointments, oldest first; none where no audit connection is configured. A row whose
     * keyed check does not fit says nothing: whoever wrote it had the database and not the key.
     *
     * @param accounts ids and login names; none for every account
     */
    public List<LogEntry> appointments(String... accounts) {
        String some = accounts.length == 0 ? "" : OF_SOME;
        return database.map(audit -> audit
                        .jdbc()
                        .sql(APPOINTMENTS + some + IN_ORDER)
                        .param("accounts", accounts)
                        .query((row, number) -> fits(row) ? Optional.of(entry(row)) : Optional.<LogEntry>empty())
                        .list()
                        .stream()
                        .flatMap(Optional::stream)
                        .toList())
                .orElse(List.of());
    }

    private boolean fits(ResultSet row) throws SQLException {
        return LogText.of(row).fits(seal, row.getInt("canon_version"), row.getBytes("mac"), row.getShort("key_id"));
    }

    private static List<LogEntry> query(
            JdbcClient jdbc,
            String login,
            Collection<String> objects,
            String action,
            LocalDate from,
            LocalDate to,
            long before,
            int limit) {
        return jdbc.sql(ENTRIES + """
                        where l.id < :before and (:login = '' or l.actor_login like :login || '%')
                            and (:every or l.object_id = any (:objects) or l.action = 'SEARCHED'
                                and exists (select from unnest(:objects) as one (id) where strpos(l.detail, one.id) > 0))
                            and (:action = '' or l.action = :action)
                            and l.at >= :from and l.at < :to
                        order by l.id desc limit :limit""")
                .param("before", before)
                .param("login", login)
                .param("every", objects.isEmpty())
                .param("objects", objects.toArray(String[]::new))
                .param("action", action)
                .param("from", start(from))
                .param("to", start(to.plusDays(1)))
                .param("limit", limit)
                .query((row, number) -> entry(row))
                .list();
    }

    /** The county's day, whatever the time zone of the machine. */
    private static OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay(BusinessClock.ZONE).toOffsetDateTime();
    }

    private static LogEntry entry(ResultSet row) throws SQLException {
        return new LogEntry(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor_login"),
                row.getString("officer_name"),
                row.getString("officer_unit"),
                row.getString("action"),
                row.getString("object_type"),
                row.getString("object_id"),
                row.getString("area_code"),
                row.getString("result"),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("ip"));
    }
}
