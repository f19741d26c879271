package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Due;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.Redetermination;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.WholeView;
import cn.civilaffairs.registry.policy.StandardBook;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds who has come of age and sees them paid without an application (免申即享): the county draws the roster of the month,
 * each township confirms that its people live and have an account, the county confirms the list. Acts as the officer on
 * this thread, who must belong to elder care.
 */
@Service
@Transactional
public class OldAgeDesk {

    private static final String OBJECT = "old_age_roster";
    private static final int AT_ONCE = 5_000;

    private final OldAgeRosters rosters;
    private final OldAgePolicy policy;
    private final EntitlementDesk entitlements;
    private final OperationLog log;
    private final WholeView wholeView;
    private final Clock clock;

    OldAgeDesk(
            OldAgeRosters rosters,
            OldAgePolicy policy,
            EntitlementDesk entitlements,
            OperationLog log,
            WholeView wholeView,
            Clock clock) {
        this.wholeView = wholeView;
        this.rosters = rosters;
        this.policy = policy;
        this.entitlements = entitlements;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Draws the roster of a month, or adds to it who has been registered since.
     *
     * @return its id
     * @throws RuleViolation {@code old-age.not-county}, {@code old-age.not-your-line}, {@code old-age.month-ahead} for a
     *     month after the next, {@code old-age.no-standard}
     */
    public UUID draw(YearMonth month) {
        Officer officer = require(Action.DRAW_ROSTER, "old-age.not-county");
        if (month.isAfter(YearMonth.now(clock).plusMonths(1))) {
            throw new RuleViolation("old-age.month-ahead");
        }
        Collection<Integer> ages = OldAgePolicy.ages(policy.book());
        if (ages.isEmpty()) {
            throw new RuleViolation("old-age.no-standard");
        }
        AreaCode county = officer.area().county();
        UUID roster = rosters.open(county, month, officer.id(), OffsetDateTime.now(clock));
        StartRule rule = startRule(county);
        // nobody misses the allowance for being under limited access: drawn all the same, seen by their officers only
        int found = wholeView.during(() -> rosters.draw(roster, county, month, ages, rule, AreaScope.of(county)));
        log.done("OLD_AGE_ROSTER_DRAWN", OBJECT, roster, county, month + " " + found + " 人");
        return roster;
    }

    private StartRule startRule(AreaCode county) {
        return policy.startRule(county, LocalDate.now(clock));
    }

    /**
     * The township found these people alive, with an account of their own (乡镇确认).
     *
     * @throws RuleViolation {@code old-age.not-township}, {@code old-age.not-your-line}, {@code old-age.no-account} and
     *     {@code old-age.died}, naming the first they stand in the way of
     */
    public void confirmLife(UUID roster, Collection<UUID> candidates) {
        Officer officer = require(Action.CONFIRM_LIFE, "old-age.not-township");
        roster(roster);
        List<OldAgeCandidate> found = locked(roster, candidates);
        for (OldAgeCandidate candidate : found) {
            if (candidate.dead()) {
                throw new RuleViolation("old-age.died", candidate.name());
            }
            if (candidate.account() == null) {
                throw new RuleViolation("old-age.no-account", candidate.name());
            }
        }
        answer(found, OldAgeCandidate.Answer.CONFIRMED, null, "", officer);
        log.done("OLD_AGE_LIFE_CONFIRMED", OBJECT, roster, officer.area(), found.size() + " 人");
    }

    /** The township leaves somebody out this month, for a reason; the next roster names them again. */
    public void leaveOut(UUID roster, UUID candidate, OldAgeCandidate.LeftOut why, String note) {
        Officer officer = require(Action.CONFIRM_LIFE, "old-age.not-township");
        roster(roster);
        List<OldAgeCandidate> found = locked(roster, List.of(candidate));
        answer(found, OldAgeCandidate.Answer.LEFT_OUT, why, note.strip(), officer);
        log.done(
                "OLD_AGE_LEFT_OUT", OBJECT, roster, officer.area(), found.get(0).name() + " " + why);
    }

    private List<OldAgeCandidate> locked(UUID roster, Collection<UUID> candidates) {
        List<OldAgeCandidate> found = rosters.lock(roster, candidates, Acting.scope());
        if (found.isEmpty() || found.size() != candidates.size()) {
            throw new NotFound();
        }
        found.forEach(candidate -> {
            if (candidate.finding() != OldAgeCandidate.Finding.TO_CONFIRM || candidate.entitlementId() != null) {
                throw new RuleViolation("old-age.settled", candidate.name());
            }
        });
        return found;
    }

    private void answer(
            List<OldAgeCandidate> found,
            OldAgeCandidate.Answer answer,
            OldAgeCandidate.@Nullable LeftOut leftOut,
            String note,
            Officer officer) {
        rosters.answer(
                found.stream().map(OldAgeCandidate::id).toList(),
                answer,
                leftOut,
                note,
                officer.id(),
                OffsetDateTime.now(clock),
                Acting.scope());
    }

    /**
     * The county confirms what the townships have confirmed, and everybody so confirmed is granted the allowance with
     * every later band (县级确认).
     *
     * @param within a township whose people alone are meant; null for all
     * @return how many were granted
     * @throws RuleViolation {@code old-age.same-person} if the officer confirmed one of them for the township, {@code
     *     old-age.nothing-to-grant}, {@code old-age.died}
     */
    public int grant(UUID roster, @Nullable AreaCode within) {
        Officer officer = require(Action.GRANT_ROSTER, "old-age.not-county");
        roster(roster);
        AreaScope scope = within == null ? Acting.scope() : Acting.scope().within(within);
        List<OldAgeCandidate> confirmed = rosters.lockToGrant(roster, scope);
        if (confirmed.isEmpty()) {
            throw new RuleViolation("old-age.nothing-to-grant");
        }
        for (OldAgeCandidate candidate : confirmed) {
            officer.mustBeAnotherThan(candidate.answeredBy(), "old-age.same-person", candidate.name());
            if (candidate.dead()) {
                throw new RuleViolation("old-age.died", candidate.name());
            }
        }
        // whom the township found alive now is seen again in a year
        Planner planner = new Planner(
                policy.book(),
                startRule(officer.area().county()),
                policy.checkMonths(officer.area().county(), LocalDate.now(clock)),
                officer.id());
        for (int from = 0; from < confirmed.size(); from += AT_ONCE) {
            grant(confirmed.subList(from, Math.min(from + AT_ONCE, confirmed.size())), planner, officer, scope);
        }
        log.done("OLD_AGE_GRANTED", OBJECT, roster, officer.area(), confirmed.size() + " 人");
        return confirmed.size();
    }

    private void grant(List<OldAgeCandidate> people, Planner planner, Officer officer, AreaScope scope) {
        List<Grant> grants = new ArrayList<>();
        List<OldAgeSchedule> schedules = new ArrayList<>();
        for (OldAgeCandidate person : people) {
            OldAgeSchedule schedule = planner.schedule(person);
            schedules.add(schedule);
            grants.add(planner.grant(person, schedule));
        }
        List<UUID> ids = entitlements.grantAll(grants);
        List<Redetermination> later = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            later.addAll(planner.later(people.get(i), ids.get(i), schedules.get(i)));
        }
        determineInTurn(later);
        rosters.granted(
                people.stream().map(OldAgeCandidate::id).toList(), ids, officer.id(), OffsetDateTime.now(clock), scope);
    }

    /** One entitlement may stand in a batch only once, so second steps go in a batch after the first ones. */
    private void determineInTurn(List<Redetermination> changes) {
        List<Redetermination> rest = changes;
        while (!rest.isEmpty()) {
            Map<UUID, Redetermination> first = new java.util.LinkedHashMap<>();
            List<Redetermination> next = new ArrayList<>();
            for (Redetermination change : rest) {
                if (first.putIfAbsent(change.entitlementId(), change) != null) {
                    next.add(change);
                }
            }
            entitlements.determineAll(List.copyOf(first.values()));
            rest = next;
        }
    }

    /** Works out what people are due, reading the bands of a place once. */
    private final class Planner {

        private final StandardBook book;
        private final StartRule rule;
        private final int checkMonths;
        private final UUID decidedBy;
        private final Map<String, OldAgeBands> bands = new HashMap<>();

        Planner(StandardBook book, StartRule rule, int checkMonths, UUID decidedBy) {
            this.book = book;
            this.rule = rule;
            this.checkMonths = checkMonths;
            this.decidedBy = decidedBy;
        }

        OldAgeSchedule schedule(OldAgeCandidate person) {
            OldAgeSchedule schedule = OldAgeSchedule.of(
                    person.birthDate(), person.firstMonth(), rule, bands(person.area(), person.residence()));
            if (schedule.steps().isEmpty()) {
                throw new RuleViolation("old-age.no-standard");
            }
            return schedule;
        }

        private OldAgeBands bands(AreaCode area, UrbanRural residence) {
            return bands.computeIfAbsent(
                    area.township().value() + residence, key -> OldAgePolicy.bands(book, area, residence));
        }

        Grant grant(OldAgeCandidate person, OldAgeSchedule schedule) {
            OldAgeSchedule.Step first = schedule.steps().get(0);
            LocalDate today = LocalDate.now(clock);
            return new Grant(
                    OldAgeAllowance.CODE,
                    person.area(),
                    person.residence(),
                    null,
                    person.residentId(),
                    person.residentId(),
                    null,
                    ReviewClass.A,
                    today.plusMonths(checkMonths),
                    EntryKind.ROSTER,
                    first.from(),
                    today,
                    null,
                    List.of(person.residentId()),
                    due(person, first, Cause.GRANTED, today));
        }

        List<Redetermination> later(OldAgeCandidate person, UUID entitlement, OldAgeSchedule schedule) {
            LocalDate today = LocalDate.now(clock);
            List<Redetermination> changes = new ArrayList<>();
            OldAgeSchedule.Step before = schedule.steps().get(0);
            for (OldAgeSchedule.Step step :
                    schedule.steps().subList(1, schedule.steps().size())) {
                Cause cause = step.band().age() == before.band().age() ? Cause.STANDARD_CHANGED : Cause.AGE_REACHED;
                changes.add(new Redetermination(entitlement, step.from(), due(person, step, cause, today)));
                before = step;
            }
            return changes;
        }

        private Due due(OldAgeCandidate person, OldAgeSchedule.Step step, Cause cause, LocalDate decidedOn) {
            return new Due(
                    1,
                    step.band().monthly(),
                    Money.ZERO,
                    cause,
                    OldAgeSchedule.RULE,
                    OldAgeReckoning.write(person.birthDate(), rule, step),
                    null,
                    null,
                    decidedBy,
                    decidedOn);
        }
    }

    private static Officer require(Action action, String violation) {
        Officer officer = Acting.officer();
        if (!AccessDecision.holdsRoleFor(officer, action)) {
            throw new RuleViolation(violation);
        }
        if (!AccessDecision.may(officer, action, LineOfBusiness.ELDER_CARE)) {
            throw new RuleViolation("old-age.not-your-line");
        }
        return officer;
    }

    /** The rosters of the officer's county, the latest month first, with the figures of the officer's own area. */
    @Transactional(readOnly = true)
    public List<OldAgeRoster> rosters(int limit, int offset) {
        return rosters.rosters(county(), limit, offset, Acting.scope());
    }

    /** @throws NotFound if the officer's county has no such roster */
    @Transactional(readOnly = true)
    public OldAgeRoster roster(UUID id) {
        return rosters.roster(id, county(), Acting.scope()).orElseThrow(NotFound::new);
    }

    @Transactional(readOnly = true)
    public List<OldAgeTown> towns(UUID roster) {
        return rosters.towns(roster, Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<OldAgeCandidate> candidates(UUID roster, OldAgeFilter filter, int limit, int offset) {
        return rosters.candidates(roster, filter, limit, offset, scope(filter));
    }

    @Transactional(readOnly = true)
    public List<OldAgeRecipient> recipients(OldAgeFilter filter, int limit, int offset) {
        return rosters.recipients(filter, YearMonth.now(clock), endOfMonth(), limit, offset, scope(filter));
    }

    @Transactional(readOnly = true)
    public int countRecipients(OldAgeFilter filter) {
        return rosters.countRecipients(filter, endOfMonth(), scope(filter));
    }

    /** Ages are counted by the month, as the bands are. */
    private LocalDate endOfMonth() {
        return YearMonth.now(clock).atEndOfMonth();
    }

    private static AreaCode county() {
        return Acting.officer().area().county();
    }

    private static AreaScope scope(OldAgeFilter filter) {
        return filter.within() == null ? Acting.scope() : Acting.scope().within(filter.within());
    }
}
