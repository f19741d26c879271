package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.CaseFigure;
import cn.civilaffairs.casework.CaseFilter;
import cn.civilaffairs.casework.CaseLine;
import cn.civilaffairs.casework.CaseQueue;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The queue as a workbook, filtered as on the page. */
@Controller
class QueueExportController {

    private final CaseQueue queue;
    private final AreaRegister areas;
    private final ListExport export;
    private final Words words;
    private final CaseWords caseWords;

    QueueExportController(CaseQueue queue, AreaRegister areas, ListExport export, Words words, CaseWords caseWords) {
        this.queue = queue;
        this.areas = areas;
        this.export = export;
        this.words = words;
        this.caseWords = caseWords;
    }

    private record Row(CaseLine line, @Nullable CaseFigure figure) {}

    @GetMapping("/cases/list.xlsx")
    void send(@RequestParam MultiValueMap<String, String> query, HttpServletResponse response) {
        CaseFilter filter = QueueState.of(query).filter();
        ListSheet<Row> sheet = ListSheet.<Row>of("cases", "办件队列")
                .text("案号", 16, row -> row.line().file().caseNo())
                .text("户主", 12, row -> row.line().file().title())
                .text("事项", 18, row -> caseWords.matter(row.line().file().matter()))
                .text("档案号", 16, row -> row.line().fileNo())
                .text("乡镇", 14, row -> row.line().township())
                .text("村", 14, row -> row.line().village())
                .text(
                        "环节",
                        16,
                        row -> row.line().file().isOpen()
                                ? caseWords.step(
                                        row.line().file(), row.line().file().step())
                                : words.of(row.line().file().status()))
                .date("时限", row -> row.line().file().dueOn())
                .count("人数", row -> row.figure() == null ? null : row.figure().persons())
                .amount(
                        "拟发（元/月）",
                        row -> row.figure() == null ? null : row.figure().amount())
                .date("收件", row -> row.line().file().openedOn());
        export.send(sheet, words(filter), rows(filter), response);
    }

    private RowSource<Row> rows(CaseFilter filter) {
        return RowSource.paged((limit, offset) -> {
            List<CaseLine> lines = queue.list(filter, offset / limit + 1, limit);
            Map<UUID, CaseFigure> figures = queue.figures(lines);
            return lines.stream()
                    .map(line -> new Row(line, figures.get(line.file().id())))
                    .toList();
        });
    }

    private List<String> words(CaseFilter filter) {
        String matter = filter.matter();
        return new FilterWords()
                .say(words.of("Hold", filter.hold().name()), true)
                .say("期限", filter.urgency(), words::of)
                .say("事项", matter, caseWords::matter)
                .say("环节", matter == null ? null : filter.step(), step -> caseWords.step(matter, step))
                .say("乡镇、村", filter.area(), areas::name)
                .say("姓名、案号、档案号", filter.text())
                .list();
    }
}
