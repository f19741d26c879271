package cn.civilaffairs.reliability;

import cn.civilaffairs.registry.audit.AuditDatabase;
import cn.civilaffairs.registry.database.DatabaseSetup;
import cn.civilaffairs.registry.protection.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Wires the test itself to a {@link Machine}, beside the products that run on it. */
@TestConfiguration(proxyBeanMethods = false)
class OnMachine {

    /** @param volume a folder to keep the data in instead, such as a disk small enough to be filled */
    @Bean
    Machine machine(@Value("${reliability.volume:}") String volume) throws IOException, SQLException {
        return volume.isEmpty()
                ? Machine.create(folder().resolve("data"))
                : Machine.create(Path.of(volume, "data"), "max_wal_size", "64MB", "min_wal_size", "32MB");
    }

    private static Path folder() throws IOException {
        return Files.createDirectories(Path.of(
                        "target",
                        "reliability",
                        "machine-" + ProcessHandle.current().pid()))
                .toAbsolutePath();
    }

    static Path key() throws IOException {
        return folder().resolve("master.key");
    }

    @Bean
    MasterKey masterKey() throws IOException {
        return MasterKey.readOrCreate(key());
    }

    @Bean
    AuditDatabase auditDatabase(Machine machine) {
        return new AuditDatabase(machine.url(), Machine.PASSWORD);
    }

    @Bean
    JdbcConnectionDetails applicationConnection(Machine machine) {
        return connection(machine, DatabaseSetup.APPLICATION);
    }

    private static JdbcConnectionDetails connection(Machine machine, String user) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return user;
            }

            @Override
            public String getPassword() {
                return Machine.PASSWORD;
            }

            @Override
            public String getJdbcUrl() {
                return machine.url();
            }
        };
    }

    @Bean
    FlywayConnectionDetails migrationConnection(Machine machine) {
        JdbcConnectionDetails details = connection(machine, DatabaseSetup.MIGRATION);
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return details.getUsername();
            }

            @Override
            public String getPassword() {
                return details.getPassword();
            }

            @Override
            public String getJdbcUrl() {
                return details.getJdbcUrl();
            }
        };
    }
}
