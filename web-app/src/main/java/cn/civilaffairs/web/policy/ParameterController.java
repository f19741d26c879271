package cn.civilaffairs.web.policy;

import cn.civilaffairs.casework.CaseLimits;
import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.casework.procedure.Procedures;
import cn.civilaffairs.casework.procedure.Step;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.policy.LimitKey;
import cn.civilaffairs.registry.policy.Parameter;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import cn.civilaffairs.registry.policy.PolicyDefaults;
import cn.civilaffairs.registry.policy.SheetKey;
import cn.civilaffairs.web.StatusDictionary;
import cn.civilaffairs.web.Submission;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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

/** The parameter sheet: one officer of the county proposes, another approves. */
@Controller
@RequestMapping("/parameters")
class ParameterController {

    private final Parameters parameters;
    private final PolicyDefaults defaults;
    private final AreaRegister areas;
    private final ParameterWords words;
    private final Procedures procedures;
    private final CaseLimits limits;
    private final ListExport export;
    private final StatusDictionary statuses;
    private final Clock clock;

    ParameterController(
            Parameters parameters,
            PolicyDefaults defaults,
            AreaRegister areas,
            ParameterWords words,
            Procedures procedures,
            CaseLimits limits,
            ListExport export,
            StatusDictionary statuses,
            Clock clock) {
        this.procedures = procedures;
        this.limits = limits;
        this.export = export;
        this.statuses = statuses;
        this.parameters = parameters;
        this.defaults = defaults;
        this.areas = areas;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "false") boolean past, @CurrentOfficer Officer officer, Model model) {
        List<Row> rows = rows(parameters.list(officer.area().county()));
        model.addAttribute("rows", shown(rows, past));
        model.addAttribute("past", past);
        model.addAttribute(
                "limits", rows.isEmpty() ? List.of() : limitLines(officer.area().county()));
        model.addAttribute("none", rows.isEmpty());
        model.addAttribute("mayPropose", AccessDecision.may(officer, Action.PROPOSE_RULE));
        model.addAttribute("mayApprove", AccessDecision.may(officer, Action.APPROVE_RULE));
        model.addAttribute("mayInstall", AccessDecision.may(officer, Action.INSTALL_DEFAULTS));
        model.addAttribute(
                "missing", rows.isEmpty() ? 0 : defaults.missing(officer.area().county()));
        return "policy/parameters";
    }

    private static List<Row> shown(List<Row> rows, boolean past) {
        return rows.stream()
                .filter(row -> past || row.state() != PolicyState.PAST)
                .toList();
    }

    /** The sheet as a workbook, the limits of the matters below it. */
    @GetMapping("/list.xlsx")
    void send(
            @RequestParam(defaultValue = "false") boolean past,
            @CurrentOfficer Officer officer,
            HttpServletResponse response) {
        AreaCode county = officer.area().county();
        List<Object> lines = new ArrayList<>(shown(rows(parameters.list(county)), past));
        lines.addAll(limitLines(county));
        ListSheet<Object> sheet = ListSheet.of("parameters", "参数表")
                .impersonal()
                .text("参数", 36, of(row -> words.name(row.parameter().key()), LimitLine::name))
                .text("区划", 14, of(Row::area, limit -> areas.name(county)))
                .text("取值", 40, of(Row::shown, LimitLine::value))
                .date("生效", of(row -> row.parameter().effectiveFrom(), limit -> null))
                .text("文号", 24, of(row -> row.parameter().document(), limit -> "全县现值"))
                .text("提出", 12, of(row -> row.parameter().proposedByName(), limit -> null))
                .text("批准", 12, of(row -> row.parameter().approvedByName(), limit -> null))
                .text("状态", 12, of(row -> statuses.of(row.stateCode()).word(), limit -> null));
        export.send(sheet, past ? List.of("含已被取代的") : List.of(), RowSource.of(lines), response);
    }

    private static Function<Object, @Nullable Object> of(
            Function<Row, @Nullable Object> ofRow, Function<LimitLine, @Nullable Object> ofLimit) {
        return line -> line instanceof Row row ? ofRow.apply(row) : ofLimit.apply((LimitLine) line);
    }

    private List<Row> rows(List<Parameter> found) {
        LocalDate today = LocalDate.now(clock);
        Set<String> inForce = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        for (Parameter parameter : found) {
            SheetKey known = SheetKey.find(parameter.key()).orElse(null);
            if (known == null) {
                continue;
            }
            String key = parameter.key() + "|" + parameter.area();
            PolicyState state =
                    PolicyState.of(parameter.approved(), parameter.effectiveFrom(), inForce.contains(key), today);
            if (state == PolicyState.IN_FORCE) {
                inForce.add(key);
            }
            rows.add(new Row(
                    parameter, known, areas.name(parameter.area()), words.value(known, parameter.value()), state));
        }
        rows.sort(Comparator.comparing(Row::order));
        return rows;
    }

    /** The limits every matter declares, with what the county gives today; a row of the sheet overrides each. */
    private List<LimitLine> limitLines(AreaCode county) {
        LocalDate today = LocalDate.now(clock);
        List<LimitLine> lines = new ArrayList<>();
        for (Procedure procedure : procedures.all()) {
            addLimit(lines, LimitKey.whole(procedure.matter()), limits.whole(procedure, county, today));
            addLimit(lines, LimitKey.extended(procedure.matter()), limits.extended(procedure, county, today));
            for (Step step : procedure.steps()) {
                LimitKey key = LimitKey.ofStep(procedure.matter(), step.code());
                addLimit(lines, key, limits.ofStep(procedure, step, county, today));
                addLimit(
                        lines,
                        LimitKey.ofPosting(procedure.matter(), step.code()),
                        limits.ofPosting(procedure, step, county, today));
            }
        }
        return lines;
    }

    private void addLimit(List<LimitLine> lines, LimitKey key, @Nullable Limit limit) {
        if (limit != null) {
            lines.add(new LimitLine(key.code(), words.name(key.code()), words.limit(limit)));
        }
    }

    @GetMapping("/new")
    String form(@RequestParam(required = false) @Nullable String key, @CurrentOfficer Officer officer, Model model) {
        SheetKey chosen = key == null ? ParameterKey.MODE : SheetKey.find(key).orElseThrow(NotFound::new);
        AreaCode county = officer.area().county();
        LocalDate today = LocalDate.now(clock);
        String now = parameters
                .find(chosen.code(), county, today)
                .map(parameter ->
                        chosen instanceof LimitKey ? words.value(chosen, parameter.value()) : parameter.value())
                .orElseGet(() -> limitLines(county).stream()
                        .filter(line -> line.key().equals(chosen.code()))
                        .map(LimitLine::value)
                        .findFirst()
                        .orElse(""));
        model.addAttribute(
                "form",
                new ParameterForm(
                        chosen.code(),
                        county.value(),
                        now,
                        today.withDayOfMonth(1).plusMonths(1),
                        ""));
        return formPage(chosen, officer, model);
    }

    @PostMapping(params = "key")
    String propose(
            @Valid @ModelAttribute("form") ParameterForm form,
            BindingResult errors,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        SheetKey key = SheetKey.find(form.key()).orElseThrow(NotFound::new);
        boolean proposed = Submission.of(
                        errors,
                        () -> parameters.propose(
                                key,
                                AreaCode.of(form.area()),
                                form.value() == null ? "" : form.value(),
                                form.effectiveFrom(),
                                form.document()))
                .isPresent();
        if (!proposed) {
            return formPage(key, officer, model);
        }
        notice.addFlashAttribute("done", "已提出，由县级审批批准后生效。");
        return "redirect:/parameters";
    }

    private String formPage(SheetKey key, Officer officer, Model model) {
        model.addAttribute("key", key);
        model.addAttribute(
                "keys",
                Stream.concat(
                                Arrays.stream(ParameterKey.values()).map(ParameterKey::code),
                                limitLines(officer.area().county()).stream().map(LimitLine::key))
                        .toList());
        model.addAttribute("areas", StandardController.areasOf(areas, officer));
        return "policy/parameter-form";
    }

    @PostMapping("/{id}/approve")
    String approve(@PathVariable UUID id, RedirectAttributes notice) {
        parameters.approve(id);
        notice.addFlashAttribute("done", "已批准，自生效日期起执行。");
        return "redirect:/parameters";
    }

    /** For a new installation: the sheet the product comes with, to be gone through and changed. */
    @PostMapping("/defaults")
    @May(Action.INSTALL_DEFAULTS)
    String install(@CurrentOfficer Officer officer, RedirectAttributes notice) {
        defaults.install(officer.area().county(), List.of());
        notice.addFlashAttribute("done", "已载入出厂参数和标准。上线前请县级经办逐项核对，与本地文件不一致的提出修改。");
        return "redirect:/parameters";
    }

    /** A line of the list. */
    record Row(Parameter parameter, SheetKey key, String area, String shown, PolicyState state) {

        /** The keys of all counties in their order, then the limits by their codes. */
        String order() {
            return key instanceof ParameterKey known ? "%04d".formatted(known.ordinal()) : "limit " + key.code();
        }

        public String stateCode() {
            return state.code();
        }
    }

    /** A limit as the county gives it today. */
    record LimitLine(String key, String name, String value) {}

    record ParameterForm(
            @NotBlank String key,

            @Pattern(regexp = "[0-9]{12}", message = "请选择适用区划")
            String area,

            @Nullable String value,
            @NotNull(message = "请填写生效日期") LocalDate effectiveFrom,

            @NotBlank(message = "请填写文号") String document) {}
}
