package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.exchange.ImportBatch.State;
import cn.civilaffairs.registry.files.StoredFiles;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes rosters in, in three steps: upload, a report of every error of every row with nothing written yet, and
 * confirmation (导入三步: 上传、检查、确认). The file is kept as ciphertext between the steps; confirming reads it again, so that what
 * was shown is what is written.
 */
@Service
@Transactional
public class ImportDesk {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final ImportWork work;
    private final ImportBatches batches;
    private final StoredFiles files;
    private final CheckReport report;
    private final OperationLog log;
    private final Clock clock;

    ImportDesk(
            ImportWork work,
            ImportBatches batches,
            StoredFiles files,
            CheckReport report,
            OperationLog log,
            Clock clock) {
        this.work = work;
        this.batches = batches;
        this.files = files;
        this.report = report;
        this.log = log;
        this.clock = clock;
    }

    /** The rosters an officer may import, those others build on first. */
    @Transactional(readOnly = true)
    public List<ImportContract> contracts(Officer officer) {
        return work.contracts().stream()
                .filter(contract -> contract.mayBeImportedBy(officer))
                .toList();
    }

    @Transactional(readOnly = true)
    public ImportContract contract(String code) {
        return work.contract(code);
    }

    /**
     * Takes a file and begins to check it in the background.
     *
     * @throws RuleViolation if the file as a whole cannot be taken; nothing is kept of it then but that it was refused
     */
    public UUID upload(String contractCode, String fileName, byte[] content) {
        Officer officer = Acting.officer();
        ImportContract contract = mine(contractCode, officer);
        requireNoneAtWork(officer, null);
        try {
            inspect(contract, fileName, content);
        } catch (RuleViolation refused) {
            log.denied("IMPORT_REFUSED", "IMPORT", null, officer.area(), contract.code() + " " + refused.messageKey());
            throw refused;
        }
        UUID fileId = files.store(officer.area(), plainName(fileName), XLSX, content);
        UUID id = Ids.next();
        batches.insert(id, officer.area(), contract.code(), fileId, officer.id(), clock.instant());
        log.done("IMPORT_UPLOADED", "IMPORT", id, officer.area(), contract.code());
        ImportBatch batch = get(id, officer.scope());
        afterCommit(() -> work.startCheck(batch, officer));
        return id;
    }

    /** One at a time for each officer (security design §2.3 T36): files of thousands of rows would keep the others waiting. */
    private void requireNoneAtWork(Officer officer, @Nullable UUID but) {
        batches.atWork(officer.id(), but, officer.scope()).ifPresent(file -> {
            throw new RuleViolation("import.one-at-a-time", file);
        });
    }

    private static void inspect(ImportContract contract, String fileName, byte[] content) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".xlsm")) {
            throw new RuleViolation("import.file-macros");
        }
        if (name.endsWith(".xls")) {
            throw new RuleViolation("import.file-xls");
        }
        if (!name.endsWith(".xlsx")) {
            throw new RuleViolation("import.file-not-xlsx");
        }
        WorkbookGuard.inspect(content);
        RosterSheet.open(content, contract.columns()).close();
    }

    private static String plainName(String fileName) {
        String name = fileName.replaceAll("[\\\\/\\p{Cc}]", "_");
        return name.length() > 120 ? name.substring(name.length() - 120) : name;
    }

    /**
     * Writes what passed, in the background and in one transaction.
     *
     * @param onlyIfAllPass refuses the whole file if any row failed
     */
    public void confirm(UUID id, boolean onlyIfAllPass, AreaScope scope) {
        Officer officer = Acting.officer();
        ImportBatch batch = get(id, scope);
        mine(batch.contract(), officer);
        if (onlyIfAllPass && batch.rowsFailed() > 0) {
            throw new RuleViolation("import.rows-failed", batch.rowsFailed());
        }
        if (batch.rowsPassed() == 0) {
            throw new RuleViolation("import.nothing-passed");
        }
        requireNoneAtWork(officer, id);
        StaleVersion.unless(batches.move(id, State.CHECKED, State.CONFIRMING, null, scope));
        afterCommit(() -> work.startConfirm(batch, officer, onlyIfAllPass));
    }

    /** Gives a checked file up; nothing of it is written. */
    public void discard(UUID id, AreaScope scope) {
        ImportBatch batch = get(id, scope);
        mine(batch.contract(), Acting.officer());
        StaleVersion.unless(batches.move(id, State.CHECKED, State.DISCARDED, null, scope));
        log.done("IMPORT_DISCARDED", "IMPORT", id, batch.area(), batch.contract());
    }

    /** @throws NotFound unless it is one of the rosters the acting officer imports: its findings and its file name people */
    @Transactional(readOnly = true)
    public ImportBatch get(UUID id, AreaScope scope) {
        return batches.find(id, scope).filter(this::isMine).orElseThrow(NotFound::new);
    }

    private boolean isMine(ImportBatch batch) {
        return work.contract(batch.contract()).mayBeImportedBy(Acting.officer());
    }

    @Transactional(readOnly = true)
    public List<ImportBatch> recent(AreaScope scope, int limit) {
        return batches.recent(scope, limit).stream().filter(this::isMine).toList();
    }

    /** Reads the rows of an uploaded file again, without checking or writing anything. */
    @Transactional(readOnly = true)
    public void read(UUID id, AreaScope scope, Consumer<List<ImportRow>> rows) {
        work.read(get(id, scope), rows);
    }

    /** A page of what was found, by row. */
    @Transactional(readOnly = true)
    public List<ImportFinding> findings(UUID id, boolean errorsOnly, int offset, int limit, AreaScope scope) {
        get(id, scope);
        return batches.page(id, errorsOnly, offset, limit, scope);
    }

    /** Writes an empty workbook to fill in. */
    @Transactional(readOnly = true)
    public void template(String contractCode, OutputStream out) {
        report.template(work.contract(contractCode), out);
    }

    /** Writes the uploaded sheet again with what was found beside each row (检查结果, 说明). */
    public void report(UUID id, AreaScope scope, OutputStream out) {
        ImportBatch batch = get(id, scope);
        mine(batch.contract(), Acting.officer());
        log.done("IMPORT_REPORT_DOWNLOADED", "IMPORT", id, batch.area(), batch.contract());
        report.write(batch, work.contract(batch.contract()), scope, out);
    }

    /**
     * Removes the content of files whose time is over (按期清除), in the acting officer's area; how many. Repeating it
     * changes nothing.
     */
    public int removeFiles() {
        AreaScope scope = Acting.scope();
        AreaCode county = Acting.officer().area().county();
        LocalDate today = LocalDate.now(clock);
        int removed = 0;
        for (ImportContract contract : work.contracts()) {
            OptionalInt days = contract.daysKept(county, today);
            if (days.isEmpty()) {
                continue;
            }
            Instant before = today.minusDays(days.getAsInt() - 1L)
                    .atStartOfDay(clock.getZone())
                    .toInstant();
            for (ImportBatch batch : batches.withFile(contract.code(), before, scope)) {
                if (files.remove(batch.fileId(), scope)) {
                    removed++;
                    log.done("IMPORT_FILE_REMOVED", "IMPORT", batch.id(), batch.area(), contract.code());
                }
            }
        }
        return removed;
    }

    private ImportContract mine(String code, Officer officer) {
        ImportContract contract = work.contract(code);
        if (!contract.mayBeImportedBy(officer)) {
            throw new RuleViolation("import.not-yours", contract.title());
        }
        return contract;
    }

    private static void afterCommit(Runnable act) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                act.run();
            }
        });
    }
}
