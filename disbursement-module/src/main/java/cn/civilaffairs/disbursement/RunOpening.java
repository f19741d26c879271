package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.relocation.RelocationEffect;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens runs: one for each scheme and month, not before the cut-off, and only after the month before has been signed. */
@Component
class RunOpening {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");

    private final PaymentRuns runs;
    private final RunLines lines;
    private final Refunds refunds;
    private final Schemes schemes;
    private final RunParameters parameters;
    private final RelocationEffect relocations;
    private final OperationLog log;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    RunOpening(
            PaymentRuns runs,
            RunLines lines,
            Refunds refunds,
            Schemes schemes,
            RunParameters parameters,
            RelocationEffect relocations,
            OperationLog log,
            ObjectProvider<SchedulerClient> scheduler,
            Clock clock) {
        this.runs = runs;
        this.lines = lines;
        this.refunds = refunds;
        this.schemes = schemes;
        this.parameters = parameters;
        this.relocations = relocations;
        this.log = log;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Transactional
    public UUID regular(String schemeCode, YearMonth month, boolean inBackground) {
        Officer maker = maker();
        AreaCode county = maker.area().county();
        Scheme scheme = schemes.named(schemeCode);
        LocalDate cutOff = parameters.cutOff(scheme, county, month);
        if (!LocalDate.now(clock).isAfter(cutOff)) {
            throw new RuleViolation("run.before-cut-off", cutOff.toString());
        }
        Optional<PaymentRun> previous = runs.before(schemeCode, county, month);
        if (previous.isPresent() && !previous.get().state().signed()) {
            throw new RuleViolation(
                    "run.previous-not-signed", previous.get().benefitMonth().toString());
        }
        if (previous.isPresent() && !previous.get().benefitMonth().equals(month.minusMonths(1))) {
            throw new RuleViolation(
                    "run.month-skipped",
                    previous.get().benefitMonth().plusMonths(1).toString());
        }
        if (runs.ofMonth(schemeCode, county, month).stream().anyMatch(run -> run.kind() == RunKind.REGULAR)) {
            throw new RuleViolation("run.exists", month.toString());
        }
        relocations.beforeRunOf(month);
        return open(
                scheme,
                county,
                month,
                RunKind.REGULAR,
                previous.map(PaymentRun::id).orElse(null),
                cutOff,
                maker,
                inBackground);
    }

    @Transactional
    public UUID supplementary(String schemeCode, YearMonth month, boolean inBackground) {
        Officer maker = maker();
        AreaCode county = maker.area().county();
        Scheme scheme = schemes.named(schemeCode);
        if (runs.ofMonth(schemeCode, county, month).stream()
                .anyMatch(run ->
                        run.kind() == RunKind.SUPPLEMENTARY && !run.state().signed())) {
            throw new RuleViolation("run.supplementary-open");
        }
        if (lines.countReissuable(schemeCode, Acting.scope()) + refunds.countToPay(schemeCode, Acting.scope()) == 0) {
            throw new RuleViolation("run.nothing-to-reissue");
        }
        return open(
                scheme,
                county,
                month,
                RunKind.SUPPLEMENTARY,
                null,
                parameters.cutOff(scheme, county, month),
                maker,
                inBackground);
    }

    private static Officer maker() {
        Officer officer = Acting.officer();
        if (!AccessDecision.may(officer, Action.MAKE_RUN)
                || !officer.area().equals(officer.area().county())) {
            throw new RuleViolation("run.not-maker");
        }
        return officer;
    }

    private UUID open(
            Scheme scheme,
            AreaCode county,
            YearMonth month,
            RunKind kind,
            @Nullable UUID previous,
            LocalDate cutOff,
            Officer maker,
            boolean inBackground) {
        int attempt = runs.attempts(scheme.code(), county, month, kind) + 1;
        String number = "%s-%s-%s-%s%d"
                .formatted(
                        scheme.projectCode(),
                        county.prefix(),
                        month.format(MONTH),
                        kind == RunKind.REGULAR ? "" : "B",
                        attempt);
        UUID id = Ids.next();
        try {
            runs.insert(
                    id,
                    number,
                    scheme,
                    county,
                    month,
                    kind,
                    attempt,
                    previous,
                    cutOff,
                    parameters.cutOff(scheme, county, month.minusMonths(1)),
                    RANDOM.nextLong() >>> 1,
                    maker.id(),
                    OffsetDateTime.now(clock));
        } catch (DuplicateKeyException another) {
            throw new RuleViolation("run.exists", month.toString());
        }
        log.done("RUN_STARTED", "payment_run", id, county, number);
        if (inBackground) {
            schedule(id, maker);
        }
        return id;
    }

    void schedule(UUID runId, Officer maker) {
        RunTask.BUILD.begin(scheduler.getObject(), runId.toString());
    }
}
