package cn.civilaffairs.casework;

import cn.civilaffairs.casework.calendar.WorkCalendars;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the remedies sought against decisions (行政复议、行政诉讼、信访复查) with their limits, and takes a case up again where
 * one succeeds. One officer of the county writes the appeal down, another its outcome.
 */
@Service
@Transactional
public class AppealDesk {

    private static final String OBJECT = "appeal";

    private final Appeals appeals;
    private final CaseDesk cases;
    private final WorkCalendars calendars;
    private final OperationLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AppealDesk(
            Appeals appeals,
            CaseDesk cases,
            WorkCalendars calendars,
            OperationLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        this.appeals = appeals;
        this.cases = cases;
        this.calendars = calendars;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Writes down that somebody appeals.
     *
     * @throws RuleViolation {@code appeal.county-only}, {@code appeal.not-decided}, {@code appeal.dates}, {@code
     *     appeal.late} past the last day without a reason, {@code appeal.running} while another is open
     */
    public UUID record(
            UUID caseId,
            Appeal.Kind kind,
            LocalDate servedOn,
            LocalDate filedOn,
            String body,
            @Nullable String lateWhy) {
        Officer officer = requireCounty();
        CaseFile file = cases.unrelated(caseId);
        LocalDate closedOn = file.closedOn();
        if (closedOn == null || file.status() == CaseStatus.WITHDRAWN) {
            throw new RuleViolation("appeal.not-decided");
        }
        RuleViolation.ifBlank(body, "appeal.incomplete");
        if (servedOn.isBefore(closedOn) || filedOn.isBefore(servedOn) || filedOn.isAfter(today())) {
            throw new RuleViolation("appeal.dates", closedOn.toString());
        }
        LocalDate lastDay = kind.lastDay(servedOn, calendars.current());
        String why = lateWhy == null || lateWhy.isBlank() ? null : lateWhy.strip();
        if (filedOn.isAfter(lastDay) && why == null) {
            throw new RuleViolation("appeal.late", lastDay.toString());
        }
        UUID id = Ids.next();
        try {
            appeals.add(id, file, kind, servedOn, filedOn, lastDay, why, body.strip(), officer.id(), clock.instant());
        } catch (DuplicateKeyException running) {
            throw new RuleViolation("appeal.running");
        }
        cases.note(caseId, "收到" + body.strip() + "的受理通知，申请人于 " + filedOn + " 提出");
        log.done("APPEAL_RECORDED", OBJECT, id, file.area(), kind + " " + file.caseNo());
        return id;
    }

    /**
     * Writes down the outcome; where the refusal does not stand, the case is open again at the step that refused it. What
     * follows where something confirmed does not stand is done by whoever hears {@link AppealDecided}.
     *
     * @throws RuleViolation {@code appeal.same-person} for who wrote the appeal down, {@code appeal.decided}
     */
    public void decide(UUID appealId, Appeal.Outcome outcome, LocalDate on, String document) {
        decide(appealId, outcome, on, document, null);
    }

    /** @param monthlyAmount what the organ says is due a month, where it decided otherwise (变更) */
    public void decide(
            UUID appealId, Appeal.Outcome outcome, LocalDate on, String document, @Nullable Money monthlyAmount) {
        Officer officer = requireCounty();
        Appeal appeal = appeals.find(appealId, officer.scope()).orElseThrow(NotFound::new);
        CaseFile file = cases.unrelated(appeal.caseId());
        officer.mustBeAnotherThan(appeal.recordedById(), "appeal.same-person");
        RuleViolation.ifBlank(document, "appeal.incomplete");
        if (on.isBefore(appeal.filedOn()) || on.isAfter(today())) {
            throw new RuleViolation("appeal.outcome-on", appeal.filedOn().toString());
        }
        Money decided = outcome == Appeal.Outcome.CHANGED ? monthlyAmount : null;
        if (!appeals.decide(
                appealId, outcome, on, document.strip(), decided, officer.id(), clock.instant(), officer.scope())) {
            throw new RuleViolation("appeal.decided");
        }
        boolean refused = file.status() == CaseStatus.REFUSED || file.status() == CaseStatus.ABORTED;
        if (outcome.reopens() && refused) {
            file = cases.reopen(file.id(), document.strip());
        } else {
            cases.note(file.id(), "救济结果：" + document.strip());
        }
        log.done("APPEAL_DECIDED", OBJECT, appealId, file.area(), outcome + " " + document.strip());
        events.publishEvent(
                new AppealDecided(file, appeals.find(appealId, officer.scope()).orElseThrow()));
    }

    /** The last day of each remedy, from the day the notice was served. */
    @Transactional(readOnly = true)
    public Map<Appeal.Kind, LocalDate> lastDays(LocalDate servedOn) {
        var calendar = calendars.current();
        Map<Appeal.Kind, LocalDate> days = new EnumMap<>(Appeal.Kind.class);
        for (Appeal.Kind kind : Appeal.Kind.values()) {
            days.put(kind, kind.lastDay(servedOn, calendar));
        }
        return days;
    }

    @Transactional(readOnly = true)
    public List<Appeal> ofCase(UUID caseId) {
        return appeals.ofCase(caseId, Acting.scope());
    }

    /** Those without an outcome. */
    @Transactional(readOnly = true)
    public List<Appeal> open() {
        return appeals.open(Acting.scope());
    }

    private static Officer requireCounty() {
        Officer officer = Acting.officer();
        AccessDecision.require(officer, Action.HANDLE_APPEAL, "appeal.county-only");
        return officer;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
