package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What comes after a run is closed (月末结账): its report as a version, approved by somebody who did not close it; and the
 * month opened again, which one person asks for and another decides. Opened again, a month takes one thing only: money
 * the bank has taken back (退汇). Whatever was closed stays as the version it was.
 */
@Service
@Transactional
public class MonthEndDesk {

    private static final String OBJECT = "payment_run";

    private final MonthEnds months;
    private final PaymentRuns runs;
    private final ObjectProvider<MonthFigures> figures;
    private final OperationLog log;
    private final Clock clock;

    MonthEndDesk(
            MonthEnds months, PaymentRuns runs, ObjectProvider<MonthFigures> figures, OperationLog log, Clock clock) {
        this.months = months;
        this.runs = runs;
        this.figures = figures;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Asks for a closed month to be opened again.
     *
     * @throws RuleViolation {@code month.reopening-open} if that has been asked already
     */
    public UUID askReopening(UUID runId, String reason) {
        PaymentRun run = run(runId);
        Officer officer = Acting.officer();
        if (!AccessDecision.may(officer, Action.ASK_REOPENING)
                || !officer.area().equals(run.county())) {
            throw new RuleViolation("month.not-asker");
        }
        if (reason.strip().length() < 5) {
            throw new RuleViolation("month.reason-missing");
        }
        if (run.kind() != RunKind.REGULAR || run.state() != RunState.CLOSED) {
            throw new RuleViolation("month.not-closed");
        }
        try {
            UUID id = months.ask(run, reason.strip(), officer.id(), now());
            log.done("MONTH_REOPENING_ASKED", OBJECT, runId, run.county(), run.number() + " " + reason.strip());
            return id;
        } catch (DuplicateKeyException another) {
            throw new RuleViolation("month.reopening-open");
        }
    }

    /**
     * Opens the month again, or does not.
     *
     * @throws RuleViolation {@code month.same-person} for whoever asked
     */
    public void decideReopening(UUID reopeningId, boolean approve, String note) {
        MonthReopening asked = months.reopening(reopeningId, Acting.scope()).orElseThrow(NotFound::new);
        PaymentRun run = run(asked.runId());
        Officer officer = Acting.officer();
        AccessDecision.require(officer, Action.APPROVE_REPORT, "month.not-approver");
        officer.mustBeAnotherThan(asked.askedBy(), "month.same-person");
        if (!approve && note.isBlank()) {
            throw new RuleViolation("run.reason-missing");
        }
        StaleVersion.unless(months.decide(reopeningId, approve, note.strip(), officer.id(), now(), Acting.scope()));
        if (approve && !runs.reopened(run.id())) {
            throw new StaleVersion();
        }
        log.done(
                approve ? "MONTH_REOPENED" : "MONTH_REOPENING_REFUSED",
                OBJECT,
                run.id(),
                run.county(),
                run.number() + " " + asked.reason());
    }

    /** Keeps what is being closed as the next version; called by the close itself. */
    void closed(PaymentRun run, UUID by) {
        AreaScope scope = AreaScope.of(run.county());
        String why = months.closedAgain(run.id(), now(), scope)
                .map(reason -> "重开后再次办结：" + reason)
                .orElse("首次办结");
        if (run.kind() == RunKind.REGULAR) {
            UUID version = months.keepVersion(run, why, by, now(), scope);
            figures.orderedStream()
                    .forEach(more -> more.of(run).forEach((town, cells) -> months.keepFigures(version, town, cells)));
        }
    }

    /** Approves a version of the report (报表核定). @throws RuleViolation {@code month.same-person} for whoever closed it */
    public void approveReport(UUID versionId) {
        ReportVersion version = version(versionId);
        PaymentRun run = run(version.runId());
        Officer officer = Acting.officer();
        AccessDecision.require(officer, Action.APPROVE_REPORT, "month.not-approver");
        officer.mustBeAnotherThan(months.closerOf(versionId, Acting.scope()), "month.same-person");
        List<ReportVersion> all = months.versions(run.id(), Acting.scope());
        if (run.state() != RunState.CLOSED || all.get(all.size() - 1).number() != version.number()) {
            throw new RuleViolation("month.not-latest");
        }
        StaleVersion.unless(months.approve(versionId, run.county(), officer.id(), now()));
        log.done("REPORT_APPROVED", OBJECT, run.id(), run.county(), run.number() + " 第" + version.number() + "版");
    }

    @Transactional(readOnly = true)
    public List<MonthReopening> reopenings(UUID runId) {
        return months.reopenings(run(runId).id(), Acting.scope());
    }

    /** Versions of a month's report, the first one first; none before the month is closed. */
    @Transactional(readOnly = true)
    public List<ReportVersion> versions(UUID runId) {
        return months.versions(run(runId).id(), Acting.scope());
    }

    /** @throws NotFound if the officer's county has no such version, or it is another line's */
    @Transactional(readOnly = true)
    public ReportVersion version(UUID versionId) {
        ReportVersion version = months.version(versionId, Acting.scope()).orElseThrow(NotFound::new);
        run(version.runId());
        return version;
    }

    /** In what two versions of one month differ. */
    @Transactional(readOnly = true)
    public List<FigureDifference> differences(UUID before, UUID after) {
        if (!version(before).runId().equals(version(after).runId())) {
            throw new NotFound();
        }
        return months.differences(before, after, Acting.scope());
    }

    /** Figures of the townships frozen with a version, as {@link MonthFigures} gave them. */
    @Transactional(readOnly = true)
    public Map<AreaCode, Map<String, BigDecimal>> townFigures(UUID versionId) {
        return months.townFigures(version(versionId).id(), Acting.scope());
    }

    private PaymentRun run(UUID id) {
        AreaCode county = Acting.officer().area().county();
        return runs.find(id, county).orElseThrow(NotFound::new);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
