package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.GivenFigureDesk;
import cn.civilaffairs.disbursement.GivenFigures;
import cn.civilaffairs.disbursement.MonthlyReportDesk;
import cn.civilaffairs.disbursement.Reconciliation;
import cn.civilaffairs.disbursement.ReconciliationDesk;
import cn.civilaffairs.disbursement.Schemes;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.exchange.ExcelFile;
import cn.civilaffairs.registry.exchange.ExcelFile.Column;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Typed;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Report held against report (勾稽), and figures others have published held against themselves. */
@Controller
@RequestMapping("/reports")
class ReconciliationController {

    private static final int PARTS = 8;

    private final ReconciliationDesk desk;
    private final GivenFigureDesk given;
    private final MonthlyReportDesk reports;
    private final Schemes schemes;
    private final Acts acts;

    ReconciliationController(
            ReconciliationDesk desk, GivenFigureDesk given, MonthlyReportDesk reports, Schemes schemes, Acts acts) {
        this.desk = desk;
        this.given = given;
        this.reports = reports;
        this.schemes = schemes;
        this.acts = acts;
    }

    /** One kind of comparison. */
    record Group(String code, List<Reconciliation> pairs) {

        public long apart() {
            return pairs.stream().filter(pair -> !pair.agrees()).count();
        }
    }

    @GetMapping("/checks")
    String checks(
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable YearMonth month,
            Model model) {
        String code = scheme == null || scheme.isBlank()
                ? schemes.all().stream()
                        .map(each -> each.code())
                        .max(java.util.Comparator.comparingInt(
                                each -> reports.months(each).size()))
                        .orElseThrow()
                : schemes.named(scheme).code();
        List<YearMonth> months = reports.months(code);
        model.addAttribute("scheme", code);
        model.addAttribute("schemes", schemes.all());
        model.addAttribute("months", months);
        model.addAttribute("given", given.list(5, 0));
        if (!months.isEmpty()) {
            YearMonth shown = month == null ? months.get(0) : month;
            Map<String, List<Reconciliation>> byGroup = desk.of(code, shown).stream()
                    .collect(Collectors.groupingBy(
                            Reconciliation::group, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
            model.addAttribute("month", shown);
            model.addAttribute(
                    "groups",
                    byGroup.entrySet().stream()
                            .map(entry -> new Group(entry.getKey(), entry.getValue()))
                            .toList());
        }
        return "reports/checks";
    }

    @GetMapping("/given")
    String list(@RequestParam(defaultValue = "1") int page, @RequestParam(defaultValue = "50") int size, Model model) {
        model.addAttribute("checks", Paging.read(page, size, given::list));
        model.addAttribute("parts", PARTS);
        model.addAttribute("requestKey", UUID.randomUUID());
        return "reports/given";
    }

    @GetMapping("/given/{id:[0-9a-f-]{36}}")
    String show(@PathVariable UUID id, Model model) {
        model.addAttribute("check", given.find(id));
        return "reports/given-one";
    }

    @PostMapping("/given")
    @May(Action.PREPARE_REPORT)
    String save(
            @RequestParam UUID requestKey,
            @RequestParam String title,
            @RequestParam String source,
            @RequestParam(defaultValue = "") String explanation,
            @RequestParam List<String> name,
            @RequestParam List<String> households,
            @RequestParam List<String> persons,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "GIVEN_SAVE",
                title + source + name + households + persons,
                "/reports/given",
                notice,
                "已保存，差异见下。",
                () -> "/reports/given/" + given.save(title, source, explanation, rows(name, households, persons)));
    }

    /** The first row is the total; empty rows below it do not count. */
    private static List<GivenFigures.Row> rows(List<String> names, List<String> households, List<String> persons) {
        List<GivenFigures.Row> rows = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            if (i == 0 || !name.isEmpty()) {
                rows.add(new GivenFigures.Row(
                        i == 0, name.isEmpty() ? "合计" : name, count(i, households), count(i, persons)));
            }
        }
        return rows;
    }

    private static int count(int row, List<String> figures) {
        int count = Typed.count(row < figures.size() ? figures.get(row) : "");
        if (count < 0) {
            throw new RuleViolation("given.row", row + 1);
        }
        return count;
    }

    @PostMapping("/given/upload")
    @May(Action.PREPARE_REPORT)
    String upload(
            @RequestParam UUID requestKey,
            @RequestParam String title,
            @RequestParam String source,
            @RequestParam MultipartFile upload,
            RedirectAttributes notice) {
        return acts.once(requestKey, "GIVEN_UPLOAD", title + source, "/reports/given", notice, "已读取，差异见下。", () -> {
            try {
                return "/reports/given/" + given.save(title, source, null, GivenFigureDesk.read(upload.getBytes()));
            } catch (IOException unreadable) {
                throw new RuleViolation("given.unreadable");
            }
        });
    }

    /** The blank workbook for such figures. */
    @GetMapping("/given/template.xlsx")
    void template(HttpServletResponse response) throws IOException {
        try (ExcelFile file = ExcelFile.to(
                new LazyDownload(response, "外来数字勾稽模板.xlsx"),
                "外来数字",
                Column.text("名称", 30),
                Column.count("户数"),
                Column.count("人数"))) {
            file.header().row("合计", 0, 0);
        }
    }
}
