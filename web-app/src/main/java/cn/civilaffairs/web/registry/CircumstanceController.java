package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.resident.CircumstanceKind;
import cn.civilaffairs.registry.resident.CircumstanceRegister;
import cn.civilaffairs.registry.resident.JobAnswer;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.SingleGround;
import cn.civilaffairs.registry.resident.SupporterTie;
import cn.civilaffairs.registry.resident.WorkExcuseGround;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Submission;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
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

/** What is kept on a family file beside members and means (家庭情况登记): entered on a page of its own, listed on the means tab. */
@Controller
@RequestMapping("/families/{id:[0-9a-f-]{36}}/circumstances")
@May(Action.ENTER_FAMILY)
class CircumstanceController {

    private static final Map<CircumstanceKind, String> DONE = Map.of(
            CircumstanceKind.SUPPORTER, "已登记赡养义务人。",
            CircumstanceKind.WORK_EXCUSE, "已登记未就业的正当理由。",
            CircumstanceKind.JOB_OFFER, "已登记介绍就业情况。",
            CircumstanceKind.SINGLE_PERSON, "已登记单人户情形。核定金额时人口和收入只计本人。");

    private final FamilyFiles files;
    private final CircumstanceRegister circumstances;
    private final Acts acts;
    private final Clock clock;

    CircumstanceController(FamilyFiles files, CircumstanceRegister circumstances, Acts acts, Clock clock) {
        this.files = files;
        this.circumstances = circumstances;
        this.acts = acts;
        this.clock = clock;
    }

    @ModelAttribute
    void choices(Model model) {
        model.addAttribute("mayEnter", true);
        model.addAttribute("ties", SupporterTie.values());
        model.addAttribute("sources", MeansSource.values());
        model.addAttribute("excuseGrounds", WorkExcuseGround.values());
        model.addAttribute("answers", JobAnswer.values());
        model.addAttribute("singleGrounds", SingleGround.values());
    }

    @GetMapping("/{kind}/new")
    String form(
            @PathVariable UUID id,
            @PathVariable CircumstanceKind kind,
            @RequestParam(required = false) @Nullable UUID member,
            @CurrentOfficer Officer officer,
            Model model) {
        int version = open(id, kind, officer, model);
        String today = today().toString();
        model.addAttribute(
                "form",
                switch (kind) {
                    case SUPPORTER -> SupporterForm.blank(today, version);
                    case WORK_EXCUSE -> new WorkExcuseForm(member, null, null, today, version);
                    case JOB_OFFER -> new JobOfferForm(member, null, null, null, today, version);
                    case SINGLE_PERSON -> new SinglePersonForm(member, null, null, today, version);
                });
        return "families/circumstance";
    }

    @PostMapping("/supporter")
    String supporter(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") SupporterForm form,
            BindingResult errors,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        return entered(
                id,
                CircumstanceKind.SUPPORTER,
                errors,
                () -> circumstances.addSupporter(id, form.supporter(today()), form.version(), officer.scope()),
                officer,
                model,
                notice);
    }

    @PostMapping("/work-excuse")
    String excuse(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") WorkExcuseForm form,
            BindingResult errors,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        return entered(
                id,
                CircumstanceKind.WORK_EXCUSE,
                errors,
                () -> circumstances.excuse(
                        id,
                        Objects.requireNonNull(form.residentId()),
                        Objects.requireNonNull(form.ground()),
                        Objects.requireNonNull(form.note()),
                        TypedDate.of(form.from(), today()),
                        form.version(),
                        officer.scope()),
                officer,
                model,
                notice);
    }

    @PostMapping("/job-offer")
    String offer(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") JobOfferForm form,
            BindingResult errors,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        return entered(
                id,
                CircumstanceKind.JOB_OFFER,
                errors,
                () -> circumstances.recordOffer(
                        id,
                        Objects.requireNonNull(form.residentId()),
                        TypedDate.of(form.from(), today()),
                        Objects.requireNonNull(form.job()),
                        Objects.requireNonNull(form.answer()),
                        form.reason(),
                        form.version(),
                        officer.scope()),
                officer,
                model,
                notice);
    }

    @PostMapping("/single-person")
    String single(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") SinglePersonForm form,
            BindingResult errors,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        return entered(
                id,
                CircumstanceKind.SINGLE_PERSON,
                errors,
                () -> circumstances.treatAsSingle(
                        id,
                        Objects.requireNonNull(form.residentId()),
                        Objects.requireNonNull(form.ground()),
                        Objects.requireNonNull(form.note()),
                        TypedDate.of(form.from(), today()),
                        form.version(),
                        officer.scope()),
                officer,
                model,
                notice);
    }

    @PostMapping("/{kind}/{item}/end")
    String end(
            @PathVariable UUID id,
            @PathVariable CircumstanceKind kind,
            @PathVariable UUID item,
            @RequestParam(required = false) @Nullable String on,
            @RequestParam String why,
            @RequestParam int version,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        return acts.on(
                means(id), notice, kind == CircumstanceKind.JOB_OFFER ? "已撤回该条记录。" : "已截止，自该日起不再计算，历史中仍可查看。", () -> {
                    LocalDate last = on == null ? today() : TypedDate.of(on, today());
                    circumstances.end(kind, id, item, last, why, version, officer.scope());
                });
    }

    private String entered(
            UUID id,
            CircumstanceKind kind,
            BindingResult errors,
            Runnable act,
            Officer officer,
            Model model,
            RedirectAttributes notice) {
        if (!Submission.done(errors, act)) {
            open(id, kind, officer, model);
            return "families/circumstance";
        }
        notice.addFlashAttribute("done", DONE.get(kind));
        return "redirect:" + means(id);
    }

    private int open(UUID id, CircumstanceKind kind, Officer officer, Model model) {
        FamilyFile file = files.open(id, officer);
        model.addAttribute("file", file);
        model.addAttribute("household", file.household());
        model.addAttribute("tab", "means");
        model.addAttribute("kind", kind);
        return file.household().version();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static String means(UUID id) {
        return "/families/" + id + "/means";
    }
}
