package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.PlannedByValue;
import cn.civilaffairs.registry.database.WholeView;
import cn.civilaffairs.registry.database.WorkMemory;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tries a standard out on everybody it concerns, and applies it, chunk by chunk behind a cursor, each chunk a transaction of
 * its own: read, reckon in the rule, copy in. A worker that was interrupted goes on where it stopped and does nothing twice.
 * Ten benefits and a million go the same way.
 */
@Component
class UpliftWork {

    static final int CHUNK = 2_000;

    private final Uplifts uplifts;
    private final Entitlements entitlements;
    private final LedgerBooks books;
    private final Standards standards;
    private final List<AmountRule> rules;
    private final List<NewlyEligible> newlyEligible;
    private final ApplicationEventPublisher events;
    private final PlannedByValue planned;
    private final WorkMemory memory;
    private final OperationLog log;
    private final Clock clock;
    private final WholeView wholeView;

    UpliftWork(
            Uplifts uplifts,
            Entitlements entitlements,
            LedgerBooks books,
            Standards standards,
            ObjectProvider<AmountRule> rules,
            ObjectProvider<NewlyEligible> newlyEligible,
            ApplicationEventPublisher events,
            PlannedByValue planned,
            WorkMemory memory,
            OperationLog log,
            Clock clock,
            WholeView wholeView) {
        this.uplifts = uplifts;
        this.entitlements = entitlements;
        this.books = books;
        this.standards = standards;
        this.rules = rules.orderedStream().toList();
        this.newlyEligible = newlyEligible.orderedStream().toList();
        this.events = events;
        this.planned = planned;
        this.memory = memory;
        this.log = log;
        this.clock = clock;
        this.wholeView = wholeView;
    }

    boolean knows(String scheme) {
        return rules.stream().anyMatch(rule -> rule.scheme().equals(scheme));
    }

    private AmountRule rule(String scheme) {
        return rules.stream()
                .filter(rule -> rule.scheme().equals(scheme))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** One step; false once there is nothing left to do. */
    @Transactional
    public boolean step(UUID upliftId, int chunk) {
        // a raised standard reaches households under limited access too, whoever started it
        return wholeView.during(() -> work(upliftId, chunk));
    }

    private boolean work(UUID upliftId, int chunk) {
        Uplifts.Position position = uplifts.lock(upliftId);
        Uplift uplift = uplifts.find(upliftId, Acting.scope()).orElseThrow(NotFound::new);
        AreaScope scope = Acting.scope().within(uplift.area());
        return switch (position.state()) {
            case PREVIEWING -> preview(uplift, tryOut(uplift, position, chunk, scope), scope);
            case APPLYING -> apply(uplift, reckonAgain(uplift, position, chunk, scope), scope);
            default -> false;
        };
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void failed(UUID upliftId, RuntimeException failure) {
        uplifts.failed(upliftId, failure.getClass().getSimpleName() + ": " + failure.getMessage(), now());
    }

    private boolean preview(Uplift uplift, Preview next, AreaScope scope) {
        if (next.isEmpty()) {
            findNewcomers(uplift, scope);
            memory.grant();
            uplifts.previewed(uplift, now(), scope);
            log.done("UPLIFT_PREVIEWED", UpliftDesk.OBJECT, uplift.id(), uplift.area(), uplift.document());
            return false;
        }
        keep(uplift.id(), next);
        return true;
    }

    /**
     * Whom the standard would let in. Found and kept in the transaction that ends the preview, so that the list is whole or not
     * there; months already past are not made up for somebody who has not applied.
     */
    private void findNewcomers(Uplift uplift, AreaScope scope) {
        Standard standard = standards.find(uplift.standardId());
        YearMonth month =
                YearMonth.now(clock).isAfter(uplift.effectiveMonth()) ? YearMonth.now(clock) : uplift.effectiveMonth();
        List<NewlyEligible.Found> found = new ArrayList<>();
        for (NewlyEligible scheme : newlyEligible) {
            if (scheme.scheme().equals(uplift.scheme())) {
                scheme.find(standard, month, scope, household -> {
                    found.add(household);
                    if (found.size() == CHUNK) {
                        uplifts.insertNewcomers(uplift.id(), found);
                        found.clear();
                    }
                });
            }
        }
        uplifts.insertNewcomers(uplift.id(), found);
    }

    /** What was worked out of the next benefits and not written yet, so that it may be done ahead. */
    sealed interface WorkedOut {

        /** Where the uplift has to stand for it to be kept. */
        Uplifts.Position after();

        /** Whether there was nothing left. */
        boolean isEmpty();

        /** Where the uplift stands once it is kept. */
        Uplifts.Position next();
    }

    /** What the standard does to the next benefits. */
    record Preview(Uplifts.Position after, List<Uplifts.Standing> standings, List<UpliftRule.Result> results)
            implements WorkedOut {

        @Override
        public boolean isEmpty() {
            return standings.isEmpty();
        }

        @Override
        public Uplifts.Position next() {
            AmountRule.Recipient last = standings.get(standings.size() - 1).recipient();
            int benefits =
                    (int) standings.stream().filter(Uplifts.Standing::latest).count();
            return new Uplifts.Position(after.state(), after.done() + benefits, after.total(), last.entitlementId());
        }
    }

    /**
     * What the next benefits were approved to become, and what the rule says of them by now.
     *
     * @param changes of everybody to be changed the months that differ
     * @param marks how each stood when this was reckoned; otherwise by now, and somebody has decided since
     */
    record Reckoned(
            Uplifts.Position after,
            Uplifts.Batch batch,
            Map<UUID, Map<YearMonth, Change>> changes,
            Map<UUID, Entitlements.Mark> marks)
            implements WorkedOut {

        /** @param ordinal its number among the determinations of the month, as long as nobody makes another */
        record Change(Due due, int ordinal) {}

        @Override
        public boolean isEmpty() {
            return batch.last() == null;
        }

        @Override
        public Uplifts.Position next() {
            return new Uplifts.Position(
                    after.state(), after.done() + batch.expected().size(), after.total(), batch.last());
        }
    }

    private Preview tryOut(Uplift uplift, Uplifts.Position after, int chunk, AreaScope scope) {
        Uplifts.Position counted = after.total() > 0
                ? after
                : new Uplifts.Position(
                        after.state(), after.done(), uplifts.countConcerned(uplift, scope), after.last());
        List<Uplifts.Standing> standings = uplifts.standings(uplift, counted, null, chunk, scope);
        List<UpliftRule.Result> results = new ArrayList<>(standings.size());
        if (!standings.isEmpty()) {
            Standard standard = standards.find(uplift.standardId());
            Map<AmountRule.Recipient, AmountRule.Comparison> reckoned = reckon(uplift, standard, standings);
            for (Uplifts.Standing standing : standings) {
                results.add(UpliftRule.of(
                        standing.amount(), standing.persons(), standing.cause(), reckoned.get(standing.recipient())));
            }
        }
        return new Preview(counted, standings, results);
    }

    private void keep(UUID upliftId, Preview preview) {
        uplifts.insertItems(upliftId, preview.standings(), preview.results());
        moveTo(upliftId, preview.next());
    }

    private void moveTo(UUID upliftId, Uplifts.Position to) {
        uplifts.move(upliftId, to, now());
    }

    /**
     * Works out everything that is still to be previewed or carried out, from wherever the uplift stands, without writing any of
     * it. Needs a transaction to read in.
     */
    void workOutAll(UUID upliftId, int chunk, Consumer<WorkedOut> each) {
        wholeView.during(() -> {
            planned.pieceByPiece();
            Uplift uplift = uplifts.find(upliftId, Acting.scope()).orElseThrow(NotFound::new);
            AreaScope scope = Acting.scope().within(uplift.area());
            WorkedOut next = workOut(uplift, uplifts.position(upliftId), chunk, scope);
            while (!next.isEmpty()) {
                each.accept(next);
                next = workOut(uplift, next.next(), chunk, scope);
            }
        });
    }

    private WorkedOut workOut(Uplift uplift, Uplifts.Position position, int chunk, AreaScope scope) {
        return position.state() == UpliftState.PREVIEWING
                ? tryOut(uplift, position, chunk, scope)
                : reckonAgain(uplift, position, chunk, scope);
    }

    @Transactional(readOnly = true)
    public boolean isWorking(UUID upliftId) {
        UpliftState state = uplifts.position(upliftId).state();
        return state == UpliftState.PREVIEWING || state == UpliftState.APPLYING;
    }

    /** Keeps what was worked out ahead; false, and nothing written, if somebody else has moved the uplift on since. */
    @Transactional
    public boolean write(UUID upliftId, WorkedOut ahead) {
        return wholeView.during(() -> {
            Uplifts.Position position = uplifts.lock(upliftId);
            Uplifts.Position after = ahead.after();
            boolean inPlace = position.state() == after.state()
                    && position.done() == after.done()
                    && Objects.equals(position.last(), after.last());
            if (inPlace) {
                if (ahead instanceof Reckoned reckoned) {
                    Uplift uplift = uplifts.find(upliftId, Acting.scope()).orElseThrow(NotFound::new);
                    apply(uplift, reckoned, Acting.scope().within(uplift.area()));
                } else {
                    keep(upliftId, (Preview) ahead);
                }
            }
            return inPlace;
        });
    }

    private Map<AmountRule.Recipient, AmountRule.Comparison> reckon(
            Uplift uplift, Standard standard, List<Uplifts.Standing> standings) {
        Map<AmountRule.Recipient, AmountRule.Comparison> reckoned = new HashMap<>(standings.size() * 2);
        standings.forEach(standing ->
                reckoned.put(standing.recipient(), new AmountRule.Comparison(standing.recipient(), null, null)));
        rule(uplift.scheme())
                .compare(
                        standings.stream().map(Uplifts.Standing::recipient).toList(),
                        standard,
                        comparison -> reckoned.put(comparison.recipient(), comparison));
        return reckoned;
    }

    private Reckoned reckonAgain(Uplift uplift, Uplifts.Position after, int chunk, AreaScope scope) {
        Uplifts.Batch batch = uplifts.toApply(uplift.id(), after, chunk, scope);
        Map<UUID, Map<YearMonth, Reckoned.Change>> changes = new LinkedHashMap<>();
        Map<UUID, Entitlements.Mark> marks = new HashMap<>();
        batch.expected().keySet().forEach(id -> changes.put(id, new LinkedHashMap<>()));
        if (changes.isEmpty()) {
            return new Reckoned(after, batch, changes, marks);
        }
        List<Uplifts.Standing> standings =
                uplifts.standings(uplift, after, batch.last(), Integer.MAX_VALUE, scope).stream()
                        .filter(standing ->
                                changes.containsKey(standing.recipient().entitlementId()))
                        .toList();
        Map<AmountRule.Recipient, AmountRule.Comparison> reckoned =
                reckon(uplift, standards.find(uplift.standardId()), standings);
        LocalDate today = LocalDate.now(clock);
        UUID by = Acting.officer().id();
        for (Uplifts.Standing standing : standings) {
            UUID id = standing.recipient().entitlementId();
            marks.put(id, standing.mark());
            AmountRule.Amount then = reckoned.get(standing.recipient()).then();
            if (then != null && then.eligible() && !then.total().equals(standing.amount())) {
                Due due = new Due(
                        then.persons(),
                        then.base(),
                        then.supplement(),
                        Cause.STANDARD_CHANGED,
                        then.ruleVersion(),
                        then.reckoning().get(),
                        null,
                        null,
                        by,
                        today);
                changes.get(id).put(standing.recipient().month(), new Reckoned.Change(due, standing.ordinal()));
            }
        }
        return new Reckoned(after, batch, changes, marks);
    }

    private boolean apply(Uplift uplift, Reckoned reckoned, AreaScope scope) {
        if (reckoned.isEmpty()) {
            uplifts.applied(uplift.id(), now());
            Uplift done = uplifts.find(uplift.id(), Acting.scope()).orElseThrow();
            log.done(
                    "UPLIFT_APPLIED",
                    UpliftDesk.OBJECT,
                    uplift.id(),
                    uplift.area(),
                    "%s 执行%d 变动未执行%d".formatted(uplift.document(), done.applied(), done.moved()));
            events.publishEvent(new UpliftApplied(done));
            return false;
        }
        carryOut(uplift, reckoned, scope);
        moveTo(uplift.id(), reckoned.next());
        return true;
    }

    /**
     * Only what was previewed to the fen is written; whoever something else is true of by now is set aside and named. From
     * here on nobody else decides about these benefits; who did since they were reckoned has decided last.
     */
    private void carryOut(Uplift uplift, Reckoned reckoned, AreaScope scope) {
        Map<UUID, Map<YearMonth, Money>> expected = reckoned.batch().expected();
        books.holdRunsStill(uplift.area().county());
        Map<UUID, Entitlements.Mark> standing = entitlements.lockAndRead(expected.keySet(), scope);
        Set<UUID> moved = new LinkedHashSet<>();
        List<Entitlements.Slot> slots = new ArrayList<>();
        List<YearMonth> months = new ArrayList<>();
        List<Due> amounts = new ArrayList<>();
        expected.forEach((id, seen) -> {
            Map<YearMonth, Reckoned.Change> changes = reckoned.changes().get(id);
            Map<YearMonth, Money> now = new HashMap<>();
            changes.forEach((month, change) -> now.put(month, change.due().amount()));
            Entitlements.Mark mark = reckoned.marks().get(id);
            if (mark == null || !now.equals(seen) || !mark.equals(standing.get(id))) {
                moved.add(id);
                return;
            }
            changes.forEach((month, change) -> {
                slots.add(new Entitlements.Slot(id, mark.area(), false, change.ordinal()));
                months.add(month);
                amounts.add(change.due());
            });
        });
        if (!slots.isEmpty()) {
            entitlements.insertDeterminations(slots, months, amounts);
            lowered(uplift, slots, months);
        }
        uplifts.insertMoved(uplift.id(), moved, "测算后家庭情况有变动，未随提标执行，须人工核定");
        uplifts.count(uplift.id(), expected.size() - moved.size(), moved.size());
    }

    /** What rises for past months the next run finds by itself; what falls has to be claimed, and others may ask to hear. */
    private void lowered(Uplift uplift, List<Entitlements.Slot> slots, List<YearMonth> months) {
        if (uplift.excess().isPositive()) {
            for (int i = 0; i < slots.size(); i++) {
                events.publishEvent(new EntitlementChanged(slots.get(i).entitlementId(), months.get(i)));
            }
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
