package cn.civilaffairs.web.assistance;

import cn.civilaffairs.disbursement.review.ReviewDesk;
import cn.civilaffairs.disbursement.review.ReviewFilter;
import cn.civilaffairs.disbursement.review.ReviewState;
import cn.civilaffairs.disbursement.review.ReviewTask;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.Typed;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The reviews of a campaign as a workbook, filtered as on the page. */
@Controller
class ReviewExportController {

    private final ReviewDesk desk;
    private final AreaRegister areas;
    private final ListExport export;
    private final Words words;
    private final Show show;
    private final Clock clock;

    ReviewExportController(
            ReviewDesk desk, AreaRegister areas, ListExport export, Words words, Show show, Clock clock) {
        this.desk = desk;
        this.areas = areas;
        this.export = export;
        this.words = words;
        this.show = show;
        this.clock = clock;
    }

    @GetMapping("/reviews/list.xlsx")
    void send(
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable ReviewState state,
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(required = false) @Nullable String area,
            HttpServletResponse response) {
        ReviewFilter filter = new ReviewFilter(ReviewController.schemeOf(desk, scheme), state, month, Typed.area(area));
        LocalDate today = LocalDate.now(clock);
        FilterWords said = new FilterWords()
                .say("状态", state, words::of)
                .say("到期月份", month, show::month)
                .say("乡镇", filter.within(), areas::name);
        ListSheet<ReviewTask> sheet = ListSheet.<ReviewTask>of("reviews", words.of("ReviewName", filter.scheme()))
                .text("姓名", 12, task -> task.benefit().head())
                .text("档案号", 16, task -> task.benefit().fileNo())
                .text("乡镇", 14, task -> task.benefit().township())
                .text("村", 14, task -> task.benefit().village())
                .text("类别", 8, task -> words.of(task.benefit().reviewClass()))
                .date("到期日", ReviewTask::dueOn)
                .text("状态", 10, task -> words.of(task.state(today)))
                .count("人数", ReviewTask::persons)
                .amount("金额（元/月）", ReviewTask::amount)
                .text("复核结果", 12, task -> task.answer() == null ? "" : words.of(task.answer()))
                .text("认证方式", 10, task -> task.way() == null ? "" : words.of(task.way()))
                .text("说明", 30, ReviewTask::note)
                .text("复核人", 10, ReviewTask::recordedBy)
                .date("下次复核", ReviewTask::nextReviewOn);
        export.send(sheet, said.list(), RowSource.paged((limit, offset) -> desk.list(filter, limit, offset)), response);
    }
}
