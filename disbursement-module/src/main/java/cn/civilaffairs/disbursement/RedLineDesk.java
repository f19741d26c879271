package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers what the red lines turned up in a run (红线答复): pause, explain and pay, or stop. A pause or stop holds the money at
 * once; the run is then computed anew. A benefit ends only by the word of a second person, or by a case of its own.
 */
@Service
@Transactional
public class RedLineDesk {

    private static final String OBJECT = "red_flag";

    private final PaymentRunDesk runs;
    private final EntitlementDesk entitlements;
    private final RedFlags flags;
    private final RedLinePack pack;
    private final ObjectProvider<StopByCase> byCase;
    private final OperationLog log;
    private final Clock clock;

    RedLineDesk(
            PaymentRunDesk runs,
            EntitlementDesk entitlements,
            RedFlags flags,
            RedLinePack pack,
            ObjectProvider<StopByCase> byCase,
            OperationLog log,
            Clock clock) {
        this.runs = runs;
        this.entitlements = entitlements;
        this.flags = flags;
        this.pack = pack;
        this.byCase = byCase;
        this.log = log;
        this.clock = clock;
    }

    /** How each red line stands within the officer's area; those nobody crosses are left out. */
    @Transactional(readOnly = true)
    public List<RedCount> counts(UUID runId, @Nullable AreaCode within) {
        runs.find(runId);
        return flags.counts(runId, scope(within));
    }

    @Transactional(readOnly = true)
    public List<RedHit> hits(UUID runId, RedFilter filter, @Nullable AreaCode within, int limit, int offset) {
        runs.find(runId);
        return flags.hits(runId, filter, Acting.officer().id(), limit, offset, scope(within));
    }

    private static AreaScope scope(@Nullable AreaCode within) {
        return within == null ? Acting.scope() : Acting.scope().within(within);
    }

    /**
     * Opens a payment that is flagged or drawn for the check; for a checker it is noted that they have seen it.
     *
     * @return what is flagged about it; nothing about one that is only new, risen, returned or drawn
     * @throws NotFound if it is not among those to be opened in the officer's area
     */
    public List<RedHit> open(UUID runId, UUID entitlementId) {
        PaymentRun run = runs.find(runId);
        Officer officer = Acting.officer();
        List<RedHit> hits = flags.of(runId, entitlementId, officer.id(), Acting.scope());
        inspected(runId, entitlementId);
        if (AccessDecision.may(officer, Action.CHECK_RUN) && !run.state().signed()) {
            flags.opened(runId, entitlementId, officer.id(), now(), Acting.scope());
        }
        return hits;
    }

    /** @throws NotFound if it is not among those to be opened in the officer's area */
    @Transactional(readOnly = true)
    public Inspected inspected(UUID runId, UUID entitlementId) {
        return flags.inspected(runId, entitlementId, Acting.scope()).orElseThrow(NotFound::new);
    }

    /** What the acting officer has still to open before the run may be checked, red lines first. */
    @Transactional(readOnly = true)
    public List<UUID> toOpen(UUID runId) {
        return flags.toOpen(runId, Acting.officer().id(), Integer.MAX_VALUE, Acting.scope());
    }

    /** How many payments the acting officer has not opened. */
    @Transactional(readOnly = true)
    public int unopened(UUID runId) {
        return flags.open(runId, Acting.officer().id(), Acting.scope()).unopened();
    }

    /** Where to go on: for a checker what is not opened yet, for anybody else what is not answered. */
    @Transactional(readOnly = true)
    public Optional<UUID> next(UUID runId) {
        Officer officer = Acting.officer();
        return AccessDecision.may(officer, Action.CHECK_RUN)
                ? flags.nextUnopened(runId, officer.id(), Acting.scope())
                : flags.nextUnanswered(runId, Acting.scope());
    }

    /** Whether stopping is an answer to the hits of a line. */
    public boolean mayStop(String code) {
        return pack.named(code).exit() != null;
    }

    /** Whether stopping is an answer to this hit; what happened to a payee alone is no reason why others lose their benefit. */
    @Transactional(readOnly = true)
    public boolean mayStop(PaymentRun run, RedHit hit) {
        return mayStop(hit.code())
                && (entitlements.find(hit.entitlementId()).residentId().equals(hit.residentId())
                        || covered(run, hit.entitlementId()).stream()
                                .anyMatch(person -> person.residentId().equals(hit.residentId())));
    }

    /**
     * Answers a hit. Until the run is signed the answer may be changed, save a stop that a second person has confirmed.
     *
     * @throws RuleViolation {@code red.not-responsible}, {@code red.own-entry}, {@code red.reason-missing},
     *     {@code red.no-stop}, {@code red.stop-of-payee}, {@code red.stop-needs-change}
     */
    public void answer(UUID runId, UUID entitlementId, String code, RedAnswer answer, String reason) {
        PaymentRun run = answerable(runId);
        Officer officer = Acting.officer();
        RedHit hit = flags.of(runId, entitlementId, officer.id(), Acting.scope()).stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(NotFound::new);
        RuleViolation.ifBlank(reason, "red.reason-missing");
        if (answer == RedAnswer.PAY && flags.hadAHandIn(runId, entitlementId, code, officer.id(), Acting.scope())) {
            throw new RuleViolation("red.own-entry");
        }
        if (hit.answer() == RedAnswer.STOP && !hit.awaitsStop()) {
            throw new RuleViolation("red.stopped");
        }
        if (answer == RedAnswer.STOP) {
            requireStoppable(run, hit);
        }
        takeBack(hit, reason);
        flags.answer(hit, run, answer, reason.strip(), holdFor(hit, run, answer, reason), officer.id(), now());
        log.done(
                "RED_LINE_ANSWERED",
                OBJECT,
                entitlementId,
                hit.area(),
                "%s %s %s".formatted(run.number(), code, answer));
    }

    private PaymentRun answerable(UUID runId) {
        PaymentRun run = runs.find(runId);
        AccessDecision.require(Acting.officer(), Action.ANSWER_RED_LINE, "red.not-responsible");
        runs.requireLine(Acting.officer(), Action.ANSWER_RED_LINE, run);
        if (run.state() != RunState.BUILT && run.state() != RunState.TOWN_OK) {
            throw new RuleViolation("run.not-in-state");
        }
        return run;
    }

    /**
     * One member of several does not end a household's benefit by a second word here: that is a change of the household. Where
     * the scheme has a case for it, the stop holds the money until the case has decided who of them goes on being paid.
     */
    private void requireStoppable(PaymentRun run, RedHit hit) {
        if (pack.named(hit.code()).exit() == null) {
            throw new RuleViolation("red.no-stop");
        }
        if (!mayStop(run, hit)) {
            throw new RuleViolation("red.stop-of-payee", hit.person());
        }
        boolean ofWholeHousehold = hit.code().equals("REVIEW_OVERDUE");
        int covered = covered(run, hit.entitlementId()).size();
        if (covered > 1 && !ofWholeHousehold && !isStoppedByCase(run, hit)) {
            throw new RuleViolation("red.stop-needs-change", covered);
        }
    }

    /** Whom a payment is for, those who are on their way out included. */
    @Transactional(readOnly = true)
    public List<CoveredPerson> covered(PaymentRun run, UUID entitlementId) {
        return entitlements.covered(entitlementId).stream()
                .filter(person -> !person.from().isAfter(run.benefitMonth())
                        && (person.to() == null || !person.to().isBefore(run.benefitMonth())))
                .toList();
    }

    private @Nullable UUID holdFor(RedHit hit, PaymentRun run, RedAnswer answer, String reason) {
        if (answer == RedAnswer.PAY) {
            return null;
        }
        String note = (answer == RedAnswer.STOP ? "红线提示，待停发：" : "红线提示：") + hit.note() + "。" + reason.strip();
        return entitlements.hold(hit.entitlementId(), HoldReason.MATCH_TO_VERIFY, note, run.benefitMonth());
    }

    /** A pause that is changed into another answer lets its own hold go; the month has not been paid yet. */
    private void takeBack(RedHit hit, String reason) {
        UUID answerId = hit.answerId();
        if (answerId != null) {
            flags.holdOf(answerId, Acting.scope())
                    .ifPresent(hold -> entitlements.release(
                            hold,
                            "红线答复更改：" + reason.strip(),
                            entitlements.find(hit.entitlementId()).firstMonth(),
                            false));
        }
    }

    /**
     * Explains every hit of a red line still open in the officer's area with the same words (同类一并说明), save where the officer
     * had a hand in; for a county caseworker, to whom one cause often makes many hits.
     *
     * @return how many were answered
     */
    public int explainAll(UUID runId, String code, String reason) {
        PaymentRun run = answerable(runId);
        AccessDecision.require(Acting.officer(), Action.EXPLAIN_RED_LINE, "red.not-responsible");
        RuleViolation.ifBlank(reason, "red.reason-missing");
        int answered =
                flags.explainAll(run, code, reason.strip(), Acting.officer().id(), now(), Acting.scope());
        log.done(
                "RED_LINES_EXPLAINED", OBJECT, runId, run.county(), "%s %s %d".formatted(run.number(), code, answered));
        return answered;
    }

    /**
     * Lets a stop stand (确认停发): the benefit ends before the run's month.
     *
     * @throws RuleViolation {@code red.same-person} for whoever answered, {@code red.stop-by-case} where a case decides it
     */
    public void confirmStop(UUID runId, UUID entitlementId, String code) {
        PaymentRun run = runs.find(runId);
        Officer officer = Acting.officer();
        AccessDecision.require(officer, Action.CONFIRM_RED_STOP, "red.not-confirmer");
        runs.requireLine(officer, Action.CONFIRM_RED_STOP, run);
        RedHit hit = flags.of(runId, entitlementId, officer.id(), Acting.scope()).stream()
                .filter(one -> one.code().equals(code) && one.awaitsStop())
                .findFirst()
                .orElseThrow(NotFound::new);
        officer.mustBeAnotherThan(hit.answeredBy(), "red.same-person");
        if (isStoppedByCase(run, hit)) {
            throw new RuleViolation("red.stop-by-case");
        }
        UUID answerId = hit.answerId();
        ExitCode exit = pack.named(code).exit();
        if (answerId == null || exit == null || !flags.confirmStop(answerId, officer.id(), now(), Acting.scope())) {
            throw new StaleVersion();
        }
        entitlements.end(entitlementId, exit, run.benefitMonth().minusMonths(1), LocalDate.now(clock));
        flags.holdOf(answerId, Acting.scope())
                .ifPresent(hold -> entitlements.release(hold, "停发已确认", run.benefitMonth(), false));
        log.done("RED_LINE_STOP_CONFIRMED", OBJECT, entitlementId, hit.area(), run.number() + " " + code);
    }

    /**
     * Lets go what stop answers hold of a benefit, because the case they asked for was decided (停发已有结论): the benefit ended, and
     * what is due up to its last month is paid, or it goes on. The case had its people; what was held is paid with the next run.
     *
     * @param about the only person the case was about; null for the whole household
     * @param how what was decided, for the hold and the log
     * @param stopped whether the benefit ends, or the person leaves it; the stop then stands, and what is still due is no
     *     payment against it
     */
    public void stopDecided(UUID entitlementId, @Nullable UUID about, String how, boolean stopped) {
        for (UUID hold : flags.stopHolds(entitlementId, about, Acting.scope())) {
            if (stopped) {
                flags.stopConfirmedByCase(hold, Acting.officer().id(), now(), Acting.scope());
            }
            entitlements.release(hold, how, YearMonth.now(clock), true);
        }
    }

    /** Whether a stop because of a hit is decided by a case; until it is, the money is held. */
    @Transactional(readOnly = true)
    public boolean isStoppedByCase(PaymentRun run, RedHit hit) {
        ExitCode exit = pack.named(hit.code()).exit();
        int covered = covered(run, hit.entitlementId()).size();
        return exit != null && byCase.stream().anyMatch(plug -> plug.isAskedFor(run.scheme(), exit, covered));
    }

    /** Households of a scheme in the officer's area whose money stops hold until a case has decided, the longest waiting first. */
    @Transactional(readOnly = true)
    public List<StopToReport> stopsToReport(String scheme) {
        return flags.stopsToReport(scheme, Acting.scope());
    }

    /** One hit of a payment, without counting as looked at. */
    @Transactional(readOnly = true)
    public Optional<RedHit> hit(UUID runId, UUID entitlementId, String code) {
        return flags.of(runId, entitlementId, Acting.officer().id(), Acting.scope()).stream()
                .filter(hit -> hit.code().equals(code))
                .findFirst();
    }

    /** Why a benefit ends that crosses a line; null where stopping is no answer to it. */
    public @Nullable ExitCode exit(String code) {
        return pack.named(code).exit();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
