package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Standards standards;
    private final List<AmountRule> rules;
    private final List<NewlyEligible> newlyEligible;
    private final ApplicationEventPublisher events;
    private final WorkMemory memory;
    private final OperationLog log;
    private final Clock clock;

    private final WholeView wholeView;

    UpliftWork(
            Uplifts uplifts,
            Entitlements entitlements,
            Standards standards,
            ObjectProvider<AmountRule> rules,
            ObjectProvider<NewlyEligible> newlyEligible,
            ApplicationEventPublisher events,
            WorkMemory memory,
            OperationLog log,
            Clock clock,
            WholeView wholeView) {
        this.wholeView = wholeView;
        this.uplifts = uplifts;
        this.entitlements = entitlements;
        this.standards = standards;
        this.rules = rules.orderedStream().toList();
        this.newlyEligible = newlyEligible.orderedStream().toList();
        this.events = events;
        this.memory = memory;
        this.log = log;
        this.clock = clock;
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
            case PREVIEWING -> preview(uplift, position, chunk, scope);
            case APPLYING -> apply(uplift, position, chunk, scope);
            default -> false;
        };
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void failed(UUID upliftId, RuntimeException failure) {
        uplifts.failed(upliftId, failure.getClass().getSimpleName() + ": " + failure.getMessage(), now());
    }

    private boolean preview(Uplift uplift, Uplifts.Position position, int chunk, AreaScope scope) {
        Preview next = tryOut(uplift, position, chunk, scope);
        if (next.standings().isEmpty()) {
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

    /** What the standard does to the next benefits. @param after where the uplift has to stand for it to be kept */
    record Preview(Uplifts.Position after, List<Uplifts.Standing> standings, List<UpliftRule.Result> results) {

        /** Where the uplift stands once it is kept. */
        Uplifts.Position next() {
            AmountRule.Recipient last = standings.get(standings.size() - 1).recipient();
            int benefits =
                    (int) standings.stream().filter(Uplifts.Standing::latest).count();
            return new Uplifts.Position(
                    UpliftState.PREVIEWING,
                    after.done() + benefits,
                    after.total(),
                    last.area().value(),
                    last.entitlementId());
        }
    }

    private Preview tryOut(Uplift uplift, Uplifts.Position after, int chunk, AreaScope scope) {
        Uplifts.Position counted = after.total() > 0
                ? after
                : new Uplifts.Position(
                        after.state(), after.done(), uplifts.countConcerned(uplift, scope), after.area(), after.id());
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
        Uplifts.Position to = preview.next();
        uplifts.move(upliftId, to.done(), to.total(), to.area(), to.id(), now());
    }

    /**
     * Works out everything that is still to be previewed, from wherever the uplift stands, without writing any of it. Needs a
     * transaction to read in.
     */
    void tryOutAll(UUID upliftId, int chunk, Consumer<Preview> each) {
        Uplift uplift = uplifts.find(upliftId, Acting.scope()).orElseThrow(NotFound::new);
        AreaScope scope = Acting.scope().within(uplift.area());
        Uplifts.Position position = uplifts.position(upliftId);
        Preview next = tryOut(uplift, position, chunk, scope);
        while (!next.standings().isEmpty()) {
            each.accept(next);
            next = tryOut(uplift, next.next(), chunk, scope);
        }
    }

    @Transactional(readOnly = true)
    public boolean isPreviewing(UUID upliftId) {
        return uplifts.position(upliftId).state() == UpliftState.PREVIEWING;
    }

    /** Keeps what was worked out ahead; false, and nothing written, if somebody else has moved the uplift on since. */
    @Transactional
    public boolean write(UUID upliftId, Preview preview) {
        Uplifts.Position position = uplifts.lock(upliftId);
        Uplifts.Position after = preview.after();
        boolean inPlace = position.state() == UpliftState.PREVIEWING
                && position.done() == after.done()
                && position.area().equals(after.area())
                && Objects.equals(position.id(), after.id());
        if (inPlace) {
            keep(upliftId, preview);
        }
        return inPlace;
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

    private boolean apply(Uplift uplift, Uplifts.Position position, int chunk, AreaScope scope) {
        Uplifts.Batch batch = uplifts.toApply(uplift.id(), position, chunk, scope);
        Uplifts.Position last = batch.last();
        if (last == null) {
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
        Map<UUID, Map<YearMonth, Money>> expected = batch.expected();
        Standard standard = standards.find(uplift.standardId());
        List<Uplifts.Standing> standings = expected.isEmpty()
                ? List.of()
                : uplifts.standings(uplift, position, last, Integer.MAX_VALUE, scope).stream()
                        .filter(standing ->
                                expected.containsKey(standing.recipient().entitlementId()))
                        .toList();
        Map<AmountRule.Recipient, AmountRule.Comparison> reckoned = reckon(uplift, standard, standings);
        Map<UUID, Map<YearMonth, Due>> dues = new LinkedHashMap<>();
        expected.keySet().forEach(id -> dues.put(id, new LinkedHashMap<>()));
        LocalDate today = LocalDate.now(clock);
        UUID by = Acting.officer().id();
        for (Uplifts.Standing standing : standings) {
            AmountRule.Amount then = reckoned.get(standing.recipient()).then();
            if (then != null && then.eligible() && !then.total().equals(standing.amount())) {
                dues.get(standing.recipient().entitlementId())
                        .put(
                                standing.recipient().month(),
                                new Due(
                                        then.persons(),
                                        then.base(),
                                        then.supplement(),
                                        Cause.STANDARD_CHANGED,
                                        then.ruleVersion(),
                                        then.reckoning().get(),
                                        null,
                                        null,
                                        by,
                                        today));
            }
        }
        write(uplift, expected, dues, scope);
        uplifts.move(uplift.id(), position.done() + expected.size(), uplift.changes(), last.area(), last.id(), now());
        return true;
    }

    /** Only what was previewed to the fen is written; whoever something else is true of by now is set aside and named. */
    private void write(
            Uplift uplift,
            Map<UUID, Map<YearMonth, Money>> expected,
            Map<UUID, Map<YearMonth, Due>> dues,
            AreaScope scope) {
        Map<UUID, String> moved = new LinkedHashMap<>();
        List<UUID> ids = new ArrayList<>();
        List<YearMonth> months = new ArrayList<>();
        List<Due> amounts = new ArrayList<>();
        expected.forEach((id, seen) -> {
            Map<YearMonth, Money> now = new HashMap<>();
            dues.get(id).forEach((month, due) -> now.put(month, due.amount()));
            if (!now.equals(seen)) {
                moved.put(id, "测算后家庭情况有变动，未随提标执行，须人工核定");
                return;
            }
            dues.get(id).forEach((month, due) -> {
                ids.add(id);
                months.add(month);
                amounts.add(due);
            });
        });
        if (!ids.isEmpty()) {
            List<Entitlements.Slot> slots = entitlements.slots(ids, months, scope);
            if (slots.size() != ids.size()) {
                throw new NotFound();
            }
            entitlements.insertDeterminations(slots, months, amounts);
            lowered(uplift, ids, months);
        }
        uplifts.insertMoved(uplift.id(), moved);
        uplifts.count(uplift.id(), expected.size() - moved.size(), moved.size());
    }

    /** What rises for past months the next run finds by itself; what falls has to be claimed, and others may ask to hear. */
    private void lowered(Uplift uplift, List<UUID> ids, List<YearMonth> months) {
        if (uplift.excess().isPositive()) {
            for (int i = 0; i < ids.size(); i++) {
                events.publishEvent(new EntitlementChanged(ids.get(i), months.get(i)));
            }
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
