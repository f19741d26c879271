package cn.civilaffairs.web.policy;

import cn.civilaffairs.disbursement.Uplift;
import cn.civilaffairs.disbursement.UpliftDesk;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.area.Area;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import cn.civilaffairs.web.Submission;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The published standards: one officer of the county proposes, another approves. */
@Controller
@RequestMapping("/standards")
class StandardController {

    private final Standards standards;
    private final AreaRegister areas;
    private final UpliftDesk uplifts;
    private final Clock clock;

    private final ListExport export;
    private final Words words;

    StandardController(
            Standards standards, AreaRegister areas, UpliftDesk uplifts, Clock clock, ListExport export, Words words) {
        this.export = export;
        this.words = words;
        this.standards = standards;
        this.areas = areas;
        this.uplifts = uplifts;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String scheme,
            @RequestParam(defaultValue = "false") boolean past,
            @CurrentOfficer Officer officer,
            Model model) {
        List<Row> all = rows(standards.list(officer.area().county()));
        model.addAttribute(
                "rows",
                all.stream()
                        .filter(row ->
                                scheme.isEmpty() || row.standard().scheme().equals(scheme))
                        .filter(row -> past || row.state() != PolicyState.PAST)
                        .toList());
        model.addAttribute("schemes", schemes(all));
        model.addAttribute("scheme", scheme);
        model.addAttribute("past", past);
        model.addAttribute("mayPropose", AccessDecision.may(officer, Action.PROPOSE_RULE));
        model.addAttribute("mayApprove", AccessDecision.may(officer, Action.APPROVE_RULE));
        model.addAttribute(
                "uplifts",
                uplifts.standing().stream()
                        .collect(Collectors.toMap(Uplift::standardId, uplift -> uplift, (latest, older) -> latest)));
        model.addAttribute(
                "concerning",
                all.stream()
                        .map(Row::standard)
                        .filter(standard -> !standard.approved() && uplifts.concerns(standard))
                        .map(Standard::id)
                        .toList());
        model.addAttribute("requestKey", UUID.randomUUID());
        return "policy/standards";
    }

    /** The standards as a workbook, filtered as on the page. */
    @GetMapping("/list.xlsx")
    void send(
            @RequestParam(defaultValue = "") String scheme,
            @RequestParam(defaultValue = "false") boolean past,
            @CurrentOfficer Officer officer,
            HttpServletResponse response) {
        List<Row> shown = rows(standards.list(officer.area().county())).stream()
                .filter(row -> scheme.isEmpty() || row.standard().scheme().equals(scheme))
                .filter(row -> past || row.state() != PolicyState.PAST)
                .toList();
        ListSheet<Row> sheet = ListSheet.<Row>of("standards", "保障标准")
                .impersonal()
                .text("项目", 20, row -> words.of("StandardScheme", row.standard().scheme()))
                .text("档次", 14, row -> row.standard().tier())
                .text("区划", 16, row -> areas.name(row.standard().area()))
                .text("城乡", 10, row -> words.of(row.standard().residence()))
                .amount("金额（元）", row -> row.standard().amount())
                .text("单位", 8, row -> words.of(row.standard().unit()))
                .date("生效", row -> row.standard().effectiveFrom())
                .date("失效", row -> row.standard().effectiveTo())
                .text("文号", 24, row -> row.standard().document())
                .text("提出", 12, row -> row.standard().proposedByName())
                .text("批准", 12, row -> row.standard().approvedByName());
        FilterWords said = new FilterWords()
                .say("项目", scheme, code -> words.of("StandardScheme", code))
                .say("含已被取代的", past);
        export.send(sheet, said.list(), RowSource.of(shown), response);
    }

    private static Set<String> schemes(List<Row> rows) {
        Set<String> schemes = new LinkedHashSet<>();
        rows.forEach(row -> schemes.add(row.standard().scheme()));
        return schemes;
    }

    /** The latest first within a key, so whatever follows an approved row in force is superseded. */
    private List<Row> rows(List<Standard> found) {
        LocalDate today = LocalDate.now(clock);
        Set<String> inForce = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        for (Standard standard : found) {
            String key = standard.scheme() + "|" + standard.tier() + "|" + standard.area() + "|" + standard.residence();
            boolean ended =
                    standard.effectiveTo() != null && !standard.effectiveTo().isAfter(today);
            PolicyState state = PolicyState.of(
                    standard.approved(), standard.effectiveFrom(), ended || inForce.contains(key), today);
            if (state == PolicyState.IN_FORCE) {
                inForce.add(key);
            }
            rows.add(new Row(standard, areas.name(standard.area()), state));
        }
        // 低保 first: the others follow from it.
        rows.sort(Comparator.comparing(row -> !row.standard().scheme().equals("minimum-living")));
        return rows;
    }

    @GetMapping("/new")
    String form(@RequestParam(required = false) @Nullable UUID like, @CurrentOfficer Officer officer, Model model) {
        LocalDate next = LocalDate.now(clock).withDayOfMonth(1).plusMonths(1);
        model.addAttribute(
                "form",
                like == null
                        ? new StandardForm(
                                "minimum-living",
                                "",
                                officer.area().county().value(),
                                Standard.Residence.RURAL,
                                "",
                                Standard.Unit.MONTH,
                                next,
                                "",
                                null)
                        : StandardForm.like(standards.find(like), next));
        return formPage(officer, model);
    }

    @PostMapping
    String propose(
            @Valid @ModelAttribute("form") StandardForm form,
            BindingResult errors,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        if (Submission.of(errors, () -> standards.propose(form.proposal())).isEmpty()) {
            return formPage(officer, model);
        }
        String late = form.effectiveFrom().isBefore(LocalDate.now(clock)) ? "生效日期早于今天，批准后以前月份的差额须补发。" : "";
        notice.addFlashAttribute("done", "已提出，由县级审批批准后生效。涉及在保家庭的请先测算影响。" + late);
        return "redirect:/standards";
    }

    private String formPage(Officer officer, Model model) {
        model.addAttribute("schemes", schemes(rows(standards.list(officer.area().county()))));
        model.addAttribute("areas", areasOf(areas, officer));
        model.addAttribute("residences", Standard.Residence.values());
        model.addAttribute("units", Standard.Unit.values());
        return "policy/standard-form";
    }

    /** The county and its townships. */
    static List<Area> areasOf(AreaRegister areas, Officer officer) {
        AreaCode county = officer.area().county();
        return Stream.concat(Stream.of(areas.get(county)), areas.children(county).stream())
                .toList();
    }

    @PostMapping("/{id}/approve")
    String approve(@PathVariable UUID id, RedirectAttributes notice) {
        if (uplifts.concerns(standards.find(id))) {
            throw new RuleViolation("uplift.first");
        }
        standards.approve(id);
        Standard approved = standards.find(id);
        notice.addFlashAttribute("done", "已批准，自 %s 起执行（%s）。".formatted(approved.effectiveFrom(), approved.document()));
        return "redirect:/standards";
    }

    /** A line of the list. */
    record Row(Standard standard, String area, PolicyState state) {

        public String stateCode() {
            return state.code();
        }
    }

    record StandardForm(
            @NotBlank(message = "请选择项目") String scheme,
            @Nullable String tier,

            @Pattern(regexp = "[0-9]{12}", message = "请选择适用区划")
            String area,

            @NotNull(message = "请选择城乡类别") Standard.Residence residence,

            @Pattern(regexp = "[0-9]{1,8}(\\.[0-9]{1,2})?", message = "请填写金额，最多两位小数")
            String amount,

            @NotNull(message = "请选择单位") Standard.Unit unit,
            @NotNull(message = "请填写生效日期") LocalDate effectiveFrom,

            @NotBlank(message = "请填写文号") String document,
            @Nullable LocalDate publishedOn) {

        static StandardForm like(Standard standard, LocalDate from) {
            return new StandardForm(
                    standard.scheme(),
                    standard.tier(),
                    standard.area().value(),
                    standard.residence(),
                    standard.amount().toString(),
                    standard.unit(),
                    from,
                    "",
                    null);
        }

        Standards.Proposal proposal() {
            return new Standards.Proposal(
                    scheme,
                    tier == null ? "" : tier.strip(),
                    AreaCode.of(area),
                    residence,
                    Money.of(amount),
                    unit,
                    effectiveFrom,
                    null,
                    document.strip(),
                    publishedOn);
        }
    }
}
