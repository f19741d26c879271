package cn.civilaffairs.web.assistance;

import cn.civilaffairs.disbursement.PlannedReviews;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.disbursement.review.ReviewDesk;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The reviews of the coming year, place by place and month by month, before they become tasks (复核计划). */
@Controller
@RequestMapping("/reviews")
class ReviewPlanController {

    private final ReviewDesk desk;
    private final ListExport export;
    private final Words words;
    private final Show show;
    private final Clock clock;

    ReviewPlanController(ReviewDesk desk, ListExport export, Words words, Show show, Clock clock) {
        this.desk = desk;
        this.export = export;
        this.words = words;
        this.show = show;
        this.clock = clock;
    }

    /** A line of the plan: so many in each month. */
    record Row(String name, List<Integer> months) {

        public int total() {
            return months.stream().mapToInt(Integer::intValue).sum();
        }
    }

    @GetMapping("/plan")
    String plan(
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable ReviewClass reviewClass,
            Model model) {
        String asked = ReviewController.schemeOf(desk, scheme);
        List<PlannedReviews> all = desk.plan(asked);
        List<PlannedReviews> chosen = all.stream()
                .filter(one -> reviewClass == null || one.reviewClass() == reviewClass)
                .toList();
        List<Row> classes = new ArrayList<>();
        for (ReviewClass one : ReviewClass.values()) {
            classes.add(row(words.of(one), all, planned -> planned.reviewClass() == one));
        }
        model.addAttribute("scheme", asked);
        model.addAttribute("months", months());
        model.addAttribute("places", places(chosen));
        model.addAttribute("sum", row("合计", chosen, planned -> true));
        model.addAttribute("classes", classes);
        model.addAttribute("kinds", ReviewClass.values());
        model.addAttribute("reviewClass", reviewClass);
        return "reviews/plan";
    }

    @GetMapping("/plan.xlsx")
    void send(
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable ReviewClass reviewClass,
            HttpServletResponse response) {
        List<PlannedReviews> chosen = desk.plan(ReviewController.schemeOf(desk, scheme)).stream()
                .filter(one -> reviewClass == null || one.reviewClass() == reviewClass)
                .toList();
        ListSheet<Row> sheet =
                ListSheet.<Row>of("review-plan", "复核计划").impersonal().text("乡镇（村）", 18, Row::name);
        List<YearMonth> months = months();
        for (int i = 0; i < months.size(); i++) {
            int at = i;
            sheet.count(show.month(months.get(i)), row -> row.months().get(at));
        }
        sheet.count("合计", Row::total);
        export.send(
                sheet,
                reviewClass == null ? List.of() : List.of("类别：" + words.of(reviewClass)),
                RowSource.of(places(chosen)),
                response);
    }

    private List<YearMonth> months() {
        YearMonth first = YearMonth.now(clock);
        return IntStream.range(0, ReviewDesk.MONTHS_PLANNED)
                .mapToObj(first::plusMonths)
                .toList();
    }

    private List<Row> places(List<PlannedReviews> planned) {
        Map<String, String> names = new LinkedHashMap<>();
        planned.forEach(one -> names.put(one.area().value(), one.areaName()));
        List<Row> rows = new ArrayList<>();
        names.forEach((code, name) ->
                rows.add(row(name, planned, one -> one.area().value().equals(code))));
        return rows;
    }

    private Row row(String name, List<PlannedReviews> planned, Predicate<PlannedReviews> counted) {
        return new Row(
                name,
                months().stream()
                        .map(month -> planned.stream()
                                .filter(one -> one.month().equals(month) && counted.test(one))
                                .mapToInt(PlannedReviews::households)
                                .sum())
                        .toList());
    }
}
