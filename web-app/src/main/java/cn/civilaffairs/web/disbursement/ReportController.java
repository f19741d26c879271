package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.BandReport;
import cn.civilaffairs.disbursement.ExitCount;
import cn.civilaffairs.disbursement.MonthlyReport;
import cn.civilaffairs.disbursement.MonthlyReportDesk;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.ReportColumn;
import cn.civilaffairs.disbursement.ReportRow;
import cn.civilaffairs.disbursement.RunListItem;
import cn.civilaffairs.disbursement.Scheme;
import cn.civilaffairs.disbursement.TrendPoint;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.exchange.ExcelFile.Column;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The monthly report, the people behind its figures, its charts and its workbooks. */
@Controller
@RequestMapping("/reports")
class ReportController {

    /** A reason of the report of exits, as the bridge stores it. */
    private static final Pattern EXIT = Pattern.compile("EXIT_(0[1-9]|1[0-6])|LEFT_FOR_TOWNSHIP");

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final MonthlyReportDesk desk;
    private final SchemesInSight schemes;
    private final RunWords words;
    private final PaymentRunDesk runs;
    private final ListExport export;

    ReportController(
            MonthlyReportDesk desk, SchemesInSight schemes, RunWords words, PaymentRunDesk runs, ListExport export) {
        this.desk = desk;
        this.runs = runs;
        this.export = export;
        this.schemes = schemes;
        this.words = words;
    }

    /** Who is counted, or the money. */
    private static List<ReportColumn> columns(boolean counts) {
        return Arrays.stream(ReportColumn.values())
                .filter(column -> (column.kind() == ReportColumn.Kind.COUNT) == counts)
                .toList();
    }

    @GetMapping("/monthly")
    String monthly(
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable YearMonth month,
            @CurrentOfficer Officer officer,
            Model model) {
        List<Scheme> mine = schemes.of(officer);
        model.addAttribute("schemes", mine);
        if (mine.isEmpty() && scheme == null) {
            model.addAttribute("months", List.of());
            return "reports/monthly";
        }
        String code = mine.stream()
                .map(Scheme::code)
                .filter(one -> scheme == null || one.equals(scheme))
                .findFirst()
                .orElseThrow(NotFound::new);
        List<YearMonth> months = desk.months(code);
        model.addAttribute("scheme", code);
        model.addAttribute("months", months);
        model.addAttribute("columns", ReportColumn.values());
        model.addAttribute("printed", List.of(columns(true), columns(false)));
        if (months.isEmpty()) {
            return "reports/monthly";
        }
        YearMonth shown = months.contains(month) ? month : months.get(0);
        MonthlyReport report = desk.of(code, shown);
        List<TrendPoint> trend = desk.trend(code, shown, null);
        model.addAttribute("month", shown);
        model.addAttribute("report", report);
        model.addAttribute("hasBands", desk.hasBands(code));
        model.addAttribute("trend", trend);
        model.addAttribute("trendData", Charts.trend(trend));
        List<ReportRow> towns = report.rows().stream()
                .filter(row -> row.residence() == null && row.area().level() == AreaCode.Level.TOWNSHIP)
                .toList();
        model.addAttribute("towns", towns);
        model.addAttribute("townData", Charts.towns(towns));
        return "reports/monthly";
    }

    @GetMapping("/monthly/cell")
    String cell(
            @RequestParam String scheme,
            @RequestParam YearMonth month,
            @RequestParam AreaCode area,
            @RequestParam(required = false) @Nullable UrbanRural residence,
            @RequestParam ReportColumn column,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            Model model) {
        MonthlyReport report = desk.of(scheme, month);
        ReportRow row = report.rows().stream()
                .filter(r -> r.area().equals(area) && r.residence() == residence)
                .findFirst()
                .orElseThrow(NotFound::new);
        model.addAttribute("report", report);
        model.addAttribute("row", row);
        model.addAttribute("column", column);
        model.addAttribute(
                "items",
                Paging.read(
                        page,
                        size,
                        (limit, offset) -> desk.behind(scheme, month, area, residence, column, limit, offset)));
        return "reports/cell";
    }

    /** The people behind a figure as a workbook. */
    @GetMapping("/monthly/cell.xlsx")
    void exportCell(
            @RequestParam String scheme,
            @RequestParam YearMonth month,
            @RequestParam AreaCode area,
            @RequestParam(required = false) @Nullable UrbanRural residence,
            @RequestParam ReportColumn column,
            HttpServletResponse response) {
        ListSheet<RunListItem> sheet = ListSheet.<RunListItem>of("report-cell", month + column.header())
                .text("乡镇 村", 24, RunListItem::areaName)
                .text("城乡类别", 10, item -> item.residence() == UrbanRural.URBAN ? "城市" : "农村")
                .text("领取对象", 12, RunListItem::residentName)
                .text("事项", 18, item -> words.what(item.what()))
                .count("户", RunListItem::households)
                .count("人", RunListItem::persons)
                .amount("金额（元）", RunListItem::amount)
                .text("说明", 40, RunListItem::note);
        export.send(
                sheet,
                List.of("月份：" + month, "栏目：" + column.header()),
                RowSource.paged((limit, offset) -> desk.behind(scheme, month, area, residence, column, limit, offset)),
                response);
    }

    /** Why households and people are no longer paid, by code, households and people apart; one reason with its persons. */
    @GetMapping("/monthly/exits")
    String exits(
            @RequestParam String scheme,
            @RequestParam YearMonth month,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            Model model) {
        MonthlyReport report = desk.of(scheme, month);
        if (report.rows().isEmpty()) {
            throw new NotFound(); // nobody of the officer's area was in care that month
        }
        List<ExitCount> reasons = byReason(desk.exits(scheme, month));
        ExitCount sum = reasons.stream().reduce(ExitCount::plus).orElse(null);
        ReportRow whole = report.rows().get(2);
        model.addAttribute("report", report);
        model.addAttribute("reasons", reasons);
        model.addAttribute("sum", sum);
        model.addAttribute("whole", whole);
        model.addAttribute(
                "agrees",
                sum == null
                        || whole.figure(ReportColumn.OUT_HOUSEHOLDS).intValueExact() == sum.households()
                                && whole.figure(ReportColumn.OUT_PERSONS).intValueExact() == sum.persons());
        model.addAttribute("reason", reason);
        if (EXIT.matcher(reason).matches()) {
            model.addAttribute(
                    "items",
                    Paging.read(page, size, (limit, offset) -> desk.leavers(scheme, month, reason, limit, offset)));
        }
        return "reports/exits";
    }

    private static List<ExitCount> byReason(List<ExitCount> counts) {
        return List.copyOf(counts.stream()
                .collect(Collectors.toMap(ExitCount::step, Function.identity(), ExitCount::plus, TreeMap::new))
                .values());
    }

    @GetMapping("/monthly/exits.xlsx")
    void exportExits(@RequestParam String scheme, @RequestParam YearMonth month, HttpServletResponse response) {
        ListSheet<ExitCount> sheet = ListSheet.<ExitCount>of("report-exits", month + "退出原因")
                .impersonal()
                .text("乡镇", 18, ExitCount::townName)
                .text("代码", 8, count -> count.code() == null ? "" : count.code().code())
                .text("退出原因", 24, count -> words.exit(count))
                .count("退出户数", ExitCount::households)
                .count("随户退出人数", ExitCount::withHousehold)
                .count("减员人数", ExitCount::members)
                .count("退出人数", ExitCount::persons);
        export.send(
                sheet,
                List.of("项目：" + words.scheme(scheme), "月份：" + month),
                RowSource.of(desk.exits(scheme, month)),
                response);
    }

    /** The month by band and township, where a scheme is paid by bands. */
    @GetMapping("/monthly/bands")
    String bands(@RequestParam String scheme, @RequestParam YearMonth month, Model model) {
        model.addAttribute("report", desk.bands(scheme, month));
        return "reports/bands";
    }

    @GetMapping("/monthly/bands.xlsx")
    void exportBands(@RequestParam String scheme, @RequestParam YearMonth month, HttpServletResponse response) {
        BandReport report = desk.bands(scheme, month);
        ListSheet<BandReport.Row> sheet = ListSheet.<BandReport.Row>of("report-bands", report.title())
                .impersonal()
                .text("地区", 18, BandReport.Row::name);
        for (BandReport.Band band : report.bands()) {
            sheet.count(band.label() + "在册人数", row -> row.of(band.code()).persons())
                    .count(band.label() + "实发人数", row -> row.of(band.code()).paid())
                    .amount(band.label() + "金额（元）", row -> row.of(band.code()).amount());
        }
        sheet.count("在册人数合计", row -> row.sum().persons())
                .count("实发人数合计", row -> row.sum().paid())
                .amount("金额合计（元）", row -> row.sum().amount())
                .amount("其中补发（元）", row -> row.sum().arrears());
        export.send(sheet, List.of("项目：" + words.scheme(scheme), "月份：" + month), RowSource.of(report.rows()), response);
    }

    @GetMapping("/monthly.xlsx")
    void export(@RequestParam String scheme, @RequestParam YearMonth month, HttpServletResponse response)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        desk.export(scheme, month, out);
        begin(response, words.scheme(scheme) + month + "月度统计表.xlsx");
        out.writeTo(response.getOutputStream());
    }

    /** Every line of a run; whole numbers only for those who pay, and only in an approved, encrypted file. */
    @PostMapping("/runs/{id}/details.xlsx")
    void details(
            @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean whole, HttpServletResponse response) {
        ListSheet<@Nullable Object[]> sheet = ListSheet.of(whole ? "run-details-whole" : "run-details", "发放明细");
        List<Column> columns = MonthlyReportDesk.detailColumns();
        for (int i = 0; i < columns.size(); i++) {
            int at = i;
            sheet.column(columns.get(i), cells -> cells[at]);
        }
        if (whole) {
            sheet.withWholeNumbers();
        }
        export.send(sheet, List.of("批次：" + runs.find(id).number()), to -> desk.details(id, whole, to), response);
    }

    private static void begin(HttpServletResponse response, String name) {
        response.setContentType(XLSX);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, BankController.attachment(name));
    }
}
