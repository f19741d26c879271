package cn.civilaffairs.web.assistance;

import cn.civilaffairs.assistance.minimumliving.AnswerSheet;
import cn.civilaffairs.assistance.minimumliving.CheckAnswer;
import cn.civilaffairs.assistance.minimumliving.Department;
import cn.civilaffairs.assistance.minimumliving.MeansCheck;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingApplication;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingDesk;
import cn.civilaffairs.assistance.minimumliving.NewApplication;
import cn.civilaffairs.assistance.minimumliving.Proposal;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseFolder;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.casework.procedure.Paper;
import cn.civilaffairs.casework.procedure.Procedures;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.request.RequestKeys;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.web.EditConflict;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.Submission;
import cn.civilaffairs.web.casework.CaseWords;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.validation.Valid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Pages of a minimum living application that the generic case page does not have. */
@Controller
@RequestMapping("/assistance/minimum-living")
class MinimumLivingController {

    private final MinimumLivingDesk desk;
    private final CaseDesk cases;
    private final Procedures procedures;
    private final HouseholdRegister households;
    private final ResidentRegister residents;
    private final AreaRegister areas;
    private final RequestKeys requests;
    private final EditConflict conflict;
    private final CaseWords caseWords;
    private final Show show;
    private final Clock clock;

    MinimumLivingController(
            MinimumLivingDesk desk,
            CaseDesk cases,
            Procedures procedures,
            HouseholdRegister households,
            ResidentRegister residents,
            AreaRegister areas,
            RequestKeys requests,
            EditConflict conflict,
            CaseWords caseWords,
            Show show,
            Clock clock) {
        this.desk = desk;
        this.cases = cases;
        this.procedures = procedures;
        this.households = households;
        this.residents = residents;
        this.areas = areas;
        this.requests = requests;
        this.conflict = conflict;
        this.caseWords = caseWords;
        this.show = show;
        this.clock = clock;
    }

    @GetMapping("/new")
    String choose(
            @RequestParam(required = false) @Nullable UUID household, Model model, @CurrentOfficer Officer officer) {
        if (household == null) {
            return "assistance/minimum-living/choose";
        }
        HouseholdOnDate found = households.today(household, officer.scope());
        model.addAttribute("form", ApplicationForm.blank(found, LocalDate.now(clock)));
        return applicationForm(found, model);
    }

    /** By file number or whole identity number, which therefore never stands in an address. */
    @PostMapping("/find")
    String find(@RequestParam String number, @CurrentOfficer Officer officer, RedirectAttributes notice) {
        Optional<UUID> found = households
                .findByFileNo(number, officer.scope())
                .or(() -> residents
                        .findByDocument(number, officer.scope())
                        .flatMap(resident -> households.currentOf(resident.id(), officer.scope())));
        if (found.isEmpty()) {
            notice.addFlashAttribute("refusal", "没有找到这个档案号或身份证号的家庭。没有建档的，请先登记家庭。");
            return "redirect:/assistance/minimum-living/new";
        }
        return "redirect:/assistance/minimum-living/new?household=" + found.get();
    }

    @PostMapping(params = "household")
    Object apply(
            @Valid @ModelAttribute("form") ApplicationForm form,
            BindingResult errors,
            @RequestParam Map<String, String> sent,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        Optional<String> opened = Submission.of(
                errors,
                () -> requests.once(
                        form.requestKey(),
                        "MINIMUM_LIVING_APPLY",
                        form.toString(),
                        () -> desk.apply(form.application()).id().toString()));
        if (opened.isEmpty()) {
            Optional<CaseFolder> first = takenInMeanwhile(form, errors);
            return first.isPresent()
                    ? comparedWithCase(first.get(), form.papersOn(sent, first.get()))
                            .addObject("already", first.get().file().caseNo())
                    : applicationForm(households.today(form.household(), officer.scope()), model);
        }
        CaseFile file = cases.find(UUID.fromString(opened.get()));
        notice.addFlashAttribute(
                "done", "已登记 %s 的低保申请，案卷号 %s。请核对材料，缺少的一次性告知申请人。".formatted(file.title(), file.caseNo()));
        return "redirect:/cases/" + file.id();
    }

    /** The case somebody else has opened for the household, where this officer may still correct it. */
    private Optional<CaseFolder> takenInMeanwhile(ApplicationForm form, BindingResult errors) {
        if (errors.getGlobalErrors().stream().noneMatch(error -> "case.already-open".equals(error.getCode()))) {
            return Optional.empty();
        }
        return cases.ofHousehold(form.household()).stream()
                .filter(file -> file.isOpen() && file.matter().equals(MinimumLivingAllowance.CODE))
                .map(file -> cases.folder(file.id()))
                .filter(folder -> folder.file().step().equals(MinimumLivingAllowance.ACCEPTANCE) && folder.atHand())
                .findFirst();
    }

    /** What was typed against what is stored, with its papers where they were typed too. */
    private ModelAndView comparedWithCase(CaseFolder folder, Map<String, String> sent) {
        UUID id = folder.file().id();
        MinimumLivingApplication now = desk.folder(id).application();
        List<EditConflict.Field> fields = new ArrayList<>(ApplicationForm.fields(now));
        for (CasePaper paper : folder.papers()) {
            if (sent.containsKey(ApplicationForm.PAPER + paper.code())) {
                fields.add(EditConflict.Field.chosen(
                        ApplicationForm.PAPER + paper.code(),
                        caseWords.paper(folder.file().matter(), paper.code()),
                        "PaperState",
                        paper.state()));
            }
        }
        Map<String, String> carried = new LinkedHashMap<>(sent);
        carried.put("caseVersion", String.valueOf(folder.file().version()));
        String action = "/assistance/minimum-living/cases/" + id + "/application";
        return conflict.page(action, "/cases/" + id, carried, fields, "version", now.version(), id);
    }

    @GetMapping("/cases/{id}/application")
    String application(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        cases.atHand(id, MinimumLivingAllowance.ACCEPTANCE);
        MinimumLivingApplication application = desk.folder(id).application();
        model.addAttribute("form", ApplicationForm.of(application));
        return correctionForm(application, application.version(), officer, model);
    }

    /** Also where an application that was taken in by two at once ends up; it then brings its papers. */
    @PostMapping("/cases/{id}/application")
    Object correct(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") ApplicationForm form,
            BindingResult errors,
            @RequestParam int version,
            @RequestParam(required = false) @Nullable Integer caseVersion,
            @RequestParam Map<String, String> sent,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        MinimumLivingApplication before = desk.folder(id).application();
        try {
            NewApplication corrected = errors.hasErrors() ? null : form.of(before.householdId());
            boolean done = Submission.done(errors, () -> {
                if (caseVersion == null) {
                    desk.correct(id, version, Objects.requireNonNull(corrected));
                } else {
                    desk.correct(
                            id, version, Objects.requireNonNull(corrected), caseVersion, ApplicationForm.papers(sent));
                }
            });
            if (!done) {
                return correctionForm(before, version, officer, model);
            }
        } catch (StaleVersion changed) {
            return comparedWithCase(cases.folder(id), form.sayingWhether(sent));
        }
        notice.addFlashAttribute("done", "已更正申请内容。");
        return "redirect:/cases/" + id + "#household";
    }

    private String correctionForm(MinimumLivingApplication application, int version, Officer officer, Model model) {
        model.addAttribute("correcting", true);
        model.addAttribute("caseId", application.caseId());
        model.addAttribute("version", version);
        model.addAttribute("relativeStays", application.relativeOfStaff());
        return applicationForm(households.today(application.householdId(), officer.scope()), model);
    }

    private String applicationForm(HouseholdOnDate household, Model model) {
        model.addAttribute("tracked", true);
        model.addAttribute("household", household);
        model.addAttribute("place", areas.localName(household.area()));
        model.addAttribute("residences", UrbanRural.values());
        List<Paper> papers = procedures.of(MinimumLivingAllowance.CODE).papers();
        model.addAttribute("papers", papers);
        return "assistance/minimum-living/application";
    }

    @GetMapping("/cases/{id}/check")
    String check(@PathVariable UUID id, Model model) {
        List<MeansCheck> checks = desk.folder(id).checks();
        model.addAttribute("form", CheckForm.of(checks));
        return checkPage(id, checks, model);
    }

    @PostMapping("/cases/{id}/check")
    String answer(
            @PathVariable UUID id,
            @ModelAttribute("form") CheckForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes notice) {
        if (!Submission.done(errors, () -> desk.answer(id, form.answers()))) {
            return checkPage(id, desk.folder(id).checks(), model);
        }
        return answered(id, notice);
    }

    @PostMapping("/cases/{id}/check/file")
    String answerByFile(
            @PathVariable UUID id,
            @RequestParam MultipartFile file,
            @ModelAttribute("form") CheckForm unused,
            BindingResult errors,
            Model model,
            RedirectAttributes notice)
            throws IOException {
        byte[] content = file.getBytes();
        if (!Submission.done(errors, () -> desk.answer(id, AnswerSheet.read(content)))) {
            List<MeansCheck> checks = desk.folder(id).checks();
            model.addAttribute("form", CheckForm.of(checks));
            model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
            return checkPage(id, checks, model);
        }
        return answered(id, notice);
    }

    @GetMapping("/cases/{id}/check/sheet.xlsx")
    ResponseEntity<byte[]> sheet(@PathVariable UUID id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AnswerSheet.write(desk.folder(id).checks(), out);
        return ResponseEntity.ok()
                .contentType(
                        MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("核对结果表 " + cases.find(id).caseNo() + ".xlsx", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(out.toByteArray());
    }

    private String answered(UUID id, RedirectAttributes notice) {
        long open = desk.folder(id).unanswered();
        notice.addFlashAttribute("done", open == 0 ? "核对结果已齐，请出具意见送下一环节。" : "核对结果已保存，还有 %d 个部门没有答复。".formatted(open));
        return "redirect:/cases/" + id + "#means-check";
    }

    private String checkPage(UUID id, List<MeansCheck> checks, Model model) {
        model.addAttribute("file", cases.find(id));
        model.addAttribute("checks", checks);
        model.addAttribute("answers", CheckAnswer.values());
        return "assistance/minimum-living/check";
    }

    @PostMapping("/cases/{id}/recheck")
    String recheck(@PathVariable UUID id, RedirectAttributes notice) {
        desk.recheck(id);
        notice.addFlashAttribute("done", "已向各部门重新发起核对。");
        return "redirect:/cases/" + id + "#means-check";
    }

    @GetMapping("/cases/{id}/visit")
    String visit(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        model.addAttribute("form", VisitForm.blank(LocalDate.now(clock), officer.name()));
        return visitPage(id, model);
    }

    @PostMapping("/cases/{id}/visit")
    String recordVisit(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") VisitForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes notice) {
        Optional<String> recorded = Submission.of(
                errors,
                () -> requests.once(
                        form.requestKey(),
                        "HOME_VISIT",
                        id + form.toString(),
                        () -> desk.recordVisit(id, form.visit()).toString()));
        if (recorded.isEmpty()) {
            return visitPage(id, model);
        }
        notice.addFlashAttribute("done", "入户调查已保存。");
        return "redirect:/cases/" + id + "#home-visit";
    }

    private String visitPage(UUID id, Model model) {
        model.addAttribute("file", cases.find(id));
        model.addAttribute("application", desk.folder(id).application());
        return "assistance/minimum-living/visit";
    }

    @PostMapping("/cases/{id}/proposal")
    String propose(
            @PathVariable UUID id,
            @RequestParam ReviewClass reviewClass,
            @RequestParam(required = false) @Nullable String tier,
            RedirectAttributes notice) {
        Proposal proposal = desk.propose(id, reviewClass, tier);
        notice.addFlashAttribute(
                "done",
                proposal.entitled()
                        ? "已核定：%d 人，每月 %s 元，拟自 %s 起。"
                                .formatted(
                                        proposal.persons(),
                                        show.yuan(proposal.amount()),
                                        show.month(proposal.effectiveMonth()))
                        : "已核定：不符合条件。请按不符合的条件不予确认，或退回补查。");
        return "redirect:/cases/" + id + "#amount";
    }

    /** One row for each department; an empty answer leaves it open. */
    record CheckForm(List<CheckRow> rows) {

        CheckForm {
            rows = rows == null ? List.of() : new ArrayList<>(rows);
        }

        static CheckForm of(List<MeansCheck> checks) {
            return new CheckForm(checks.stream()
                    .map(check -> new CheckRow(check.department(), check.answer(), check.finding()))
                    .toList());
        }

        Map<Department, MinimumLivingDesk.Answer> answers() {
            Map<Department, MinimumLivingDesk.Answer> answers = new EnumMap<>(Department.class);
            for (CheckRow row : rows) {
                CheckAnswer answer = row.answer();
                if (answer != null) {
                    answers.put(row.department(), new MinimumLivingDesk.Answer(answer, row.finding()));
                }
            }
            return answers;
        }
    }

    record CheckRow(
            Department department,
            @Nullable CheckAnswer answer,
            @Nullable String finding) {}
}
