package cn.civilaffairs.registry.audit;

import cn.civilaffairs.kernel.Unscoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the operation log for the auditor (审计查询): who did what, and who looked at whom. Newest first. */
@Component
@Unscoped("the auditor answers for the whole county and sees no business page")
public class LogReader {

    private final Optional<AuditDatabase> database;

    LogReader(Optional<AuditDatabase> database) {
        this.database = database;
    }

    /**
     * @param login part of the beginning of a login name, or empty
     * @param object an object's number, or empty
     * @param action an action, or empty
     * @param before entries older than this number; {@link Long#MAX_VALUE} for the newest
     */
    public List<LogEntry> find(
            String login, String object, String action, LocalDate from, LocalDate to, long before, int limit) {
        return database.map(audit -> query(audit.jdbc(), login, object, action, from, to, before, limit))
                .orElse(List.of());
    }

    private static List<LogEntry> query(
            JdbcClient jdbc,
            String login,
            String object,
            String action,
            LocalDate from,
            LocalDate to,
            long before,
            int limit) {
        return jdbc.sql("""
                        select l.*, o.name officer_name, o.unit officer_unit from registry.operation_log l
                        left join registry.officer o on o.id = l.actor_id
                        where l.id < :before and (:login = '' or l.actor_login like :login || '%')
                            and (:object = '' or l.object_id = :object) and (:action = '' or l.action = :action)
                            and l.at >= cast(:from as date) and l.at < cast(:to as date) + 1
                        order by l.id desc limit :limit""")
                .param("before", before)
                .param("login", login)
                .param("object", object)
                .param("action", action)
                .param("from", from)
                .param("to", to)
                .param("limit", limit)
                .query((row, number) -> new LogEntry(
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
                        row.getString("ip")))
                .list();
    }
}
