package cn.civilaffairs.registry.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database has no room left for what it was asked to write; nothing of that was written. */
public final class FullDisk {

    private static final String SQL_STATE = "53100";

    private FullDisk() {}

    /** Whether a failure comes from it. */
    public static boolean isCauseOf(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && SQL_STATE.equals(refused.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
