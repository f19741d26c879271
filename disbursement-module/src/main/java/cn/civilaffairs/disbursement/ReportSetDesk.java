package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.files.StoredFile;
import cn.civilaffairs.registry.files.StoredFiles;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Prints the month's reports in one go (整套报表), in the background. The first copy is set from the frozen figures of the
 * closed month and stored; every later one is that very file again, marked as a reprint, so it says what it said.
 */
@Service
@Transactional
public class ReportSetDesk {

    private static final List<String> SIZES = List.of("A3", "A4");
    private static final String PDF = "application/pdf";

    private final ReportSets sets;
    private final MonthEndDesk months;
    private final PaymentRuns runs;
    private final ObjectProvider<ReportSetPrinter> printer;
    private final StoredFiles store;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final OperationLog log;
    private final Clock clock;

    ReportSetDesk(
            ReportSets sets,
            MonthEndDesk months,
            PaymentRuns runs,
            ObjectProvider<ReportSetPrinter> printer,
            StoredFiles store,
            ObjectProvider<SchedulerClient> scheduler,
            OperationLog log,
            Clock clock) {
        this.sets = sets;
        this.months = months;
        this.runs = runs;
        this.printer = printer;
        this.store = store;
        this.scheduler = scheduler;
        this.log = log;
        this.clock = clock;
    }

    private ReportSetPrinter printer() {
        ReportSetPrinter found = printer.getIfAvailable();
        if (found == null) {
            throw new RuleViolation("report-set.no-printer");
        }
        return found;
    }

    /**
     * Asks for the next copy; it is made in the background.
     *
     * @throws RuleViolation {@code report-set.not-latest} unless the month is closed and this its latest version
     */
    public UUID ask(UUID versionId, String paperSize) {
        UUID id = begin(versionId, paperSize);
        ReportSetTask.PRINT.begin(scheduler.getObject(), id.toString());
        return id;
    }

    /** Makes the next copy here and now, by the same steps as in the background. */
    public UUID askNow(UUID versionId, String paperSize) {
        UUID id = begin(versionId, paperSize);
        make(id);
        return id;
    }

    private UUID begin(UUID versionId, String paperSize) {
        ReportVersion version = months.version(versionId);
        PaymentRun run = run(version);
        Officer officer = Acting.officer();
        AccessDecision.require(officer, Action.PREPARE_REPORT, "report-set.not-yours");
        if (!SIZES.contains(paperSize)) {
            throw new NotFound();
        }
        List<ReportVersion> all = months.versions(run.id());
        if (run.state() != RunState.CLOSED || all.get(all.size() - 1).number() != version.number()) {
            throw new RuleViolation("report-set.not-latest");
        }
        UUID id = sets.ask(versionId, run.county(), paperSize, officer.id(), OffsetDateTime.now(clock));
        log.done(
                "REPORT_SET_ASKED",
                "payment_run",
                run.id(),
                run.county(),
                "%s 第%d版 %s".formatted(run.number(), version.number(), paperSize));
        return id;
    }

    void make(UUID id) {
        ReportSet set = find(id);
        if (set.done()) {
            return;
        }
        ReportVersion version = months.version(set.versionId());
        PaymentRun run = run(version);
        AreaScope scope = AreaScope.of(run.county());
        Optional<ReportSet> first = sets.of(version.id(), scope).stream()
                .filter(other -> other.done() && other.paperSize().equals(set.paperSize()))
                .findFirst();
        ReportSetPrinter.Printed printed = first.isEmpty()
                ? printer().set(run, version, set.paperSize())
                : printer()
                        .again(
                                run,
                                store.read(
                                                java.util.Objects.requireNonNull(
                                                        first.get().fileId()),
                                                scope)
                                        .content(),
                                set.copyNo());
        UUID file = store.store(run.county(), name(run, version, set), PDF, printed.content());
        sets.done(id, file, StoredFiles.sha256(printed.content()), printed.pages(), OffsetDateTime.now(clock), scope);
        log.done(
                "REPORT_SET_PRINTED",
                "payment_run",
                run.id(),
                run.county(),
                "%s 第%d版 %s 第%d份 %d页"
                        .formatted(run.number(), version.number(), set.paperSize(), set.copyNo(), printed.pages()));
    }

    private static String name(PaymentRun run, ReportVersion version, ReportSet set) {
        return "%s整套报表第%d版%s%s.pdf"
                .formatted(
                        run.benefitMonth(),
                        version.number(),
                        set.paperSize(),
                        set.copyNo() == 1 ? "" : "（补打" + set.copyNo() + "）");
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void failed(UUID id, RuntimeException failure) {
        String why = failure instanceof RuleViolation
                ? failure.getMessage()
                : failure.getClass().getSimpleName();
        sets.failed(id, String.valueOf(why), OffsetDateTime.now(clock), Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<ReportSet> of(UUID versionId) {
        return sets.of(months.version(versionId).id(), Acting.scope());
    }

    /** @throws NotFound if the officer's county has no such set */
    @Transactional(readOnly = true)
    public ReportSet find(UUID id) {
        return sets.find(id, Acting.scope()).orElseThrow(NotFound::new);
    }

    /** A finished set as it was printed. */
    public StoredFile open(UUID id) {
        ReportSet set = find(id);
        if (set.fileId() == null) {
            throw new NotFound();
        }
        log.done(
                "REPORT_SET_OPENED",
                "report_set",
                id,
                Acting.officer().area(),
                set.paperSize() + " 第" + set.copyNo() + "份");
        return store.read(set.fileId(), Acting.scope());
    }

    private PaymentRun run(ReportVersion version) {
        return runs.find(version.runId(), Acting.officer().area().county()).orElseThrow(NotFound::new);
    }
}

/** The background task that prints a set, as the officer who asked for it. */
@Configuration(proxyBeanMethods = false)
class ReportSetTask {

    static final BackgroundWork PRINT = BackgroundWork.named("print-report-set", 1);

    @Bean
    OneTimeTask<String> printReportSet(ReportSetDesk desk, OfficerAccounts officers) {
        return PRINT.by(officers, (set, last) -> {
            UUID id = UUID.fromString(set);
            try {
                desk.make(id);
            } catch (RuntimeException failure) {
                desk.failed(id, failure);
                throw failure;
            }
        });
    }
}
