package cn.civilaffairs.registry.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL kept in a folder (内置数据库), for the demo county and a single machine: durable, bound to the loopback
 * address, with a password of its own. One program at a time; a server left behind by a killed program is stopped first.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final Duration START_WAIT = Duration.ofSeconds(90);

    // Held in a field: as a local variable it would be collected, and the lock with it.
    private final FileChannel lockChannel;
    private final EmbeddedPostgres server;
    private final Path data;
    private final String password;
    private final boolean fresh;

    private EmbeddedServer(
            FileChannel lockChannel, EmbeddedPostgres server, Path data, String password, boolean fresh) {
        this.lockChannel = lockChannel;
        this.server = server;
        this.data = data;
        this.password = password;
        this.fresh = fresh;
    }

    /** Starts the server of a data folder, creating both on the first start. */
    public static EmbeddedServer start(Path folder, int port) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = lock(folder);
        Path data = folder.resolve("postgresql");
        Path passwordFile = folder.resolve("postgresql.password");
        boolean fresh = !Files.exists(passwordFile);
        stopLeftBehind(data);
        File log = folder.resolve("postgresql.log").toFile();
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data.toAbsolutePath())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setPort(port)
                .setPGStartupWait(START_WAIT)
                .setLocaleConfig("locale", "C.UTF-8")
                // the library is made for tests and switches durability off
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "60")
                .setServerConfig("shared_buffers", "256MB")
                // a backup needs the log written while it was made
                .setServerConfig("wal_keep_size", "512MB")
                .setServerConfig("log_parameter_max_length", "0")
                .setServerConfig("log_parameter_max_length_on_error", "0")
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log));
        String password = fresh
                ? UUID.randomUUID().toString()
                : Files.readString(passwordFile).strip();
        if (!fresh) {
            builder.setConnectConfig("password", password);
        }
        EmbeddedPostgres server = builder.start();
        if (fresh) {
            try (var connection = server.getPostgresDatabase().getConnection()) {
                DatabaseSetup.prepare(connection, password);
                Files.writeString(
                        data.resolve("pg_hba.conf"),
                        "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n");
                try (var statement = connection.createStatement()) {
                    statement.execute("alter role postgres password '" + password + "'");
                    statement.execute("select pg_reload_conf()");
                }
                Files.writeString(passwordFile, password);
                restrict(passwordFile);
            } catch (SQLException failed) {
                server.close();
                throw new IOException(failed);
            }
        }
        return new EmbeddedServer(channel, server, data, password, fresh);
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IllegalStateException("数据目录正被另一个程序使用：" + folder.toAbsolutePath());
        }
        return channel;
    }

    private static void stopLeftBehind(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        Optional<ProcessHandle> left = ProcessHandle.of(pid)
                .filter(process -> process.info()
                        .command()
                        .filter(c -> c.contains("postgres"))
                        .isPresent());
        if (left.isPresent()) {
            LOG.info("Stopping the database server an earlier start left behind");
            stop(left.get());
        }
    }

    private static void stop(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(20, TimeUnit.SECONDS);
        } catch (TimeoutException stubborn) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void restrict(Path file) throws IOException {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (UnsupportedOperationException notPosix) {
            LOG.debug("File permissions are left to the system");
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DatabaseSetup.DATABASE;
    }

    /** The folder of the server itself. */
    public Path data() {
        return data;
    }

    /** A session past all policies, for backups alone. */
    public Connection superuser() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", password);
    }

    public String password() {
        return password;
    }

    /** Whether this start created the data. */
    public boolean fresh() {
        return fresh;
    }

    @Override
    public void close() throws IOException {
        server.close();
        lockChannel.close();
    }
}
