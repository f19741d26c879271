package cn.civilaffairs.casework;

import static cn.civilaffairs.casework.procedure.Obstacle.word;

import cn.civilaffairs.casework.CaseRecords.Entry;
import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.calendar.WorkCalendars;
import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Devolution;
import cn.civilaffairs.casework.procedure.Duty;
import cn.civilaffairs.casework.procedure.Obstacle;
import cn.civilaffairs.casework.procedure.Paper;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.casework.procedure.Procedures;
import cn.civilaffairs.casework.procedure.Step;
import cn.civilaffairs.casework.relative.RelatedOfficer;
import cn.civilaffairs.casework.relative.RelativeMatch;
import cn.civilaffairs.casework.relative.RelativeRegister;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens cases and moves them through their procedures (办件). Every act names the version of the case the officer saw, is
 * refused as {@link StaleVersion} if the case has moved on since, and leaves an entry in its history and in the operation
 * log. Acts as {@link Acting#officer()}.
 */
@Service
@Transactional
public class CaseDesk {

    private final CaseFiles files;
    private final CaseRecords records;
    private final CaseRules rules;
    private final Procedures procedures;
    private final WorkCalendars calendars;
    private final CaseLimits limits;
    private final Appraisals appraisals;
    private final CaseFlags flags;
    private final RelativeRegister relatives;
    private final ObjectProvider<Devolution> devolution;
    private final OperationLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CaseDesk(
            CaseFiles files,
            CaseRecords records,
            CaseRules rules,
            Procedures procedures,
            WorkCalendars calendars,
            CaseLimits limits,
            Appraisals appraisals,
            CaseFlags flags,
            RelativeRegister relatives,
            ObjectProvider<Devolution> devolution,
            OperationLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        this.files = files;
        this.records = records;
        this.rules = rules;
        this.procedures = procedures;
        this.calendars = calendars;
        this.limits = limits;
        this.appraisals = appraisals;
        this.flags = flags;
        this.relatives = relatives;
        this.devolution = devolution;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Opens a case at the first step, with its check list of papers.
     *
     * @throws RuleViolation {@code case.not-responsible}, {@code case.outside-area} or {@code case.already-open}, when the
     *     household has an open case of this matter already
     * @throws RelatedOfficer if the officer's own relative applies; the application then waits for the county
     */
    public CaseFile open(Opening opening) {
        Officer officer = Acting.officer();
        List<RelativeMatch> matches = relatives.matches(opening.householdId(), opening.applicantId());
        requireUnrelated(opening, matches, officer);
        CaseFile file = draft(opening, !matches.isEmpty(), officer.id());
        requireMayOpen(file, procedures.of(opening.matter()), officer);
        return open(file, opening, matches, officer, Duty.HANDLE);
    }

    /**
     * Opens a case nobody asked for, because something happened that has to be decided (系统立案): it waits with its limit at
     * the first step for whoever is responsible there. Whoever brought it about has taken no part in it.
     */
    public CaseFile openUnasked(Opening opening) {
        Officer officer = Acting.officer();
        Officer system = new Officer(
                officer.id(), officer.login(), "系统", "", officer.area(), officer.appointments(), officer.standsInFor());
        List<RelativeMatch> matches = relatives.matches(opening.householdId(), opening.applicantId());
        return open(draft(opening, !matches.isEmpty(), null), opening, matches, system, null);
    }

    private CaseFile draft(Opening opening, boolean related, @Nullable UUID handler) {
        Procedure procedure = procedures.of(opening.matter());
        Step first = procedure.first();
        LocalDate today = today();
        boolean devolved = devolution.stream()
                .anyMatch(
                        plug -> plug.isDevolved(opening.matter(), opening.area().township(), today));
        Limit limit = limits.ofStep(procedure, first, opening.area(), today);
        return new CaseFile(
                Ids.next(),
                files.nextNumber(today.getYear()),
                opening.matter(),
                opening.area(),
                opening.householdId(),
                opening.applicantId(),
                opening.title(),
                CaseStatus.OPEN,
                first.code(),
                today,
                calendars.current().end(today, limit),
                today,
                null,
                null,
                0,
                false,
                null,
                devolved,
                limit,
                limits.whole(procedure, opening.area(), today),
                false,
                opening.relative() || related,
                handler,
                null,
                null,
                0);
    }

    private CaseFile open(
            CaseFile file, Opening opening, List<RelativeMatch> matches, Officer by, @Nullable Duty duty) {
        try {
            files.add(file);
        } catch (DuplicateKeyException second) {
            throw new RuleViolation("case.already-open", opening.title());
        }
        for (Paper paper : procedures.of(file.matter()).papers()) {
            records.put(file, CasePaper.of(paper.code(), initial(paper, opening)), by.id(), clock.instant());
        }
        records.add(
                file,
                new Entry(CaseAct.OPEN, duty, file.step(), null, opening.opinion(), file.dueOn()),
                by,
                clock.instant());
        matches.forEach(match -> raise(file, CaseFlag.Kind.RELATIVE, match, ""));
        if (opening.relative() && matches.isEmpty()) {
            raise(file, CaseFlag.Kind.RELATIVE, null, "申请时声明");
        }
        if (opening.householdId() != null) {
            relatives.taken(file.matter(), opening.householdId(), file.id());
        }
        log.done("CASE_OPEN", "case", file.id(), file.area(), file.matter() + " " + file.caseNo());
        events.publishEvent(new CaseOpened(file));
        return file;
    }

    private void requireUnrelated(Opening opening, List<RelativeMatch> matches, Officer officer) {
        if (matches.stream().noneMatch(match -> match.concerns(officer.id()))) {
            return;
        }
        UUID household = opening.householdId();
        if (household != null) {
            relatives.refer(opening.matter(), household, opening.area(), opening.title());
        }
        UUID subject = household != null ? household : opening.applicantId();
        throw new RelatedOfficer(Objects.requireNonNull(subject));
    }

    private void raise(CaseFile file, CaseFlag.Kind kind, @Nullable RelativeMatch match, String detail) {
        flags.add(file.id(), file.area(), kind, match, detail, Acting.officer().id(), clock.instant());
    }

    /** The applicant says only now that a near relative works in the office or the village (近亲属申明). */
    public void declareRelative(UUID caseId) {
        CaseFile file = unrelated(caseId);
        if (!file.relative()) {
            CaseChange change = CaseChange.to(file);
            change.relative = true;
            files.write(change, scope());
            raise(file, CaseFlag.Kind.RELATIVE, null, "申请时声明");
        }
    }

    /** Somebody complains about an applicant (投诉举报): the county visits before the case is confirmed. */
    public void complain(UUID caseId, String detail) {
        files.lock(caseId, scope());
        CaseFile file = unrelated(caseId);
        if (!file.isOpen()) {
            throw new RuleViolation("case.closed", word("CaseStatus." + file.status()));
        }
        requireOpinion(detail);
        raise(file, CaseFlag.Kind.COMPLAINT, null, detail.strip());
        enter(file, new Entry(CaseAct.NOTE, null, null, null, "投诉举报：" + detail.strip(), null));
        log.done("CASE_COMPLAINT", "case", file.id(), file.area(), file.caseNo());
    }

    /** What sets a case apart; any of it asks for a visit by the county. */
    @Transactional(readOnly = true)
    public List<CaseFlag> flags(UUID caseId) {
        return flags.ofCase(caseId, scope());
    }

    /**
     * A case the acting officer has no part in as a relative.
     *
     * @throws RelatedOfficer otherwise
     */
    @Transactional(readOnly = true)
    public CaseFile unrelated(UUID caseId) {
        CaseFile file = find(caseId);
        if (rules.isRelated(file, Acting.officer())) {
            throw new RelatedOfficer(caseId);
        }
        return file;
    }

    private static void requireMayOpen(CaseFile file, Procedure procedure, Officer officer) {
        if (!officer.scope().covers(file.area())) {
            throw new RuleViolation("case.outside-area");
        }
        if (!CaseRules.isResponsible(file, procedure, procedure.first(), officer)) {
            throw new RuleViolation(
                    "case.not-responsible",
                    word("Role." + procedure.first().roles().iterator().next()));
        }
    }

    private static CasePaper.State initial(Paper paper, Opening opening) {
        return switch (paper.need()) {
            case REQUIRED -> CasePaper.State.MISSING;
            case BY_DATA -> CasePaper.State.BY_DATA;
            case CONDITIONAL ->
                opening.conditionalPapers().contains(paper.code())
                        ? CasePaper.State.MISSING
                        : CasePaper.State.NOT_NEEDED;
        };
    }

    /** On to the next step; back to who returned it, if it was returned; confirmed, if this was the last step. */
    public Moved agree(UUID caseId, int version, @Nullable String opinion) {
        CaseFile file = require(caseId, version, CaseAct.AGREE);
        return advance(file, file.returned() ? CaseAct.RESUBMIT : CaseAct.AGREE, opinion);
    }

    private Moved advance(CaseFile file, CaseAct act, @Nullable String opinion) {
        Procedure procedure = procedures.of(file.matter());
        Step current = procedure.step(file.step());
        Optional<Step> next =
                file.returnTo() != null ? Optional.of(procedure.step(file.returnTo())) : procedure.after(current);
        CaseChange change =
                CaseChange.to(file).by(current.duty(), Acting.officer().id());
        change.relative |= matchAgain(file);
        if (next.isEmpty()) {
            return close(change, CaseStatus.CONFIRMED, act, current.duty(), null, opinion);
        }
        return move(enter(change, next.get()), act, current.duty(), null, opinion);
    }

    /** Members join and relatives are registered while a case is on its way. */
    private boolean matchAgain(CaseFile file) {
        List<RelativeMatch> matches = relatives.matches(file.householdId(), file.applicantId());
        matches.forEach(match -> raise(file, CaseFlag.Kind.RELATIVE, match, ""));
        return !matches.isEmpty();
    }

    /**
     * Sends a case back to a step the current one names, for a reason it names; once put right there, it comes straight
     * back here.
     */
    public Moved sendBack(UUID caseId, int version, String toStep, String reasonCode, String opinion) {
        CaseFile file = require(caseId, version, CaseAct.RETURN);
        Procedure procedure = procedures.of(file.matter());
        Step current = procedure.step(file.step());
        requireListed(current.returnTargets(), toStep, "case.return-target-unknown");
        requireListed(current.returnReasons(), reasonCode, "case.reason-unknown");
        requireOpinion(opinion);
        endRunningPosting(file, opinion);
        Step target = procedure.step(toStep);
        CaseChange change = enter(CaseChange.to(file), target).returnedBy(current.code());
        return move(change, CaseAct.RETURN, current.duty(), reasonCode, opinion);
    }

    /** A posting that is still running ends with the return: what hangs out is no longer what is proposed. */
    private void endRunningPosting(CaseFile file, String why) {
        records.latestPosting(file.id(), scope())
                .filter(Posting::isRunning)
                .ifPresent(posting -> records.close(
                        posting,
                        Posting.Result.OBJECTION,
                        null,
                        today(),
                        Acting.officer().id(),
                        scope()));
    }

    /** Refuses the application for a reason the current step names (不予确认). */
    public Moved refuse(UUID caseId, int version, String reasonCode, String opinion) {
        CaseFile file = require(caseId, version, CaseAct.REFUSE);
        Step current = step(file);
        requireListed(current.refuseReasons(), reasonCode, "case.reason-unknown");
        requireOpinion(opinion);
        CaseChange change =
                CaseChange.to(file).by(current.duty(), Acting.officer().id());
        return close(change, CaseStatus.REFUSED, CaseAct.REFUSE, current.duty(), reasonCode, opinion);
    }

    /** The applicant takes the application back. */
    public Moved withdraw(UUID caseId, int version, String opinion) {
        CaseFile file = require(caseId, version, CaseAct.WITHDRAW);
        requireOpinion(opinion);
        return close(CaseChange.to(file), CaseStatus.WITHDRAWN, CaseAct.WITHDRAW, null, null, opinion);
    }

    /** Ends a case that cannot be decided, such as when the household does not cooperate (终止办理). */
    public Moved abort(UUID caseId, int version, String opinion) {
        CaseFile file = require(caseId, version, CaseAct.ABORT);
        requireOpinion(opinion);
        return close(CaseChange.to(file), CaseStatus.ABORTED, CaseAct.ABORT, null, null, opinion);
    }

    /**
     * Writes down which papers are there. When the last missing one comes in, a limit that was standing still for them runs
     * on.
     */
    public Moved recordPapers(UUID caseId, int version, Collection<CasePaper> papers) {
        CaseFile file = require(caseId, version, CaseAct.PAPERS);
        Set<String> known =
                procedures.of(file.matter()).papers().stream().map(Paper::code).collect(Collectors.toSet());
        for (CasePaper paper : papers) {
            requireListed(known, paper.code(), "case.paper-unknown");
            if (paper.promisedBy() != null && paper.promisedBy().isBefore(today())) {
                throw new RuleViolation("case.promise-past");
            }
            records.put(file, paper, Acting.officer().id(), clock.instant());
        }
        CaseChange change = CaseChange.to(file);
        if (file.isPaused() && missing(file).isEmpty()) {
            change.resume(step(file), calendars.current(), today());
        }
        return stay(change, CaseAct.PAPERS, null, summary(papers));
    }

    private static String summary(Collection<CasePaper> papers) {
        return papers.stream()
                .map(paper -> paper.code() + "=" + paper.state())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private List<CasePaper> missing(CaseFile file) {
        return records.papers(file.id(), scope()).stream()
                .filter(paper -> paper.state() == CasePaper.State.MISSING)
                .toList();
    }

    /**
     * Tells the applicant once, in one list, all that is missing (一次性告知); the limit stands still until it is there.
     *
     * @param by the day the papers are asked for
     */
    public Moved askForPapers(UUID caseId, int version, LocalDate by) {
        CaseFile file = require(caseId, version, CaseAct.ASK_PAPERS);
        if (!by.isAfter(today())) {
            throw new RuleViolation("case.promise-past");
        }
        boolean asked = records.entries(caseId, scope()).stream()
                .anyMatch(entry ->
                        entry.act() == CaseAct.ASK_PAPERS && entry.step().equals(file.step()));
        if (asked) {
            throw new RuleViolation("case.papers-already-asked");
        }
        String list = missing(file).stream().map(CasePaper::code).collect(Collectors.joining(" "));
        CaseChange change = CaseChange.to(file);
        if (!file.isPaused()) {
            change.pause(today());
        }
        files.write(change, scope());
        return entered(file, new Entry(CaseAct.ASK_PAPERS, null, null, null, list, by));
    }

    /**
     * Hangs out what is proposed (公示). The step is due on the working day after the posting ends.
     *
     * @param content the text of the posting: name, household size and amount, never more
     * @param recheck what looking into an objection brought; asked for when the last posting met one
     */
    public Moved post(UUID caseId, int version, String place, String content, @Nullable String recheck) {
        CaseFile file = require(caseId, version, CaseAct.POST);
        if (place.isBlank() || content.isBlank()) {
            throw new RuleViolation("posting.incomplete");
        }
        if (records.latestPosting(caseId, scope()).filter(Posting::isObjectedTo).isPresent()
                && !Objections.of(records.entries(caseId, scope())).isRechecked()) {
            requireOpinion(recheck);
        }
        var calendar = calendars.current();
        LocalDate endsOn = calendar.end(
                today(),
                Objects.requireNonNull(
                        limits.ofPosting(procedures.of(file.matter()), step(file), file.area(), today())));
        Posting posting = new Posting(Ids.next(), today(), endsOn, place.strip(), content.strip(), null, null, null);
        records.post(file, posting, Acting.officer().id());
        CaseChange change = CaseChange.to(file).due(calendar.workingDayAfter(endsOn));
        return stay(change, CaseAct.POST, step(file).duty(), recheck);
    }

    /** The posting is over and nobody objected: on to the next step. */
    public Moved closePosting(UUID caseId, int version, @Nullable String opinion) {
        CaseFile file = require(caseId, version, CaseAct.POSTING_CLEAR);
        closePosting(file, Posting.Result.NO_OBJECTION, opinion);
        return advance(file, CaseAct.POSTING_CLEAR, opinion);
    }

    /** Somebody objected: the case is held here until the matter was looked into and posted anew, or sent back. */
    public Moved objectToPosting(UUID caseId, int version, String objection) {
        CaseFile file = require(caseId, version, CaseAct.POSTING_OBJECTION);
        requireOpinion(objection);
        closePosting(file, Posting.Result.OBJECTION, objection);
        CaseChange change = CaseChange.to(file).due(calendars.current().end(today(), file.limitAt(step(file))));
        return stay(change, CaseAct.POSTING_OBJECTION, null, objection);
    }

    /** What looking into an objection brought (复核); the neighbours are heard on it, where the sheet wants them to. */
    public Moved recheck(UUID caseId, int version, String finding) {
        CaseFile file = require(caseId, version, CaseAct.RECHECK);
        requireOpinion(finding);
        return stay(CaseChange.to(file), CaseAct.RECHECK, null, finding);
    }

    /**
     * Keeps what the neighbours said (民主评议).
     *
     * @throws RuleViolation {@code appraisal.incomplete}, {@code appraisal.votes} unless there is a vote and none too many,
     *     {@code appraisal.date} unless it was held during the case
     */
    public Moved appraise(UUID caseId, int version, Appraisal appraisal) {
        CaseFile file = require(caseId, version, CaseAct.APPRAISE);
        if (appraisal.place().isBlank()
                || appraisal.convenor().isBlank()
                || appraisal.attendees().isEmpty()
                || appraisal.minutes().isBlank()) {
            throw new RuleViolation("appraisal.incomplete");
        }
        if (Math.min(appraisal.votesFor(), Math.min(appraisal.votesAgainst(), appraisal.votesAbstain())) < 0
                || appraisal.votes() < 1
                || appraisal.votes() > appraisal.attendees().size()) {
            throw new RuleViolation(
                    "appraisal.votes", appraisal.votes(), appraisal.attendees().size());
        }
        if (appraisal.heldOn().isAfter(today()) || appraisal.heldOn().isBefore(file.openedOn())) {
            throw new RuleViolation("appraisal.date", file.openedOn().toString());
        }
        appraisals.add(file, appraisal, Acting.officer().id(), clock.instant());
        String votes = "同意 %d，不同意 %d，弃权 %d"
                .formatted(appraisal.votesFor(), appraisal.votesAgainst(), appraisal.votesAbstain());
        return stay(CaseChange.to(file), CaseAct.APPRAISE, null, votes);
    }

    /** The earliest first. */
    @Transactional(readOnly = true)
    public List<Appraisal> appraisals(UUID caseId) {
        return appraisals.ofCase(caseId, scope());
    }

    /** Whether the neighbours are to be heard on a case, as the sheet had it on the day the case was opened. */
    @Transactional(readOnly = true)
    public Appraisal.Setting appraisalSetting(CaseFile file) {
        return rules.appraisalSetting(file);
    }

    /** Gives the whole procedure the longer limit the matter allows in special circumstances (延长), once. */
    public Moved extend(UUID caseId, int version, String why) {
        CaseFile file = require(caseId, version, CaseAct.EXTEND);
        requireOpinion(why);
        Procedure procedure = procedures.of(file.matter());
        Limit to = Objects.requireNonNull(limits.extended(procedure, file.area(), file.openedOn()));
        Limit from = Objects.requireNonNull(file.wholeOf(procedure));
        CaseChange change = CaseChange.to(file).extend(from, to, file.limitAt(step(file)), calendars.current());
        return stay(change, CaseAct.EXTEND, null, why);
    }

    private void closePosting(CaseFile file, Posting.Result result, @Nullable String note) {
        records.latestPosting(file.id(), scope())
                .ifPresent(posting -> records.close(
                        posting, result, note, today(), Acting.officer().id(), scope()));
    }

    /** The limit stands still from tomorrow, for a reason the current step names. */
    public Moved pause(UUID caseId, int version, String reasonCode, @Nullable String opinion) {
        CaseFile file = require(caseId, version, CaseAct.PAUSE);
        requireListed(step(file).pauses(), reasonCode, "case.reason-unknown");
        files.write(CaseChange.to(file).pause(today()), scope());
        return entered(file, new Entry(CaseAct.PAUSE, null, null, reasonCode, opinion, null));
    }

    public Moved resume(UUID caseId, int version, @Nullable String opinion) {
        CaseFile file = require(caseId, version, CaseAct.RESUME);
        return stay(
                CaseChange.to(file).resume(step(file), calendars.current(), today()), CaseAct.RESUME, null, opinion);
    }

    /**
     * Takes a refused case up again at the step that refused it, because the refusal was revoked. Its decisions so far stay
     * in the history; from here on it is decided anew.
     */
    CaseFile reopen(UUID caseId, String why) {
        files.lock(caseId, scope());
        CaseFile file = unrelated(caseId);
        if (file.status() != CaseStatus.REFUSED && file.status() != CaseStatus.ABORTED) {
            throw new RuleViolation("appeal.not-refused");
        }
        try {
            files.write(enter(CaseChange.to(file).reopen(), step(file)), scope());
        } catch (DuplicateKeyException another) {
            throw new RuleViolation("case.already-open", file.title());
        }
        CaseFile open = find(caseId);
        enter(file, new Entry(CaseAct.REOPEN, null, open.step(), null, why, open.dueOn()));
        log.done("CASE_REOPEN", "case", file.id(), file.area(), file.caseNo());
        return open;
    }

    /** Adds a line to the history for something a domain module did, such as a survey it recorded. */
    public void note(UUID caseId, String text) {
        files.lock(caseId, scope());
        enter(find(caseId), new Entry(CaseAct.NOTE, null, null, null, text, null));
    }

    /**
     * A case at one of the given steps that is the acting officer's to work on.
     *
     * @throws RuleViolation saying why it is not
     */
    public CaseFile atHand(UUID caseId, String... steps) {
        CaseFile file = unrelated(caseId);
        if (!file.isOpen()) {
            throw new RuleViolation("case.closed", word("CaseStatus." + file.status()));
        }
        Step current = step(file);
        if (!List.of(steps).contains(file.step())) {
            throw new RuleViolation("case.act-not-here", word(CaseRules.stepKey(file, current)));
        }
        if (!CaseRules.isResponsible(file, procedures.of(file.matter()), current, Acting.officer())) {
            throw new RuleViolation("case.not-responsible", CaseRules.roleWord(file.turn(current)));
        }
        return file;
    }

    /** @throws NotFound also for a case outside the officer's area or line of business */
    @Transactional(readOnly = true)
    public CaseFile find(UUID caseId) {
        return files.find(caseId, scope())
                .filter(file -> AccessDecision.may(
                        Acting.officer(),
                        Action.VIEW_CASE,
                        procedures.of(file.matter()).line()))
                .orElseThrow(NotFound::new);
    }

    /** What hung out for a case, the earliest first. */
    @Transactional(readOnly = true)
    public List<Posting> postings(UUID caseId) {
        return records.postings(caseId, scope());
    }

    @Transactional(readOnly = true)
    public List<CaseFile> ofHousehold(UUID householdId) {
        return files.ofHousehold(householdId, scope());
    }

    /** Of some households those about which a case of a matter is open. */
    @Transactional(readOnly = true)
    public Set<UUID> householdsWithOpen(String matter, Collection<UUID> households) {
        return files.householdsWithOpen(matter, households, scope());
    }

    /** All that the case page shows, with what the acting officer may do. */
    @Transactional(readOnly = true)
    public CaseFolder folder(UUID caseId) {
        CaseFile file = find(caseId);
        Procedure procedure = procedures.of(file.matter());
        List<CaseEntry> entries = records.entries(caseId, scope());
        var calendar = calendars.current();
        LimitClocks clocks = new LimitClocks(calendar, today());
        Step step = procedure.step(file.step());
        List<ActOption> options = procedure.acts(step).stream()
                .map(act -> new ActOption(act, rules.obstacles(file, act, Acting.officer())))
                .toList();
        return new CaseFolder(
                file,
                procedure,
                entries,
                inOrder(procedure, records.papers(caseId, scope())),
                records.postings(caseId, scope()),
                clocks.ofStep(file, step),
                clocks.ofWhole(file, procedure, entries),
                calendar.missingYears(file.openedOn(), file.dueOn() == null ? today() : file.dueOn()),
                files.placeName(file.area()),
                files.placeName(file.area().township()),
                file.isOpen() ? holders(file, procedure, step) : List.of(),
                rules.isAtHand(file, procedure, step, Acting.officer()),
                options);
    }

    private static List<CasePaper> inOrder(Procedure procedure, List<CasePaper> papers) {
        return procedure.papers().stream()
                .flatMap(
                        declared -> papers.stream().filter(paper -> paper.code().equals(declared.code())))
                .toList();
    }

    private List<Holder> holders(CaseFile file, Procedure procedure, Step step) {
        Set<Role> roles = file.turn(step);
        AreaCode area = file.area();
        return files.holders(
                roles.stream().map(Role::name).toList(),
                List.of(area.value(), area.township().value(), area.county().value()),
                procedure.line().name(),
                today());
    }

    private CaseFile require(UUID caseId, int version, CaseAct act) {
        CaseFile file = unrelated(caseId);
        if (file.version() != version) {
            throw new StaleVersion();
        }
        List<Obstacle> obstacles = rules.obstacles(file, act, Acting.officer());
        if (!obstacles.isEmpty()) {
            throw obstacles.get(0).asViolation();
        }
        return file;
    }

    private Moved move(
            CaseChange change, CaseAct act, Duty duty, @Nullable String reasonCode, @Nullable String opinion) {
        files.write(change, scope());
        Moved moved = entered(change.before, new Entry(act, duty, change.step, reasonCode, opinion, change.dueOn));
        events.publishEvent(new CaseMoved(find(change.before.id()), change.before.step(), act));
        return moved;
    }

    private Moved stay(CaseChange change, CaseAct act, @Nullable Duty duty, @Nullable String opinion) {
        files.write(change, scope());
        LocalDate due = change.pausedSince == null ? change.dueOn : null;
        return entered(change.before, new Entry(act, duty, null, null, opinion, due));
    }

    private Moved close(
            CaseChange change,
            CaseStatus outcome,
            CaseAct act,
            @Nullable Duty duty,
            @Nullable String reasonCode,
            @Nullable String opinion) {
        files.write(change.close(outcome, today()), scope());
        Moved moved = entered(change.before, new Entry(act, duty, null, reasonCode, opinion, null));
        CaseFile closed = find(change.before.id());
        if (outcome == CaseStatus.CONFIRMED) {
            events.publishEvent(new CaseConfirmed(closed));
        } else if (outcome == CaseStatus.REFUSED && reasonCode != null && opinion != null) {
            events.publishEvent(new CaseRefused(closed, reasonCode, opinion));
        }
        events.publishEvent(new CaseClosed(closed));
        return moved;
    }

    private Moved entered(CaseFile before, Entry entry) {
        enter(before, entry);
        log.done("CASE_" + entry.act(), "case", before.id(), before.area(), before.step() + " " + before.caseNo());
        CaseFile now = find(before.id());
        Set<Role> roles = now.isOpen() ? now.turn(step(now)) : Set.of();
        AreaCode place = roles.stream().anyMatch(role -> role.seat() == Role.Seat.COUNTY)
                ? now.area().county()
                : now.area().township();
        return new Moved(
                now.id(),
                now.matter(),
                entry.act(),
                now.status(),
                now.step(),
                roles,
                files.placeName(place),
                now.dueOn());
    }

    private void enter(CaseFile file, Entry entry) {
        records.add(file, entry, Acting.officer(), clock.instant());
    }

    private Step step(CaseFile file) {
        return procedures.of(file.matter()).step(file.step());
    }

    private CaseChange enter(CaseChange change, Step next) {
        CaseFile file = change.before;
        Limit given = limits.ofStep(procedures.of(file.matter()), next, file.area(), today());
        return change.enter(next, today(), given, calendars.current());
    }

    private static void requireListed(Collection<String> allowed, String value, String messageKey) {
        if (!allowed.contains(value)) {
            throw new RuleViolation(messageKey);
        }
    }

    private static void requireOpinion(@Nullable String opinion) {
        if (opinion == null || opinion.isBlank()) {
            throw new RuleViolation("case.opinion-missing");
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static AreaScope scope() {
        return Acting.officer().scope();
    }
}
