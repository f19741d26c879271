package cn.benchmarks;

import cn.civilaffairs.registry.database.EmbeddedServer;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Where a figure leaves its line: with {@code -Dplans=FILE} the server writes the plan of every statement longer than a
 * twentieth of a second, with its time, into that file. Figures taken meanwhile are not to be kept.
 */
final class Plans {

    private static final String[] SETTINGS = {
        "session_preload_libraries = 'auto_explain'",
        "auto_explain.log_min_duration = '50ms'",
        "auto_explain.log_analyze = on",
        "auto_explain.log_timing = on",
        "auto_explain.log_nested_statements = on",
        "auto_explain.log_triggers = on"
    };

    private Plans() {}

    static void begin(ConfigurableApplicationContext context) throws SQLException {
        if (System.getProperty("plans") == null) {
            return;
        }
        try (Connection superuser = context.getBean(EmbeddedServer.class).superuser();
                Statement statement = superuser.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute("alter system set " + setting);
            }
            statement.execute("select pg_reload_conf()");
        }
        context.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
    }

    static void keep(Path folder) throws IOException {
        String wanted = System.getProperty("plans");
        if (wanted != null) {
            Files.copy(folder.resolve("postgresql.log"), Path.of(wanted), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
