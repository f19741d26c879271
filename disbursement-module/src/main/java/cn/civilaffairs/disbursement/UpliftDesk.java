package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.kernel.TwoPeople;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A new standard as one reviewed act (提标): what it does to everybody by name is seen before anybody approves it, and what is
 * approved is exactly what was seen.
 */
@Service
@Transactional
public class UpliftDesk {

    static final String OBJECT = "uplift";
    private static final TwoPeople TWO_PEOPLE = new TwoPeople("uplift.not-in-state", "uplift.same-person");

    private final Uplifts uplifts;
    private final UpliftWork work;
    private final UpliftWorker worker;
    private final Standards standards;
    private final Schemes schemes;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final OperationLog log;
    private final Clock clock;

    UpliftDesk(
            Uplifts uplifts,
            UpliftWork work,
            UpliftWorker worker,
            Standards standards,
            Schemes schemes,
            ObjectProvider<SchedulerClient> scheduler,
            OperationLog log,
            Clock clock) {
        this.uplifts = uplifts;
        this.work = work;
        this.worker = worker;
        this.standards = standards;
        this.schemes = schemes;
        this.scheduler = scheduler;
        this.log = log;
        this.clock = clock;
    }

    /** Whether amounts of this scheme can be worked out for many at once. */
    public boolean knows(String scheme) {
        return work.knows(scheme);
    }

    /** Whether a standard would change what somebody in payment is due, so that it is not approved without being tried. */
    @Transactional(readOnly = true)
    public boolean concerns(Standard standard) {
        return knows(standard.scheme())
                && uplifts.concernsAnybody(standard, Acting.scope().within(standard.area()));
    }

    /** Tries a proposed standard out in the background (测算影响); an earlier try is put aside. */
    public UUID preview(UUID standardId) {
        UUID id = open(standardId);
        schedule(id);
        return id;
    }

    /** Goes on with one here and now, by the same steps as in the background. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void workNow(UUID id) {
        worker.wholly(id);
    }

    /** Writes the try down without working it out. */
    public UUID open(UUID standardId) {
        Officer officer = Acting.officer();
        AccessDecision.require(officer, Action.PROPOSE_RULE, "uplift.not-caseworker");
        Standard standard = standards.find(standardId);
        if (!officer.scope().covers(standard.area())) {
            throw new NotFound();
        }
        if (standard.approved()) {
            throw new RuleViolation("uplift.approved-already");
        }
        if (!knows(standard.scheme())) {
            throw new RuleViolation("uplift.scheme-unknown");
        }
        schemes.requireLine(officer, Action.PROPOSE_RULE, standard.scheme());
        uplifts.replace(standardId);
        YearMonth from = YearMonth.from(standard.effectiveFrom());
        YearMonth month = standard.effectiveFrom().getDayOfMonth() == 1 ? from : from.plusMonths(1);
        UUID id = uplifts.insert(standard, month, officer.id(), now());
        log.done("UPLIFT_STARTED", OBJECT, id, standard.area(), standard.document() + " " + standard.amount());
        return id;
    }

    /** Lets the background go on with one that stopped. */
    public void resume(UUID id) {
        Uplift uplift = find(id);
        if (!AccessDecision.may(Acting.officer(), Action.RESUME_UPLIFT) || !uplift.working()) {
            throw new RuleViolation("uplift.not-in-state");
        }
        schedule(id);
    }

    /**
     * Approves the standard and with it every new amount (提标审批). How many are changed is typed and must be exact; a
     * preview that is no longer true is refused and has to be made again.
     */
    public void approve(UUID id, int version, int changes) {
        approved(id, version, changes);
        schedule(id);
    }

    /** Approves without starting the work. */
    public void approved(UUID id, int version, int changes) {
        Officer officer = Acting.officer();
        AccessDecision.require(officer, Action.APPROVE_UPLIFT, "uplift.not-approver");
        Uplift uplift = find(id);
        TWO_PEOPLE.requireSecond(officer, uplift.state() == UpliftState.PREVIEWED, uplift.proposedBy());
        if (changes != uplift.changes()) {
            throw new RuleViolation("uplift.count-differs");
        }
        AreaScope scope = Acting.scope().within(uplift.area());
        Standard standard = standards.find(uplift.standardId());
        if (!uplifts.dataHash(uplift, scope).equals(uplift.dataHash())
                || !standard.amount().equals(uplift.standardAmount())) {
            throw new RuleViolation("uplift.stale");
        }
        if (!uplifts.itemsHash(id, scope).equals(uplift.itemsHash())) {
            throw new RuleViolation("uplift.altered");
        }
        standards.approve(uplift.standardId());
        StaleVersion.unless(uplifts.approved(id, version, officer.id(), now()));
        log.done(
                "UPLIFT_APPROVED",
                OBJECT,
                id,
                uplift.area(),
                "%s 提高%d 降低%d 每月%s元"
                        .formatted(uplift.document(), uplift.raised(), uplift.lowered(), uplift.monthlyChange()));
    }

    private void schedule(UUID id) {
        UpliftTask.WORK.begin(scheduler.getObject(), id + "@" + Instant.now().toEpochMilli());
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    /** @throws NotFound if it is none of the officer's area */
    @Transactional(readOnly = true)
    public Uplift find(UUID id) {
        return uplifts.find(id, AreaScope.of(Acting.officer().area().county())).orElseThrow(NotFound::new);
    }

    /** Those that stand, the latest first. */
    @Transactional(readOnly = true)
    public List<Uplift> standing() {
        return uplifts.standing(AreaScope.of(Acting.officer().area().county()));
    }

    @Transactional(readOnly = true)
    public List<UpliftTown> towns(UUID id) {
        return uplifts.towns(id, Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<UpliftItem> items(
            UUID id, UpliftRule.@Nullable Outcome outcome, @Nullable AreaCode within, int limit, int offset) {
        return uplifts.items(
                id,
                outcome,
                limit,
                offset,
                within == null ? Acting.scope() : Acting.scope().within(within));
    }

    /** The households it would let in, in the order of places (提标新纳入). */
    @Transactional(readOnly = true)
    public List<UpliftNewcomer> newcomers(UUID id, @Nullable AreaCode within, int limit, int offset) {
        find(id);
        AreaScope scope = within == null ? Acting.scope() : Acting.scope().within(within);
        return uplifts.newcomers(id, null, limit, offset, scope);
    }

    /** All of them, one after the other; read in pages, so that whoever is told may write. */
    @Transactional(readOnly = true)
    public void eachNewcomer(UUID id, Consumer<UpliftNewcomer> reader) {
        find(id);
        List<UpliftNewcomer> page = uplifts.newcomers(id, null, UpliftWork.CHUNK, 0, Acting.scope());
        while (!page.isEmpty()) {
            page.forEach(reader);
            NewlyEligible.Found last = page.get(page.size() - 1).found();
            page = uplifts.newcomers(id, last, UpliftWork.CHUNK, 0, Acting.scope());
        }
    }

    /** Everybody with the amounts before and after, one after the other. */
    @Transactional(readOnly = true)
    public void each(UUID id, Consumer<UpliftItem> reader) {
        find(id);
        uplifts.each(id, null, Acting.scope(), reader);
    }
}
