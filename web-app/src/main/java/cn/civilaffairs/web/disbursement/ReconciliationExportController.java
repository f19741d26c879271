package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.GivenFigureDesk;
import cn.civilaffairs.disbursement.GivenFigures;
import cn.civilaffairs.disbursement.Reconciliation;
import cn.civilaffairs.disbursement.ReconciliationDesk;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import jakarta.servlet.http.HttpServletResponse;
import java.time.YearMonth;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was held against what, of one month or of figures others gave, as workbooks. */
@Controller
@RequestMapping("/reports")
class ReconciliationExportController {

    private final ReconciliationDesk desk;
    private final GivenFigureDesk given;
    private final ListExport export;
    private final Words words;
    private final RunWords runWords;
    private final Show show;

    ReconciliationExportController(
            ReconciliationDesk desk,
            GivenFigureDesk given,
            ListExport export,
            Words words,
            RunWords runWords,
            Show show) {
        this.desk = desk;
        this.given = given;
        this.export = export;
        this.words = words;
        this.runWords = runWords;
        this.show = show;
    }

    @GetMapping("/checks/list.xlsx")
    void checks(@RequestParam String scheme, @RequestParam YearMonth month, HttpServletResponse response) {
        ListSheet<Reconciliation> sheet = ListSheet.<Reconciliation>of("reconciliations", "报表勾稽")
                .impersonal()
                .text("类别", 20, pair -> words.of("Reconciliation", pair.group()))
                .text("地区", 16, Reconciliation::where)
                .text("左", 28, Reconciliation::left)
                .text("数", 16, pair -> show.exact(pair.leftFigure()))
                .text("右", 28, Reconciliation::right)
                .text("对应数", 16, pair -> show.exact(pair.rightFigure()))
                .text("差异", 16, pair -> pair.agrees() ? "相符" : show.change(pair.difference()));
        export.send(
                sheet,
                List.of("项目：" + runWords.scheme(scheme), "月份：" + show.month(month)),
                RowSource.of(desk.of(scheme, month)),
                response);
    }

    /** One row of figures somebody gave. */
    private record Given(GivenFigures of, String name, int households, int persons) {}

    @GetMapping("/given/list.xlsx")
    void given(HttpServletResponse response) {
        ListSheet<Given> sheet = ListSheet.<Given>of("given-figures", "外来数字勾稽")
                .impersonal()
                .text("标题", 32, row -> row.of().title())
                .text("数字来源", 40, row -> row.of().source())
                .text("名称", 24, Given::name)
                .count("户", Given::households)
                .count("人", Given::persons)
                .text(
                        "差异",
                        24,
                        row -> row.of().sums().agrees() ? "相符" : row.of().sums().words())
                .text("录入人", 12, row -> row.of().madeByName());
        RowSource<GivenFigures> all = RowSource.paged(given::list);
        export.send(
                sheet,
                List.of(),
                to -> all.each(figures -> figures.rows()
                        .forEach(row -> to.accept(new Given(figures, row.name(), row.households(), row.persons())))),
                response);
    }
}
