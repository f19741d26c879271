package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The month's run from its start to the signature (月度发放): computed by the maker, confirmed by every township, checked by
 * a second person, signed by a third. Each step is taken only from the state the officer saw and is logged with it.
 */
@Service
@Transactional
public class PaymentRunDesk {

    /** How many lines are drawn for the random check (随机抽查). */
    public static final int SAMPLE_SIZE = 20;

    private static final String OBJECT = "payment_run";

    private final RunOpening opening;
    private final RunWorker worker;
    private final PaymentRuns runs;
    private final RunLines lines;
    private final Refunds refunds;
    private final RunQueries queries;
    private final Bridges bridges;
    private final TownConfirmations confirmations;
    private final Schemes schemes;
    private final CountyWide countyWide;
    private final LargeChange largeChange;
    private final LinesHash hash;
    private final ObjectProvider<RunGate> gates;
    private final OperationLog log;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PaymentRunDesk(
            RunOpening opening,
            RunWorker worker,
            PaymentRuns runs,
            RunLines lines,
            Refunds refunds,
            RunQueries queries,
            Bridges bridges,
            TownConfirmations confirmations,
            Schemes schemes,
            CountyWide countyWide,
            LargeChange largeChange,
            LinesHash hash,
            ObjectProvider<RunGate> gates,
            OperationLog log,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.opening = opening;
        this.worker = worker;
        this.runs = runs;
        this.lines = lines;
        this.refunds = refunds;
        this.queries = queries;
        this.bridges = bridges;
        this.confirmations = confirmations;
        this.schemes = schemes;
        this.countyWide = countyWide;
        this.largeChange = largeChange;
        this.hash = hash;
        this.gates = gates;
        this.log = log;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Starts the regular run of a month; it is computed in the background.
     *
     * @throws RuleViolation {@code run.before-cut-off}, {@code run.exists}, {@code run.previous-not-signed},
     *     {@code run.month-skipped}, {@code run.not-maker}
     */
    public UUID start(String scheme, YearMonth month) {
        return opening.regular(scheme, month, true);
    }

    /** Starts the regular run of a month and computes it here and now, by the same steps as in the background. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public UUID startNow(String scheme, YearMonth month) {
        UUID id = opening.regular(scheme, month, false);
        worker.wholly(id);
        return id;
    }

    /** The same. @param passed told of every step done, by the phase it belonged to */
    @Transactional(propagation = Propagation.SUPPORTS)
    public UUID startNow(String scheme, YearMonth month, Consumer<Progress.Phase> passed) {
        UUID id = opening.regular(scheme, month, false);
        worker.wholly(id, passed);
        return id;
    }

    /**
     * Starts a run that pays failed lines again whose payee has a new account, each for its own month, and gives back what
     * families repaid too much.
     */
    public UUID startSupplementary(String scheme, YearMonth month) {
        return opening.supplementary(scheme, month, true);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public UUID startSupplementaryNow(String scheme, YearMonth month) {
        UUID id = opening.supplementary(scheme, month, false);
        worker.wholly(id);
        return id;
    }

    /** Goes on computing a run here and now from wherever it stopped. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void buildNow(UUID runId) {
        worker.wholly(runId);
    }

    /** Lets the background go on with a run that stopped. */
    public void resume(UUID runId) {
        PaymentRun run = find(runId);
        require(Action.MAKE_RUN, "run.not-maker");
        if (run.state() != RunState.BUILDING) {
            throw new RuleViolation("run.not-in-state");
        }
        opening.schedule(runId, Acting.officer());
        log.done("RUN_RESUMED", OBJECT, runId, run.county(), run.number());
    }

    /** How many payments a supplementary run could make now: failed ones made again, and money given back. */
    @Transactional(readOnly = true)
    public int reissuable(String scheme) {
        return lines.countReissuable(scheme, Acting.scope()) + refunds.countToPay(scheme, Acting.scope());
    }

    /**
     * Confirms a township's part (乡镇确认). Its own reviewer does; a county caseworker may on its behalf, with a reason. With
     * the last township the run is ready to be checked.
     *
     * @throws RuleViolation {@code run.not-your-line} for officers of another line of business
     */
    public void confirm(UUID runId, AreaCode town, @Nullable String onBehalfWhy) {
        PaymentRun run = inState(runId, RunState.BUILT);
        Officer officer = Acting.officer();
        requireLine(officer, Action.CONFIRM_RUN, run);
        boolean own = AccessDecision.may(officer, Action.CONFIRM_OWN_TOWN)
                && officer.area().equals(town);
        if (!own) {
            if (!AccessDecision.may(officer, Action.CONFIRM_FOR_TOWN)
                    || !officer.scope().covers(town)) {
                throw new RuleViolation("run.not-your-township");
            }
            if (onBehalfWhy == null || onBehalfWhy.isBlank()) {
                throw new RuleViolation("run.reason-missing");
            }
        }
        if (!run.closesToZero()) {
            throw new RuleViolation("run.bridge-open", run.bridgeDifference());
        }
        TownTotal total = queries.towns(runId, AreaScope.of(town)).stream()
                .findFirst()
                .orElseThrow(() -> new RuleViolation("run.township-has-none"));
        if (!confirmations.insert(runId, total, town, officer.id(), now(), own ? null : onBehalfWhy)) {
            throw new RuleViolation("run.township-confirmed");
        }
        log.done(
                "RUN_TOWN_CONFIRMED",
                OBJECT,
                runId,
                town,
                "%s %d户 %s元".formatted(run.number(), total.households(), total.amount()));
        boolean last = countyWide.within(
                run.county(), () -> confirmations.outstanding(runId, AreaScope.of(run.county())) == 0);
        if (last && runs.townsConfirmed(runId)) {
            log.done("RUN_TOWNS_CONFIRMED", OBJECT, runId, run.county(), run.number());
        }
    }

    /** Who handles another benefit neither confirms this one's month nor stands in for a township. */
    void requireLine(Officer officer, Action action, PaymentRun run) {
        schemes.requireLine(officer, action, run.scheme());
    }

    /** The second person's check (复核). @throws RuleViolation {@code run.same-person} for whoever built it */
    public void check(UUID runId, int version) {
        PaymentRun run = inState(runId, RunState.TOWN_OK);
        require(Action.CHECK_RUN, "run.not-checker");
        Officer officer = Acting.officer();
        officer.mustBeAnotherThan(run.builtBy(), "run.same-person");
        pass(inTheWayOfCheck(run));
        String why = largeChange.of(run).orElse(null);
        StaleVersion.unless(runs.checked(runId, version, why, officer.id(), now()));
        log.done(
                "RUN_CHECKED",
                OBJECT,
                runId,
                run.county(),
                why == null ? run.number() : run.number() + " 须两人签发：" + why);
    }

    /**
     * The leader's signature (签发). Households and yuan are typed and must be exact; from here on the lines stand, under a
     * digest over all of them, and the arrears they pay are settled. Where the run changes much, the first signature only
     * waits for another signer's.
     *
     * @throws RuleViolation {@code run.signature-mismatch} if what was typed is not what the run pays
     */
    public void sign(UUID runId, int version, int households, Money amount) {
        PaymentRun run = inState(runId, RunState.CHECKED);
        require(Action.SIGN_RUN, "run.not-signer");
        Officer officer = Acting.officer();
        officer.mustBeAnotherThan(run.builtBy(), "run.same-person");
        officer.mustBeAnotherThan(run.checkedBy(), "run.same-person");
        officer.mustBeAnotherThan(run.firstSignedBy(), "run.second-signer-same");
        if (households != run.households() || !amount.equals(run.amount())) {
            throw new RuleViolation("run.signature-mismatch");
        }
        pass(inTheWayOfSignature(run));
        AreaScope scope = AreaScope.of(run.county());
        RunLines.Written written = lines.written(runId, scope);
        if (written.paid() != run.paid() || !written.amount().equals(run.amount())) {
            throw new RuleViolation("run.totals-differ");
        }
        if (run.firstOfTwoSignatures()) {
            StaleVersion.unless(runs.firstSigned(runId, version, officer.id(), now()));
            log.done("RUN_FIRST_SIGNED", OBJECT, runId, run.county(), run.number() + " " + run.secondSignerWhy());
            return;
        }
        StaleVersion.unless(runs.signed(runId, version, hash.of(runId, scope), officer.id(), now()));
        if (lines.settleArrears(runId, scope) != lines.countArrearLines(runId, scope)) {
            throw new RuleViolation("run.arrears-settled-elsewhere");
        }
        log.done("RUN_SIGNED", OBJECT, runId, run.county(), "%s %d户 %s元".formatted(run.number(), households, amount));
        events.publishEvent(new RunSigned(runId));
    }

    /** What the acting officer would be refused a check for (复核前须办); nothing once it may go on. */
    @Transactional(readOnly = true)
    public List<RuleViolation> inTheWayOfCheck(PaymentRun run) {
        return gates.orderedStream()
                .flatMap(gate -> gate.beforeCheck(run).stream())
                .toList();
    }

    @Transactional(readOnly = true)
    public List<RuleViolation> inTheWayOfSignature(PaymentRun run) {
        return gates.orderedStream()
                .flatMap(gate -> gate.beforeSign(run).stream())
                .toList();
    }

    private static void pass(List<RuleViolation> inTheWay) {
        if (!inTheWay.isEmpty()) {
            throw inTheWay.get(0);
        }
    }

    /**
     * Gives a run up and starts it again in one act (按答复重新计算), so that nobody is paid whose money was held meanwhile.
     *
     * @return the run that is computed in its place, in the background
     */
    public UUID recompute(UUID runId, int version) {
        return recompute(runId, version, true);
    }

    /** The same, computed here and now. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public UUID recomputeNow(UUID runId, int version) {
        UUID id = Objects.requireNonNull(transaction.execute(status -> recompute(runId, version, false)));
        worker.wholly(id);
        return id;
    }

    private UUID recompute(UUID runId, int version, boolean inBackground) {
        PaymentRun run = find(runId);
        abandon(runId, version, "按红线答复重新计算");
        return run.kind() == RunKind.REGULAR
                ? opening.regular(run.scheme(), run.benefitMonth(), inBackground)
                : opening.supplementary(run.scheme(), run.benefitMonth(), inBackground);
    }

    /** Gives a run up before its signature (作废); the month may then be computed anew. */
    public void abandon(UUID runId, int version, String why) {
        PaymentRun run = find(runId);
        require(Action.MAKE_RUN, "run.not-maker");
        RuleViolation.ifBlank(why, "run.reason-missing");
        if (run.state().signed() || run.state() == RunState.ABANDONED) {
            throw new RuleViolation("run.not-in-state");
        }
        StaleVersion.unless(runs.abandoned(runId, version, why));
        log.done("RUN_ABANDONED", OBJECT, runId, run.county(), run.number() + " " + why);
    }

    private PaymentRun inState(UUID runId, RunState state) {
        PaymentRun run = find(runId);
        if (run.state() != state) {
            throw new RuleViolation("run.not-in-state");
        }
        return run;
    }

    private static void require(Action action, String violation) {
        AccessDecision.require(Acting.officer(), action, violation);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    /** @throws NotFound if it is not a run of the officer's county */
    @Transactional(readOnly = true)
    public PaymentRun find(UUID runId) {
        return runs.find(runId, county()).orElseThrow(NotFound::new);
    }

    private static AreaCode county() {
        return Acting.officer().area().county();
    }

    /** Runs, the latest month first. */
    @Transactional(readOnly = true)
    public List<PaymentRun> runs(int limit, int offset) {
        return runs.recent(county(), limit, offset);
    }

    /** Runs of one scheme, the latest month first. */
    @Transactional(readOnly = true)
    public List<PaymentRun> runs(String scheme, int limit, int offset) {
        return runs.recent(scheme, county(), limit, offset);
    }

    /** The regular run of a month that was not abandoned. */
    @Transactional(readOnly = true)
    public Optional<PaymentRun> ofMonth(String scheme, YearMonth month) {
        return runs.ofMonth(scheme, county(), month).stream()
                .filter(run -> run.kind() == RunKind.REGULAR)
                .findFirst();
    }

    @Transactional(readOnly = true)
    public Progress progress(UUID runId) {
        find(runId);
        return runs.progress(runId);
    }

    /** The bridge, of the officer's whole area or of a part of it. */
    @Transactional(readOnly = true)
    public List<BridgeRow> bridge(UUID runId, @Nullable AreaCode within) {
        return bridges.rows(find(runId), scope(within));
    }

    /** @param step as in {@link BridgeRow#step()} */
    @Transactional(readOnly = true)
    public List<RunListItem> bridgeItems(UUID runId, String step, @Nullable AreaCode within, int limit, int offset) {
        PaymentRun run = find(runId);
        return switch (step) {
            case "OPENING" ->
                run.previousRunId() == null
                        ? List.of()
                        : queries.roster(run.previousRunId(), null, limit, offset, scope(within));
            case "CLOSING" -> queries.roster(runId, null, limit, offset, scope(within));
            default -> queries.bridgeItems(runId, step, null, limit, offset, scope(within));
        };
    }

    @Transactional(readOnly = true)
    public List<TownTotal> towns(UUID runId) {
        find(runId);
        return queries.towns(runId, Acting.scope());
    }

    /** What is counted for the county only (限制查看); townships do not learn of it. */
    @Transactional(readOnly = true)
    public Optional<TownTotal> withheld(UUID runId) {
        PaymentRun run = find(runId);
        return Acting.scope().covers(run.county()) ? queries.withheld(run, Acting.scope()) : Optional.empty();
    }

    @Transactional(readOnly = true)
    public List<RunLine> lines(UUID runId, LineFilter filter, @Nullable AreaCode within, int limit, int offset) {
        find(runId);
        return queries.lines(runId, filter, limit, offset, scope(within));
    }

    @Transactional(readOnly = true)
    public int countLines(UUID runId, LineFilter filter, @Nullable AreaCode within) {
        return queries.countLines(runId, filter, scope(within));
    }

    @Transactional(readOnly = true)
    public List<RunListItem> exceptions(
            UUID runId, @Nullable Disposition disposition, @Nullable AreaCode within, int limit, int offset) {
        find(runId);
        return queries.exceptions(runId, disposition, limit, offset, scope(within));
    }

    /** Lines drawn at random by the seed stored with the run. */
    @Transactional(readOnly = true)
    public List<RunLine> sample(UUID runId) {
        return queries.sample(find(runId), SAMPLE_SIZE, Acting.scope());
    }

    private static AreaScope scope(@Nullable AreaCode within) {
        return within == null ? Acting.scope() : Acting.scope().within(within);
    }

    /** The roster of a run behind a figure of the report. */
    @Transactional(readOnly = true)
    public List<RunListItem> roster(
            UUID runId, @Nullable UrbanRural residence, @Nullable AreaCode within, int limit, int offset) {
        find(runId);
        return queries.roster(runId, residence, limit, offset, scope(within));
    }
}
