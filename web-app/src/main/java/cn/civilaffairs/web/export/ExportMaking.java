package cn.civilaffairs.web.export;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.export.ExtractDesk;
import cn.civilaffairs.registry.export.ListExtract;
import cn.civilaffairs.registry.files.FileInParts;
import cn.civilaffairs.registry.files.StoredFiles;
import cn.civilaffairs.web.Words;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes approved files in the background, as the officer who asked: rows read as of one moment, encrypted on the way, stored
 * in parts, all in one transaction.
 */
@Component
class ExportMaking {

    private static final Logger LOG = LoggerFactory.getLogger(ExportMaking.class);
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final ExtractDesk desk;
    private final StoredFiles files;
    private final Words words;
    private final TransactionTemplate transaction;
    private final ExecutorService workers = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "export");
        thread.setDaemon(true);
        return thread;
    });

    ExportMaking(ExtractDesk desk, StoredFiles files, Words words, PlatformTransactionManager transactions) {
        this.desk = desk;
        this.files = files;
        this.words = words;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }

    /** Writes the rows of a list as a workbook and says how many there were. */
    interface Rows {

        int write(OutputStream to);
    }

    void start(UUID id, String list, Rows rows) {
        Officer officer = Acting.officer();
        ListExtract extract = desk.begin(id, list);
        workers.submit(() -> Acting.as(officer, () -> make(extract, rows)));
    }

    private void make(ListExtract extract, Rows rows) {
        try {
            transaction.executeWithoutResult(status -> write(extract, rows));
        } catch (RuleViolation refused) {
            desk.failed(extract.id(), words.of(refused));
        } catch (RuntimeException | Error broken) {
            LOG.error("Export {} failed", extract.id(), broken);
            desk.failed(extract.id(), words.of(new RuleViolation("import.broken")));
        }
    }

    private void write(ListExtract extract, Rows rows) {
        String password = desk.newPassword();
        FileInParts file = files.begin(extract.area(), extract.title() + ".xlsx", XLSX);
        int[] written = {0};
        try {
            EncryptedWorkbook.write(password, file, plain -> written[0] = rows.write(plain));
            file.finish();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        desk.made(extract, file.id(), written[0], file.sha256(), password);
    }
}
