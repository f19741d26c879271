package cn.civilaffairs.web.papers;

import cn.civilaffairs.casework.PrintFilter;
import cn.civilaffairs.casework.PrintJobDesk;
import cn.civilaffairs.casework.PrintLine;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.Typed;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The print centre (打印中心). */
@Controller
@RequestMapping("/papers")
class PrintCentreController {

    private static final int RECENT = 10;

    private static final List<Integer> SIZES = List.of(20, 50, 100, 200);

    private final PrintCentre centre;
    private final ListExport export;
    private final Show show;

    private final BatchPrinting printing;
    private final PrintJobDesk jobs;

    PrintCentreController(PrintCentre centre, ListExport export, Show show, BatchPrinting printing, PrintJobDesk jobs) {
        this.printing = printing;
        this.jobs = jobs;
        this.centre = centre;
        this.export = export;
        this.show = show;
    }

    /** @param area a township or village within the officer's own */
    @GetMapping
    String register(
            @RequestParam(required = false) @Nullable String paper,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String officer,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String whom,
            @RequestParam(defaultValue = "false") boolean reprints,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            @CurrentOfficer Officer me,
            Model model) {
        PrintFilter filter = new PrintFilter(
                Typed.text(paper),
                date(from),
                date(to),
                Typed.text(officer),
                centre.within(area),
                Typed.text(whom),
                reprints);
        int rows = SIZES.contains(size) ? size : 50;
        int count = centre.count(filter);
        int pages = Math.max(1, (count + rows - 1) / rows);
        int shown = Math.min(Math.max(1, page), pages);
        model.addAttribute("filter", filter);
        model.addAttribute("lines", centre.printed(filter, rows, (shown - 1) * rows));
        model.addAttribute("count", count);
        model.addAttribute("page", shown);
        model.addAttribute("pages", pages);
        model.addAttribute("size", rows);
        model.addAttribute("sizes", SIZES);
        model.addAttribute("titles", centre.titles());
        model.addAttribute("places", centre.placesWithin(me.area()));
        model.addAttribute("query", query(filter, rows));
        model.addAttribute("centre", centre);
        return "papers/register";
    }

    /** The register as a workbook, filtered as on the page. */
    @GetMapping("/list.xlsx")
    void send(
            @RequestParam(required = false) @Nullable String paper,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String officer,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String whom,
            @RequestParam(defaultValue = "false") boolean reprints,
            HttpServletResponse response) {
        PrintFilter filter = new PrintFilter(
                Typed.text(paper),
                date(from),
                date(to),
                Typed.text(officer),
                centre.within(area),
                Typed.text(whom),
                reprints);
        Map<String, String> titles = centre.titles();
        ListSheet<PrintLine> sheet = ListSheet.<PrintLine>of("prints", "文书打印登记")
                .text("打印时间", 18, line -> show.time(line.printedAt()))
                .text(
                        "文书",
                        24,
                        line -> line.title() != null ? line.title() : titles.getOrDefault(line.paper(), line.paper()))
                .text("打印给谁", 14, PrintLine::forWhom)
                .text("乡镇 村", 24, line -> centre.place(line.area()))
                .count("第几份", PrintLine::copyNo)
                .text("打印人", 10, PrintLine::printedBy)
                .text("校验值", 66, PrintLine::sha256);
        export.send(
                sheet,
                filterWords(filter, titles),
                RowSource.paged((limit, offset) -> centre.printed(filter, limit, offset)),
                response);
    }

    private List<String> filterWords(PrintFilter filter, Map<String, String> titles) {
        return new FilterWords()
                .say("文书", filter.paper(), paper -> titles.getOrDefault(paper, paper))
                .say(
                        "打印日期：" + (filter.from() == null ? "" : filter.from()) + " 至 "
                                + (filter.to() == null ? "" : filter.to()),
                        filter.from() != null || filter.to() != null)
                .say("打印人", filter.officer())
                .say("乡镇、村", filter.area(), centre::place)
                .say("打印给谁", filter.forWhom())
                .say("只看补打", filter.reprints())
                .list();
    }

    /** What follows the question mark, without the page. */
    private static String query(PrintFilter filter, int size) {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance();
        query.queryParamIfPresent("paper", Optional.ofNullable(filter.paper()));
        query.queryParamIfPresent("from", Optional.ofNullable(filter.from()));
        query.queryParamIfPresent("to", Optional.ofNullable(filter.to()));
        query.queryParamIfPresent("officer", Optional.ofNullable(filter.officer()));
        query.queryParamIfPresent("area", Optional.ofNullable(filter.area()).map(AreaCode::value));
        query.queryParamIfPresent("whom", Optional.ofNullable(filter.forWhom()));
        if (filter.reprints()) {
            query.queryParam("reprints", true);
        }
        query.queryParam("size", size);
        String encoded = query.encode().build().getQuery();
        return encoded == null ? "" : encoded;
    }

    @GetMapping("/batch")
    String batch(
            @RequestParam(required = false) @Nullable String what,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(defaultValue = "false") boolean all,
            @CurrentOfficer Officer me,
            Model model) {
        model.addAttribute("groups", centre.groups(false));
        model.addAttribute("places", centre.placesWithin(me.area()));
        model.addAttribute("own", me.area().value());
        model.addAttribute("ownName", centre.place(me.area()));
        PrintCentre.Choice choice = choice(what, area, month, all, me);
        model.addAttribute("choice", choice);
        model.addAttribute("month", choice == null ? centre.thisMonth() : choice.month());
        if (choice != null) {
            model.addAttribute("preview", centre.preview(choice));
        }
        model.addAttribute("centre", centre);
        model.addAttribute("jobs", jobs.recent(RECENT));
        return "papers/batch";
    }

    /** @param what matter and paper, as in {@code minimum-living:confirmation} */
    private PrintCentre.@Nullable Choice choice(
            @Nullable String what, @Nullable String area, @Nullable String month, boolean all, Officer me) {
        if (what == null || !what.contains(":")) {
            return null;
        }
        String[] parts = what.split(":", 2);
        AreaCode place = centre.within(area);
        return new PrintCentre.Choice(
                parts[0], parts[1], place == null ? me.area() : place, month(month, centre.thisMonth()), !all);
    }

    @PostMapping("/batch.pdf")
    Object printBatch(
            @RequestParam String what,
            @RequestParam String area,
            @RequestParam String month,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "false") boolean placeholders,
            @RequestParam(defaultValue = "false") boolean everything,
            @RequestParam(name = "ticked", required = false) List<UUID> ticked,
            @CurrentOfficer Officer me) {
        PrintCentre.Choice choice = choice(what, area, month, all, me);
        if (choice == null || ticked == null && !everything) {
            throw new RuleViolation("paper.batch-empty");
        }
        if (everything || ticked.size() > BatchPrinting.AT_ONCE) {
            UUID job = printing.ask(choice, everything ? centre.everybody(choice) : ticked, placeholders);
            return "redirect:/papers/jobs/" + job;
        }
        return PdfAnswer.of(centre.printBatch(choice, ticked, placeholders));
    }

    @GetMapping("/jobs/{id}")
    String job(@PathVariable UUID id, Model model) {
        model.addAttribute("job", jobs.own(id));
        model.addAttribute("daysKept", jobs.daysKept());
        model.addAttribute("centre", centre);
        return "papers/job";
    }

    @GetMapping("/jobs/{id}/progress")
    String progress(@PathVariable UUID id, Model model) {
        model.addAttribute("job", jobs.own(id));
        model.addAttribute("fresh", true);
        return "papers/job-progress :: bar";
    }

    /** One file of a job; taken again, every page of it says so. */
    @PostMapping("/jobs/{id}/{part}.pdf")
    Object part(@PathVariable UUID id, @PathVariable int part) {
        return PdfAnswer.of(printing.take(id, part));
    }

    @GetMapping("/blanks")
    String blanks(Model model) {
        model.addAttribute("groups", centre.groups(true));
        return "papers/blanks";
    }

    @PostMapping("/blanks/{matter}/{code}.pdf")
    Object printBlank(@PathVariable String matter, @PathVariable String code) {
        return PdfAnswer.of(centre.blank(matter, code));
    }

    @GetMapping("/names")
    String names(Model model) {
        model.addAttribute("found", centre.unprintable());
        return "papers/names";
    }

    /** Names no font can print, as a workbook. */
    @GetMapping("/names/list.xlsx")
    void sendNames(HttpServletResponse response) {
        ListSheet<PrintCentre.Unprintable> sheet = ListSheet.<PrintCentre.Unprintable>of("unprintable-names", "姓名缺字检查")
                .text("姓名", 14, found -> found.resident().name())
                .text("乡镇 村", 24, PrintCentre.Unprintable::place)
                .text(
                        "缺的字",
                        30,
                        found -> found.characters().stream()
                                .map(missing -> missing.character() + "（" + missing.codePoint() + "）")
                                .collect(Collectors.joining("；")));
        export.send(sheet, List.of(), RowSource.of(centre.unprintable()), response);
    }

    private static @Nullable LocalDate date(@Nullable String value) {
        try {
            return value == null || value.isBlank() ? null : LocalDate.parse(value.strip());
        } catch (DateTimeParseException senseless) {
            return null;
        }
    }

    private static YearMonth month(@Nullable String value, YearMonth otherwise) {
        try {
            return value == null || value.isBlank() ? otherwise : YearMonth.parse(value.strip());
        } catch (DateTimeParseException senseless) {
            return otherwise;
        }
    }
}
