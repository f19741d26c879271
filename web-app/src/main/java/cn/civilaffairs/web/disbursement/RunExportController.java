package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.Disposition;
import cn.civilaffairs.disbursement.LineFilter;
import cn.civilaffairs.disbursement.LineKind;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RunLine;
import cn.civilaffairs.disbursement.RunListItem;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.Typed;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The lists of payment runs as workbooks, filtered and masked as on the pages. */
@Controller
@RequestMapping("/runs")
class RunExportController {

    private final PaymentRunDesk desk;
    private final AreaRegister areas;
    private final ListExport export;
    private final RunWords runWords;
    private final Words words;
    private final Show show;

    RunExportController(
            PaymentRunDesk desk, AreaRegister areas, ListExport export, RunWords runWords, Words words, Show show) {
        this.desk = desk;
        this.areas = areas;
        this.export = export;
        this.runWords = runWords;
        this.words = words;
        this.show = show;
    }

    /** A township sees the county's runs without the county's sums. */
    @GetMapping("/list.xlsx")
    void runs(@CurrentOfficer Officer officer, HttpServletResponse response) {
        boolean county = officer.area().level() == AreaCode.Level.COUNTY;
        ListSheet<PaymentRun> sheet = ListSheet.<PaymentRun>of("runs", "发放批次")
                .impersonal()
                .text("所属月份", 14, run -> show.month(run.benefitMonth()))
                .text("项目", 16, run -> runWords.scheme(run.scheme()))
                .text("类型", 12, run -> words.of(run.kind()))
                .text("批次号", 20, PaymentRun::number)
                .text("状态", 14, run -> words.of("Status", "RUN_" + run.state()))
                .count("发放户数", run -> county ? run.households() : null)
                .count("人数", run -> county ? run.persons() : null)
                .amount("金额（元）", run -> county ? run.amount() : null)
                .count("缓发", run -> county ? run.held() : null)
                .count("不予发放", run -> county ? run.refused() : null)
                .date("截止日", PaymentRun::cutOff)
                .text("制单", 10, PaymentRun::builtByName);
        export.send(sheet, List.of(), RowSource.paged(desk::runs), response);
    }

    @GetMapping("/{id}/lines.xlsx")
    void lines(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UrbanRural residence,
            @RequestParam(name = "lineKind", required = false) @Nullable LineKind kind,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String town,
            HttpServletResponse response) {
        LineFilter filter = new LineFilter(residence, kind, Typed.text(outcome));
        ListSheet<RunLine> sheet = ListSheet.<RunLine>of("run-lines", title(id, "发放明细"))
                .count("序号", RunLine::seq)
                .text("类型", 10, line -> words.of(line.kind()))
                .text("所属月份", 12, line -> show.month(line.benefitMonth()))
                .text("乡镇 村", 24, RunLine::areaName)
                .text("城乡", 8, line -> words.of(line.residence()))
                .text("户主", 12, RunLine::residentName)
                .text("领款人", 12, RunLine::payeeName)
                .text("账户", 24, line -> line.bank() + " ****" + line.accountLastFour())
                .count("人数", RunLine::persons)
                .amount("基本（元）", RunLine::base)
                .amount("分类施保（元）", RunLine::supplement)
                .amount("补发（元）", RunLine::arrears)
                .amount("扣减（元）", RunLine::deduction)
                .amount("实发（元）", RunLine::amount)
                .text("银行结果", 12, line -> line.succeeded() == null ? "" : line.succeeded() ? "成功" : "失败")
                .text("失败原因", 18, line -> line.failure() == null ? "" : runWords.failure(line.failure()));
        AreaCode within = Typed.area(town);
        FilterWords said = new FilterWords()
                .say("乡镇", within, areas::name)
                .say("城乡", residence, words::of)
                .say("类型", kind, words::of)
                .say("银行结果", filter.outcome(), shown -> switch (shown) {
                    case "SUCCEEDED" -> "成功";
                    case "FAILED" -> "失败";
                    default -> "无结果";
                });
        export.send(
                sheet,
                said.list(),
                RowSource.paged((limit, offset) -> desk.lines(id, filter, within, limit, offset)),
                response);
    }

    @GetMapping("/{id}/exceptions.xlsx")
    void exceptions(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Disposition disposition,
            @RequestParam(required = false) @Nullable String town,
            HttpServletResponse response) {
        AreaCode within = Typed.area(town);
        FilterWords said = new FilterWords().say("乡镇", within, areas::name).say("处理", disposition, words::of);
        export.send(
                items("run-exceptions", title(id, "缓发与不予发放")),
                said.list(),
                RowSource.paged((limit, offset) -> desk.exceptions(id, disposition, within, limit, offset)),
                response);
    }

    @GetMapping("/{id}/bridge/{step}.xlsx")
    void bridge(
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam(required = false) @Nullable String town,
            HttpServletResponse response) {
        AreaCode within = Typed.area(town);
        FilterWords said = new FilterWords().say("乡镇", within, areas::name).say("变动", step, runWords::step);
        export.send(
                items("run-bridge", title(id, "变动明细")),
                said.list(),
                RowSource.paged((limit, offset) -> desk.bridgeItems(id, step, within, limit, offset)),
                response);
    }

    private ListSheet<RunListItem> items(String code, String title) {
        return ListSheet.<RunListItem>of(code, title)
                .text("乡镇 村", 24, RunListItem::areaName)
                .text("城乡", 8, item -> words.of(item.residence()))
                .text("户主", 12, RunListItem::residentName)
                .text("原因", 20, item -> runWords.what(item.what()))
                .text("说明", 30, RunListItem::note)
                .count("户数", RunListItem::households)
                .count("人数", RunListItem::persons)
                .amount("金额（元）", RunListItem::amount);
    }

    private String title(UUID id, String what) {
        PaymentRun run = desk.find(id);
        return show.month(run.benefitMonth()) + runWords.scheme(run.scheme()) + what;
    }
}
