package cn.civilaffairs.registry.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.registry.database.EmbeddedServer;
import cn.civilaffairs.registry.protection.MasterKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill: back up under load, lose the machine, restore with the sealed key; and every way it must not work. */
class BackupDrillTests {

    @Test
    @Tag("AC-086")
    @Tag("AC-087")
    void restoresEverythingAcknowledgedBeforeTheBackupEndedAndNothingWithoutTheKey(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("night.backup");
        Path keyFile = folder.resolve("sealed.key");
        MasterKey master = MasterKey.readOrCreate(keyFile);
        int acknowledged;
        try (EmbeddedServer server = EmbeddedServer.start(folder.resolve("machine"), 0)) {
            assertThat(setting(server, "fsync")).isEqualTo("on");
            assertThat(setting(server, "synchronous_commit")).isEqualTo("on");
            execute(server, "create table payment (seq int primary key, note text not null)");
            acknowledged = backUpUnderLoad(server, master, file);
        }
        assertThat(acknowledged).isGreaterThan(50);
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain("PK\u0003\u0004", "六月低保");

        Backups.restore(file, master, folder.resolve("new"));
        try (EmbeddedServer server = EmbeddedServer.start(folder.resolve("new"), 0)) {
            assertThat(number(server, "select count(*) from payment where seq <= " + acknowledged))
                    .isEqualTo(acknowledged);
            assertThat(number(server, "select count(*) from payment where note <> '六月低保 ' || seq"))
                    .isZero();
            execute(server, "insert into payment values (0, '恢复之后')");
        }

        assertUnverifiable(file, MasterKey.random(), folder, "主密钥不符");
        byte[] whole = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.backup"), Arrays.copyOf(whole, whole.length - 100));
        assertUnverifiable(cut, master, folder, "备份不完整");
        byte[] altered = whole.clone();
        altered[whole.length / 2] ^= 1;
        assertUnverifiable(Files.write(folder.resolve("altered.backup"), altered), master, folder, "已被改动");
    }

    private static int backUpUnderLoad(EmbeddedServer server, MasterKey master, Path file) throws Exception {
        AtomicBoolean go = new AtomicBoolean(true);
        AtomicInteger last = new AtomicInteger();
        Thread clerk = new Thread(() -> write(server, go, last));
        clerk.start();
        while (last.get() < 50) {
            Thread.sleep(20);
        }
        int before;
        try (Connection superuser = server.superuser()) {
            before = last.get();
            Backups.write(superuser, server.data(), server.password(), master, file);
        }
        go.set(false);
        clerk.join();
        assertThat(last.get()).as("work went on meanwhile").isGreaterThan(before);
        return before;
    }

    private static void write(EmbeddedServer server, AtomicBoolean go, AtomicInteger last) {
        try (Connection connection = server.superuser();
                PreparedStatement insert = connection.prepareStatement("insert into payment values (?, ?)")) {
            for (int seq = 1; go.get(); seq++) {
                insert.setInt(1, seq);
                insert.setString(2, "六月低保 " + seq);
                insert.executeUpdate();
                last.set(seq);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void assertUnverifiable(Path file, MasterKey key, Path folder, String why) throws IOException {
        Path target = folder.resolve("refused");
        assertThatExceptionOfType(Backups.Unverifiable.class)
                .isThrownBy(() -> Backups.restore(file, key, target))
                .withMessageStartingWith("无法核验")
                .withMessageContaining(why);
        assertThat(target).isEmptyDirectory();
    }

    private static String setting(EmbeddedServer server, String name) throws SQLException {
        try (Connection connection = server.superuser();
                ResultSet row = connection.createStatement().executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static int number(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = server.superuser();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void execute(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = server.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
