package cn.civilaffairs.registry.audit;

import cn.civilaffairs.registry.protection.LogSeal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What the keyed check of a log row is made over (规范文本): every field with its length before it, so that no two rows share
 * one text. A row keeps the version it was written under; an older one is verified as it was written.
 *
 * @param at the row's time in UTC to the microsecond, as the database writes it
 */
record LogText(
        String at,
        String xid,
        @Nullable String actorId,
        String login,
        String roles,
        String scope,
        @Nullable String session,
        @Nullable String address,
        String action,
        String objectType,
        @Nullable String objectId,
        @Nullable String area,
        String result,
        @Nullable String reason,
        @Nullable String request,
        String detail) {

    /** What is written now. Version 1, of the first releases, left out when and from where. */
    static final int VERSION = 2;

    /** A time as PostgreSQL is to write it into the text. */
    static String time(String expression) {
        return "to_char(" + expression + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
    }

    /** @param row of the log, with its time once more as {@code at_text} */
    static LogText of(ResultSet row) throws SQLException {
        return new LogText(
                row.getString("at_text"),
                row.getString("xid"),
                row.getString("actor_id"),
                row.getString("actor_login"),
                row.getString("roles"),
                row.getString("scope"),
                row.getString("session_hash"),
                row.getString("ip"),
                row.getString("action"),
                row.getString("object_type"),
                row.getString("object_id"),
                row.getString("area_code"),
                row.getString("result"),
                row.getString("reason"),
                row.getString("request_id"),
                row.getString("detail"));
    }

    /** Whether a row's keyed check belongs to it; none does of a version nobody ever wrote. */
    boolean fits(LogSeal seal, int version, byte[] mac, short keyId) {
        return version >= 1 && version <= VERSION && seal.fits(canonical(version), mac, keyId);
    }

    /** @throws IllegalArgumentException for a version nobody ever wrote */
    String canonical(int version) {
        return switch (version) {
            case 1 -> joined(1, login, roles, scope, action, objectType, objectId, area, result, reason, detail);
            case VERSION ->
                joined(
                        VERSION,
                        at,
                        xid,
                        actorId,
                        login,
                        roles,
                        scope,
                        session,
                        address,
                        action,
                        objectType,
                        objectId,
                        area,
                        result,
                        reason,
                        request,
                        detail);
            default -> throw new IllegalArgumentException("canon version " + version);
        };
    }

    private static String joined(int version, @Nullable String... fields) {
        StringBuilder text = new StringBuilder("v" + version);
        for (String field : fields) {
            text.append('|');
            if (field == null) {
                text.append('-');
            } else {
                text.append(field.length()).append(':').append(field);
            }
        }
        return text.toString();
    }
}
