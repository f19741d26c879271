package cn.civilaffairs.web.assistance;

import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.Scheme;
import cn.civilaffairs.disbursement.Schemes;
import cn.civilaffairs.disbursement.review.ReviewAnswer;
import cn.civilaffairs.disbursement.review.ReviewDesk;
import cn.civilaffairs.disbursement.review.ReviewFilter;
import cn.civilaffairs.disbursement.review.ReviewPlanDesk;
import cn.civilaffairs.disbursement.review.ReviewProgramme;
import cn.civilaffairs.disbursement.review.ReviewState;
import cn.civilaffairs.disbursement.review.ReviewTask;
import cn.civilaffairs.disbursement.review.ReviewWay;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Tick;
import cn.civilaffairs.web.Typed;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.security.CurrentOfficer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The review campaigns on the screen (定期复核、生存认证): what is due where, one household or person after the other, and the
 * reviewer's signature.
 */
@Controller
@RequestMapping("/reviews")
class ReviewController {

    private static final List<Integer> SIZES = List.of(20, 50, 100, 200);

    private final ReviewDesk desk;
    private final ReviewPlanDesk plan;
    private final EntitlementDesk entitlements;
    private final HouseholdRegister households;
    private final ResidentRegister residents;
    private final Schemes schemes;
    private final Acts acts;
    private final Words words;
    private final Clock clock;

    ReviewController(
            ReviewDesk desk,
            ReviewPlanDesk plan,
            EntitlementDesk entitlements,
            HouseholdRegister households,
            ResidentRegister residents,
            Schemes schemes,
            Acts acts,
            Words words,
            Clock clock) {
        this.desk = desk;
        this.plan = plan;
        this.entitlements = entitlements;
        this.households = households;
        this.residents = residents;
        this.schemes = schemes;
        this.acts = acts;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable ReviewState state,
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            @RequestParam(defaultValue = "") String row,
            Model model) {
        ReviewFilter filter = filter(scheme, state, month, area);
        int rows = SIZES.contains(size) ? size : SIZES.get(1);
        int count = desk.count(filter);
        int pages = Math.max(1, (count + rows - 1) / rows);
        int shown = Math.min(Math.max(1, page), pages);
        model.addAttribute("tasks", desk.list(filter, rows, (shown - 1) * rows));
        model.addAttribute("progress", desk.progress(filter));
        model.addAttribute("filter", filter);
        model.addAttribute("states", ReviewState.values());
        model.addAttribute("count", count);
        model.addAttribute("page", shown);
        model.addAttribute("pages", pages);
        model.addAttribute("size", rows);
        model.addAttribute("sizes", SIZES);
        model.addAttribute("row", row);
        model.addAttribute("today", today());
        model.addAttribute("mayRecord", desk.may(Action.RECORD_REVIEW, filter.scheme()));
        model.addAttribute("mayConfirm", desk.may(Action.CONFIRM_REVIEW, filter.scheme()));
        model.addAttribute("query", query(filter));
        model.addAttribute("reviewName", words.of("ReviewName", filter.scheme()));
        model.addAttribute("schemes", desk.schemes());
        model.addAttribute("ofPeople", ofPeople(filter.scheme()));
        model.addAttribute("unit", unit(filter.scheme()));
        return "reviews/list";
    }

    @GetMapping("/{id:[0-9a-f-]{36}}")
    String show(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable ReviewState state,
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(required = false) @Nullable String area,
            @CurrentOfficer Officer officer,
            Model model) {
        ReviewTask task = desk.find(id);
        ReviewFilter filter = filter(task.scheme(), state, month, area);
        ReviewProgramme programme = desk.programme(task.scheme());
        List<Determination> determinations =
                entitlements.determinations(task.benefit().entitlementId());
        Determination now = determinations.stream()
                .filter(made -> !made.effectiveMonth().isAfter(YearMonth.from(today())))
                .findFirst()
                .orElse(determinations.get(0));
        model.addAttribute("reviewName", words.of("ReviewName", task.scheme()));
        model.addAttribute("task", task);
        UUID household = task.benefit().householdId();
        model.addAttribute("household", household == null ? null : households.today(household, officer.scope()));
        model.addAttribute("person", residents.get(task.benefit().residentId(), officer.scope()));
        model.addAttribute("before", desk.before(task));
        model.addAttribute("moves", plan.moves(task.benefit().entitlementId()));
        model.addAttribute("unit", unit(task.scheme()));
        model.addAttribute("ways", ReviewWay.values());
        model.addAttribute("determination", now);
        model.addAttribute("benefit", entitlements.inForce(task.benefit().entitlementId()));
        model.addAttribute("answers", programme.answers());
        model.addAttribute("usual", programme.answers().get(0));
        model.addAttribute("nothing", programme.usualNote());
        model.addAttribute("today", today());
        model.addAttribute("filter", filter);
        model.addAttribute("query", query(filter));
        model.addAttribute("next", desk.nextOpen(task, filter).orElse(null));
        model.addAttribute(
                "left",
                desk.count(new ReviewFilter(filter.scheme(), ReviewState.OPEN, filter.month(), filter.within())));
        model.addAttribute("mayRecord", desk.may(Action.RECORD_REVIEW, task.scheme()) && task.confirmedAt() == null);
        model.addAttribute(
                "mayConfirm",
                desk.may(Action.CONFIRM_REVIEW, task.scheme()) && task.answer() != null && task.confirmedAt() == null);
        return "reviews/show";
    }

    /** Saves and opens the next one that waits. */
    @PostMapping("/{id:[0-9a-f-]{36}}/answer")
    String answer(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable ReviewAnswer answer,
            @RequestParam(required = false) @Nullable ReviewWay way,
            @RequestParam(required = false) @Nullable LocalDate diedOn,
            @RequestParam(defaultValue = "") String note,
            @RequestParam int version,
            @RequestParam(required = false) @Nullable ReviewState state,
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(required = false) @Nullable String area,
            RedirectAttributes notice) {
        ReviewTask task = desk.find(id);
        ReviewFilter filter = filter(task.scheme(), state, month, area);
        if (answer == null) {
            notice.addFlashAttribute("refusal", "请先选择复核结果。");
            return "redirect:" + address("/reviews/" + id, filter);
        }
        try {
            desk.record(id, version, answer, way, diedOn, note);
        } catch (RuleViolation refused) {
            notice.addFlashAttribute("refusal", words.of(refused));
            return "redirect:" + address("/reviews/" + id, filter);
        }
        if (answer == ReviewAnswer.CHANGED) {
            notice.addFlashAttribute(
                    "done", "已记录 %s 有变化，请接着申报是什么变化。".formatted(task.benefit().head()));
            return "redirect:/assistance/minimum-living/changes/new?household="
                    + task.benefit().householdId() + "&task=" + id;
        }
        Optional<UUID> next = desk.nextOpen(task, filter);
        notice.addFlashAttribute(
                "done",
                "已保存 %s：%s。".formatted(task.benefit().head(), words.of(answer))
                        + (next.isEmpty() ? "没有待办的了，请乡镇审核岗审核。" : ""));
        return "redirect:"
                + next.map(following -> address("/reviews/" + following, filter))
                        .orElseGet(() -> address("/reviews", filter));
    }

    /** @param ticked {@code id:version} of each */
    @PostMapping("/confirm")
    String confirm(
            @RequestParam(required = false) @Nullable List<String> ticked,
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable ReviewState state,
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(required = false) @Nullable String area,
            RedirectAttributes notice) {
        ReviewFilter filter = filter(scheme, state, month, area);
        String unit = unit(filter.scheme());
        int done = 0;
        List<String> refused = new ArrayList<>();
        for (Tick tick : Tick.read(ticked)) {
            try {
                desk.confirm(tick.id(), tick.version());
                done++;
            } catch (RuleViolation reason) {
                refused.add(words.of(reason));
            } catch (StaleVersion changed) {
                refused.add(desk.find(tick.id()).benefit().head() + " 刚刚被别人改过，没有审核。");
            }
        }
        if (done > 0) {
            notice.addFlashAttribute("done", "已审核 %d %s，下次日期已排定。".formatted(done, unit));
        }
        if (!refused.isEmpty()) {
            notice.addFlashAttribute(
                    "refusal", "%d %s没有审核：%s".formatted(refused.size(), unit, String.join("", refused)));
        }
        if (done == 0 && refused.isEmpty()) {
            notice.addFlashAttribute("refusal", "请先勾选要审核的。");
        }
        return "redirect:" + address("/reviews", filter);
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/return")
    String giveBack(
            @PathVariable UUID id, @RequestParam int version, @RequestParam String why, RedirectAttributes notice) {
        return acts.on(
                "/reviews?state=RECORDED&scheme=" + desk.find(id).scheme(),
                notice,
                "已退回乡镇经办重新办理。",
                () -> desk.giveBack(id, version, why));
    }

    /** The scheme asked for, or the first the officer may see. */
    private ReviewFilter filter(
            @Nullable String scheme, @Nullable ReviewState state, @Nullable YearMonth month, @Nullable String area) {
        return new ReviewFilter(schemeOf(desk, scheme), state, month, Typed.area(area));
    }

    static String schemeOf(ReviewDesk desk, @Nullable String asked) {
        List<String> seen = desk.schemes();
        if (asked != null && seen.contains(asked)) {
            return asked;
        }
        return seen.stream().findFirst().orElseThrow(NotFound::new);
    }

    private boolean ofPeople(String scheme) {
        return schemes.named(scheme).holder() == Scheme.Holder.PERSON;
    }

    /** What is counted: households or people. */
    private String unit(String scheme) {
        return ofPeople(scheme) ? "人" : "户";
    }

    private static String query(ReviewFilter filter) {
        return address("", filter);
    }

    private static String address(String path, ReviewFilter filter) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath(path).queryParam("scheme", filter.scheme());
        ReviewState state = filter.state();
        YearMonth month = filter.month();
        AreaCode within = filter.within();
        if (state != null) {
            uri.queryParam("state", state);
        }
        if (month != null) {
            uri.queryParam("month", month);
        }
        if (within != null) {
            uri.queryParam("area", within.value());
        }
        return uri.build().toUriString();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
