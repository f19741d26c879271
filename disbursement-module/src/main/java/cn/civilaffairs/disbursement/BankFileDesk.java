package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.files.FileInParts;
import cn.civilaffairs.registry.files.StoredFile;
import cn.civilaffairs.registry.files.StoredFiles;
import cn.civilaffairs.registry.protection.IntegrityViolation;
import cn.civilaffairs.registry.resident.AccountRegister;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the file a signed run goes to the bank as, and hands it out (代发文件). It is made once for each format, stored as
 * ciphertext with its digest, and handed out only while the digest and the run's lines are those that were signed. A
 * payment whose account was closed or replaced since the run was computed does not go out, nor does one whose account
 * number was tampered with: that account is closed, and the others are paid.
 */
@Service
@Transactional
public class BankFileDesk {

    private static final String OBJECT = "bank_file";

    private final PaymentRuns runs;
    private final BankFiles files;
    private final LinesHash hash;
    private final Schemes schemes;
    private final RunParameters parameters;
    private final StoredFiles store;
    private final AccountRegister accounts;
    private final MessageSource words;
    private final OperationLog log;
    private final Clock clock;

    BankFileDesk(
            PaymentRuns runs,
            BankFiles files,
            LinesHash hash,
            Schemes schemes,
            RunParameters parameters,
            StoredFiles store,
            AccountRegister accounts,
            MessageSource words,
            OperationLog log,
            Clock clock) {
        this.runs = runs;
        this.files = files;
        this.hash = hash;
        this.schemes = schemes;
        this.parameters = parameters;
        this.store = store;
        this.accounts = accounts;
        this.words = words;
        this.log = log;
        this.clock = clock;
    }

    /** The format the parameter sheet names for the run's month. */
    @Transactional(readOnly = true)
    public BankFileFormat usualFormat(UUID runId) {
        PaymentRun run = run(runId);
        return parameters.bankFile(run.county(), run.benefitMonth());
    }

    /**
     * Makes the file, or finds the one made already. With the first the run counts as sent.
     *
     * @throws RuleViolation {@code bank-file.lines-altered} if the lines are no longer those that were signed
     */
    public UUID make(UUID runId, BankFileFormat format) {
        PaymentRun run = run(runId);
        Officer officer = Acting.officer();
        AccessDecision.require(officer, Action.MAKE_RUN, "run.not-maker");
        if (!run.state().signed()) {
            throw new RuleViolation("run.not-in-state");
        }
        AreaScope scope = AreaScope.of(run.county());
        return files.of(runId, scope).stream()
                .filter(file -> file.format() == format)
                .map(BankFile::id)
                .findFirst()
                .orElseGet(() -> makeNew(run, format, officer, scope));
    }

    private UUID makeNew(PaymentRun run, BankFileFormat format, Officer officer, AreaScope scope) {
        requireLinesAsSigned(run, scope);
        Scheme scheme = schemes.named(run.scheme());
        String name =
                words.getMessage("Scheme." + scheme.code(), null, scheme.projectCode(), Locale.SIMPLIFIED_CHINESE);
        OffsetDateTime now = OffsetDateTime.now(clock);
        boolean first = run.sentAt() == null;
        if (first) {
            // two who make the first file at once must not withhold differently
            StaleVersion.unless(runs.sent(run.id(), officer.id(), now));
            files.withhold(run.id(), scope);
        }
        FileInParts file = store.begin(run.county(), run.number() + format.ending(), format.mediaType());
        BankFileWriter writer = new BankFileWriter(run, format, scheme.projectCode(), name, file);
        Set<UUID> altered = files.eachLine(run.id(), scope, writer::line);
        writer.close();
        accounts.block(altered, now.toInstant(), scope);
        if (first) {
            files.withhold(run.id(), altered, scope);
        }
        Withheld withheld = files.withheld(run(run.id()), scope);
        if (!writer.sum().plus(withheld.amount()).equals(run.amount())) {
            throw new RuleViolation("run.totals-differ");
        }
        UUID stored = finished(file);
        UUID id = files.insert(run, format, stored, file.sha256(), writer.lines(), writer.sum(), officer.id(), now);
        log.done(
                "BANK_FILE_MADE",
                OBJECT,
                id,
                run.county(),
                "%s %s %d笔 %s元，账户已变更未送%d笔"
                        .formatted(run.number(), format, writer.lines(), writer.sum(), withheld.lines()));
        return id;
    }

    private static UUID finished(FileInParts file) {
        try {
            return file.finish();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void requireLinesAsSigned(PaymentRun run, AreaScope scope) {
        if (!hash.of(run.id(), scope).equals(run.linesHash())) {
            log.denied("FILE_MISMATCH", "payment_run", run.id(), run.county(), run.number());
            throw new RuleViolation("bank-file.lines-altered");
        }
    }

    /**
     * Writes the file itself to where it goes, part by part. Every hand-out is logged.
     *
     * @param named told what the file is called and of what kind, before the first byte
     * @throws RuleViolation {@code bank-file.altered} before the first byte, if what is stored is not what was made
     */
    public void download(UUID bankFileId, Consumer<StoredFile> named, OutputStream out) {
        Officer officer = Acting.officer();
        if (!AccessDecision.may(officer, Action.TAKE_BANK_FILE)) {
            throw new NotFound();
        }
        BankFile file = files.find(bankFileId, Acting.scope()).orElseThrow(NotFound::new);
        PaymentRun run = run(file.runId());
        requireLinesAsSigned(run, AreaScope.of(run.county()));
        log.done("BANK_FILE_DOWNLOADED", OBJECT, bankFileId, run.county(), run.number() + " " + file.sha256());
        try {
            named.accept(store.describe(file.fileId(), Acting.scope()));
            store.copy(file.fileId(), Acting.scope(), file.sha256(), out);
        } catch (IntegrityViolation altered) {
            log.denied("FILE_MISMATCH", OBJECT, file.id(), run.county(), run.number());
            throw new RuleViolation("bank-file.altered");
        }
    }

    /** The file in memory, for those who hand it on at once. */
    public StoredFile download(UUID bankFileId) {
        StoredFile[] described = new StoredFile[1];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        download(bankFileId, file -> described[0] = file, out);
        StoredFile file = described[0];
        return new StoredFile(file.id(), file.name(), file.mediaType(), file.sha256(), out.toByteArray());
    }

    /** Signed payments that did not go to the bank, or would not now, because their account has changed. */
    @Transactional(readOnly = true)
    public Withheld withheld(UUID runId) {
        return files.withheld(run(runId), Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<BankFile> of(UUID runId) {
        return files.of(run(runId).id(), Acting.scope());
    }

    private PaymentRun run(UUID id) {
        return runs.find(id, Acting.officer().area().county()).orElseThrow(NotFound::new);
    }
}
