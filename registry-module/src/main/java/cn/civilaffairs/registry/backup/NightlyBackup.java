package cn.civilaffairs.registry.backup;

import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.EmbeddedServer;
import cn.civilaffairs.registry.protection.MasterKey;
import cn.civilaffairs.registry.routine.Routine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/**
 * Backs the embedded server up once a day into {@code civil.backup-dir} and keeps the last thirty. A bureau's own server is
 * backed up with PostgreSQL's tools, sealed by {@code backup-seal} (docs/reliability.md).
 */
@Component
@ConditionalOnExpression(
        "'${civil.backup-dir:}' != '' and '${civil.connection:own}' == 'own' and '${spring.datasource.url:}' == ''")
class NightlyBackup implements Routine {

    private static final int KEPT = 30;
    private static final String ENDING = ".backup";

    private final EmbeddedServer server;
    private final MasterKey master;
    private final Path folder;
    private final OperationLog log;
    private final Clock clock;

    NightlyBackup(
            EmbeddedServer server,
            MasterKey master,
            @Value("${civil.backup-dir}") Path folder,
            OperationLog log,
            Clock clock) {
        this.server = server;
        this.master = master;
        this.folder = folder;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "nightly backup";
    }

    @Override
    public void run() {
        Path file = folder.resolve("civil-" + LocalDate.now(clock) + ENDING);
        if (Files.exists(file)) {
            return;
        }
        try (Connection superuser = server.superuser()) {
            Files.createDirectories(folder);
            Backups.write(superuser, server.data(), server.password(), master, file);
            log.done("BACKUP_WRITTEN", "backup", file.getFileName(), null, Files.size(file) + " 字节");
            forgetOld();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void forgetOld() throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> backups = files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path old : backups.subList(Math.min(KEPT, backups.size()), backups.size())) {
                Files.delete(old);
            }
        }
    }
}
