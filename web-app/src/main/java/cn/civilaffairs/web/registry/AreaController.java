package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.Area;
import cn.civilaffairs.registry.area.AreaMergerDesk;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The areas: looking them up for everyone, adding and merging them, in two steps, for the system administrator. */
@Controller
@RequestMapping("/areas")
class AreaController {

    private static final int SUGGESTIONS = 20;

    private final AreaRegister areas;
    private final AreaMergerDesk mergers;
    private final Acts acts;
    private final ListExport export;

    AreaController(AreaRegister areas, AreaMergerDesk mergers, Acts acts, ListExport export) {
        this.export = export;
        this.areas = areas;
        this.mergers = mergers;
        this.acts = acts;
    }

    @GetMapping
    String root(@CurrentOfficer Officer officer) {
        return "redirect:/areas/" + officer.area();
    }

    @GetMapping("/{code:[0-9]{12}}")
    String show(@PathVariable String code, @CurrentOfficer Officer officer, Model model) {
        return page(AreaCode.of(code), officer, model);
    }

    private String page(AreaCode code, Officer officer, Model model) {
        Area area = areas.get(code);
        model.addAttribute("area", area);
        model.addAttribute("areaPath", areas.pathName(code));
        model.addAttribute("children", children(code, officer));
        model.addAttribute("mayChange", AccessDecision.may(officer, Action.MAINTAIN_AREA));
        model.addAttribute("mayApprove", AccessDecision.may(officer, Action.APPROVE_AREA_MERGER));
        model.addAttribute("mergers", mergers.open(code));
        model.addAttribute("isVillage", area.level() == AreaCode.Level.VILLAGE);
        return "areas/show";
    }

    private List<Area> children(AreaCode code, Officer officer) {
        return areas.within(officer.scope().within(code)).stream()
                .filter(child -> code.equals(child.parent()))
                .toList();
    }

    /** What lies below an area, as a workbook. */
    @GetMapping("/{code:[0-9]{12}}/list.xlsx")
    void send(@PathVariable String code, @CurrentOfficer Officer officer, HttpServletResponse response) {
        AreaCode above = AreaCode.of(code);
        ListSheet<Area> sheet = ListSheet.<Area>of("areas", "行政区划")
                .impersonal()
                .text("区划代码", 16, area -> area.code().value())
                .text("名称", 20, Area::name)
                .text("拼音首字母", 12, Area::initials)
                .text("城乡分类代码", 14, Area::classCode)
                .date("生效日期", Area::validFrom)
                .date("撤销日期", Area::validTo)
                .text("承接区划", 20, area -> area.successor() == null ? "" : areas.name(area.successor()));
        export.send(sheet, List.of("上级：" + areas.pathName(above)), RowSource.of(children(above, officer)), response);
    }

    /** Options of a type-ahead field, by initials, code or part of the name. */
    @GetMapping("/suggest")
    String suggest(
            @RequestParam(name = "area", defaultValue = "") String typed,
            @CurrentOfficer Officer officer,
            Model model) {
        model.addAttribute(
                "options",
                areas.suggest(typed, officer.scope(), SUGGESTIONS).stream()
                        .map(area -> new Option(area.code(), area.initials(), areas.localName(area.code())))
                        .toList());
        return "areas/suggest :: options";
    }

    record Option(AreaCode code, String initials, String name) {}

    /** First step: says what would happen. */
    @PostMapping("/{parent:[0-9]{12}}/add")
    String add(
            @PathVariable String parent,
            @RequestParam String code,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String classCode,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(defaultValue = "false") boolean confirmed,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        if (!AreaCode.isValid(code.strip())) {
            model.addAttribute("refusal", "区划代码应为 12 位数字。");
            return page(AreaCode.of(parent), officer, model);
        }
        if (!confirmed) {
            model.addAttribute("adding", new Adding(code.strip(), name.strip(), classCode, from));
            return page(AreaCode.of(parent), officer, model);
        }
        return act(
                parent,
                "已新增区划 " + name.strip() + "。",
                notice,
                () -> areas.add(
                        AreaCode.of(code.strip()),
                        name,
                        AreaCode.of(parent),
                        classCode.isBlank() ? null : classCode,
                        from));
    }

    record Adding(String code, String name, String classCode, LocalDate from) {}

    /** Abolishes, or merges into another; the first step names what lies there. */
    @PostMapping("/{code:[0-9]{12}}/close")
    String close(
            @PathVariable String code,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "false") boolean confirmed,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        if (!area.isBlank() && !AreaCode.isValid(area.strip())) {
            model.addAttribute("refusal", "承接区划代码应为 12 位数字。");
            return page(AreaCode.of(code), officer, model);
        }
        AreaCode successor = area.isBlank() ? null : AreaCode.of(area.strip());
        if (!confirmed) {
            model.addAttribute(
                    "closing", new Closing(from, area.strip(), successor == null ? null : areas.pathName(successor)));
            return page(AreaCode.of(code), officer, model);
        }
        return act(code, "已办理撤并。", notice, () -> areas.close(AreaCode.of(code), from, successor));
    }

    record Closing(
            LocalDate from, String successor, @Nullable String successorName) {}

    /** Proposes that a village merges into another; somebody else approves it. */
    @PostMapping("/{code:[0-9]{12}}/merger")
    String propose(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "") String document,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        if (!AreaCode.isValid(area.strip())) {
            model.addAttribute("refusal", "并入的村（社区）请从列表中选择，或填 12 位区划代码。");
            return page(AreaCode.of(code), officer, model);
        }
        return act(
                code,
                "已提出合并，请县级审批人批准。",
                notice,
                () -> mergers.propose(AreaCode.of(code), AreaCode.of(area.strip()), document));
    }

    @PostMapping("/mergers/{id}")
    String answer(
            @PathVariable UUID id,
            @RequestParam boolean approve,
            @RequestParam String page,
            RedirectAttributes notice) {
        return act(
                AreaCode.of(page).value(),
                approve ? "已合并。家庭、办件和待遇已转入承接的村（社区），已办结月份的明细不变。" : "已退回，没有合并。",
                notice,
                () -> {
                    if (approve) {
                        mergers.approve(id);
                    } else {
                        mergers.decline(id);
                    }
                });
    }

    private String act(String back, String done, RedirectAttributes notice, Runnable act) {
        return acts.on("/areas/" + back, notice, done, act);
    }
}
