package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.BandReport;
import cn.civilaffairs.disbursement.FigureDifference;
import cn.civilaffairs.disbursement.MonthCheckDesk;
import cn.civilaffairs.disbursement.MonthEndDesk;
import cn.civilaffairs.disbursement.MonthItem;
import cn.civilaffairs.disbursement.MonthlyReportDesk;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.ReportColumn;
import cn.civilaffairs.disbursement.ReportSetDesk;
import cn.civilaffairs.disbursement.ReportVersion;
import cn.civilaffairs.disbursement.RunState;
import cn.civilaffairs.disbursement.Schemes;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.Area;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.files.StoredFile;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.StatusDictionary;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.papers.PdfAnswer;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The end of a month (月末结账): its checklist, its report's versions, and the month opened again by two. */
@Controller
@RequestMapping("/months")
class MonthEndController {

    private final MonthCheckDesk checks;
    private final MonthEndDesk months;
    private final PaymentRunDesk runs;
    private final MonthlyReportDesk reports;
    private final TownshipQuality quality;
    private final ReportSetDesk sets;
    private final AreaRegister areas;
    private final Schemes schemes;
    private final ListExport export;
    private final Show show;
    private final Words words;
    private final StatusDictionary statuses;
    private final Acts acts;
    private final Clock clock;

    MonthEndController(
            MonthCheckDesk checks,
            MonthEndDesk months,
            PaymentRunDesk runs,
            MonthlyReportDesk reports,
            TownshipQuality quality,
            ReportSetDesk sets,
            AreaRegister areas,
            Schemes schemes,
            ListExport export,
            Show show,
            Words words,
            StatusDictionary statuses,
            Acts acts,
            Clock clock) {
        this.checks = checks;
        this.months = months;
        this.runs = runs;
        this.reports = reports;
        this.quality = quality;
        this.sets = sets;
        this.areas = areas;
        this.schemes = schemes;
        this.export = export;
        this.show = show;
        this.words = words;
        this.statuses = statuses;
        this.acts = acts;
        this.clock = clock;
    }

    /** One month of the overview. */
    record Line(YearMonth month, PaymentRun run, @Nullable ReportVersion latest, int versions) {}

    private String scheme(@Nullable String asked) {
        return asked == null || asked.isBlank()
                ? preferred()
                : schemes.named(asked).code();
    }

    /** The scheme with the most months behind it, which is where people begin. */
    private String preferred() {
        return schemes.all().stream()
                .map(scheme -> scheme.code())
                .max(java.util.Comparator.comparingInt(
                        code -> reports.months(code).size()))
                .orElseThrow(NotFound::new);
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String scheme, Model model) {
        String code = scheme(scheme);
        model.addAttribute("lines", lines(code));
        model.addAttribute("scheme", code);
        model.addAttribute("schemes", schemes.all());
        model.addAttribute("current", YearMonth.now(clock));
        return "months/list";
    }

    private List<Line> lines(String code) {
        return reports.months(code).stream()
                .limit(24)
                .flatMap(month -> runs.ofMonth(code, month).stream())
                .map(run -> {
                    List<ReportVersion> versions = months.versions(run.id());
                    return new Line(
                            run.benefitMonth(),
                            run,
                            versions.isEmpty() ? null : versions.get(versions.size() - 1),
                            versions.size());
                })
                .toList();
    }

    /** The months as a workbook. */
    @GetMapping("/list.xlsx")
    void send(@RequestParam(required = false) @Nullable String scheme, HttpServletResponse response) {
        String code = scheme(scheme);
        ListSheet<Line> sheet = ListSheet.<Line>of("months", "月末结账")
                .impersonal()
                .text("月份", 12, line -> show.month(line.month()))
                .text("批次", 12, line -> statuses.of("RUN_" + line.run().state()).word())
                .count("户", line -> line.run().households())
                .count("人", line -> line.run().persons())
                .amount("金额（元）", line -> line.run().amount())
                .count("报表版本", Line::versions)
                .text(
                        "核定",
                        28,
                        line -> line.latest() == null || !line.latest().approved()
                                ? ""
                                : line.latest().approvedByName() + " "
                                        + show.time(line.latest().approvedAt()));
        export.send(sheet, List.of("项目：" + words.of("Scheme", code)), RowSource.of(lines(code)), response);
    }

    @GetMapping("/{month:[0-9]{4}-[0-9]{2}}")
    String show(
            @PathVariable YearMonth month,
            @RequestParam(required = false) @Nullable String scheme,
            @CurrentOfficer Officer officer,
            Model model) {
        String code = scheme(scheme);
        List<MonthItem> items = checks.items(code, month);
        Optional<PaymentRun> run = checks.run(code, month);
        model.addAttribute("month", month);
        model.addAttribute("scheme", code);
        model.addAttribute("schemes", schemes.all());
        model.addAttribute("items", items);
        model.addAttribute("open", items.stream().filter(MonthItem::open).count());
        model.addAttribute("run", run.orElse(null));
        model.addAttribute("requestKey", UUID.randomUUID());
        List<ReportVersion> versions =
                run.map(found -> months.versions(found.id())).orElse(List.of());
        model.addAttribute("versions", versions);
        model.addAttribute(
                "reopenings", run.map(found -> months.reopenings(found.id())).orElse(List.of()));
        model.addAttribute("officerId", officer.id());
        if (!versions.isEmpty()) {
            model.addAttribute("sets", sets.of(versions.get(versions.size() - 1).id()));
        }
        model.addAttribute(
                "closed", run.map(found -> found.state() == RunState.CLOSED).orElse(false));
        return "months/show";
    }

    @PostMapping("/{month:[0-9]{4}-[0-9]{2}}/reopenings")
    @May(Action.ASK_REOPENING)
    String ask(
            @PathVariable YearMonth month,
            @RequestParam UUID requestKey,
            @RequestParam String scheme,
            @RequestParam String reason,
            RedirectAttributes notice) {
        UUID run = runs.ofMonth(scheme, month).orElseThrow(NotFound::new).id();
        return acts.once(
                requestKey,
                "MONTH_REOPEN_ASK",
                run + reason,
                page(month, scheme),
                notice,
                "重开申请已提交，须由另一位审批或分管领导批准。",
                () -> months.askReopening(run, reason));
    }

    @PostMapping("/{month:[0-9]{4}-[0-9]{2}}/reopenings/{id}")
    @May(Action.APPROVE_REPORT)
    String decide(
            @PathVariable YearMonth month,
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam String scheme,
            @RequestParam boolean approve,
            @RequestParam(defaultValue = "") String note,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "MONTH_REOPEN_DECIDE",
                id + ":" + approve + note,
                page(month, scheme),
                notice,
                approve ? "本月已重开，回到“已回盘”。更正后由复核人员再次办结。" : "已驳回重开申请，本月保持办结。",
                () -> months.decideReopening(id, approve, note));
    }

    @PostMapping("/{month:[0-9]{4}-[0-9]{2}}/versions/{id}/approve")
    @May(Action.APPROVE_REPORT)
    String approve(
            @PathVariable YearMonth month,
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam String scheme,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "REPORT_APPROVE",
                id.toString(),
                page(month, scheme),
                notice,
                "报表已核定。",
                () -> months.approveReport(id));
    }

    /** What changed from one version to another, township by township. */
    @GetMapping("/{month:[0-9]{4}-[0-9]{2}}/differences")
    String differences(
            @PathVariable YearMonth month,
            @RequestParam UUID before,
            @RequestParam UUID after,
            @RequestParam String scheme,
            Model model) {
        List<FigureDifference> differences = months.differences(before, after);
        model.addAttribute("month", month);
        model.addAttribute("scheme", scheme);
        model.addAttribute("before", months.version(before));
        model.addAttribute("after", months.version(after));
        model.addAttribute("differences", differences);
        return "months/differences";
    }

    /** The header of a figure as the report has it; what the report has not is not shown to people. */
    static String header(String cell) {
        for (ReportColumn column : ReportColumn.values()) {
            if (column.name().equals(cell)) {
                return column.header();
            }
        }
        return cell.equals("UNANSWERED") ? "无结果金额" : BandReport.header(cell).orElse(cell);
    }

    @GetMapping("/{month:[0-9]{4}-[0-9]{2}}/quality")
    String quality(
            @PathVariable YearMonth month,
            @RequestParam(required = false) @Nullable String scheme,
            @CurrentOfficer Officer officer,
            Model model) {
        String code = scheme(scheme);
        PaymentRun run = runs.ofMonth(code, month).orElseThrow(NotFound::new);
        List<ReportVersion> versions = months.versions(run.id());
        ReportVersion frozen = versions.isEmpty() ? null : versions.get(versions.size() - 1);
        model.addAttribute("month", month);
        model.addAttribute("scheme", code);
        model.addAttribute("frozen", frozen);
        model.addAttribute("cards", cards(run, frozen, officer));
        model.addAttribute("words", QualityCard.WORDS);
        return "months/quality";
    }

    private List<QualityCard> cards(PaymentRun run, @Nullable ReportVersion frozen, Officer officer) {
        return QualityCard.of(
                frozen == null ? quality.of(run) : months.townFigures(frozen.id()),
                townNames(officer.area().county()));
    }

    /** The card as a workbook. */
    @GetMapping("/{month:[0-9]{4}-[0-9]{2}}/quality.xlsx")
    void sendQuality(
            @PathVariable YearMonth month,
            @RequestParam(required = false) @Nullable String scheme,
            @CurrentOfficer Officer officer,
            HttpServletResponse response) {
        String code = scheme(scheme);
        PaymentRun run = runs.ofMonth(code, month).orElseThrow(NotFound::new);
        List<ReportVersion> versions = months.versions(run.id());
        ListSheet<QualityCard> sheet = ListSheet.<QualityCard>of("township-quality", "乡镇质量卡")
                .impersonal()
                .text("乡镇", 14, QualityCard::name)
                .count("有时限的环节", card -> card.count("Q_ACTS"))
                .amount("按时率（%）", QualityCard::onTime)
                .count("发放笔数", card -> card.count("Q_PAID"))
                .amount("发放成功率（%）", QualityCard::paid);
        QualityCard.WORDS.forEach((cell, word) -> sheet.count(word, card -> card.count(cell)));
        export.send(
                sheet,
                List.of("项目：" + words.of("Scheme", code), "月份：" + show.month(month)),
                RowSource.of(cards(run, versions.isEmpty() ? null : versions.get(versions.size() - 1), officer)),
                response);
    }

    @PostMapping("/{month:[0-9]{4}-[0-9]{2}}/sets")
    @May(Action.PREPARE_REPORT)
    String print(
            @PathVariable YearMonth month,
            @RequestParam UUID requestKey,
            @RequestParam String scheme,
            @RequestParam UUID version,
            @RequestParam String size,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "REPORT_SET",
                version + size,
                page(month, scheme),
                notice,
                "正在生成整套报表，完成后在下面打开。",
                () -> sets.ask(version, size));
    }

    @GetMapping("/sets/{id:[0-9a-f-]{36}}.pdf")
    ResponseEntity<byte[]> open(@PathVariable UUID id) {
        StoredFile file = sets.open(id);
        return PdfAnswer.of(file.name(), file.content());
    }

    private static String page(YearMonth month, String scheme) {
        return "/months/" + month + "?scheme=" + scheme;
    }

    private Map<AreaCode, String> townNames(AreaCode county) {
        return areas.children(county).stream().collect(Collectors.toMap(Area::code, Area::name));
    }
}
