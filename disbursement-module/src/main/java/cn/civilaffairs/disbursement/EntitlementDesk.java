package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.SystemOfficer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is due what, from which month to which (待遇窗口). Amounts are only ever added: a change is a new determination from
 * a month on, an end is a last month with its reason. Acts as the officer on this thread and within their area.
 */
@Service
@Transactional
public class EntitlementDesk {

    private static final String OBJECT = "entitlement";

    private final Entitlements entitlements;
    private final Holds holds;
    private final LedgerBooks books;
    private final Schemes schemes;
    private final OperationLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EntitlementDesk(
            Entitlements entitlements,
            Holds holds,
            LedgerBooks books,
            Schemes schemes,
            OperationLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        this.entitlements = entitlements;
        this.holds = holds;
        this.books = books;
        this.schemes = schemes;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Grants a benefit with its first determination.
     *
     * @throws RuleViolation {@code entitlement.exists} if the household or person has one of this scheme already,
     *     {@code entitlement.person-covered} if somebody is covered by another
     */
    public UUID grant(Grant grant) {
        UUID id = write(List.of(grant)).get(0);
        log.done(
                "ENTITLEMENT_GRANTED",
                OBJECT,
                id,
                grant.area(),
                grant.scheme() + " " + grant.due().amount());
        return id;
    }

    /** Grants many at once, as a roster or a county going live brings them; all or none. */
    public List<UUID> grantAll(List<Grant> grants) {
        if (grants.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = write(grants);
        log.done("ENTITLEMENTS_GRANTED", OBJECT, null, Acting.officer().area(), ids.size() + " 户（人）");
        return ids;
    }

    private List<UUID> write(List<Grant> grants) {
        for (Grant grant : grants) {
            boolean byHousehold = schemes.named(grant.scheme()).holder() == Scheme.Holder.HOUSEHOLD;
            if (byHousehold != (grant.householdId() != null)) {
                throw new IllegalArgumentException(
                        grant.scheme() + " is held by a " + (byHousehold ? "household" : "person"));
            }
            if (!grant.covered().contains(grant.residentId()) && !byHousehold) {
                throw new IllegalArgumentException("A personal benefit covers its holder");
            }
        }
        try {
            return entitlements.insert(grants);
        } catch (DuplicateKeyException duplicate) {
            throw refusal(duplicate);
        }
    }

    private static RuleViolation refusal(DuplicateKeyException duplicate) {
        String message = String.valueOf(duplicate.getMostSpecificCause().getMessage());
        return new RuleViolation(
                message.contains("covered_person") ? "entitlement.person-covered" : "entitlement.exists");
    }

    /** A new amount from a month on; earlier months keep theirs. Months already paid differ in the next run as arrears. */
    public UUID determine(UUID entitlementId, YearMonth from, Due due) {
        UUID id = determineAll(List.of(new Redetermination(entitlementId, from, due)))
                .get(0);
        return id;
    }

    /** New amounts for many at once, such as after a raised standard; all or none. Each entitlement at most once. */
    public List<UUID> determineAll(List<Redetermination> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        beginChange();
        List<YearMonth> months = changes.stream().map(Redetermination::from).toList();
        List<UUID> entitlementIds =
                changes.stream().map(Redetermination::entitlementId).toList();
        entitlements.lock(entitlementIds, Acting.scope());
        List<Entitlements.Slot> slots = entitlements.slots(entitlementIds, months, Acting.scope());
        if (slots.size() != changes.size()) {
            throw new NotFound();
        }
        if (slots.stream().anyMatch(Entitlements.Slot::ended)) {
            throw new RuleViolation("entitlement.ended");
        }
        List<UUID> ids = entitlements.insertDeterminations(
                slots, months, changes.stream().map(Redetermination::due).toList());
        if (changes.size() == 1) {
            Due due = changes.get(0).due();
            log.done(
                    "ENTITLEMENT_DETERMINED",
                    OBJECT,
                    slots.get(0).entitlementId(),
                    slots.get(0).area(),
                    due.cause() + " " + months.get(0) + " " + due.amount());
        } else {
            log.done("ENTITLEMENTS_DETERMINED", OBJECT, null, Acting.officer().area(), changes.size() + " 户（人）");
        }
        changes.forEach(change -> changed(change.entitlementId(), change.from()));
        return ids;
    }

    /**
     * Ends a benefit with everybody it still covers. {@code lastMonth} is the last one due; the month before the first
     * says that none ever was.
     */
    public void end(UUID entitlementId, ExitCode code, YearMonth lastMonth, LocalDate decidedOn) {
        end(entitlementId, code, lastMonth, false, decidedOn);
    }

    /** As {@link #end}, planned ahead for a household on its way out (渐退): until its last month it goes on as one in payment. */
    public void taper(UUID entitlementId, ExitCode code, YearMonth lastMonth, LocalDate decidedOn) {
        end(entitlementId, code, lastMonth, true, decidedOn);
    }

    private void end(UUID entitlementId, ExitCode code, YearMonth lastMonth, boolean tapers, LocalDate decidedOn) {
        beginChange();
        Entitlement entitlement = running(entitlementId);
        if (lastMonth.isBefore(entitlement.firstMonth().minusMonths(1))) {
            throw new RuleViolation("entitlement.ends-before-it-begins");
        }
        Officer officer = Acting.officer();
        AreaScope scope = Acting.scope();
        StaleVersion.unless(entitlements.end(
                entitlementId, code, lastMonth, tapers, decidedOn, officer.id(), entitlement.version(), scope));
        entitlements.endAllPersons(entitlementId, code, lastMonth, scope);
        log.done("ENTITLEMENT_ENDED", OBJECT, entitlementId, entitlement.area(), code.code() + " " + lastMonth);
        changed(entitlementId, lastMonth.plusMonths(1));
    }

    /**
     * Takes the end of a benefit back, because the decision to end it did not stand or its planned end (渐退) is none any
     * more. Everybody who left with it is covered again. Months missed meanwhile are paid with the next run. Where the
     * household was granted the same anew meanwhile, the old benefit is due up to the month before.
     *
     * @throws RuleViolation {@code entitlement.not-ended}, {@code entitlement.taken-over} if not a month is left between
     */
    public void restore(UUID entitlementId, String why) {
        beginChange();
        Entitlement ended = find(entitlementId);
        YearMonth last = ended.lastMonth();
        if (last == null) {
            throw new RuleViolation("entitlement.not-ended");
        }
        AreaScope scope = Acting.scope();
        YearMonth until = ended.householdId() == null
                ? null
                : entitlements
                        .takenOverFrom(ended, scope)
                        .map(month -> month.minusMonths(1))
                        .orElse(null);
        if (until != null && !until.isAfter(last)) {
            throw new RuleViolation("entitlement.taken-over");
        }
        try {
            StaleVersion.unless(entitlements.reopen(ended, until, scope));
        } catch (DuplicateKeyException duplicate) {
            throw refusal(duplicate);
        }
        YearMonth from = last.plusMonths(1);
        if (!from.isAfter(thisMonth())) {
            entitlements.restored(ended, from, why, Acting.officer().id(), LocalDate.now(clock));
        }
        log.done("ENTITLEMENT_RESTORED", OBJECT, entitlementId, ended.area(), from + " " + why);
        changed(entitlementId, from);
    }

    /** A member who was taken out up to a month is covered again from the next, because taking them out did not stand. */
    public void coverAgain(UUID entitlementId, UUID residentId, YearMonth lastMonth, String why) {
        beginChange();
        Entitlement entitlement = running(entitlementId);
        LocalDate until =
                entitlement.lastMonth() == null ? null : entitlement.lastMonth().atDay(1);
        try {
            if (entitlements.cover(entitlementId, residentId, lastMonth.atDay(1), until, Acting.scope()) != 1) {
                throw new RuleViolation("entitlement.person-not-covered");
            }
        } catch (DuplicateKeyException duplicate) {
            throw refusal(duplicate);
        }
        log.done("COVERED_PERSON_RESTORED", OBJECT, entitlementId, entitlement.area(), lastMonth + " " + why);
        changed(entitlementId, lastMonth.plusMonths(1));
    }

    /** A member is covered from a month on; the amount changes only by {@link #determine}. */
    public void addPerson(UUID entitlementId, UUID residentId, YearMonth from, String why) {
        beginChange();
        Entitlement entitlement = running(entitlementId);
        try {
            entitlements.addPerson(entitlement, residentId, from, why);
        } catch (DuplicateKeyException duplicate) {
            throw new RuleViolation("entitlement.person-covered");
        }
        log.done("COVERED_PERSON_ADDED", OBJECT, entitlementId, entitlement.area(), from + " " + why);
        changed(entitlementId, from);
    }

    /** A member is covered no longer after a month, while the benefit goes on for the others. */
    public void removePerson(UUID entitlementId, UUID residentId, YearMonth lastMonth, ExitCode code) {
        beginChange();
        Entitlement entitlement = running(entitlementId);
        if (!entitlements.endPerson(entitlementId, residentId, code, lastMonth, Acting.scope())) {
            throw new RuleViolation("entitlement.person-not-covered");
        }
        log.done("COVERED_PERSON_REMOVED", OBJECT, entitlementId, entitlement.area(), code.code() + " " + lastMonth);
        changed(entitlementId, lastMonth.plusMonths(1));
    }

    /** Before a row of a benefit is locked: a run that is being signed is waited for, and none is signed until this has ended. */
    private void beginChange() {
        books.holdRunsStill(Acting.officer().area().county());
    }

    private void changed(UUID entitlementId, YearMonth from) {
        events.publishEvent(new EntitlementChanged(entitlementId, from));
    }

    /**
     * Money goes to somebody else's account from the next run on; only {@link PayeeDesk} may say to whose. One that ended may
     * still owe months, which nobody receives where the payee died.
     */
    void changePayee(UUID entitlementId, UUID payeeId, String why) {
        beginChange();
        Entitlement entitlement = find(entitlementId);
        StaleVersion.unless(entitlements.changePayee(entitlementId, payeeId, entitlement.version(), Acting.scope()));
        log.done("PAYEE_CHANGED", OBJECT, entitlementId, entitlement.area(), why);
    }

    /** Another member now holds the household's benefit and receives its money, as after the death of the head. */
    public void changeHolder(UUID entitlementId, UUID holderId, String why) {
        beginChange();
        Entitlement entitlement = find(entitlementId);
        StaleVersion.unless(entitlements.changeHolder(entitlementId, holderId, entitlement.version(), Acting.scope()));
        log.done("HOLDER_CHANGED", OBJECT, entitlementId, entitlement.area(), why);
    }

    public void reviewed(UUID entitlementId, ReviewClass reviewClass, LocalDate nextReviewOn) {
        beginChange();
        Entitlement entitlement = running(entitlementId);
        StaleVersion.unless(
                entitlements.reviewed(entitlementId, reviewClass, nextReviewOn, entitlement.version(), Acting.scope()));
        log.done("ENTITLEMENT_REVIEWED", OBJECT, entitlementId, entitlement.area(), reviewClass + " " + nextReviewOn);
    }

    /** Who a household's benefit in payment covers and was born within some days, both of them included. */
    @Transactional(readOnly = true)
    public List<CoveredBirth> coveredBornBetween(String scheme, LocalDate from, LocalDate to) {
        return entitlements.coveredBornBetween(scheme, from, to, Acting.scope());
    }

    /** How many households are to be looked at again in each of the coming months, this one first (复核计划). */
    @Transactional(readOnly = true)
    public List<PlannedReviews> reviewPlan(String scheme, int months) {
        boolean byVillage = Acting.officer().area().level() != AreaCode.Level.COUNTY;
        return entitlements.reviewPlan(scheme, thisMonth(), thisMonth().plusMonths(months), byVillage, Acting.scope());
    }

    /**
     * Lays down when those are looked at first of whom nobody has said so, such as people taken over from a list: so many months
     * after they were granted, but not before they can have been told.
     *
     * @return how many
     */
    public int planReviews(String scheme, ReviewClass reviewClass, int months, LocalDate notBefore) {
        return entitlements.planReviews(scheme, reviewClass, months, notBefore, Acting.scope());
    }

    /** The benefits in payment whose review is due up to a day, the earliest first. */
    @Transactional(readOnly = true)
    public List<ReviewDue> reviewsDue(String scheme, LocalDate until) {
        return entitlements.reviewsDue(scheme, until, thisMonth(), Acting.scope());
    }

    /** Holds the money back from a month on; several reasons may stand side by side, and each must be released. */
    public UUID hold(UUID entitlementId, HoldReason reason, String note, YearMonth from) {
        return hold(entitlementId, reason, note, from, null);
    }

    /**
     * Holds the money back until something else is settled; {@link #letGo} of that then lets it go, and nobody by hand.
     *
     * @param awaits the case or promise it waits for
     */
    public UUID hold(UUID entitlementId, HoldReason reason, String note, YearMonth from, @Nullable UUID awaits) {
        RuleViolation.ifBlank(note, "entitlement.note-missing");
        Entitlement entitlement = running(entitlementId);
        Officer officer = Acting.officer();
        UUID id = holds.place(
                entitlement,
                reason,
                note,
                from,
                awaits,
                SystemOfficer.is(officer) ? null : officer.id(),
                OffsetDateTime.now(clock));
        log.done("HOLD_PLACED", OBJECT, entitlementId, entitlement.area(), reason + " " + from);
        return id;
    }

    /**
     * Suspends payment by hand (暂停发放): one reason, from this month or a later one, beside whatever others there are.
     *
     * @throws RuleViolation {@code hold.reason-open} while the same reason stands, {@code hold.month-past} for a month that
     *     is over, {@code hold.reason-automatic} for one only the death chain places
     */
    public UUID suspend(UUID entitlementId, HoldReason reason, String note, YearMonth from) {
        if (reason.isAutomatic()) {
            throw new RuleViolation("hold.reason-automatic");
        }
        if (from.isBefore(thisMonth())) {
            throw new RuleViolation("hold.month-past", thisMonth().toString());
        }
        boolean stands = holds.of(entitlementId, Acting.scope()).stream()
                .anyMatch(hold -> hold.open() && hold.reason() == reason);
        if (stands) {
            throw new RuleViolation("hold.reason-open", reason);
        }
        return hold(entitlementId, reason, note.strip(), from);
    }

    /** @throws NotFound if there is none in the officer's area */
    @Transactional(readOnly = true)
    public Hold findHold(UUID id) {
        return holds.find(id, Acting.scope()).orElseThrow(NotFound::new);
    }

    /**
     * Takes one reason of a suspension away by hand (恢复发放); payment revives when the last is gone. Whoever placed it may
     * take it away, but the months held are paid only where somebody else agrees.
     *
     * @throws RuleViolation {@code hold.same-person}, {@code hold.reason-automatic}
     */
    public void resume(UUID holdId, String note, boolean payHeldMonths) {
        Hold hold = holds.find(holdId, Acting.scope()).orElseThrow(NotFound::new);
        if (hold.reason().isAutomatic()) {
            throw new RuleViolation("hold.reason-automatic");
        }
        if (hold.awaits() != null) {
            throw new RuleViolation("hold.awaits", hold.note());
        }
        if (payHeldMonths) {
            Acting.officer().mustBeAnotherThan(hold.placedById(), "hold.same-person", hold.placedBy());
        }
        YearMonth from = hold.from().isAfter(thisMonth()) ? hold.from() : thisMonth();
        release(holdId, note.strip(), from, payHeldMonths);
        if (payHeldMonths) {
            holds.approve(holdId, Acting.officer().id(), Acting.scope());
        }
    }

    /**
     * Lets go of every hold that waited for this, the months held with it.
     *
     * @param byTwo whether two people stand behind what settled it; otherwise it is another than who placed the hold
     * @throws RuleViolation {@code hold.same-person}
     */
    public void letGo(UUID awaited, String note, boolean byTwo) {
        letGo(awaited, note, byTwo, true);
    }

    /** @param payHeldMonths whether the months held are made up for */
    public void letGo(UUID awaited, String note, boolean byTwo, boolean payHeldMonths) {
        for (Hold hold : holds.awaiting(awaited, Acting.scope())) {
            boolean own = Acting.officer().isOneWith(hold.placedById());
            if (own && !byTwo) {
                throw new RuleViolation("hold.same-person", hold.placedBy());
            }
            release(hold.id(), note, hold.from().isAfter(thisMonth()) ? hold.from() : thisMonth(), payHeldMonths);
            if (!own && payHeldMonths) {
                holds.approve(hold.id(), Acting.officer().id(), Acting.scope());
            }
        }
    }

    /**
     * Takes one reason away.
     *
     * @param payHeldMonths whether the months held are paid as arrears with the next run, once no reason is left
     */
    public void release(UUID holdId, String note, YearMonth paidAgainFrom, boolean payHeldMonths) {
        RuleViolation.ifBlank(note, "entitlement.note-missing");
        Hold hold = holds.find(holdId, Acting.scope()).orElseThrow(NotFound::new);
        StaleVersion.unless(holds.release(
                holdId,
                note,
                paidAgainFrom,
                payHeldMonths,
                Acting.officer().id(),
                OffsetDateTime.now(clock),
                Acting.scope()));
        log.done(
                "HOLD_RELEASED",
                OBJECT,
                hold.entitlementId(),
                Acting.officer().area(),
                hold.reason() + (payHeldMonths ? " 补发暂停期间" : " 不补发暂停期间"));
    }

    /** One whose end is not decided, or only planned ahead as that of a household on its way out (渐退). */
    private Entitlement running(UUID id) {
        Entitlement entitlement = entitlements.find(id, Acting.scope()).orElseThrow(NotFound::new);
        YearMonth last = entitlement.lastMonth();
        boolean onTheWayOut = entitlement.tapers() && last != null && !last.isBefore(thisMonth());
        if (entitlement.ended() && !onTheWayOut) {
            throw new RuleViolation("entitlement.ended");
        }
        return entitlement;
    }

    /** @throws NotFound if there is none in the officer's area */
    @Transactional(readOnly = true)
    public Entitlement find(UUID id) {
        return entitlements.find(id, Acting.scope()).orElseThrow(NotFound::new);
    }

    @Transactional(readOnly = true)
    public Optional<Entitlement> ofCase(UUID caseId, String scheme) {
        return entitlements.ofCase(caseId, scheme, Acting.scope());
    }

    @Transactional(readOnly = true)
    public BenefitInForce inForce(UUID entitlementId) {
        return entitlements.one(entitlementId, thisMonth(), Acting.scope()).stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** The household's benefits and its members' own, those in force first, with the amount of the current month. */
    @Transactional(readOnly = true)
    public List<BenefitInForce> ofHousehold(UUID householdId) {
        return entitlements.ofHousehold(householdId, thisMonth(), Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<BenefitInForce> ofResident(UUID residentId) {
        return entitlements.ofResident(residentId, thisMonth(), Acting.scope());
    }

    private YearMonth thisMonth() {
        return YearMonth.now(clock);
    }

    @Transactional(readOnly = true)
    public List<CoveredPerson> covered(UUID entitlementId) {
        return entitlements.covered(entitlementId, Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<Hold> holds(UUID entitlementId) {
        return holds.of(entitlementId, Acting.scope());
    }

    /** @throws NotFound if there is none in the officer's area */
    @Transactional(readOnly = true)
    public Determination determination(UUID id) {
        return entitlements.determination(id, Acting.scope()).orElseThrow(NotFound::new);
    }

    /** Every determination of an entitlement, the latest month first. */
    @Transactional(readOnly = true)
    public List<Determination> determinations(UUID entitlementId) {
        return entitlements.determinations(entitlementId, Acting.scope());
    }

    /** Payments of a household and of its members' own benefits, the latest first. */
    @Transactional(readOnly = true)
    public List<Payment> paymentsOfHousehold(UUID householdId, int limit, int offset) {
        return entitlements.payments(householdId, limit, offset, Acting.scope());
    }

    @Transactional(readOnly = true)
    public int countPaymentsOfHousehold(UUID householdId) {
        return entitlements.countPayments(householdId, Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<Payment> paymentsOfResident(UUID residentId, int limit, int offset) {
        return entitlements.paymentsOfResident(residentId, limit, offset, Acting.scope());
    }
}
