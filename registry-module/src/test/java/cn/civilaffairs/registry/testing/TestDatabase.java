package cn.civilaffairs.registry.testing;

import cn.civilaffairs.registry.audit.AuditDatabase;
import cn.civilaffairs.registry.database.DatabaseSetup;
import cn.civilaffairs.registry.protection.MasterKey;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The database of a test run, one server for each JVM. The one switch is {@code -Dtest.db=auto|container|embedded}:
 * Testcontainers where a container engine answers, the embedded server otherwise. Either way the tests connect as the
 * application's own unprivileged role.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestDatabase {

    private static final String PASSWORD = "test-only-password";

    /** Tests that need the product to themselves, as the journeys do, name a database of their own. */
    private static final String DATABASE = "${test.database:" + DatabaseSetup.DATABASE + "}";

    /** The server, started when the first test needs it. */
    private static final class Server {

        static final String URL;
        static final String SUPERUSER;
        static final String SUPERUSER_PASSWORD;
        static final MasterKey MASTER_KEY = MasterKey.random();

        static {
            boolean container = switch (System.getProperty("test.db", "auto")) {
                case "container" -> true;
                case "embedded" -> false;
                default -> engineAnswers();
            };
            System.out.println("[test-db] " + (container ? "Testcontainers" : "embedded PostgreSQL"));
            if (container) {
                @SuppressWarnings("resource") // stopped with the JVM
                PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18");
                postgres.start();
                URL = "jdbc:postgresql://" + postgres.getHost() + ":" + postgres.getFirstMappedPort() + "/";
                SUPERUSER = postgres.getUsername();
                SUPERUSER_PASSWORD = postgres.getPassword();
            } else {
                URL = "jdbc:postgresql://127.0.0.1:" + embedded().getPort() + "/";
                SUPERUSER = "postgres";
                SUPERUSER_PASSWORD = "";
            }
            try (Connection superuser = DriverManager.getConnection(URL + "postgres", SUPERUSER, SUPERUSER_PASSWORD)) {
                DatabaseSetup.prepare(superuser, PASSWORD);
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        private static final Set<String> DATABASES = new HashSet<>(Set.of(DatabaseSetup.DATABASE));

        /** The address of a database of this server, which is made when it is first asked for. */
        static synchronized String url(String database) {
            if (DATABASES.add(database)) {
                try (Connection superuser =
                                DriverManager.getConnection(URL + "postgres", SUPERUSER, SUPERUSER_PASSWORD);
                        Statement statement = superuser.createStatement()) {
                    statement.execute("create database " + database + " owner civil_owner");
                } catch (SQLException failed) {
                    throw new IllegalStateException(failed);
                }
            }
            return URL + database;
        }

        private static EmbeddedPostgres embedded() {
            try {
                return EmbeddedPostgres.builder()
                        .setLocaleConfig("locale", "C.UTF-8")
                        .setServerConfig("fsync", "off") // nobody needs the data once the tests are over
                        .setServerConfig("full_page_writes", "off")
                        .setPGStartupWait(Duration.ofSeconds(90))
                        .start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private static boolean engineAnswers() {
            try {
                return DockerClientFactory.instance().isDockerAvailable();
            } catch (RuntimeException | LinkageError none) {
                return false;
            }
        }
    }

    /** A connection past all policies, for checks from outside; never for what a test is about. */
    public static Connection superuser() throws SQLException {
        return superuser(DatabaseSetup.DATABASE);
    }

    /** The same for a database of its own, made if there is none of that name. */
    public static Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(Server.url(database), Server.SUPERUSER, Server.SUPERUSER_PASSWORD);
    }

    @Bean
    MasterKey masterKey() {
        return Server.MASTER_KEY;
    }

    @Bean
    AuditDatabase auditDatabase(@Value(DATABASE) String database) {
        return new AuditDatabase(Server.url(database), PASSWORD);
    }

    @Bean
    JdbcConnectionDetails applicationConnection(@Value(DATABASE) String database) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return DatabaseSetup.APPLICATION;
            }

            @Override
            public String getPassword() {
                return PASSWORD;
            }

            @Override
            public String getJdbcUrl() {
                return Server.url(database);
            }
        };
    }

    @Bean
    FlywayConnectionDetails migrationConnection(@Value(DATABASE) String database) {
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return DatabaseSetup.MIGRATION;
            }

            @Override
            public String getPassword() {
                return PASSWORD;
            }

            @Override
            public String getJdbcUrl() {
                return Server.url(database);
            }
        };
    }
}
