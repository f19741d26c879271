package cn.civilaffairs.casework.lead;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.calendar.WorkCalendars;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.WholeView;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Leads from the day they come in to the answer that stands (线索核实): the township answers within the limit, the county
 * confirms what touches money, and what is not answered in time rises to the county.
 */
@Service
@Transactional
public class LeadDesk {

    private static final String OBJECT = "lead";

    private final Leads leads;
    private final WorkCalendars calendars;
    private final Parameters parameters;
    private final OperationLog log;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<PeopleInCare> peopleInCare;
    private final WholeView wholeView;
    private final Clock clock;

    LeadDesk(
            Leads leads,
            WorkCalendars calendars,
            Parameters parameters,
            OperationLog log,
            ApplicationEventPublisher events,
            ObjectProvider<PeopleInCare> peopleInCare,
            WholeView wholeView,
            Clock clock) {
        this.leads = leads;
        this.calendars = calendars;
        this.parameters = parameters;
        this.log = log;
        this.events = events;
        this.peopleInCare = peopleInCare;
        this.wholeView = wholeView;
        this.clock = clock;
    }

    /** How long a township has to answer a lead of a kind that has no limit of its own (核实时限). */
    @Transactional(readOnly = true)
    public Limit usualLimit(AreaCode area) {
        return Limit.workingDays(parameters.integer(ParameterKey.LEAD_DAYS.code(), area, today()));
    }

    /**
     * Files a lead. What is filed already is not filed twice: the same kind, person, day and source, or a second word of a
     * death that is still being looked into, answers the lead there is, whichever line of business it was filed for.
     */
    public UUID open(NewLead lead) {
        return wholeView.during(() -> {
            Set<LineOfBusiness> lines = lines(lead);
            Optional<UUID> known = leads.known(lead, Acting.scope());
            known.ifPresent(id -> leads.concern(id, lines, Acting.scope()));
            return known.orElseGet(() -> file(lead, lines));
        });
    }

    /**
     * Whom a lead concerns: whoever cares for the person, and whose work it comes from. Where nobody who answers leads is
     * among them, social assistance, which keeps the families' files, looks into it.
     */
    private Set<LineOfBusiness> lines(NewLead lead) {
        Set<LineOfBusiness> lines = EnumSet.noneOf(LineOfBusiness.class);
        if (lead.line() != null) {
            lines.add(lead.line());
        }
        if (LeadKind.isOfPerson(lead.kind())) {
            YearMonth month = YearMonth.now(clock);
            peopleInCare.forEach(care -> lines.addAll(leads.linesThatCareFor(lead.residentId(), care.lines(month))));
        }
        if (Collections.disjoint(lines, Action.ANSWER_LEAD.reach().lines())) {
            lines.add(LineOfBusiness.ASSISTANCE);
        }
        return lines;
    }

    private UUID file(NewLead lead, Set<LineOfBusiness> lines) {
        UUID id = Ids.next();
        if (!leads.insert(id, lead, lines, calendars.current().end(today(), lead.limit()), clock.instant())) {
            return leads.known(lead, Acting.scope()).orElseThrow(StaleVersion::new);
        }
        leads.enter(id, lead.area(), LeadEntry.Act.OPEN, null, lead.source(), null, lead.source(), clock.instant());
        log.done("LEAD_OPENED", OBJECT, id, lead.area(), lead.kind() + " " + lead.source());
        return id;
    }

    /**
     * Files many leads of the same kind, day and line of business at once, of a kind of the line's own; whatever is filed
     * already is left alone.
     *
     * @return how many are new
     */
    public int openAll(List<NewLead> all) {
        if (all.isEmpty()) {
            return 0;
        }
        NewLead first = all.get(0);
        if (LeadKind.isOfPerson(first.kind())) {
            throw new IllegalArgumentException("what others say is looked for among the leads there are, one by one");
        }
        int filed =
                leads.insertAll(all, lines(first), calendars.current().end(today(), first.limit()), clock.instant());
        log.done(
                "LEADS_OPENED",
                OBJECT,
                first.sourceId(),
                Acting.officer().area(),
                first.kind() + " " + first.source() + " " + filed);
        return filed;
    }

    /** Closes what is still to be answered of a kind about a record, because the record itself has settled it. */
    public void settle(String kind, UUID sourceId, String reply) {
        Officer officer = Acting.officer();
        for (Lead lead : leads.unanswered(kind, sourceId, Acting.scope())) {
            StaleVersion.unless(leads.answer(
                    lead.id(),
                    lead.version(),
                    LeadState.CLOSED,
                    LeadOutcome.TRUE_NO_EFFECT,
                    reply,
                    officer.id(),
                    clock.instant(),
                    Acting.scope()));
            enter(lead, LeadEntry.Act.ANSWER, LeadOutcome.TRUE_NO_EFFECT, reply);
            log.done("LEAD_SETTLED", OBJECT, lead.id(), lead.area(), lead.number());
        }
    }

    /** Answers a lead as it now stands. */
    public void answer(UUID id, LeadOutcome outcome, String reply) {
        answer(id, find(id).version(), outcome, reply);
    }

    /**
     * Answers a lead (核实回复). The township does; once a lead has risen to the county, a county caseworker may too.
     *
     * @throws RuleViolation {@code lead.not-responsible}, {@code lead.reply-missing}, {@code lead.answered}
     */
    public void answer(UUID id, int version, LeadOutcome outcome, String reply) {
        Lead lead = find(id);
        Officer officer = Acting.officer();
        if (!mayAnswer(lead)) {
            throw new RuleViolation("lead.not-responsible");
        }
        if (!lead.awaitsAnswer()) {
            throw new RuleViolation("lead.answered");
        }
        if (!LeadOutcome.answersTo(lead.kind()).contains(outcome)) {
            throw new RuleViolation("lead.outcome-unfit");
        }
        RuleViolation.ifBlank(reply, "lead.reply-missing");
        LeadState next = outcome.touchesMoney(lead.kind()) ? LeadState.ANSWERED : LeadState.CLOSED;
        StaleVersion.unless(
                leads.answer(id, version, next, outcome, reply.strip(), officer.id(), clock.instant(), Acting.scope()));
        enter(lead, LeadEntry.Act.ANSWER, outcome, reply.strip());
        log.done("LEAD_ANSWERED", OBJECT, id, lead.area(), lead.number() + " " + outcome);
        if (next == LeadState.CLOSED) {
            events.publishEvent(new LeadAnswered(find(id)));
        }
    }

    /**
     * Lets an answer stand that touches money (县级确认).
     *
     * @throws RuleViolation {@code lead.same-person} for whoever gave the answer
     */
    public void confirm(UUID id, int version, String note) {
        Lead lead = toConfirm(id);
        Officer officer = Acting.officer();
        officer.mustBeAnotherThan(lead.answeredBy(), "lead.same-person");
        StaleVersion.unless(leads.confirm(id, version, officer.id(), clock.instant(), Acting.scope()));
        enter(lead, LeadEntry.Act.CONFIRM, lead.outcome(), note.strip());
        log.done("LEAD_CONFIRMED", OBJECT, id, lead.area(), lead.number() + " " + lead.outcome());
        events.publishEvent(new LeadAnswered(find(id)));
    }

    /** Has it looked into again (退回重核); the limit runs on. */
    public void sendBack(UUID id, int version, String why) {
        Lead lead = toConfirm(id);
        RuleViolation.ifBlank(why, "lead.reason-missing");
        StaleVersion.unless(leads.sendBack(id, version, today(), Acting.scope()));
        enter(lead, LeadEntry.Act.SEND_BACK, lead.outcome(), why.strip());
        log.done("LEAD_SENT_BACK", OBJECT, id, lead.area(), lead.number() + " " + why.strip());
    }

    /** Whether the acting officer is one to answer a lead, in one of the lines it concerns. */
    public boolean mayAnswer(Lead lead) {
        return may(Action.ANSWER_OWN_LEAD, lead) || may(Action.ANSWER_OVERDUE_LEAD, lead) && lead.isOverdue(today());
    }

    /** Whether the acting officer has a part in an act, in one of the lines a lead concerns. */
    public boolean may(Action action, Lead lead) {
        Officer officer = Acting.officer();
        return lead.lines().stream().anyMatch(line -> AccessDecision.may(officer, action, line));
    }

    private Lead toConfirm(UUID id) {
        Lead lead = find(id);
        if (!may(Action.CONFIRM_LEAD, lead)) {
            throw new RuleViolation("lead.not-confirmer");
        }
        if (lead.state() != LeadState.ANSWERED) {
            throw new RuleViolation("lead.not-answered");
        }
        return lead;
    }

    private void enter(Lead lead, LeadEntry.Act act, @Nullable LeadOutcome outcome, String note) {
        Officer officer = Acting.officer();
        leads.enter(lead.id(), lead.area(), act, outcome, note, officer.id(), officer.name(), clock.instant());
    }

    /** Raises every lead overdue in the acting officer's area to the county (超期上报); how many. */
    public int escalateOverdue() {
        Map<UUID, AreaCode> raised = leads.escalate(today(), Acting.scope());
        raised.forEach((id, area) -> {
            leads.enter(id, area, LeadEntry.Act.ESCALATE, null, "超过时限没有回复", null, "系统", clock.instant());
            log.done("LEAD_ESCALATED", OBJECT, id, area, "");
        });
        return raised.size();
    }

    /** @throws NotFound if there is none in the officer's area and lines of business */
    @Transactional(readOnly = true)
    public Lead find(UUID id) {
        return leads.find(id, lines(), Acting.scope()).orElseThrow(NotFound::new);
    }

    /** The lines of business the acting officer may look at leads of; the product itself at those of all. */
    private static Set<LineOfBusiness> lines() {
        Officer officer = Acting.officer();
        return Stream.of(LineOfBusiness.values())
                .filter(line ->
                        AccessDecision.seesAllLines(officer) || AccessDecision.may(officer, Action.VIEW_LEAD, line))
                .collect(Collectors.toSet());
    }

    @Transactional(readOnly = true)
    public List<LeadEntry> entries(UUID id) {
        return leads.entries(id, Acting.scope());
    }

    /** Everything ever said of a person, the latest first. */
    @Transactional(readOnly = true)
    public List<Lead> ofResident(UUID residentId) {
        return leads.ofResident(residentId, Acting.scope());
    }

    /** What is due first comes first. */
    @Transactional(readOnly = true)
    public List<LeadLine> list(LeadFilter filter, int limit, int offset) {
        return leads.list(filter, calendars.current(), today(), limit, offset, lines(), Acting.scope());
    }

    /** How many a list holds; {@link #most()} + 1 says there are more. */
    @Transactional(readOnly = true)
    public int count(LeadFilter filter) {
        return leads.count(filter, today(), lines(), Acting.scope());
    }

    public static int most() {
        return Leads.CAP;
    }

    @Transactional(readOnly = true)
    public Map<String, Integer> countByKind(LeadFilter filter) {
        return leads.countByKind(filter, today(), lines(), Acting.scope());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
