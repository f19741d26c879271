package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.ActOption;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseEntry;
import cn.civilaffairs.casework.CaseFigures;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseFolder;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.casework.CaseQueue;
import cn.civilaffairs.casework.Moved;
import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Paper;
import cn.civilaffairs.casework.procedure.Step;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.web.EditConflict;
import cn.civilaffairs.web.Submission;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The case page (办理), the same for every matter; what is special about one comes in through {@link CasePanel}. */
@Controller
@RequestMapping("/cases/{id:[0-9a-f-]{36}}")
class CaseController {

    private static final int NEIGHBOURHOOD = 500;

    private final CaseDesk desk;
    private final CaseQueue queue;
    private final CaseWords words;
    private final RemedyController remedies;
    private final EditConflict conflict;
    private final ObjectProvider<CaseFigures> figures;
    private final ObjectProvider<CasePanel> panels;

    CaseController(
            CaseDesk desk,
            CaseQueue queue,
            CaseWords words,
            RemedyController remedies,
            EditConflict conflict,
            ObjectProvider<CaseFigures> figures,
            ObjectProvider<CasePanel> panels) {
        this.remedies = remedies;
        this.conflict = conflict;
        this.figures = figures;
        this.desk = desk;
        this.queue = queue;
        this.words = words;
        this.panels = panels;
    }

    @GetMapping
    String show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            @CurrentOfficer Officer officer,
            Model model) {
        desk.unrelated(id);
        CaseFolder folder = desk.folder(id);
        model.addAttribute("form", ActForm.blank());
        return page(folder, from, officer, model);
    }

    @PostMapping
    String act(
            @PathVariable UUID id,
            @ModelAttribute("form") @Nullable ActForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String from,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice,
            HttpServletResponse response) {
        ActForm typed = form == null ? ActForm.blank() : form;
        Optional<Moved> moved = attempt(errors, () -> typed.carryOut(id, desk));
        if (moved.isEmpty()) {
            return refused(id, typed, errors, from, officer, model, response);
        }
        return redirect(moved.get(), from, notice);
    }

    @PostMapping("/papers-received")
    Object papers(
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam Map<String, String> all,
            @RequestParam(defaultValue = "") String from,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice,
            HttpServletResponse response) {
        ActForm form = ActForm.blank();
        BindingResult errors = new BeanPropertyBindingResult(form, "form");
        Optional<Moved> moved = attempt(errors, () -> desk.recordPapers(id, version, readPapers(desk.folder(id), all)));
        if (moved.isEmpty()) {
            CaseFolder now = desk.folder(id);
            if (now.file().version() != version && isOffered(now, CaseAct.PAPERS)) {
                String back = QueueState.parse(from).caseUrl(id);
                String action = "/cases/" + id + "/papers-received";
                return conflict.page(
                        action,
                        back,
                        all,
                        paperFields(now),
                        "version",
                        now.file().version(),
                        id);
            }
            return refused(id, form, errors, from, officer, model, response);
        }
        return redirect(moved.get(), from, notice);
    }

    @PostMapping("/appraisals")
    String appraise(
            @PathVariable UUID id,
            @RequestParam int version,
            @ModelAttribute("appraisal") AppraisalForm typed,
            BindingResult errors,
            @RequestParam(defaultValue = "") String from,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice,
            HttpServletResponse response) {
        Optional<Moved> moved = attempt(errors, () -> desk.appraise(id, version, typed.read()));
        if (moved.isEmpty()) {
            return refused(id, ActForm.blank(), errors, from, officer, model, response);
        }
        return redirect(moved.get(), from, notice);
    }

    @PostMapping("/complaints")
    String complain(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String detail,
            @RequestParam(defaultValue = "") String from,
            RedirectAttributes notice) {
        desk.complain(id, detail);
        notice.addFlashAttribute("done", "已登记投诉举报，县级入户后才能确认。");
        return "redirect:" + QueueState.parse(from).caseUrl(id);
    }

    private static boolean isOffered(CaseFolder folder, CaseAct act) {
        return folder.options().stream().anyMatch(option -> option.act() == act && option.isAllowed());
    }

    private List<EditConflict.Field> paperFields(CaseFolder now) {
        List<EditConflict.Field> fields = new ArrayList<>();
        for (CasePaper paper : now.papers()) {
            String word = words.paper(now.file().matter(), paper.code());
            LocalDate promised = paper.promisedBy();
            fields.add(EditConflict.Field.chosen("paper." + paper.code(), word, "PaperState", paper.state()));
            fields.add(EditConflict.Field.typed(
                    "promised." + paper.code(), word + "：承诺补交日期", promised == null ? "" : promised.toString()));
            fields.add(EditConflict.Field.typed("note." + paper.code(), word + "：备注", paper.note()));
        }
        return fields;
    }

    private static List<CasePaper> readPapers(CaseFolder folder, Map<String, String> all) {
        List<CasePaper> papers = new ArrayList<>();
        for (CasePaper paper : folder.papers()) {
            String state = all.get("paper." + paper.code());
            if (state == null) {
                continue;
            }
            CasePaper.State chosen = Arrays.stream(CasePaper.State.values())
                    .filter(known -> known.name().equals(state))
                    .findFirst()
                    .orElseThrow(() -> new RuleViolation("case.paper-unknown"));
            String note = all.getOrDefault("note." + paper.code(), "").strip();
            papers.add(new CasePaper(
                    paper.code(),
                    chosen,
                    chosen == CasePaper.State.PROMISED || chosen == CasePaper.State.COMMITTED
                            ? promised(all.get("promised." + paper.code()))
                            : null,
                    note.isEmpty() ? null : note));
        }
        return papers;
    }

    private static LocalDate promised(@Nullable String typed) {
        try {
            return LocalDate.parse(typed == null ? "" : typed);
        } catch (DateTimeParseException undated) {
            throw new RuleViolation("case.promise-undated");
        }
    }

    /** Like any submission, but that somebody else was quicker is said on the page itself, above what was typed. */
    private static Optional<Moved> attempt(BindingResult errors, Supplier<Moved> act) {
        try {
            return Submission.of(errors, act);
        } catch (StaleVersion changed) {
            errors.reject("case.changed-meanwhile");
            return Optional.empty();
        }
    }

    /** The page as it stands now, with what was typed and why it was not done. */
    private String refused(
            UUID id,
            ActForm typed,
            BindingResult errors,
            String from,
            Officer officer,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        model.addAttribute("form", typed);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        return page(desk.folder(id), from, officer, model);
    }

    private String redirect(Moved moved, String from, RedirectAttributes notice) {
        notice.addFlashAttribute("done", words.done(moved));
        if (moved.act().isDecision() || moved.roles().isEmpty()) {
            queue.next(moved.caseId()).ifPresent(next -> notice.addFlashAttribute("nextCase", next));
        }
        return "redirect:" + QueueState.parse(from).caseUrl(moved.caseId());
    }

    private String page(CaseFolder folder, String from, Officer officer, Model model) {
        QueueState state = QueueState.parse(from);
        model.addAttribute(
                "heading",
                words.matter(folder.file().matter()) + " · " + folder.file().title());
        model.addAttribute("folder", folder);
        model.addAttribute("file", folder.file());
        model.addAttribute("state", state);
        model.addAttribute("from", from);
        model.addAttribute("options", options(folder));
        model.addAttribute("bar", bar(folder));
        model.addAttribute(
                "needs", folder.procedure().papers().stream().collect(Collectors.toMap(Paper::code, Paper::need)));
        model.addAttribute("parts", parts(folder, officer));
        if (isOffered(folder, CaseAct.POST)) {
            model.addAttribute("toPost", toPost(folder.file()));
        }
        remedies.show(folder.file(), officer, model);
        model.addAttribute("flags", desk.flags(folder.file().id()));
        model.addAttribute("mayComplain", AccessDecision.may(officer, Action.HANDLE_CASE));
        model.addAttribute("appraisals", desk.appraisals(folder.file().id()));
        model.addAttribute("appraisalSetting", desk.appraisalSetting(folder.file()));
        if (!model.containsAttribute("appraisal")) {
            model.addAttribute("appraisal", new AppraisalForm(null, null, null, null, null, null, null, null));
        }
        neighbours(folder.file().id(), state, model);
        return "cases/show";
    }

    private static Map<String, ActOption> options(CaseFolder folder) {
        return folder.options().stream()
                .collect(Collectors.toMap(option -> option.act().name(), Function.identity()));
    }

    /** What a posting says: the name, and how many persons and how much a month where the matter has figures. */
    private String toPost(CaseFile file) {
        return figures.stream()
                .filter(plug -> plug.matter().equals(file.matter()))
                .map(plug -> plug.of(List.of(file.id())).get(file.id()))
                .filter(Objects::nonNull)
                .findFirst()
                .map(figure -> "%s，保障 %d 人，每月 %s 元"
                        .formatted(
                                file.title(), figure.persons(), figure.amount().grouped()))
                .orElse(file.title());
    }

    private List<PagePart> parts(CaseFolder folder, Officer officer) {
        return panels.orderedStream()
                .filter(panel -> panel.matter().equals(folder.file().matter()))
                .flatMap(panel -> panel.parts(folder, officer).stream())
                .toList();
    }

    /** Each step with whoever finished it last. */
    private static List<BarStep> bar(CaseFolder folder) {
        List<BarStep> bar = new ArrayList<>();
        for (Step step : folder.procedure().steps()) {
            boolean current =
                    folder.file().isOpen() && step.code().equals(folder.file().step());
            CaseEntry finished = folder.entries().stream()
                    .filter(entry -> entry.step().equals(step.code()))
                    .filter(entry -> entry.act().isDecision() && entry.act() != CaseAct.RETURN)
                    .reduce((first, second) -> second)
                    .orElse(null);
            bar.add(new BarStep(step.code(), current, current ? null : finished));
        }
        return bar;
    }

    private void neighbours(UUID id, QueueState state, Model model) {
        List<UUID> around = queue.ids(state.filter(), NEIGHBOURHOOD);
        int here = around.indexOf(id);
        if (here > 0) {
            model.addAttribute("previousId", around.get(here - 1));
        }
        if (here + 1 < around.size()) {
            model.addAttribute("nextId", around.get(here + 1));
        }
    }

    /** A step in the bar; {@code finished} is null while it is not, or no longer, done. */
    record BarStep(String code, boolean current, @Nullable CaseEntry finished) {}
}
