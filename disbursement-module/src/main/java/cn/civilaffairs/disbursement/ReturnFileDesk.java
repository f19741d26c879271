package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Statistics;
import cn.civilaffairs.registry.files.FileInParts;
import cn.civilaffairs.registry.files.StoredFiles;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads what the bank answered (回盘) and closes the run. Each line must be one that was sent, to that account and of that
 * amount; whatever is not is listed and stops nothing else. Reading a file again changes nothing.
 */
@Service
@Transactional
public class ReturnFileDesk {

    private static final int CHUNK = 5_000;
    private static final String OBJECT = "payment_run";

    private final PaymentRuns runs;
    private final ReturnFiles files;
    private final FailingAccounts failing;
    private final MonthEndDesk months;
    private final RunSummaries summaries;
    private final StoredFiles store;
    private final FieldCipher cipher;
    private final Statistics statistics;
    private final OperationLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReturnFileDesk(
            PaymentRuns runs,
            ReturnFiles files,
            FailingAccounts failing,
            MonthEndDesk months,
            RunSummaries summaries,
            StoredFiles store,
            FieldCipher cipher,
            Statistics statistics,
            OperationLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        this.runs = runs;
        this.files = files;
        this.failing = failing;
        this.months = months;
        this.summaries = summaries;
        this.store = store;
        this.cipher = cipher;
        this.statistics = statistics;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /** As {@link #read(UUID, String, InputStreamSource)}, of a file in memory. */
    public ReturnFile read(UUID runId, String fileName, byte[] content) {
        return read(runId, fileName, new ByteArrayResource(content));
    }

    /**
     * Reads a return file; the same file a second time gives the same answer and changes nothing.
     *
     * @param content opened several times, each time from its beginning
     */
    public ReturnFile read(UUID runId, String fileName, InputStreamSource content) {
        PaymentRun run = run(runId);
        Officer officer = Acting.officer();
        AccessDecision.require(officer, Action.MAKE_RUN, "run.not-maker");
        if (run.state() != RunState.SENT && run.state() != RunState.RETURNED && run.state() != RunState.CLOSED) {
            throw new RuleViolation("run.not-in-state");
        }
        files.lock(runId);
        AreaScope scope = AreaScope.of(run.county());
        Optional<ReturnFile> known = files.ofDigest(runId, digest(content), scope);
        if (known.isPresent()) {
            return known.get();
        }
        if (run.state() == RunState.CLOSED) {
            throw new RuleViolation("run.not-in-state");
        }
        Matching matching = new Matching(run, scope);
        ReturnFileReader.read(content, matching::line);
        matching.settleChunk();
        return settled(run, stored(run, fileName, content), matching, officer);
    }

    private static String digest(InputStreamSource content) {
        try (InputStream in = content.getInputStream()) {
            return StoredFiles.sha256(in);
        } catch (IOException unreadable) {
            throw new RuleViolation("return-file.unreadable");
        }
    }

    private FileInParts stored(PaymentRun run, String fileName, InputStreamSource content) {
        FileInParts file = store.begin(run.county(), fileName, "application/octet-stream");
        try (InputStream in = content.getInputStream()) {
            in.transferTo(file);
            file.finish();
            return file;
        } catch (IOException unreadable) {
            throw new RuleViolation("return-file.unreadable");
        }
    }

    private ReturnFile settled(PaymentRun run, FileInParts file, Matching matching, Officer officer) {
        AreaScope scope = AreaScope.of(run.county());
        OffsetDateTime now = OffsetDateTime.now(clock);
        LocalDate today = LocalDate.now(clock);
        files.insert(
                matching.id,
                run,
                file.id(),
                file.sha256(),
                matching.lines,
                matching.applied,
                matching.unchanged,
                matching.rejected,
                officer.id(),
                now);
        ReturnFile kept = files.ofDigest(run.id(), file.sha256(), scope).orElseThrow();
        files.failWithheld(run, kept.id(), today, scope);
        statistics.refresh("disbursement.line_result");
        runs.returned(run.id());
        log.done(
                "RETURN_FILE_READ",
                OBJECT,
                run.id(),
                run.county(),
                "%s 入账%d 未变%d 差错%d".formatted(run.number(), kept.applied(), kept.unchanged(), kept.rejected()));
        events.publishEvent(new RunAnswered(run.id()));
        failing.suspend(run, kept.id());
        return kept;
    }

    /** Holds the lines of a file against what was sent and writes what it finds, some thousands at a time. */
    private final class Matching {

        private final UUID id = Ids.next();
        private final PaymentRun run;
        private final AreaScope scope;
        private final LocalDate sentOn;
        private final BitSet seen = new BitSet();
        private final List<ReturnLine> chunk = new ArrayList<>(CHUNK);
        private final List<ReturnFiles.Settled> results = new ArrayList<>();
        private final List<ReturnError> errors = new ArrayList<>();
        private final List<ReturnLine> takenBack = new ArrayList<>();
        private final boolean openAgain;
        private int lines;
        private int applied;
        private int unchanged;
        private int rejected;

        Matching(PaymentRun run, AreaScope scope) {
            this.run = run;
            this.scope = scope;
            this.openAgain = months.reopenings(run.id()).stream().anyMatch(MonthReopening::inForce);
            this.sentOn = LocalDate.ofInstant(Objects.requireNonNull(run.sentAt()), clock.getZone());
        }

        void line(ReturnLine line) {
            lines++;
            chunk.add(line);
            if (chunk.size() == CHUNK) {
                settleChunk();
            }
        }

        void settleChunk() {
            Map<Integer, ReturnFiles.Sent> sent = files.sent(
                    run, chunk.stream().map(ReturnLine::seq).distinct().toList(), scope);
            chunk.forEach(line -> settle(line, sent.get(line.seq())));
            files.insertResults(run, id, results);
            takenBack.forEach(line -> files.takeBack(run, id, line, scope));
            takenBack.clear();
            files.insertErrors(run, id, errors);
            chunk.clear();
            results.clear();
            errors.clear();
        }

        private void settle(ReturnLine line, ReturnFiles.@Nullable Sent sent) {
            if (line.malformed() != null) {
                error(line, "MALFORMED", line.malformed());
            } else if (!line.batch().equals(run.number()) || sent == null) {
                error(line, "UNKNOWN_LINE", "第%d行不属于本批次".formatted(line.lineNo()));
            } else if (seen.get(line.seq())) {
                error(line, "REPEATED_LINE", "序号 %d 在文件中重复出现".formatted(line.seq()));
            } else {
                seen.set(line.seq());
                settleKnown(line, sent);
            }
        }

        private void settleKnown(ReturnLine line, ReturnFiles.Sent sent) {
            byte[] account = cipher.index(ProtectedField.ACCOUNT_NUMBER, IdNumber.normalise(line.account()));
            if (!Arrays.equals(account, sent.accountIndex())) {
                error(line, "WRONG_ACCOUNT", "序号 %d 的收款账号与送盘不一致".formatted(line.seq()));
            } else if (wrongAmount(line, sent.amount())) {
                error(line, "WRONG_AMOUNT", amountWords(line, sent.amount()));
            } else if (Objects.requireNonNull(line.processedOn()).isBefore(sentOn)) {
                error(line, "WRONG_DATE", "序号 %d 的处理日期 %s 早于送盘日期 %s".formatted(line.seq(), line.processedOn(), sentOn));
            } else if (sent.succeeded() == null) {
                applied++;
                results.add(new ReturnFiles.Settled(line, sent.area()));
            } else if (sent.succeeded() == line.succeeded()
                    && (line.succeeded()
                            || line.reason() != null && line.reason().name().equals(sent.reason()))) {
                unchanged++;
            } else if (openAgain && sent.succeeded() && !line.succeeded()) {
                applied++;
                takenBack.add(line);
            } else {
                error(
                        line,
                        "SECOND_RESULT",
                        "序号 %d 已有处理结果，不能改为另一结果%s"
                                .formatted(
                                        line.seq(),
                                        run.kind() == RunKind.REGULAR && sent.succeeded() && !openAgain
                                                ? "；确为退汇的，须先申请重开本月"
                                                : ""));
            }
        }

        /** Some banks write 0 for what they did not pay; any other difference settles nothing. */
        private boolean wrongAmount(ReturnLine line, Money sent) {
            return !line.amount().equals(sent)
                    && (line.succeeded() || !line.amount().isZero());
        }

        private String amountWords(ReturnLine line, Money sent) {
            if (line.amount().isNegative()) {
                return "序号 %d 的金额 %s 小于零".formatted(line.seq(), line.amount());
            }
            if (line.amount().isZero()) {
                return "序号 %d 的金额为零而结果为成功：没有发放应报失败".formatted(line.seq());
            }
            return line.amount().compareTo(sent) < 0
                    ? "序号 %d 只到账 %s，送盘 %s：部分到账不入账，请与银行核对".formatted(line.seq(), line.amount(), sent)
                    : "序号 %d 到账 %s，多于送盘 %s，请与银行核对".formatted(line.seq(), line.amount(), sent);
        }

        private void error(ReturnLine line, String kind, String message) {
            rejected++;
            errors.add(new ReturnError(line.lineNo(), kind, message));
        }
    }

    /**
     * Closes the run (办结). Someone other than whoever read the return does; failed lines stay open until issued again.
     *
     * @throws RuleViolation {@code run.same-person}, {@code run.unanswered} while the bank still owes an answer
     */
    public void close(UUID runId, int version, String note) {
        PaymentRun run = run(runId);
        Officer officer = Acting.officer();
        AccessDecision.require(officer, Action.CHECK_RUN, "run.not-checker");
        if (run.state() != RunState.RETURNED) {
            throw new RuleViolation("run.not-in-state");
        }
        AreaScope scope = AreaScope.of(run.county());
        files.of(runId, scope).forEach(file -> officer.mustBeAnotherThan(file.readById(), "run.same-person"));
        Settlement settlement = files.settlement(runId, scope);
        if (settlement.unanswered() > 0) {
            throw new RuleViolation("run.unanswered", settlement.unanswered());
        }
        summaries.freezeResults(run, scope);
        if (run.kind() == RunKind.REGULAR) {
            summaries.freezeClaims(run, scope);
        }
        StaleVersion.unless(runs.closed(runId, version, note, officer.id(), OffsetDateTime.now(clock)));
        months.closed(run, officer.id());
        log.done(
                "RUN_CLOSED",
                OBJECT,
                runId,
                run.county(),
                "%s 成功%d 失败%d".formatted(run.number(), settlement.succeeded(), settlement.failed()));
    }

    @Transactional(readOnly = true)
    public List<ReturnFile> of(UUID runId) {
        return files.of(run(runId).id(), Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<ReturnError> errors(UUID runId, int limit) {
        return files.errors(run(runId).id(), limit, Acting.scope());
    }

    @Transactional(readOnly = true)
    public Settlement settlement(UUID runId) {
        return files.settlement(run(runId).id(), Acting.scope());
    }

    private PaymentRun run(UUID id) {
        return runs.find(id, Acting.officer().area().county()).orElseThrow(NotFound::new);
    }
}
