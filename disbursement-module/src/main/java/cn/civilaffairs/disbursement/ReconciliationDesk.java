package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds a month's report against everything it must agree with (勾稽): the month before, the sums of its parts, the run and
 * its lines, the bank, and the roster.
 */
@Service
@Transactional(readOnly = true)
public class ReconciliationDesk {

    private static final String CLAIMS_PAGE = "/recoveries";

    private final MonthlyReportDesk reports;
    private final PaymentRunDesk runs;
    private final ReturnFiles returns;
    private final BankFiles files;
    private final RunLines lines;
    private final MonthlyReports figures;

    ReconciliationDesk(
            MonthlyReportDesk reports,
            PaymentRunDesk runs,
            ReturnFiles returns,
            BankFiles files,
            RunLines lines,
            MonthlyReports figures) {
        this.reports = reports;
        this.runs = runs;
        this.returns = returns;
        this.files = files;
        this.lines = lines;
        this.figures = figures;
    }

    /** @throws NotFound if no run of that month has been computed */
    public List<Reconciliation> of(String scheme, YearMonth month) {
        MonthlyReport report = reports.of(scheme, month);
        PaymentRun run = runs.find(report.runId());
        List<Reconciliation> pairs = new ArrayList<>();
        againstMonthBefore(report, pairs);
        withinRows(report, pairs);
        againstParts(report, pairs);
        againstRun(report, run, pairs);
        return pairs;
    }

    private void againstMonthBefore(MonthlyReport report, List<Reconciliation> pairs) {
        Optional<MonthlyReport> before = before(report);
        if (before.isEmpty()) {
            return;
        }
        String link = "/reports/monthly?scheme=" + report.scheme() + "&month="
                + before.get().month();
        boolean sameYear = before.get().month().getYear() == report.month().getYear();
        boolean sameRows = sameWithheld(report, before.get());
        for (ReportRow row : report.rows()) {
            Optional<ReportRow> then = row(before.get(), row.area(), row.residence());
            if (!sameRows && row.area().level() != AreaCode.Level.COUNTY) {
                continue;
            }
            pair(
                    pairs,
                    "PREVIOUS",
                    row,
                    "期初户数",
                    ReportColumn.OPEN_HOUSEHOLDS,
                    "上月期末户数",
                    then,
                    ReportColumn.CLOSE_HOUSEHOLDS,
                    link);
            pair(
                    pairs,
                    "PREVIOUS",
                    row,
                    "期初人数",
                    ReportColumn.OPEN_PERSONS,
                    "上月期末人数",
                    then,
                    ReportColumn.CLOSE_PERSONS,
                    link);
            if (sameYear) {
                pairs.add(new Reconciliation(
                        "PREVIOUS",
                        where(row),
                        "本年累计",
                        row.figure(ReportColumn.YEAR_TO_DATE),
                        "上月累计 + 本月应发",
                        figure(then, ReportColumn.YEAR_TO_DATE).add(row.figure(ReportColumn.AMOUNT)),
                        link));
            }
        }
    }

    /**
     * Whether the households counted for the county only are those of the month before. One that came under limited access
     * since, or out of it, changed its row in the report and nothing else; only the county's own row is compared then.
     */
    private static boolean sameWithheld(MonthlyReport report, MonthlyReport before) {
        return report.rows().stream()
                        .filter(ReportRow::withheld)
                        .allMatch(row -> row.figure(ReportColumn.OPEN_PERSONS)
                                        .compareTo(figure(
                                                row(before, row.area(), row.residence()), ReportColumn.CLOSE_PERSONS))
                                == 0)
                && before.rows().stream()
                        .filter(ReportRow::withheld)
                        .allMatch(then -> then.figure(ReportColumn.CLOSE_PERSONS)
                                        .compareTo(figure(
                                                row(report, then.area(), then.residence()), ReportColumn.OPEN_PERSONS))
                                == 0);
    }

    private Optional<MonthlyReport> before(MonthlyReport report) {
        YearMonth month = report.month().minusMonths(1);
        return reports.months(report.scheme()).contains(month)
                ? Optional.of(reports.of(report.scheme(), month))
                : Optional.empty();
    }

    private static Optional<ReportRow> row(MonthlyReport report, AreaCode area, @Nullable UrbanRural residence) {
        return report.rows().stream()
                .filter(row -> row.area().equals(area) && row.residence() == residence)
                .findFirst();
    }

    private static BigDecimal figure(Optional<ReportRow> row, ReportColumn column) {
        return row.map(found -> found.figure(column)).orElse(BigDecimal.ZERO);
    }

    private static void pair(
            List<Reconciliation> pairs,
            String group,
            ReportRow row,
            String left,
            ReportColumn leftColumn,
            String right,
            Optional<ReportRow> other,
            ReportColumn rightColumn,
            String link) {
        pairs.add(new Reconciliation(
                group, where(row), left, row.figure(leftColumn), right, figure(other, rightColumn), link));
    }

    static String where(ReportRow row) {
        return row.areaName() + (row.residence() == null ? "" : row.residence() == UrbanRural.URBAN ? " 城市" : " 农村");
    }

    private static void withinRows(MonthlyReport report, List<Reconciliation> pairs) {
        for (ReportRow row : report.rows()) {
            for (String unit : List.of("HOUSEHOLDS", "PERSONS")) {
                String word = unit.equals("HOUSEHOLDS") ? "户数" : "人数";
                pairs.add(new Reconciliation(
                        "ROW",
                        where(row),
                        "期末" + word,
                        row.figure(ReportColumn.valueOf("CLOSE_" + unit)),
                        "期初 + 新增 − 退出",
                        row.figure(ReportColumn.valueOf("OPEN_" + unit))
                                .add(row.figure(ReportColumn.valueOf("IN_" + unit)))
                                .subtract(row.figure(ReportColumn.valueOf("OUT_" + unit))),
                        null));
                pairs.add(new Reconciliation(
                        "ROW",
                        where(row),
                        "退出" + word,
                        row.figure(ReportColumn.valueOf("OUT_" + unit)),
                        "各项退出原因之和",
                        row.figure(ReportColumn.valueOf("OUT_DEATH_" + unit))
                                .add(row.figure(ReportColumn.valueOf("OUT_MEANS_" + unit)))
                                .add(row.figure(ReportColumn.valueOf("OUT_OTHER_" + unit)))
                                .add(
                                        unit.equals("PERSONS")
                                                ? row.figure(ReportColumn.OUT_MEMBER_PERSONS)
                                                : BigDecimal.ZERO),
                        null));
            }
        }
    }

    /** A parent row is the sum of its children, 小计 the sum of 城市 and 农村. */
    private static void againstParts(MonthlyReport report, List<Reconciliation> pairs) {
        List<ReportColumn> summed = ReportColumn.frozenOnes().toList();
        for (ReportRow row : report.rows()) {
            if (row.residence() == null) {
                List<ReportRow> kinds = report.rows().stream()
                        .filter(other -> other.area().equals(row.area()) && other.residence() != null)
                        .toList();
                sums(pairs, "KINDS", row, kinds, "城市 + 农村", summed);
            }
            if (row.area().level() == AreaCode.Level.COUNTY) {
                List<ReportRow> towns = report.rows().stream()
                        .filter(other ->
                                other.area().level() == AreaCode.Level.TOWNSHIP && other.residence() == row.residence())
                        .toList();
                sums(pairs, "TOWNS", row, towns, "各乡镇之和", summed);
            }
        }
    }

    private static void sums(
            List<Reconciliation> pairs,
            String group,
            ReportRow row,
            List<ReportRow> parts,
            String right,
            List<ReportColumn> columns) {
        for (ReportColumn column : columns) {
            pairs.add(new Reconciliation(
                    group,
                    where(row),
                    column.header(),
                    row.figure(column),
                    right,
                    parts.stream().map(part -> part.figure(column)).reduce(BigDecimal.ZERO, BigDecimal::add),
                    null));
        }
    }

    private void againstRun(MonthlyReport report, PaymentRun run, List<Reconciliation> pairs) {
        if (report.rows().isEmpty() || report.rows().get(0).area().level() != AreaCode.Level.COUNTY) {
            return;
        }
        AreaScope scope = Acting.scope();
        ReportRow whole = row(report, run.county(), null).orElseThrow(NotFound::new);
        String page = "/runs/" + run.id();
        BigDecimal amount = whole.figure(ReportColumn.AMOUNT);
        RunLines.Written written = lines.written(run.id(), scope);
        MonthlyReports.Roster roster = figures.roster(run.id(), scope);
        pairs.add(new Reconciliation(
                "RUN", where(whole), "本月应发金额", amount, "批次合计", run.amount().yuan(), page));
        pairs.add(new Reconciliation(
                "RUN",
                where(whole),
                "本月应发金额",
                amount,
                "发放明细逐笔相加",
                written.amount().yuan(),
                page + "/lines"));
        pairs.add(new Reconciliation(
                "RUN",
                where(whole),
                "读取户数",
                BigDecimal.valueOf(run.read()),
                "发放 + 缓发 + 不予发放",
                BigDecimal.valueOf(written.paid() + written.held() + written.refused()),
                page));
        pairs.add(new Reconciliation(
                "ROSTER",
                where(whole),
                "期末户数",
                whole.figure(ReportColumn.CLOSE_HOUSEHOLDS),
                "在保名册户数",
                BigDecimal.valueOf(roster.households()),
                page));
        pairs.add(new Reconciliation(
                "ROSTER",
                where(whole),
                "期末人数",
                whole.figure(ReportColumn.CLOSE_PERSONS),
                "在保名册人数",
                BigDecimal.valueOf(roster.persons()),
                page));
        againstBands(whole, run, pairs);
        if (!run.state().signed()) {
            return;
        }
        files.of(run.id(), scope)
                .forEach(file -> pairs.add(new Reconciliation(
                        "BANK",
                        where(whole),
                        "批次合计",
                        run.amount().yuan(),
                        "代发文件（" + file.format().name().replace('_', ' ') + "）+ 未送银行",
                        file.amount().plus(files.withheld(run, scope).amount()).yuan(),
                        page + "/bank")));
        if (run.state() == RunState.CLOSED) {
            againstClaims(whole, run, pairs);
            Settlement settlement = returns.settlement(run.id(), scope);
            pairs.add(new Reconciliation(
                    "BANK",
                    where(whole),
                    "实发成功 + 失败",
                    whole.figure(ReportColumn.SUCCEEDED).add(whole.figure(ReportColumn.FAILED)),
                    "批次合计",
                    run.amount().yuan(),
                    page + "/bank"));
            pairs.add(new Reconciliation(
                    "BANK",
                    where(whole),
                    "失败金额",
                    whole.figure(ReportColumn.FAILED),
                    "银行失败逐笔相加",
                    settlement.failedAmount().yuan(),
                    page + "/lines?outcome=FAILED"));
        }
    }

    /** Everybody and all the money stand in one band or another. */
    private void againstBands(ReportRow whole, PaymentRun run, List<Reconciliation> pairs) {
        Map<String, BandReport.Figures> bands = BandFigures.read(figures.sums(run.id(), Acting.scope()));
        if (bands.isEmpty()) {
            return;
        }
        BandReport.Figures sum = bands.values().stream().reduce(BandReport.Figures.NONE, BandReport.Figures::plus);
        String page = "/reports/monthly/bands?scheme=" + run.scheme() + "&month=" + run.benefitMonth();
        pairs.add(new Reconciliation(
                "BANDS",
                where(whole),
                "期末人数",
                whole.figure(ReportColumn.CLOSE_PERSONS),
                "各档在册人数之和",
                BigDecimal.valueOf(sum.persons()),
                page));
        pairs.add(new Reconciliation(
                "BANDS",
                where(whole),
                "本月应发金额",
                whole.figure(ReportColumn.AMOUNT),
                "各档应发金额之和",
                sum.amount().yuan(),
                page));
    }

    /** What is claimed is either back, given up or still outstanding; and what came in adds up from month to month. */
    private void againstClaims(ReportRow whole, PaymentRun run, List<Reconciliation> pairs) {
        Map<String, BigDecimal> now = figures.sums(run.id(), Acting.scope());
        if (!now.containsKey("CLAIMS_AMOUNT")) {
            return;
        }
        pairs.add(new Reconciliation(
                "CLAIMS",
                where(whole),
                "应追缴合计 + 应退还",
                of(now, "CLAIMS_AMOUNT").add(of(now, "CLAIMS_REFUNDABLE")),
                "收回合计 + 核销合计 + 追缴未还",
                of(now, "CLAIMS_KEPT")
                        .add(of(now, "CLAIMS_WRITTEN_OFF"))
                        .add(whole.figure(ReportColumn.RECOVERY_OUTSTANDING)),
                CLAIMS_PAGE));
        Map<String, BigDecimal> before =
                run.previousRunId() == null ? Map.of() : figures.sums(run.previousRunId(), Acting.scope());
        if (run.previousRunId() != null && !before.containsKey("CLAIMS_AMOUNT")) {
            return;
        }
        pairs.add(new Reconciliation(
                "CLAIMS",
                where(whole),
                "收回合计",
                of(now, "CLAIMS_KEPT"),
                "上月收回合计 + 本月追缴收回",
                of(before, "CLAIMS_KEPT").add(whole.figure(ReportColumn.RECOVERY_RECEIVED)),
                CLAIMS_PAGE));
        pairs.add(new Reconciliation(
                "CLAIMS",
                where(whole),
                "核销合计",
                of(now, "CLAIMS_WRITTEN_OFF"),
                "上月核销合计 + 本月追缴核销",
                of(before, "CLAIMS_WRITTEN_OFF").add(whole.figure(ReportColumn.RECOVERY_WRITTEN_OFF)),
                CLAIMS_PAGE));
    }

    private static BigDecimal of(Map<String, BigDecimal> cells, String cell) {
        return cells.getOrDefault(cell, BigDecimal.ZERO);
    }
}
