package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the random check of a run found (抽查记录). The seed is stored with the run, so whoever doubts the choice draws again
 * and gets the same households; what was found is written beside each.
 */
@Service
@Transactional
public class RunSampleDesk {

    private final PaymentRunDesk runs;
    private final RunSampleFindings findings;
    private final OperationLog log;
    private final Clock clock;

    RunSampleDesk(PaymentRunDesk runs, RunSampleFindings findings, OperationLog log, Clock clock) {
        this.runs = runs;
        this.findings = findings;
        this.log = log;
        this.clock = clock;
    }

    /** What was found (抽查结论). */
    public enum Outcome {
        /** 相符 */
        RIGHT,
        /** 金额不符 */
        WRONG_AMOUNT,
        /** 人员不符 */
        WRONG_PERSON,
        /** 查无此户 */
        NOT_FOUND,
        /** 其他问题 */
        OTHER
    }

    /** The last word on one drawn line. */
    public record Finding(Outcome outcome, String note, String foundByName, Instant foundAt) {}

    /** How far the check has come. */
    public record Progress(int drawn, int found, int wrong) {

        public boolean done() {
            return found >= drawn;
        }
    }

    /** Writes down what was found of a drawn line; a later word replaces an earlier one, which stays in the log. */
    public void record(UUID runId, int seq, Outcome outcome, String note) {
        AccessDecision.require(Acting.officer(), Action.FIND_IN_RUN_SAMPLE, "sample.not-yours");
        if (outcome != Outcome.RIGHT && note.isBlank()) {
            throw new RuleViolation("sample.note-missing");
        }
        PaymentRun run = runs.find(runId);
        if (runs.sample(runId).stream().noneMatch(line -> line.seq() == seq)) {
            throw new NotFound();
        }
        findings.insert(runId, seq, outcome, note.strip(), Acting.officer().id(), OffsetDateTime.now(clock));
        log.done(
                "SAMPLE_FOUND",
                "payment_run",
                runId,
                run.county(),
                "%s 第%d笔 %s %s".formatted(run.number(), seq, outcome, note.strip()));
    }

    @Transactional(readOnly = true)
    public Map<Integer, Finding> findings(UUID runId) {
        return findings.of(runId, Acting.scope());
    }

    @Transactional(readOnly = true)
    public Progress progress(UUID runId) {
        List<RunLine> drawn = runs.sample(runId);
        Map<Integer, Finding> found = findings(runId);
        List<Finding> ofDrawn = drawn.stream()
                .filter(line -> found.containsKey(line.seq()))
                .map(line -> found.get(line.seq()))
                .toList();
        return new Progress(drawn.size(), ofDrawn.size(), (int) ofDrawn.stream()
                .filter(finding -> finding.outcome() != Outcome.RIGHT)
                .count());
    }
}

/** The rows of the findings. */
@Repository
class RunSampleFindings {

    private final JdbcClient jdbc;

    RunSampleFindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("the line was drawn within the scope; the row policy checks the inserted row")
    void insert(UUID runId, int seq, RunSampleDesk.Outcome outcome, String note, UUID by, OffsetDateTime at) {
        jdbc.sql("""
                        insert into disbursement.sample_finding (id, run_id, seq, area_code, outcome, note, found_by, found_at)
                        select :id, run_id, seq, area_code, :outcome, :note, :by, :at from disbursement.payment_line
                        where run_id = :run and seq = :seq""")
                .param("id", Ids.next())
                .param("outcome", outcome.name())
                .param("note", note)
                .param("by", by)
                .param("at", at)
                .param("run", runId)
                .param("seq", seq)
                .update();
    }

    Map<Integer, RunSampleDesk.Finding> of(UUID runId, AreaScope scope) {
        Map<Integer, RunSampleDesk.Finding> found = new HashMap<>();
        jdbc.sql("""
                        select f.*, o.name from disbursement.sample_finding f join registry.officer o on o.id = f.found_by
                        where f.run_id = :run and f.area_code >= :lo and f.area_code < :hi order by f.found_at, f.id""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((ResultSet row) -> {
                    found.put(
                            row.getInt("seq"),
                            new RunSampleDesk.Finding(
                                    RunSampleDesk.Outcome.valueOf(row.getString("outcome")),
                                    row.getString("note"),
                                    row.getString("name"),
                                    row.getObject("found_at", OffsetDateTime.class)
                                            .toInstant()));
                });
        return found;
    }
}
