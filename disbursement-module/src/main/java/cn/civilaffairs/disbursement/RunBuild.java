package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.FullDisk;
import cn.civilaffairs.registry.database.Statistics;
import cn.civilaffairs.registry.database.WorkMemory;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Computes a run in small transactions, each of which leaves it resumable: find unpaid months, then entitlements chunk by
 * chunk behind a cursor, then totals, bridge and summary, red lines. The row of the progress is locked in each, so a worker
 * thought dead that wakes up again finds the cursor moved on and writes nothing twice. Ten lines and a million go the same
 * way.
 */
@Component
class RunBuild {

    static final int CHUNK = 10_000;

    private final PaymentRuns runs;
    private final RunLines lines;
    private final Arrears arrears;
    private final RunReading reading;
    private final Refunds refunds;
    private final Bridges bridges;
    private final RunSummaries summaries;
    private final MemberExits memberExits;
    private final StandardFigures standards;
    private final BandFigures bands;
    private final TownConfirmations confirmations;
    private final RedLinePack redLines;
    private final Statistics statistics;
    private final WorkMemory memory;
    private final OperationLog log;
    private final Clock clock;

    RunBuild(
            PaymentRuns runs,
            RunLines lines,
            Arrears arrears,
            RunReading reading,
            Refunds refunds,
            Bridges bridges,
            RunSummaries summaries,
            MemberExits memberExits,
            StandardFigures standards,
            BandFigures bands,
            TownConfirmations confirmations,
            RedLinePack redLines,
            Statistics statistics,
            WorkMemory memory,
            OperationLog log,
            Clock clock) {
        this.runs = runs;
        this.lines = lines;
        this.arrears = arrears;
        this.reading = reading;
        this.refunds = refunds;
        this.bridges = bridges;
        this.summaries = summaries;
        this.memberExits = memberExits;
        this.standards = standards;
        this.bands = bands;
        this.confirmations = confirmations;
        this.redLines = redLines;
        this.statistics = statistics;
        this.memory = memory;
        this.log = log;
        this.clock = clock;
    }

    /** One step, whatever is due next; false once there is nothing left to do. */
    @Transactional(propagation = Propagation.REQUIRED)
    public boolean step(UUID runId, int chunk) {
        PaymentRuns.Position position = runs.lockPosition(runId);
        PaymentRun run = run(runId);
        if (run.state() != RunState.BUILDING) {
            return false;
        }
        switch (position.phase()) {
            case PREPARE -> prepare(run);
            case LINES ->
                reading.read(run, position, chunk, next -> {
                    write(run, next);
                    return false;
                });
            case FINISH -> total(run, position);
            case BRIDGE -> bridge(run, position);
            case RED_LINES, DONE -> holdAgainstRedLines(run, position);
        }
        return position.phase() != Progress.Phase.RED_LINES && position.phase() != Progress.Phase.DONE;
    }

    /** Where a run stands that is still being built. */
    @Transactional(readOnly = true)
    public Optional<Standing> standing(UUID runId) {
        PaymentRun run = run(runId);
        return run.state() == RunState.BUILDING
                ? Optional.of(new Standing(run, runs.position(runId)))
                : Optional.empty();
    }

    /** A run and how far its computing has come. */
    record Standing(PaymentRun run, PaymentRuns.Position position) {}

    /** Writes what was read ahead; false, and nothing written, if somebody else has moved the run on since. */
    @Transactional
    public boolean write(UUID runId, RunChunk chunk) {
        PaymentRuns.Position position = runs.lockPosition(runId);
        PaymentRun run = run(runId);
        if (run.state() != RunState.BUILDING || !position.equals(chunk.after())) {
            return false;
        }
        write(run, chunk);
        return true;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void failed(UUID runId, RuntimeException failure) {
        runs.failed(runId, inWords(failure), now());
    }

    /** What the page shows; a full disk is nothing the maker could otherwise make sense of. */
    private static String inWords(RuntimeException failure) {
        return FullDisk.isCauseOf(failure)
                ? "服务器磁盘空间不足。没有丢失任何一笔发放，腾出空间后可以继续计算。"
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
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
            written += refunds.insertLines(run, written, scope);
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

    private void write(PaymentRun run, RunChunk chunk) {
        List<Candidate> paid = new ArrayList<>(chunk.candidates().size());
        List<Candidate> exceptions = new ArrayList<>();
        List<LineDecision> reasons = new ArrayList<>();
        for (Candidate candidate : chunk.candidates()) {
            LineDecision decision = LineDecision.of(candidate);
            if (decision.disposition() == Disposition.PAID) {
                paid.add(candidate);
            } else {
                exceptions.add(candidate);
                reasons.add(decision);
            }
        }
        if (!paid.isEmpty()) {
            lines.insertLines(run, paid, chunk.unpaidMonths(), chunk.deductions(), lines.lastSequence(run.id()));
        }
        if (!exceptions.isEmpty()) {
            lines.insertExceptions(run, exceptions, reasons);
        }
        runs.move(run.id(), chunk.next(), now());
    }

    /** Control totals, counted anew from the rows themselves; with them the database checks what every line refers to. */
    private void total(PaymentRun run, PaymentRuns.Position position) {
        statistics.refresh("disbursement.payment_line", "disbursement.run_exception");
        memory.grant();
        RunLines.Written written = lines.written(run.id(), AreaScope.of(run.county()));
        // a supplementary run pays lines, and may pay one entitlement several months
        int read = run.kind() == RunKind.REGULAR ? position.done() : written.paid();
        runs.totalled(run.id(), read, written);
        runs.move(run.id(), position.at(Progress.Phase.BRIDGE), now());
    }

    private void bridge(PaymentRun run, PaymentRuns.Position position) {
        AreaScope scope = AreaScope.of(run.county());
        summaries.withhold(run, scope);
        if (run.kind() == RunKind.REGULAR) {
            memory.grant();
            bridges.lay(run, scope);
            bridges.explain(run, scope);
            runs.bridged(run.id(), bridges.difference(run, scope));
            memberExits.freeze(run, scope);
            summaries.freeze(run, scope);
            standards.freeze(run, scope);
            bands.freeze(run, scope);
            bridges.clear();
        } else {
            runs.bridged(run.id(), Money.ZERO);
        }
        runs.move(run.id(), position.at(Progress.Phase.RED_LINES), now());
    }

    private void holdAgainstRedLines(PaymentRun run, PaymentRuns.Position position) {
        memory.grant();
        redLines.raise(run, AreaScope.of(run.county()));
        if (runs.built(run.id(), now())) {
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
                            .formatted(run.number(), run.paid(), run.held(), run.refused(), run.amount()));
            // where everybody paid is counted for the county only, no township has anything to confirm
            if (run.read() > 0 && confirmations.outstanding(run.id(), AreaScope.of(run.county())) == 0) {
                runs.townsConfirmed(run.id());
            }
        }
    }
}
