package cn.civilaffairs.casework;

import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadKind;
import cn.civilaffairs.casework.lead.NewLead;
import cn.civilaffairs.casework.procedure.Procedures;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Watches the promises confirmed cases rest on (告知承诺). One that is past its day is on the desk until the paper is there;
 * otherwise one officer proposes to hold the money back, and another decides.
 */
@Service
@Transactional
public class PromiseDesk {

    private static final int SHOWN = 50;

    private final Promises promises;
    private final CaseRecords records;
    private final CaseDesk cases;
    private final LeadDesk leads;
    private final Procedures procedures;
    private final OperationLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PromiseDesk(
            Promises promises,
            CaseRecords records,
            CaseDesk cases,
            LeadDesk leads,
            Procedures procedures,
            OperationLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        this.promises = promises;
        this.records = records;
        this.cases = cases;
        this.leads = leads;
        this.procedures = procedures;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /** Promises past their day, the oldest first. */
    @Transactional(readOnly = true)
    public List<OpenPromise> overdue() {
        return promises.open(null, today(), Acting.scope(), SHOWN);
    }

    /** The promises of a confirmed case, due or not. */
    @Transactional(readOnly = true)
    public List<OpenPromise> ofCase(UUID caseId) {
        return promises.open(caseId, today(), Acting.scope(), SHOWN);
    }

    /** The paper has come after all. */
    public void kept(UUID caseId, String paper) {
        requireClerk();
        CaseFile file = cases.unrelated(caseId);
        OpenPromise promise = find(caseId, paper);
        records.put(
                file,
                CasePaper.of(paper, CasePaper.State.RECEIVED),
                Acting.officer().id(),
                clock.instant());
        cases.note(caseId, "承诺的材料已补交");
        UUID suspension = promise.proposalId();
        if (promise.suspended() && suspension != null) {
            leads.settle(LeadKind.PROMISE_BROKEN, caseId, "承诺的材料已补交，恢复发放");
            events.publishEvent(new PromiseKept(file, paper, suspension));
        }
        log.done("PROMISE_KEPT", "case", caseId, file.area(), file.caseNo() + " " + paper);
    }

    /** @throws RuleViolation {@code promise.not-due}, {@code promise.proposed} */
    public UUID proposeSuspension(UUID caseId, String paper, String why) {
        requireClerk();
        CaseFile file = cases.unrelated(caseId);
        OpenPromise promise = find(caseId, paper);
        if (!promise.promisedBy().isBefore(today())) {
            throw new RuleViolation("promise.not-due", promise.promisedBy().toString());
        }
        RuleViolation.ifBlank(why, "case.opinion-missing");
        UUID id = Ids.next();
        try {
            promises.propose(id, file, paper, why.strip(), Acting.officer().id(), clock.instant());
        } catch (DuplicateKeyException already) {
            throw new RuleViolation("promise.proposed");
        }
        cases.note(caseId, "承诺到期未兑现，建议暂停发放：" + why.strip());
        log.done("SUSPENSION_PROPOSED", "case", caseId, file.area(), file.caseNo() + " " + paper);
        return id;
    }

    /** @throws RuleViolation {@code promise.reviewer-only}, {@code promise.same-person}, {@code promise.decided} */
    public void decide(UUID caseId, String paper, boolean suspend) {
        Officer officer = Acting.officer();
        AccessDecision.require(officer, Action.DECIDE_PROMISE_BROKEN, "promise.reviewer-only");
        CaseFile file = cases.unrelated(caseId);
        OpenPromise promise = find(caseId, paper);
        UUID proposal = promise.proposalId();
        if (proposal == null || promise.suspended()) {
            throw new RuleViolation("promise.decided");
        }
        officer.mustBeAnotherThan(promise.proposedById(), "promise.same-person");
        if (!promises.decide(proposal, suspend, officer.id(), clock.instant(), officer.scope())) {
            throw new RuleViolation("promise.decided");
        }
        cases.note(caseId, suspend ? "同意暂停发放，待补交承诺的材料" : "不暂停发放");
        log.done(
                "SUSPENSION_DECIDED",
                "case",
                caseId,
                file.area(),
                file.caseNo() + " " + paper + (suspend ? " 停发" : " 不停发"));
        if (suspend) {
            String why = promise.why();
            events.publishEvent(new PromiseBroken(file, paper, why == null ? "" : why, proposal));
            look(file, promise);
        }
    }

    /** Held money does not settle anything: the township finds out within its limit whether the benefit is to end. */
    private void look(CaseFile file, OpenPromise promise) {
        UUID applicant = file.applicantId();
        if (applicant != null) {
            leads.open(new NewLead(
                    LeadKind.PROMISE_BROKEN,
                    applicant,
                    file.area(),
                    promise.promisedBy(),
                    "告知承诺",
                    "%s 承诺 %s 前补交的材料没有交，已暂停发放：%s".formatted(file.caseNo(), promise.promisedBy(), promise.why()),
                    file.id(),
                    leads.usualLimit(file.area()),
                    procedures.of(file.matter()).line()));
        }
    }

    private OpenPromise find(UUID caseId, String paper) {
        return ofCase(caseId).stream()
                .filter(promise -> promise.paper().equals(paper))
                .findFirst()
                .orElseThrow(() -> new RuleViolation("promise.unknown"));
    }

    private static void requireClerk() {
        AccessDecision.require(Acting.officer(), Action.RECORD_PROMISE_BROKEN, "promise.clerk-only");
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
