package cn.civilaffairs.reliability;

import cn.civilaffairs.registry.database.DatabaseSetup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL process of its own, durable as a bureau's, which can be killed and started again. */
final class Machine implements AutoCloseable {

    static final String PASSWORD = "test-only-password";

    private final Path data;
    private final int port;
    private final String[] settings;
    private @Nullable EmbeddedPostgres server;

    private Machine(Path data, int port, String... settings) {
        this.data = data;
        this.port = port;
        this.settings = settings;
    }

    /** @param settings further names and values of the server in turn */
    static Machine create(Path data, String... settings) throws IOException, SQLException {
        Machine machine = new Machine(data, freePort(), settings);
        machine.start();
        try (Connection superuser = DriverManager.getConnection(machine.address("postgres"), "postgres", "")) {
            DatabaseSetup.prepare(superuser, PASSWORD);
        }
        return machine;
    }

    void start() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(90))
                .setLocaleConfig("locale", "C.UTF-8")
                // the library is made for tests and switches durability off
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "120");
        for (int i = 0; i < settings.length; i += 2) {
            builder.setServerConfig(settings[i], settings[i + 1]);
        }
        server = builder.start();
    }

    /** {@code kill -9} of the postmaster and every backend. */
    void kill() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        List<ProcessHandle> all = ProcessHandle.of(pid).stream()
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        close();
    }

    boolean isUp() {
        try (Connection superuser = superuser()) {
            return superuser.isValid(5);
        } catch (SQLException away) {
            return false;
        }
    }

    int port() {
        return port;
    }

    String url() {
        return address(DatabaseSetup.DATABASE);
    }

    private String address(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Connection superuser() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "");
    }

    String ask(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    long count(String sql) throws SQLException {
        return Long.parseLong(ask(sql));
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
