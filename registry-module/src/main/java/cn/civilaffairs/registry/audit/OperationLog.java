package cn.civilaffairs.registry.audit;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.protection.LogSeal;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down who did or saw what (操作日志). An act and its row share one transaction: what cannot be logged does not
 * happen. Refusals are written in a transaction of their own, since theirs is rolled back.
 *
 * <p>The application may insert rows and nothing else. The time is the database's, that of the transaction's beginning, which
 * the application is told and cannot choose. Each row carries a keyed check over its {@link LogText}.
 */
@Component
public class OperationLog {

    /** MDC keys the web layer fills for each request. */
    public static final String REQUEST_ID = "request";

    public static final String ADDRESS = "address";
    public static final String SESSION = "session";

    private final JdbcClient jdbc;
    private final LogSeal seal;

    OperationLog(JdbcClient jdbc, LogSeal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    /**
     * @param action UPPER_SNAKE, such as {@code CASE_CONFIRMED}
     * @param detail what happened in plain words; a number typed into them is masked
     */
    @Transactional
    public void done(
            String action, String objectType, @Nullable Object objectId, @Nullable AreaCode area, String detail) {
        write(action, objectType, objectId, area, "DONE", null, detail);
    }

    /** A look at something protected, with the reason given for it. */
    @Transactional
    public void seen(
            String action, String objectType, Object objectId, @Nullable AreaCode area, String reason, String detail) {
        write(action, objectType, objectId, area, "DONE", reason, detail);
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void denied(
            String action, String objectType, @Nullable Object objectId, @Nullable AreaCode area, String detail) {
        write(action, objectType, objectId, area, "DENIED", null, detail);
    }

    private void write(
            String action,
            String objectType,
            @Nullable Object objectId,
            @Nullable AreaCode area,
            String result,
            @Nullable String reason,
            String detail) {
        Optional<Officer> actor = Acting.current();
        String login = actor.map(Officer::login).orElse("-");
        String roles = actor.map(officer ->
                        officer.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
                .orElse("");
        String scope = actor.map(officer -> officer.area().value()).orElse("");
        String object = objectId == null ? null : WholeNumbers.masked(objectId.toString());
        String code = area == null ? null : area.value();
        UUID officer = actor.map(Officer::id).orElse(null);
        LogText text = jdbc.sql("select " + LogText.time("now()") + ", pg_current_xact_id()::text")
                .query((row, number) -> new LogText(
                        row.getString(1),
                        row.getString(2),
                        officer == null ? null : officer.toString(),
                        login,
                        roles,
                        scope,
                        MDC.get(SESSION),
                        MDC.get(ADDRESS),
                        action,
                        objectType,
                        object,
                        code,
                        result,
                        reason == null ? null : WholeNumbers.masked(reason),
                        MDC.get(REQUEST_ID),
                        WholeNumbers.masked(detail)))
                .single();
        jdbc.sql("""
                        insert into registry.operation_log (actor_id, actor_login, roles, scope, session_hash, ip, action,
                            object_type, object_id, area_code, result, reason, request_id, detail, mac, key_id, canon_version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        officer,
                        text.login(),
                        text.roles(),
                        text.scope(),
                        text.session(),
                        text.address(),
                        text.action(),
                        text.objectType(),
                        text.objectId(),
                        text.area(),
                        text.result(),
                        text.reason(),
                        text.request(),
                        text.detail(),
                        seal.seal(text.canonical(LogText.VERSION)),
                        seal.keyId(),
                        LogText.VERSION))
                .update();
    }
}
