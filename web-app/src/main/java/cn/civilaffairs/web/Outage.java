package cn.civilaffairs.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells a database that is not there, or went away in the middle, from every other failure. When it went away while a
 * transaction was ending nobody knows how it ended.
 */
public final class Outage {

    private Outage() {}

    /** Whether a failure comes from a connection that could not be had or was lost. */
    public static boolean isOne(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // a transaction that could be ended neither way has lost its connection
            if (cause instanceof TransactionSystemException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException refused && connectionLost(refused.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Class 08 is the connection itself; 57P01 to 57P03 a server that ends, ended or is not up yet. */
    private static boolean connectionLost(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P0"));
    }
}
