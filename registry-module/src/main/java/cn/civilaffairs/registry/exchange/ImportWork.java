package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.ReadAhead;
import cn.civilaffairs.registry.database.SystemOfficer;
import cn.civilaffairs.registry.exchange.ImportBatch.State;
import cn.civilaffairs.registry.files.StoredFiles;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does the long part of an import in the background, as the officer who asked for it. Each pass is one transaction, so a
 * machine that stops leaves nothing half written; the batch is then to be checked or confirmed again.
 */
@Component
class ImportWork {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);
    private static final int CHUNK = 2000;
    private static final int MOST_TRIES = 40;

    private final ImportBatches batches;
    private final StoredFiles files;
    private final ObjectProvider<ImportContract> contracts;
    private final OperationLog log;
    private final Clock clock;
    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate aside;
    private final ExecutorService workers = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "import");
        thread.setDaemon(true);
        return thread;
    });

    ImportWork(
            ImportBatches batches,
            StoredFiles files,
            ObjectProvider<ImportContract> contracts,
            OperationLog log,
            Clock clock,
            DataSource dataSource,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.batches = batches;
        this.files = files;
        this.contracts = contracts;
        this.log = log;
        this.clock = clock;
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.aside = new TransactionTemplate(transactions);
        aside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }

    ImportContract contract(String code) {
        return contracts
                .orderedStream()
                .filter(contract -> contract.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new RuleViolation("import.contract-unknown", code));
    }

    List<ImportContract> contracts() {
        return contracts
                .orderedStream()
                .sorted((a, b) -> Integer.compare(a.order(), b.order()))
                .toList();
    }

    void startCheck(ImportBatch batch, Officer officer) {
        workers.submit(() -> Acting.as(officer, () -> check(batch)));
    }

    void startConfirm(ImportBatch batch, Officer officer, boolean onlyIfAllPass) {
        workers.submit(() -> Acting.as(officer, () -> confirm(batch, onlyIfAllPass)));
    }

    private void check(ImportBatch batch) {
        AreaScope scope = Acting.scope();
        finish(
                batch,
                State.CHECKING,
                State.REFUSED,
                () -> transaction.executeWithoutResult(status -> {
                    requireTaken(batch);
                    ImportJob job = job(batch);
                    ImportPass pass = contract(batch.contract()).begin(job);
                    int read = pass(
                            batch,
                            job,
                            pass,
                            () -> batches.insertFindings(batch.id(), batch.area(), job.takeUnsaved()));
                    batches.checked(batch.id(), read, job.warnedCount(), job.failedCount(), pass.summary(), scope);
                    log.done("IMPORT_CHECKED", "IMPORT", batch.id(), batch.area(), batch.contract() + " " + read);
                }));
    }

    private void confirm(ImportBatch batch, boolean onlyIfAllPass) {
        AreaScope scope = Acting.scope();
        finish(
                batch,
                State.CONFIRMING,
                State.CHECKED,
                () -> transaction.executeWithoutResult(status -> {
                    requireTaken(batch);
                    ImportJob job = job(batch);
                    ImportPass pass = contract(batch.contract()).begin(job);
                    pass(batch, job, pass, job::takeUnsaved);
                    if (onlyIfAllPass && job.failedCount() > 0) {
                        throw new RuleViolation("import.rows-failed", job.failedCount());
                    }
                    if (!job.allFailed().equals(batches.failedRows(batch.id(), scope))) {
                        throw new RuleViolation("import.changed-since-check");
                    }
                    job.failedRows();
                    ImportPass.Merged merged = pass.merge();
                    batches.confirmed(
                            batch.id(),
                            merged.written(),
                            merged.unchanged(),
                            pass.summary(),
                            job.officer().id(),
                            clock.instant(),
                            scope);
                    log.done(
                            "IMPORT_CONFIRMED",
                            "IMPORT",
                            batch.id(),
                            batch.area(),
                            "%s 写入 %d 未变 %d 未通过 %d"
                                    .formatted(
                                            batch.contract(), merged.written(), merged.unchanged(), job.failedCount()));
                }));
    }

    private int pass(ImportBatch batch, ImportJob job, ImportPass pass, Runnable afterChunk) {
        int[] read = {0};
        read(batch, job, rows -> {
            pass.add(rows);
            afterChunk.run();
            read[0] += rows.size();
            aside.executeWithoutResult(status -> batches.progress(batch.id(), read[0], Acting.scope()));
        });
        pass.check();
        afterChunk.run();
        return read[0];
    }

    void read(ImportBatch batch, Consumer<List<ImportRow>> rows) {
        read(batch, job(batch), rows);
    }

    /** While rows are worked on, those that follow are read out of the workbook, which asks the database nothing. */
    private void read(ImportBatch batch, ImportJob job, Consumer<List<ImportRow>> to) {
        byte[] content = files.read(batch.fileId(), Acting.scope()).content();
        List<Column<?>> columns = contract(batch.contract()).columns();
        try (ReadAhead<List<ImportRow>> ahead = ReadAhead.of(TransactionOperations.withoutTransaction(), chunks -> {
            try (RosterSheet sheet = RosterSheet.open(content, columns)) {
                sheet.read(job, CHUNK, chunks);
            }
        })) {
            @Nullable List<ImportRow> rows = ahead.next();
            while (rows != null) {
                rows.forEach(ImportRow::tell);
                to.accept(rows);
                rows = ahead.next();
            }
        }
    }

    private ImportJob job(ImportBatch batch) {
        return new ImportJob(
                batch.id(), Acting.officer(), batch.uploadedById(), OffsetDateTime.now(clock), dataSource, jdbc);
    }

    /** Who has just finished with it gives it back a moment after the result can be seen. */
    private void requireTaken(ImportBatch batch) {
        for (int tries = 0; !batches.take(batch.id()); tries++) {
            if (tries == MOST_TRIES) {
                throw new RuleViolation("import.at-work");
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new RuleViolation("import.interrupted");
            }
        }
    }

    private void finish(ImportBatch batch, State working, State otherwise, Runnable work) {
        try {
            work.run();
        } catch (RuleViolation refused) {
            move(batch, working, otherwise, ViolationWords.of(refused));
            log.denied(
                    "IMPORT_REFUSED",
                    "IMPORT",
                    batch.id(),
                    batch.area(),
                    batch.contract() + " " + refused.messageKey());
        } catch (DataIntegrityViolationException conflict) {
            LOG.warn("Import {} ran into a constraint", batch.id(), conflict);
            move(batch, working, otherwise, ViolationWords.of(new RuleViolation("import.conflict")));
        } catch (RuntimeException | Error broken) {
            LOG.error("Import {} failed", batch.id(), broken);
            move(batch, working, otherwise, ViolationWords.of(new RuleViolation("import.broken")));
        }
    }

    private void move(ImportBatch batch, State from, State to, String message) {
        aside.executeWithoutResult(status -> batches.move(batch.id(), from, to, message, Acting.scope()));
    }

    /** What was at work when the machine stopped is marked to be repeated; nothing of it was written. */
    @EventListener(ApplicationReadyEvent.class)
    void markInterrupted() {
        for (AreaCode county : batches.counties()) {
            Officer system = SystemOfficer.of(county);
            Acting.as(
                    system,
                    () -> transaction.executeWithoutResult(status -> batches.working(system.scope()).stream()
                            .filter(batch -> batches.take(batch.id()))
                            .forEach(batch -> batches.move(
                                    batch.id(),
                                    batch.state(),
                                    batch.state() == State.CHECKING ? State.REFUSED : State.CHECKED,
                                    ViolationWords.of(new RuleViolation("import.interrupted")),
                                    system.scope()))));
        }
    }
}
