package cn.civilaffairs.web.assistance;

import cn.civilaffairs.assistance.minimumliving.TaperRule;
import cn.civilaffairs.assistance.minimumliving.change.AllowanceChange;
import cn.civilaffairs.assistance.minimumliving.change.ChangeKind;
import cn.civilaffairs.assistance.minimumliving.change.ChangeOutlook;
import cn.civilaffairs.assistance.minimumliving.change.EntryReason;
import cn.civilaffairs.assistance.minimumliving.change.MinimumLivingChange;
import cn.civilaffairs.assistance.minimumliving.change.MinimumLivingChangeDesk;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.RedHit;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.request.RequestKeys;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.web.Submission;
import cn.civilaffairs.web.security.CurrentOfficer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

/** Reports what happened to a household in payment: what, since when, and the money before and after (增减停发). */
@Controller
@RequestMapping("/assistance/minimum-living/changes")
class ChangeController {

    /** A household whose income rose through these goes by itself, not by this page: the taper ends by its own date. */
    private static final Set<ExitCode> OF_HOUSEHOLD = EnumSet.complementOf(EnumSet.of(ExitCode.TAPER_ENDED));

    private final MinimumLivingChangeDesk desk;
    private final CaseDesk cases;
    private final HouseholdRegister households;
    private final AreaRegister areas;
    private final RequestKeys requests;
    private final GuidedChanges guided;
    private final LeadDesk leads;
    private final RedLineDesk redLines;
    private final Clock clock;

    ChangeController(
            MinimumLivingChangeDesk desk,
            CaseDesk cases,
            HouseholdRegister households,
            AreaRegister areas,
            RequestKeys requests,
            GuidedChanges guided,
            LeadDesk leads,
            RedLineDesk redLines,
            Clock clock) {
        this.desk = desk;
        this.cases = cases;
        this.households = households;
        this.areas = areas;
        this.requests = requests;
        this.guided = guided;
        this.leads = leads;
        this.redLines = redLines;
        this.clock = clock;
    }

    @GetMapping("/new")
    String form(
            @RequestParam UUID household,
            @RequestParam(required = false) @Nullable ChangeKind kind,
            @RequestParam(required = false) @Nullable UUID task,
            @RequestParam(required = false) @Nullable UUID caseId,
            @RequestParam(required = false) @Nullable UUID lead,
            @RequestParam(required = false) @Nullable UUID run,
            @RequestParam(required = false) @Nullable String code,
            @CurrentOfficer Officer officer,
            Model model) {
        if (model.getAttribute(GuidedChanges.FORM) instanceof ChangeForm brought
                && brought.household().equals(household)
                && brought.kind() == kind
                && model.getAttribute(GuidedChanges.FIELDS) instanceof Map<?, ?> typed) {
            Map<String, String> fields = new HashMap<>();
            typed.forEach((field, value) -> fields.put(String.valueOf(field), String.valueOf(value)));
            return page(household, kind, task, fields, officer, model);
        }
        if (kind == null && (lead != null || run != null && code != null)) {
            HouseholdOnDate today = households.today(household, officer.scope());
            ChangeForm begun = lead != null
                    ? guided.of(leads.find(lead), today)
                    : ofRedLine(today, Objects.requireNonNull(run), code);
            model.addAttribute("form", begun);
            model.addAttribute(GuidedChanges.BROUGHT, true);
            desk.previewIfComplete(begun.change(Map.of())).ifPresent(outlook -> model.addAttribute("outlook", outlook));
            return page(household, begun.kind(), task, Map.of(), officer, model);
        }
        if (caseId != null) {
            MinimumLivingChange change = desk.find(caseId);
            AllowanceChange facts = change.facts();
            boolean same = kind == null || kind == facts.kind();
            ChangeForm form = ChangeForm.of(change);
            model.addAttribute("form", same ? form : form.as(kind));
            return page(
                    change.householdId(),
                    same ? facts.kind() : kind,
                    task,
                    same ? ChangeForm.fields(facts) : Map.of(),
                    officer,
                    model);
        }
        if (kind != null) {
            model.addAttribute("form", ChangeForm.blank(household, kind, LocalDate.now(clock), task));
        }
        return page(household, kind, task, Map.of(), officer, model);
    }

    private ChangeForm ofRedLine(HouseholdOnDate household, UUID run, @Nullable String code) {
        BenefitInForce benefit = desk.benefit(household.id()).orElseThrow(NotFound::new);
        RedHit hit = redLines.hit(run, benefit.entitlementId(), Objects.requireNonNull(code))
                .orElseThrow(NotFound::new);
        return guided.of(hit, redLines.exit(code), household);
    }

    /** Without {@code submit} only shows the money before and after. */
    @PostMapping(params = {"household", "kind"})
    String report(
            @ModelAttribute("form") ChangeForm form,
            BindingResult errors,
            @RequestParam Map<String, String> fields,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        HouseholdOnDate household = households.today(form.household(), officer.scope());
        if (fields.containsKey("submit")) {
            Optional<String> opened = Submission.of(
                    errors,
                    () -> requests.once(
                            form.requestKey(),
                            "MINIMUM_LIVING_CHANGE",
                            typed(fields),
                            () -> submit(form, fields, household)));
            if (opened.isPresent()) {
                CaseFile file = cases.find(UUID.fromString(opened.get()));
                notice.addFlashAttribute(
                        "done", "已报送 %s 户的增减停发，案卷号 %s，请乡镇审核岗核对。".formatted(file.title(), file.caseNo()));
                return "redirect:/cases/" + file.id();
            }
        }
        Submission.of(errors, () -> {
                    AllowanceChange change = form.change(fields);
                    return desk.preview(change, form.stranger(household.area()).orElse(null));
                })
                .ifPresent(outlook -> model.addAttribute("outlook", outlook));
        return page(form.household(), form.kind(), form.task(), fields, officer, model);
    }

    /** Everything typed in a fixed order, without the token each rendering of the page makes anew. */
    private static String typed(Map<String, String> fields) {
        TreeMap<String, String> sorted = new TreeMap<>(fields);
        sorted.remove("_csrf");
        return sorted.toString();
    }

    private String submit(ChangeForm form, Map<String, String> fields, HouseholdOnDate household) {
        AllowanceChange change = form.change(fields);
        ResidentDetails stranger = form.stranger(household.area()).orElse(null);
        CaseFile file =
                form.caseId() == null ? desk.submit(change, stranger) : desk.amend(form.caseId(), change, stranger);
        return file.id().toString();
    }

    private String page(
            UUID householdId,
            @Nullable ChangeKind kind,
            @Nullable UUID task,
            Map<String, String> fields,
            Officer officer,
            Model model) {
        HouseholdOnDate household = households.today(householdId, officer.scope());
        model.addAttribute("household", household);
        model.addAttribute("place", areas.localName(household.area()));
        model.addAttribute("benefit", desk.benefit(householdId).orElse(null));
        model.addAttribute("kinds", ChangeKind.values());
        model.addAttribute("kind", kind);
        model.addAttribute("task", task);
        model.addAttribute("fields", fields);
        model.addAttribute("entryReasons", EntryReason.values());
        model.addAttribute("exitCodes", kind == ChangeKind.ENDED ? OF_HOUSEHOLD : GuidedChanges.OF_MEMBER);
        model.addAttribute("causes", TaperRule.Cause.values());
        model.addAttribute("relations", EnumSet.complementOf(EnumSet.of(Relation.HEAD)));
        model.addAttribute("categories", MeansCategory.values());
        model.addAttribute("periods", MeansPeriod.values());
        model.addAttribute("rows", List.of(0, 1));
        return "assistance/minimum-living/change";
    }

    /** Takes the money of an open change as it is today. */
    @PostMapping("/{id}/recompute")
    String recompute(@PathVariable UUID id, RedirectAttributes notice) {
        ChangeOutlook outlook = desk.recompute(id);
        notice.addFlashAttribute("done", "已重新计算：变动后每月 %s 元。".formatted(outlook.amountAfter()));
        return "redirect:/cases/" + id + "#money";
    }
}
