package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The month's checklist, worked out anew from the data each time it is looked at (结账清单). */
@Service
@Transactional(readOnly = true)
public class MonthCheckDesk {

    /** More than any month ever has. */
    private static final int MOST_FAILED = 20_000;

    private static final String MAKER = "发放制单";
    private static final String CHECKER = "发放复核";
    private static final String APPROVER = "县级审批或分管领导";

    private final PaymentRunDesk desk;
    private final PaymentRuns runs;
    private final ReturnFiles returns;
    private final BankFiles files;
    private final FailedPaymentDesk failed;
    private final MonthlyReportDesk reports;
    private final ReconciliationDesk reconciliation;
    private final MonthEndDesk months;
    private final RunSampleDesk samples;
    private final ReportSets sets;
    private final ObjectProvider<MonthEndCheck> others;
    private final ObjectProvider<RunGate> gates;
    private final Clock clock;

    MonthCheckDesk(
            PaymentRunDesk desk,
            PaymentRuns runs,
            ReturnFiles returns,
            BankFiles files,
            FailedPaymentDesk failed,
            MonthlyReportDesk reports,
            ReconciliationDesk reconciliation,
            MonthEndDesk months,
            RunSampleDesk samples,
            ReportSets sets,
            ObjectProvider<MonthEndCheck> others,
            ObjectProvider<RunGate> gates,
            Clock clock) {
        this.desk = desk;
        this.runs = runs;
        this.returns = returns;
        this.files = files;
        this.failed = failed;
        this.reports = reports;
        this.reconciliation = reconciliation;
        this.months = months;
        this.samples = samples;
        this.sets = sets;
        this.others = others;
        this.gates = gates;
        this.clock = clock;
    }

    /** The regular run of the month that stands. */
    public Optional<PaymentRun> run(String scheme, YearMonth month) {
        return desk.ofMonth(scheme, month);
    }

    /** Every line in the order the work goes. */
    public List<MonthItem> items(String scheme, YearMonth month) {
        Optional<PaymentRun> found = run(scheme, month);
        List<MonthItem> items = new ArrayList<>();
        items.add(MonthItem.of(
                "RUN_BUILT",
                found.isPresent() && found.get().state() != RunState.BUILDING,
                found.map(PaymentRun::number).orElse("本月批次还没有计算"),
                found.map(run -> "/runs/" + run.id()).orElse("/runs"),
                MAKER));
        if (found.isEmpty() || found.get().state() == RunState.BUILDING) {
            for (String code : List.of(
                    "BRIDGE",
                    "TOWNS",
                    "CHECKED",
                    "SIGNED",
                    "SENT",
                    "ANSWERED",
                    "FAILED",
                    "CLOSED",
                    "REPORT",
                    "APPROVED")) {
                items.add(MonthItem.later(code, null));
            }
            return items;
        }
        PaymentRun run = found.get();
        upToSignature(run, items);
        atTheBank(run, items);
        others.orderedStream().forEach(other -> items.addAll(other.items(run)));
        report(scheme, month, run, items);
        return items;
    }

    private void upToSignature(PaymentRun run, List<MonthItem> items) {
        String page = "/runs/" + run.id();
        items.add(MonthItem.of(
                "BRIDGE",
                run.closesToZero(),
                "差额 " + (run.bridgeDifference() == null ? "未算" : run.bridgeDifference()) + " 元",
                page,
                MAKER));
        List<TownTotal> towns = desk.towns(run.id());
        List<TownTotal> missing =
                towns.stream().filter(town -> !town.confirmed()).toList();
        items.add(MonthItem.of(
                "TOWNS",
                missing.isEmpty(),
                "%d/%d 个乡镇".formatted(towns.size() - missing.size(), towns.size()),
                page,
                missing.stream().map(TownTotal::name).collect(Collectors.joining("、"))));
        List<String> obstacles = run.state().signed()
                ? List.of()
                : gates.orderedStream()
                        .flatMap(gate -> gate.beforeSign(run).stream())
                        .map(RuleViolation::messageKey)
                        .distinct()
                        .toList();
        items.add(MonthItem.of(
                "RED_LINES", obstacles.isEmpty(), obstacles.isEmpty() ? "没有未答复的提示" : "还有提示未答复", page, "县级经办"));
        items.add(after(run, RunState.TOWN_OK, "CHECKED", run.checkedByName(), page, CHECKER));
        items.add(after(run, RunState.CHECKED, "SIGNED", run.signedByName(), page, "签发人"));
    }

    private static MonthItem after(
            PaymentRun run, RunState turn, String code, @Nullable String by, String link, String who) {
        int order = run.state().ordinal() - turn.ordinal();
        return order > 0
                ? MonthItem.of(code, true, by == null ? "" : by, link, null)
                : order == 0 ? MonthItem.of(code, false, "", link, who) : MonthItem.later(code, who);
    }

    private void atTheBank(PaymentRun run, List<MonthItem> items) {
        String page = "/runs/" + run.id() + "/bank";
        AreaScope scope = Acting.scope();
        if (!run.state().signed()) {
            items.add(MonthItem.later("SENT", MAKER));
            items.add(MonthItem.later("ANSWERED", MAKER));
            items.add(MonthItem.later("FAILED", "各乡镇"));
            items.add(MonthItem.later("CLOSED", CHECKER));
            return;
        }
        List<BankFile> made = files.of(run.id(), scope);
        items.add(MonthItem.of(
                "SENT",
                !made.isEmpty(),
                made.stream()
                        .findFirst()
                        .map(file -> "%d 笔 %s 元，校验值 %s"
                                .formatted(
                                        file.lines(),
                                        file.amount(),
                                        file.sha256().substring(0, 12)))
                        .orElse(""),
                page,
                MAKER));
        Settlement settlement = returns.settlement(run.id(), scope);
        int wrong = returns.errors(run.id(), 1_000, scope).size();
        items.add(MonthItem.of(
                "ANSWERED",
                run.state().ordinal() >= RunState.RETURNED.ordinal() && settlement.unanswered() == 0,
                "成功 %d 笔，失败 %d 笔，无结果 %d 笔%s"
                        .formatted(
                                settlement.succeeded(),
                                settlement.failed(),
                                settlement.unanswered(),
                                wrong == 0 ? "" : "；回盘差错 " + wrong + " 行未入账"),
                page,
                MAKER));
        List<FailedPayment> unpaid =
                failed.list(new FailedFilter(run.scheme(), null, null, false, false), MOST_FAILED, 0).stream()
                        .filter(payment -> payment.runId().equals(run.id()))
                        .toList();
        long late = unpaid.stream()
                .filter(payment -> payment.overdue(LocalDate.now(clock)))
                .count();
        items.add(MonthItem.of(
                "FAILED",
                late == 0,
                "本批次失败 %d 笔；至今未到账 %d 笔，其中超过办理时限 %d 笔".formatted(settlement.failed(), unpaid.size(), late),
                "/returns?scheme=" + run.scheme() + (late > 0 ? "&overdue=true" : ""),
                "各乡镇"));
        long open = runs.ofMonth(run.scheme(), run.county(), run.benefitMonth()).stream()
                .filter(other -> other.kind() == RunKind.SUPPLEMENTARY && other.state() != RunState.CLOSED)
                .count();
        items.add(
                MonthItem.of("SUPPLEMENTARY", open == 0, open == 0 ? "补发批次均已办结" : open + " 个补发批次未办结", "/runs", MAKER));
        items.add(after(run, RunState.RETURNED, "CLOSED", run.closedByName(), page, CHECKER));
    }

    private void report(String scheme, YearMonth month, PaymentRun run, List<MonthItem> items) {
        List<FailedIdentity> failures = reports.of(scheme, month).failures();
        items.add(MonthItem.of(
                "REPORT",
                failures.isEmpty(),
                failures.isEmpty() ? "期末 = 期初 + 新增 − 退出，各行相符" : failures.size() + " 处不符",
                "/reports/monthly?scheme=" + scheme + "&month=" + month,
                "县级经办"));
        List<Reconciliation> pairs = reconciliation.of(scheme, month);
        long apart = pairs.stream().filter(pair -> !pair.agrees()).count();
        items.add(MonthItem.of(
                "CROSS_CHECK",
                apart == 0,
                "%d 项勾稽，不符 %d 项".formatted(pairs.size(), apart),
                "/reports/checks?scheme=" + scheme + "&month=" + month,
                "县级经办"));
        RunSampleDesk.Progress sample = samples.progress(run.id());
        items.add(MonthItem.of(
                "SAMPLE",
                sample.done(),
                "种子 %d，抽 %d 户，已查 %d 户%s"
                        .formatted(
                                run.sampleSeed(),
                                sample.drawn(),
                                sample.found(),
                                sample.wrong() == 0 ? "" : "，发现问题 " + sample.wrong() + " 户"),
                "/runs/" + run.id() + "/sample",
                "县级经办或分管领导"));
        List<ReportVersion> versions = run.state() == RunState.CLOSED ? months.versions(run.id()) : List.of();
        if (versions.isEmpty()) {
            items.add(MonthItem.later("APPROVED", APPROVER));
            items.add(MonthItem.later("PRINTED", "县级经办"));
            return;
        }
        ReportVersion latest = versions.get(versions.size() - 1);
        String page = "/months/" + month + "?scheme=" + scheme;
        items.add(MonthItem.of(
                "APPROVED",
                latest.approved(),
                "第 %d 版，快照号 %s%s"
                        .formatted(
                                latest.number(),
                                latest.snapshot(),
                                latest.approved() ? "，" + latest.approvedByName() : ""),
                page + "#versions",
                APPROVER));
        int printed = sets.countDone(latest.id(), AreaScope.of(run.county()));
        items.add(MonthItem.of(
                "PRINTED", printed > 0, printed == 0 ? "" : "已打印 " + printed + " 份", page + "#print", "县级经办"));
    }

    /** How many lines of each month are still open, for the overview. */
    public int openItems(String scheme, YearMonth month) {
        return (int) items(scheme, month).stream().filter(MonthItem::open).count();
    }

    /** @throws RuleViolation if the acting officer serves no county */
    static AreaCode county() {
        return Acting.officer().area().county();
    }

    /** What stands in this county for a run's page. */
    public Optional<PaymentRun> of(UUID runId) {
        return runs.find(runId, county());
    }
}
