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
import java.util.HexFormat;
import java.util.Map;
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

    private static final Map<String, Boolean> BEHIND_POLICY = new ConcurrentHashMap<>();
    private static final AtomicLong STAGES = new AtomicLong();

    private final DataSource dataSource;
    private final Connection connection;
    private final String table;
    private final String columns;
    private final @Nullable String stage;
    private final OutputStream out;
    private final StringBuilder row = new StringBuilder(512);
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
            row.append('\t');
        }
        first = false;
        if (value == null) {
            row.append("\\N");
        } else if (value instanceof byte[] bytes) {
            row.append("\\\\x").append(HEX.formatHex(bytes));
        } else if (value instanceof YearMonth month) {
            row.append(month.atDay(1));
        } else if (value instanceof Money money) {
            row.append(money.yuan().toPlainString());
        } else if (value instanceof AreaCode area) {
            row.append(area.value());
        } else if (value instanceof Enum<?> constant) {
            row.append(constant.name());
        } else {
            appendEscaped(value.toString());
        }
        return this;
    }

    private void appendEscaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> row.append("\\\\");
                case '\t' -> row.append("\\t");
                case '\n' -> row.append("\\n");
                case '\r' -> row.append("\\r");
                default -> row.append(c);
            }
        }
    }

    public void endRow() {
        row.append('\n');
        try {
            out.write(row.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw unwrapped(failed);
        }
        row.setLength(0);
        first = true;
        rows++;
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
