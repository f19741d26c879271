package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Statistics;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Computes a run in small transactions, each of which leaves it resumable: find unpaid months, then entitlements chunk by
 * chunk behind a cursor, then totals, bridge and summary. The row of the progress is locked in each, so a worker thought
 * dead that wakes up again finds the cursor moved on and writes nothing twice. Ten lines and a million go the same way.
 */
@Component
class RunBuild {

    static final int CHUNK = 5_000;
    private static final String DISK_FULL = "53100";

    private final PaymentRuns runs;
    private final RunLines lines;
    private final Arrears arrears;
    private final Recoveries recoveries;
    private final Bridges bridges;
    private final RunSummaries summaries;
    private final Schemes schemes;
    private final RunParameters parameters;
    private final StandardFigures standards;
    private final RedLinePack redLines;
    private final Statistics statistics;
    private final OperationLog log;
    private final Clock clock;

    RunBuild(
            PaymentRuns runs,
            RunLines lines,
            Arrears arrears,
            Recoveries recoveries,
            Bridges bridges,
            RunSummaries summaries,
            Schemes schemes,
            RunParameters parameters,
            StandardFigures standards,
            RedLinePack redLines,
            Statistics statistics,
            OperationLog log,
            Clock clock) {
        this.runs = runs;
        this.lines = lines;
        this.arrears = arrears;
        this.recoveries = recoveries;
        this.bridges = bridges;
        this.summaries = summaries;
        this.schemes = schemes;
        this.parameters = parameters;
        this.standards = standards;
        this.redLines = redLines;
        this.statistics = statistics;
        this.log = log;
        this.clock = clock;
    }

    /** One step; false once there is nothing left to do. */
    @Transactional(propagation = Propagation.REQUIRED)
    public boolean step(UUID runId, int chunk) {
        PaymentRuns.Position position = runs.lockPosition(runId);
        PaymentRun run = run(runId);
        if (run.state() != RunState.BUILDING) {
            return false;
        }
        switch (position.phase()) {
            case PREPARE -> prepare(run);
            case LINES -> compute(run, position, chunk);
            case FINISH, DONE -> finish(run, position);
        }
        return position.phase() != Progress.Phase.FINISH && position.phase() != Progress.Phase.DONE;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void failed(UUID runId, RuntimeException failure) {
        runs.failed(runId, inWords(failure), now());
    }

    /** What the page shows; a full disk is nothing the maker could otherwise make sense of. */
    private static String inWords(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && DISK_FULL.equals(refused.getSQLState())) {
                return "服务器磁盘空间不足。没有丢失任何一笔发放，腾出空间后可以继续计算。";
            }
        }
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private PaymentRun run(UUID id) {
        return runs.find(id, Acting.officer().area().county()).orElseThrow(NotFound::new);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private void prepare(PaymentRun run) {
        AreaScope scope = AreaScope.of(run.county());
        if (run.kind() == RunKind.SUPPLEMENTARY) {
            int written = lines.insertReissues(run, scope);
            runs.move(run.id(), new PaymentRuns.Position(Progress.Phase.FINISH, written, written, "", null), now());
            return;
        }
        arrears.findRestored(run, scope);
        arrears.findMissedByCutOff(run, scope);
        arrears.findReleased(run, scope);
        arrears.findRaised(run, scope);
        int total = lines.countCandidates(run, scope);
        runs.move(run.id(), new PaymentRuns.Position(Progress.Phase.LINES, 0, total, "", null), now());
    }

    private void compute(PaymentRun run, PaymentRuns.Position position, int chunk) {
        AreaScope scope = AreaScope.of(run.county());
        LocalDate livingOn = parameters.livingOn(schemes.named(run.scheme()), run.county(), run.benefitMonth());
        lines.layExcluded(run, scope);
        List<Candidate> candidates = lines.candidates(run, position, livingOn, chunk, scope);
        if (candidates.isEmpty()) {
            runs.move(
                    run.id(),
                    new PaymentRuns.Position(
                            Progress.Phase.FINISH, position.done(), position.total(), position.area(), position.id()),
                    now());
            return;
        }
        Candidate last = candidates.get(candidates.size() - 1);
        write(run, candidates, lines.arrears(run, position, last, scope));
        runs.move(
                run.id(),
                new PaymentRuns.Position(
                        Progress.Phase.LINES,
                        position.done() + candidates.size(),
                        position.total(),
                        last.area().value(),
                        last.entitlementId()),
                now());
    }

    private void write(PaymentRun run, List<Candidate> candidates, Map<UUID, List<Arrear>> unpaidMonths) {
        List<Candidate> paid = new ArrayList<>(candidates.size());
        List<Candidate> exceptions = new ArrayList<>();
        List<LineDecision> reasons = new ArrayList<>();
        for (Candidate candidate : candidates) {
            LineDecision decision = LineDecision.of(candidate);
            if (decision.disposition() == Disposition.PAID) {
                paid.add(candidate);
            } else {
                exceptions.add(candidate);
                reasons.add(decision);
            }
        }
        lines.insertLines(run, paid, unpaidMonths, deductions(run), lines.lastSequence(run.id()));
        if (!exceptions.isEmpty()) {
            lines.insertExceptions(run, exceptions, reasons);
        }
    }

    /** What households agreed in writing to have taken off; nothing at all unless the parameter sheet allows it. */
    private Map<UUID, Money> deductions(PaymentRun run) {
        return parameters.offsetAllowed(run.county(), run.benefitMonth())
                ? recoveries.deductions(run.scheme(), AreaScope.of(run.county()))
                : Map.of();
    }

    private void finish(PaymentRun run, PaymentRuns.Position position) {
        AreaScope scope = AreaScope.of(run.county());
        statistics.refresh("disbursement.payment_line", "disbursement.run_exception");
        RunLines.Written written = lines.written(run.id(), scope);
        Money difference = Money.ZERO;
        int read = position.done();
        if (run.kind() == RunKind.REGULAR) {
            bridges.lay(run, scope);
            bridges.explain(run, scope);
            difference = bridges.difference(run, scope);
            summaries.freeze(run, scope);
            standards.freeze(run, scope);
            bridges.clear();
        } else {
            // a supplementary run pays lines, and may pay one entitlement several months
            read = written.paid();
        }
        redLines.raise(run, scope);
        boolean first = runs.built(
                run.id(),
                new PaymentRuns.Totals(
                        read,
                        written.paid(),
                        written.held(),
                        written.refused(),
                        written.persons(),
                        written.amount(),
                        difference),
                now());
        if (first) {
            runs.move(
                    run.id(),
                    new PaymentRuns.Position(Progress.Phase.DONE, position.done(), position.total(), "", null),
                    now());
            log.done(
                    "RUN_BUILT",
                    "payment_run",
                    run.id(),
                    run.county(),
                    "%s 发放%d 缓发%d 不予发放%d 共%s元"
                            .formatted(
                                    run.number(), written.paid(), written.held(), written.refused(), written.amount()));
        }
    }
}
