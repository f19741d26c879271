package cn.civilaffairs.released;

import cn.civilaffairs.registry.protection.MasterKey;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.ClassPathResource;

/**
 * Starts the product on what a released version left behind: its schema, and a small demo county that version itself had
 * made, under the key it had made. How a new one is written: docs/reliability.md.
 */
@TestConfiguration(proxyBeanMethods = false)
public class FromRelease {

    private static final String OWN_TABLES = """
            select string_agg(c.oid::regclass::text, ', ') from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname not in ('public', 'information_schema') and n.nspname not like 'pg%'""";

    @Bean
    @Primary
    MasterKey keyOfTheRelease(@Value("${released}") String release) throws IOException {
        return MasterKey.read(
                new ClassPathResource("released/" + release + ".key").getFile().toPath());
    }

    @Bean
    FlywayMigrationStrategy fromTheRelease(
            @Value("${released}") String release, @Value("${test.database}") String database) {
        return flyway -> {
            Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .target(release)
                    .load()
                    .migrate();
            try (Connection superuser = TestDatabase.superuser(database)) {
                leave(release, superuser);
            } catch (SQLException | IOException failed) {
                throw new IllegalStateException(failed);
            }
            flyway.migrate();
        };
    }

    /** Fills a database of that version's schema with what it left. */
    public static void leave(String release, Connection superuser) throws SQLException, IOException {
        try (Statement statement = superuser.createStatement()) {
            leave(release, superuser, statement);
        }
    }

    private static void leave(String release, Connection superuser, Statement statement)
            throws SQLException, IOException {
        statement.execute("set session_replication_role = replica");
        try (ResultSet tables = statement.executeQuery(OWN_TABLES)) {
            tables.next();
            statement.execute("truncate " + tables.getString(1));
        }
        try (BufferedReader fixture = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new ClassPathResource("released/" + release + ".gz").getInputStream()),
                StandardCharsets.UTF_8))) {
            for (String line = fixture.readLine(); line != null; line = fixture.readLine()) {
                if (line.startsWith("copy ")) {
                    superuser.unwrap(PGConnection.class).getCopyAPI().copyIn(line + " from stdin", new Rows(fixture));
                } else if (line.startsWith("sequence ")) {
                    String[] words = line.split(" ");
                    statement.execute("select setval('" + words[1] + "', " + words[2] + ")");
                }
            }
        }
        // the log is sealed by transaction numbers, and a server goes on where the earlier one stopped
        statement.execute("""
                do $$ declare last bigint := (select max(xid::text::bigint) from registry.operation_log);
                begin while pg_current_xact_id()::text::bigint <= last + 10 loop commit; end loop; end $$""");
    }

    /** The rows of one table, up to the line that ends them. */
    private static final class Rows extends Reader {

        private final BufferedReader fixture;
        private String left = "";
        private boolean ended;

        Rows(BufferedReader fixture) {
            this.fixture = fixture;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            if (left.isEmpty() && !ended) {
                String line = fixture.readLine();
                ended = line == null || line.equals("\\.");
                left = ended ? "" : line + "\n";
            }
            if (left.isEmpty()) {
                return -1;
            }
            int taken = Math.min(length, left.length());
            left.getChars(0, taken, buffer, offset);
            left = left.substring(taken);
            return taken;
        }

        @Override
        public void close() {
            // the next table goes on
        }
    }

    /** Everything a schema consists of, one line for each thing. */
    static List<String> catalogue(String database) {
        try (Connection superuser = TestDatabase.superuser(database)) {
            return catalogue(superuser);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public static List<String> catalogue(Connection superuser) {
        List<String> lines = new ArrayList<>();
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(
                        new ClassPathResource("released/catalogue.sql").getContentAsString(StandardCharsets.UTF_8))) {
            while (row.next()) {
                lines.add(row.getString(1));
            }
            return lines;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A database made by today's migrations alone. */
    static void makeFresh(String database, Flyway flyway, FlywayConnectionDetails own) throws SQLException {
        TestDatabase.superuser(database).close();
        Flyway.configure()
                .configuration(flyway.getConfiguration())
                .dataSource(own.getJdbcUrl().replaceFirst("[^/]+$", database), own.getUsername(), own.getPassword())
                .load()
                .migrate();
    }
}
