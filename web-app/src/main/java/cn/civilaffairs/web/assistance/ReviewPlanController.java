package cn.civilaffairs.web.assistance;

import cn.civilaffairs.disbursement.PlannedReviews;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.disbursement.review.PlanFilter;
import cn.civilaffairs.disbursement.review.PlannedReview;
import cn.civilaffairs.disbursement.review.ReviewDesk;
import cn.civilaffairs.disbursement.review.ReviewPlanDesk;
import cn.civilaffairs.disbursement.review.ReviewsMoved;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.area.Area;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.Tick;
import cn.civilaffairs.web.Typed;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The reviews of the coming year, place by place and month by month, before they become tasks (复核计划), and those of one month by
 * name, to be moved to another.
 */
@Controller
@RequestMapping("/reviews")
class ReviewPlanController {

    private static final int ROWS = 100;
    /** So many reasons are said by name; more would hide them. */
    private static final int REASONS = 8;

    private final ReviewDesk desk;
    private final ReviewPlanDesk plan;
    private final AreaRegister areas;
    private final ListExport export;
    private final Words words;
    private final Show show;
    private final Clock clock;

    ReviewPlanController(
            ReviewDesk desk,
            ReviewPlanDesk plan,
            AreaRegister areas,
            ListExport export,
            Words words,
            Show show,
            Clock clock) {
        this.desk = desk;
        this.plan = plan;
        this.areas = areas;
        this.export = export;
        this.words = words;
        this.show = show;
        this.clock = clock;
    }

    /** A line of the plan: so many in each month. */
    record Row(String name, @Nullable AreaCode area, List<Integer> months) {

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
            classes.add(row(words.of(one), null, all, planned -> planned.reviewClass() == one));
        }
        model.addAttribute("scheme", asked);
        model.addAttribute("months", months());
        model.addAttribute("places", places(chosen));
        model.addAttribute("sum", row("合计", null, chosen, planned -> true));
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

    /** The reviews of one month by name. */
    @GetMapping("/plan/month")
    String month(
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(required = false) @Nullable ReviewClass reviewClass,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(defaultValue = "1") int page,
            @CurrentOfficer Officer officer,
            Model model) {
        PlanFilter filter = filter(scheme, month, reviewClass, area);
        int count = plan.count(filter);
        int pages = Math.max(1, (count + ROWS - 1) / ROWS);
        int shown = Math.min(Math.max(1, page), pages);
        model.addAttribute("filter", filter);
        model.addAttribute("reviews", plan.list(filter, ROWS, (shown - 1) * ROWS));
        model.addAttribute("count", count);
        model.addAttribute("page", shown);
        model.addAttribute("pages", pages);
        model.addAttribute("months", months());
        model.addAttribute(
                "targets",
                plan.months().stream()
                        .filter(one -> !one.equals(filter.month()))
                        .toList());
        model.addAttribute("kinds", ReviewClass.values());
        model.addAttribute("places", placesAround(filter.within(), officer.area()));
        model.addAttribute("mayMove", plan.mayMove(filter.scheme()) && count > 0);
        model.addAttribute("query", address("", filter));
        return "reviews/month";
    }

    @GetMapping("/plan/list.xlsx")
    void sendMonth(
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(required = false) @Nullable ReviewClass reviewClass,
            @RequestParam(required = false) @Nullable String area,
            HttpServletResponse response) {
        PlanFilter filter = filter(scheme, month, reviewClass, area);
        FilterWords said = new FilterWords()
                .say("计划月份", filter.month(), show::month)
                .say("类别", reviewClass, words::of)
                .say("乡镇（村）", filter.within(), areas::localName);
        ListSheet<PlannedReview> sheet = ListSheet.<PlannedReview>of("planned-reviews", "计划复核名单")
                .text("姓名", 12, review -> review.benefit().head())
                .text("档案号", 16, review -> review.benefit().fileNo())
                .text("乡镇", 14, review -> review.benefit().township())
                .text("村", 14, review -> review.benefit().village())
                .text("类别", 8, review -> words.of(review.benefit().reviewClass()))
                .date("计划日期", review -> review.window().plannedOn())
                .date("最迟日期", review -> review.window().latest());
        export.send(sheet, said.list(), RowSource.paged((limit, offset) -> plan.list(filter, limit, offset)), response);
    }

    /** @param ticked {@code id:version} of each; {@code seen} of the whole list instead, where that is moved */
    @PostMapping("/plan/moves")
    @May(Action.PLAN_REVIEW)
    String move(
            @RequestParam(required = false) @Nullable List<String> ticked,
            @RequestParam(required = false) @Nullable Integer seen,
            @RequestParam(required = false) @Nullable YearMonth to,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(required = false) @Nullable ReviewClass reviewClass,
            @RequestParam(required = false) @Nullable String area,
            RedirectAttributes notice) {
        PlanFilter filter = filter(scheme, month, reviewClass, area);
        Map<UUID, Integer> chosen = new LinkedHashMap<>();
        Tick.read(ticked).forEach(tick -> chosen.put(tick.id(), tick.version()));
        if (to == null || seen == null && chosen.isEmpty()) {
            notice.addFlashAttribute("refusal", to == null ? "请选择改到哪个月。" : "请先勾选要改期的。");
            return "redirect:" + address("/reviews/plan/month", filter);
        }
        try {
            ReviewsMoved done = seen != null
                    ? plan.moveAll(filter, seen, to, reason)
                    : plan.move(filter.scheme(), chosen, to, reason);
            if (done.moved() > 0) {
                notice.addFlashAttribute("done", "已把 %d 户（人）的复核改到 %s。".formatted(done.moved(), show.month(to)));
            }
            if (!done.refused().isEmpty()) {
                notice.addFlashAttribute("refusal", refusal(done.refused()));
            }
        } catch (RuleViolation refused) {
            notice.addFlashAttribute("refusal", words.of(refused));
        }
        return "redirect:" + address("/reviews/plan/month", filter);
    }

    private String refusal(List<RuleViolation> refused) {
        String reasons = refused.stream().limit(REASONS).map(words::of).collect(Collectors.joining());
        return "%d 户（人）没有改期：%s%s".formatted(refused.size(), reasons, refused.size() > REASONS ? "其余略。" : "");
    }

    private PlanFilter filter(
            @Nullable String scheme,
            @Nullable YearMonth month,
            @Nullable ReviewClass reviewClass,
            @Nullable String area) {
        return new PlanFilter(
                ReviewController.schemeOf(desk, scheme),
                month == null ? YearMonth.now(clock) : month,
                reviewClass,
                Typed.area(area));
    }

    /** The township that is shown and its villages, or what lies below the officer's own area. */
    private List<Area> placesAround(@Nullable AreaCode within, AreaCode own) {
        AreaCode above = within == null || within.level() == AreaCode.Level.COUNTY
                ? own
                : within.level() == AreaCode.Level.VILLAGE ? within.township() : within;
        List<Area> places = new ArrayList<>();
        if (!above.equals(own)) {
            areas.find(above).ifPresent(places::add);
        }
        places.addAll(areas.children(above));
        return places;
    }

    private static String address(String path, PlanFilter filter) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath(path)
                .queryParam("scheme", filter.scheme())
                .queryParam("month", filter.month());
        ReviewClass reviewClass = filter.reviewClass();
        AreaCode within = filter.within();
        if (reviewClass != null) {
            uri.queryParam("reviewClass", reviewClass);
        }
        if (within != null) {
            uri.queryParam("area", within.value());
        }
        return uri.build().toUriString();
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
        names.forEach((code, name) -> rows.add(
                row(name, AreaCode.of(code), planned, one -> one.area().value().equals(code))));
        return rows;
    }

    private Row row(
            String name, @Nullable AreaCode area, List<PlannedReviews> planned, Predicate<PlannedReviews> counted) {
        return new Row(
                name,
                area,
                months().stream()
                        .map(month -> planned.stream()
                                .filter(one -> one.month().equals(month) && counted.test(one))
                                .mapToInt(PlannedReviews::households)
                                .sum())
                        .toList());
    }
}
