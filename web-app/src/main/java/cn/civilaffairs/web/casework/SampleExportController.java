package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.sampling.Sample;
import cn.civilaffairs.casework.sampling.SampleDesk;
import cn.civilaffairs.casework.sampling.SampleItem;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import jakarta.servlet.http.HttpServletResponse;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The draws and the cases of one draw as workbooks. */
@Controller
@RequestMapping("/samples")
class SampleExportController {

    private final SampleDesk desk;
    private final ListExport export;
    private final Words words;
    private final CaseWords caseWords;

    SampleExportController(SampleDesk desk, ListExport export, Words words, CaseWords caseWords) {
        this.desk = desk;
        this.export = export;
        this.words = words;
        this.caseWords = caseWords;
    }

    @GetMapping("/list.xlsx")
    void draws(@RequestParam(required = false) @Nullable YearMonth month, HttpServletResponse response) {
        ListSheet<Sample> sheet = ListSheet.<Sample>of("samples", "抽查复核")
                .text("确认月份", 12, Sample::month)
                .text("乡镇", 14, Sample::township)
                .text("事项", 18, row -> caseWords.matter(row.matter()))
                .count("已确认", Sample::population)
                .count("比例（%）", Sample::percent)
                .count("抽中", Sample::size)
                .count("应复核", Sample::toCheck)
                .count("已复核", Sample::checked)
                .count("不符合", Sample::wrong)
                .date("复核期限", Sample::dueOn)
                .text("种子", 36, Sample::seed)
                .text("抽取人", 12, Sample::drawnBy);
        export.send(
                sheet,
                month == null ? List.of() : List.of("确认月份：" + month),
                RowSource.paged((limit, offset) -> desk.list(month, offset, limit)),
                response);
    }

    @GetMapping("/{id:[0-9a-f-]{36}}/list.xlsx")
    void cases(@PathVariable UUID id, HttpServletResponse response) {
        Sample sample = desk.find(id);
        ListSheet<SampleItem> sheet = ListSheet.<SampleItem>of("sample-cases", "抽查案件")
                .text("案号", 16, SampleItem::caseNo)
                .text("户主", 12, SampleItem::title)
                .text("村（社区）", 18, SampleItem::village)
                .text("摘要", 66, SampleItem::digest)
                .text("抽中", 16, row -> row.picked() ? "抽中" : row.compulsory() ? "必查（近亲属）" : "未抽中")
                .text(
                        "结论",
                        14,
                        row -> row.finding() == null
                                ? ""
                                : words.of("SampleFinding", row.finding().name()))
                .date("入户日期", SampleItem::visitedOn)
                .text("复核人", 12, SampleItem::checkedBy)
                .text("复核情况", 36, SampleItem::note);
        export.send(
                sheet,
                List.of("乡镇：" + sample.township(), "确认月份：" + sample.month()),
                RowSource.of(desk.items(id)),
                response);
    }
}
