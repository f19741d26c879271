package cn.civilaffairs.registry.database;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/**
 * Rows streamed into a table by PostgreSQL's COPY, the quickest way in (performance design §1). Joins the transaction of
 * the calling thread, so the rows stand or fall with the rest of it.
 *
 * <p>PostgreSQL refuses to COPY into a table behind a row policy. Rows for such a table are copied into a temporary one
 * and inserted from there in one statement, which the policy then checks row by row.
 */
public final class CopyIn implements AutoCloseable {

    private static final SQLExceptionTranslator TRANSLATOR = new SQLStateSQLExceptionTranslator();
    private static final HexFormat HEX = HexFormat.of();
    private static final int AT_ONCE = 1 << 15;

    private static final Map<String, Boolean> BEHIND_POLICY = new ConcurrentHashMap<>();
    private static final AtomicLong STAGES = new AtomicLong();

    private final DataSource dataSource;
    private final Connection connection;
    private final String table;
    private final String columns;
    private final @Nullable String stage;
    private final OutputStream out;
    private final StringBuilder text = new StringBuilder(AT_ONCE + 4_096);
    private int complete;
    private boolean first = true;
    private long rows;

    private CopyIn(DataSource dataSource, String table, String... columns) {
        this.dataSource = dataSource;
        this.connection = DataSourceUtils.getConnection(dataSource);
        this.table = table;
        this.columns = String.join(", ", columns);
        try {
            this.stage = isBehindPolicy(table) ? "copy_in_" + STAGES.incrementAndGet() : null;
            if (stage != null) {
                execute("create temporary table " + stage + " as select " + this.columns + " from " + table
                        + " with no data");
            }
            String command = "copy " + (stage == null ? table : stage) + " (" + this.columns + ") from stdin";
            this.out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), command, 1 << 16);
        } catch (SQLException refused) {
            DataSourceUtils.releaseConnection(connection, dataSource);
            throw translated(refused);
        }
    }

    /** @param table and columns are names written in our code, never input */
    public static CopyIn into(DataSource dataSource, String table, String... columns) {
        return new CopyIn(dataSource, table, columns);
    }

    /** The next column of the current row; months become their first day, enums their name. */
    public CopyIn value(@Nullable Object value) {
        if (!first) {
            text.append('\t');
        }
        first = false;
        if (value == null) {
            text.append("\\N");
        } else if (value instanceof byte[] bytes) {
            text.append("\\\\x").append(HEX.formatHex(bytes));
        } else if (value instanceof YearMonth month) {
            text.append(month.atDay(1));
        } else if (value instanceof Money money) {
            text.append(money.yuan().toPlainString());
        } else if (value instanceof AreaCode area) {
            text.append(area.value());
        } else if (value instanceof Enum<?> constant) {
            text.append(constant.name());
        } else if (value instanceof UUID || value instanceof Number || value instanceof Temporal) {
            text.append(value);
        } else {
            appendEscaped(value.toString());
        }
        return this;
    }

    /** Words seldom hold anything to escape, and an explanation is thousands of characters long: whole ones are appended at once. */
    private void appendEscaped(String words) {
        if (words.indexOf('\\') < 0 && words.indexOf('\t') < 0 && words.indexOf('\n') < 0 && words.indexOf('\r') < 0) {
            text.append(words);
            return;
        }
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    public void endRow() {
        text.append('\n');
        complete = text.length();
        first = true;
        rows++;
        if (text.length() >= AT_ONCE) {
            send();
        }
    }

    /** Whole rows only: what was begun when something else failed is left out. */
    private void send() {
        try {
            out.write(text.substring(0, complete).getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw unwrapped(failed);
        }
        text.setLength(0);
        complete = 0;
    }

    /** How many rows have been sent. */
    public long rows() {
        return rows;
    }

    private boolean isBehindPolicy(String name) throws SQLException {
        Boolean known = BEHIND_POLICY.get(name);
        if (known != null) {
            return known;
        }
        try (PreparedStatement query =
                connection.prepareStatement("select relrowsecurity from pg_class where oid = ?::regclass")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                boolean behind = row.getBoolean(1);
                // a temporary table's name says nothing about the next one of that name
                if (name.contains(".")) {
                    BEHIND_POLICY.put(name, behind);
                }
                return behind;
            }
        }
    }

    private void execute(String statement) throws SQLException {
        try (Statement command = connection.createStatement()) {
            command.execute(statement);
        }
    }

    /** Sends what is left; a constraint that refuses a row speaks here, as Spring's data access exceptions. */
    @Override
    public void close() {
        try {
            send();
            out.close();
            if (stage != null) {
                execute("insert into " + table + " (" + columns + ") select " + columns + " from " + stage);
                execute("drop table " + stage);
            }
        } catch (IOException failed) {
            throw unwrapped(failed);
        } catch (SQLException refused) {
            throw translated(refused);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static RuntimeException unwrapped(IOException failed) {
        return failed.getCause() instanceof SQLException refused
                ? translated(refused)
                : new UncheckedIOException(failed);
    }

    private static RuntimeException translated(SQLException refused) {
        RuntimeException translation = TRANSLATOR.translate("COPY", null, refused);
        return translation == null ? new IllegalStateException(refused) : translation;
    }
}
