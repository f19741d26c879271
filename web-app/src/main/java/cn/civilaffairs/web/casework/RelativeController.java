package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.relative.Kinship;
import cn.civilaffairs.casework.relative.NewRelative;
import cn.civilaffairs.casework.relative.RelativeFilter;
import cn.civilaffairs.casework.relative.RelativeRegister;
import cn.civilaffairs.casework.relative.StaffRelative;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.web.Submission;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
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

/** The register of near relatives of staff (近亲属备案): own entries for everybody, the whole of it for the county. */
@Controller
@RequestMapping("/relatives")
class RelativeController {

    private final RelativeRegister register;
    private final Words words;
    private final ListExport export;

    RelativeController(RelativeRegister register, Words words, ListExport export) {
        this.export = export;
        this.register = register;
        this.words = words;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "false") boolean ended,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            @CurrentOfficer Officer officer,
            Model model) {
        model.addAttribute("form", new RelativeForm(null, null, null, null, null));
        return page(new RelativeFilter(text, ended), Math.max(1, page), size, officer, model);
    }

    private String page(RelativeFilter filter, int page, int wanted, Officer officer, Model model) {
        int size = List.of(20, 50, 100, 200).contains(wanted) ? wanted : 50;
        List<StaffRelative> oneMore = register.list(filter, (page - 1) * size, size + 1);
        model.addAttribute("rows", oneMore.subList(0, Math.min(size, oneMore.size())));
        model.addAttribute("more", oneMore.size() > size);
        model.addAttribute("page", page);
        model.addAttribute("size", size);
        model.addAttribute("filter", filter);
        model.addAttribute("kinships", Kinship.values());
        model.addAttribute("mayEnter", AccessDecision.may(officer, Action.DECLARE_RELATIVE));
        model.addAttribute("mayEnterCadres", AccessDecision.may(officer, Action.DECLARE_CADRE));
        model.addAttribute("mayEnd", AccessDecision.may(officer, Action.END_RELATIVE));
        model.addAttribute("mayExport", AccessDecision.may(officer, Action.SEE_ALL_RELATIVES));
        model.addAttribute("officerId", officer.id());
        return "relatives/list";
    }

    @PostMapping
    String register(
            @ModelAttribute("form") RelativeForm form,
            BindingResult errors,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        if (!Submission.done(errors, () -> register.register(form.relative()))) {
            return page(new RelativeFilter(null, false), 1, 50, officer, model);
        }
        notice.addFlashAttribute("done", "已备案。其本人或家庭申请时系统自动标记，由县级入户；您不能经办。");
        return "redirect:/relatives";
    }

    @PostMapping("/{id}/end")
    String end(@PathVariable UUID id, @RequestParam(defaultValue = "") String why, RedirectAttributes notice) {
        register.end(id, why);
        notice.addFlashAttribute("done", "已注销备案。");
        return "redirect:/relatives";
    }

    /** The register as a workbook, filtered as on the page. */
    @GetMapping("/list.xlsx")
    void export(
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "false") boolean ended,
            HttpServletResponse response) {
        RelativeFilter filter = new RelativeFilter(text, ended);
        ListSheet<StaffRelative> sheet = ListSheet.<StaffRelative>of("relatives", "近亲属备案")
                .text("单位所在", 18, StaffRelative::place)
                .text("工作人员", 12, StaffRelative::staffName)
                .text("单位、职务", 24, StaffRelative::staffPost)
                .text("关系", 18, row -> words.of(row.kinship()))
                .text("近亲属", 12, StaffRelative::relativeName)
                .text("身份证号", 22, StaffRelative::maskedIdNumber)
                .text("登记人", 12, StaffRelative::registeredBy)
                .text("注销", 30, row -> row.endedOn() == null ? "" : row.endedOn() + " " + row.endedWhy());
        FilterWords said = new FilterWords().say("姓名", text).say("包括已注销", ended);
        export.send(
                sheet, said.list(), RowSource.paged((limit, offset) -> register.list(filter, offset, limit)), response);
    }

    /** A relative as typed in; with a cadre's name where it is not the officer's own. */
    record RelativeForm(
            @Nullable String cadre,
            @Nullable String post,
            @Nullable Kinship kinship,
            @Nullable String name,
            @Nullable String number) {

        NewRelative relative() {
            Kinship how = kinship;
            if (how == null) {
                throw new RuleViolation("relative.incomplete");
            }
            String whole = IdNumber.normalise(number == null ? "" : number);
            if (!IdNumber.isValid(whole)) {
                throw new RuleViolation("relative.number");
            }
            String who = cadre == null ? "" : cadre.strip();
            return new NewRelative(
                    who.isEmpty() ? null : new NewRelative.Cadre(who, post == null ? "" : post),
                    how,
                    name == null ? "" : name,
                    new IdNumber(whole));
        }
    }
}
