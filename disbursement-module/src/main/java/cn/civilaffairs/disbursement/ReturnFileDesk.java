package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Statistics;
import cn.civilaffairs.registry.files.StoredFiles;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
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
            RunSummaries summaries,
            StoredFiles store,
            FieldCipher cipher,
            Statistics statistics,
            OperationLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        this.runs = runs;
        this.files = files;
        this.summaries = summaries;
        this.store = store;
        this.cipher = cipher;
        this.statistics = statistics;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /** Reads a return file; the same file a second time gives the same answer and changes nothing. */
    public ReturnFile read(UUID runId, String fileName, byte[] content) {
        PaymentRun run = run(runId);
        Officer officer = Acting.officer();
        if (!officer.holds(Role.FINANCE_MAKER)) {
            throw new RuleViolation("run.not-maker");
        }
        if (run.state() != RunState.SENT && run.state() != RunState.RETURNED && run.state() != RunState.CLOSED) {
            throw new RuleViolation("run.not-in-state");
        }
        files.lock(runId);
        AreaScope scope = AreaScope.of(run.county());
        String sha256 = StoredFiles.sha256(content);
        Optional<ReturnFile> known = files.ofDigest(runId, sha256, scope);
        if (known.isPresent()) {
            return known.get();
        }
        if (run.state() == RunState.CLOSED) {
            throw new RuleViolation("run.not-in-state");
        }
        Matching matching = new Matching(run, scope);
        ReturnFileReader.read(content, matching::line);
        matching.settleChunk();
        return keep(run, fileName, content, sha256, matching, officer);
    }

    private ReturnFile keep(
            PaymentRun run, String fileName, byte[] content, String sha256, Matching matching, Officer officer) {
        UUID file = store.store(run.county(), fileName, "application/octet-stream", content);
        files.insert(
                run,
                file,
                sha256,
                matching.lines,
                matching.results.size(),
                matching.unchanged,
                matching.errors.size(),
                officer.id(),
                OffsetDateTime.now(clock));
        ReturnFile kept =
                files.ofDigest(run.id(), sha256, AreaScope.of(run.county())).orElseThrow();
        files.insertResults(run, kept.id(), matching.results, matching.areas);
        files.insertErrors(run, kept.id(), matching.errors);
        files.failWithheld(run, kept.id(), LocalDate.now(clock), AreaScope.of(run.county()));
        statistics.refresh("disbursement.line_result");
        runs.returned(run.id());
        log.done(
                "RETURN_FILE_READ",
                OBJECT,
                run.id(),
                run.county(),
                "%s 入账%d 未变%d 差错%d".formatted(run.number(), kept.applied(), kept.unchanged(), kept.rejected()));
        events.publishEvent(new RunAnswered(run.id()));
        return kept;
    }

    /** Holds the lines of a file against what was sent, some thousands at a time. */
    private final class Matching {

        private final PaymentRun run;
        private final AreaScope scope;
        private final BitSet seen = new BitSet();
        private final List<ReturnLine> chunk = new ArrayList<>(CHUNK);
        private final List<ReturnLine> results = new ArrayList<>();
        private final Map<Integer, AreaCode> areas = new HashMap<>();
        private final List<ReturnError> errors = new ArrayList<>();
        private int lines;
        private int unchanged;

        Matching(PaymentRun run, AreaScope scope) {
            this.run = run;
            this.scope = scope;
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
            chunk.clear();
        }

        private void settle(ReturnLine line, ReturnFiles.@org.jspecify.annotations.Nullable Sent sent) {
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
            } else if (!line.amount().equals(sent.amount())) {
                error(
                        line,
                        "WRONG_AMOUNT",
                        "序号 %d 的金额 %s 与送盘 %s 不一致".formatted(line.seq(), line.amount(), sent.amount()));
            } else if (sent.succeeded() == null) {
                results.add(line);
                areas.put(line.seq(), sent.area());
            } else if (sent.succeeded() == line.succeeded()
                    && (line.succeeded()
                            || line.reason() != null && line.reason().name().equals(sent.reason()))) {
                unchanged++;
            } else {
                error(line, "SECOND_RESULT", "序号 %d 已有处理结果,不能改为另一结果".formatted(line.seq()));
            }
        }

        private void error(ReturnLine line, String kind, String message) {
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
        if (!officer.holds(Role.FINANCE_CHECKER)) {
            throw new RuleViolation("run.not-checker");
        }
        if (run.state() != RunState.RETURNED) {
            throw new RuleViolation("run.not-in-state");
        }
        AreaScope scope = AreaScope.of(run.county());
        if (files.of(runId, scope).stream().anyMatch(file -> file.readById().equals(officer.id()))) {
            throw new RuleViolation("run.same-person");
        }
        Settlement settlement = files.settlement(runId, scope);
        if (settlement.unanswered() > 0) {
            throw new RuleViolation("run.unanswered", settlement.unanswered());
        }
        if (!runs.closed(runId, version, note, officer.id(), OffsetDateTime.now(clock))) {
            throw new StaleVersion();
        }
        summaries.freezeResults(run, scope);
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
