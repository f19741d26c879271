package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RedAnswer;
import cn.civilaffairs.disbursement.RedFilter;
import cn.civilaffairs.disbursement.RedHit;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.disbursement.RunState;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Typed;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.assistance.GuidedChanges;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The red-line pack of a run (红线检查): hits as a list, one payment with all of its hits, and the answers. */
@Controller
@RequestMapping("/runs/{id}")
class RedLineController {

    private final PaymentRunDesk runs;
    private final RedLineDesk desk;
    private final EntitlementDesk entitlements;
    private final AreaRegister areas;
    private final Acts acts;
    private final Words words;

    private final ListExport export;

    RedLineController(
            PaymentRunDesk runs,
            RedLineDesk desk,
            EntitlementDesk entitlements,
            AreaRegister areas,
            Acts acts,
            Words words,
            ListExport export) {
        this.export = export;
        this.runs = runs;
        this.desk = desk;
        this.entitlements = entitlements;
        this.areas = areas;
        this.acts = acts;
        this.words = words;
    }

    @GetMapping("/red")
    String list(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String town,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            @CurrentOfficer Officer officer,
            Model model) {
        PaymentRun run = runs.find(id);
        RedFilter filter = filter(code, status);
        AreaCode within = Typed.area(town);
        Paging<RedHit> hits = Paging.read(page, size, (limit, offset) -> desk.hits(id, filter, within, limit, offset));
        model.addAttribute("run", run);
        model.addAttribute("filter", filter);
        model.addAttribute("town", within == null ? "" : within.value());
        model.addAttribute("counts", desk.counts(id, within));
        model.addAttribute("hits", hits);
        model.addAttribute("towns", runs.towns(id));
        model.addAttribute("statuses", RedFilter.Status.values());
        model.addAttribute("answers", RedAnswer.values());
        model.addAttribute("stoppable", stoppable(hits.rows()));
        model.addAttribute("mayAnswer", mayAnswer(run, officer));
        model.addAttribute("checks", AccessDecision.may(officer, Action.CHECK_RUN));
        model.addAttribute("keys", keys(hits.rows()));
        model.addAttribute("requestKey", UUID.randomUUID());
        return "runs/red";
    }

    private static RedFilter filter(@Nullable String code, @Nullable String status) {
        for (RedFilter.Status known : RedFilter.Status.values()) {
            if (known.name().equals(status)) {
                return new RedFilter(code, known);
            }
        }
        return new RedFilter(code, RedFilter.Status.ALL);
    }

    private Map<String, Boolean> stoppable(List<RedHit> hits) {
        return hits.stream().map(RedHit::code).distinct().collect(Collectors.toMap(Function.identity(), desk::mayStop));
    }

    /** Every form on a page is a request of its own. */
    private static Map<String, UUID> keys(List<RedHit> hits) {
        return hits.stream()
                .collect(Collectors.toMap(hit -> hit.entitlementId() + hit.code(), hit -> UUID.randomUUID()));
    }

    private static boolean mayAnswer(PaymentRun run, Officer officer) {
        return (run.state() == RunState.BUILT || run.state() == RunState.TOWN_OK)
                && AccessDecision.may(officer, Action.ANSWER_RED_LINE);
    }

    /** The next payment to open or to answer; back to the run once there is none. */
    @GetMapping("/red/next")
    String next(@PathVariable UUID id, @CurrentOfficer Officer officer, RedirectAttributes notice) {
        runs.find(id);
        return desk.next(id)
                .map(entitlement -> "redirect:/runs/" + id + "/red/" + entitlement)
                .orElseGet(() -> {
                    notice.addFlashAttribute(
                            "done", AccessDecision.may(officer, Action.CHECK_RUN) ? "须复核打开的已全部打开。" : "红线提示已全部答复。");
                    return "redirect:/runs/" + id;
                });
    }

    @GetMapping("/red/{entitlement:[0-9a-f-]{36}}")
    String show(@PathVariable UUID id, @PathVariable UUID entitlement, @CurrentOfficer Officer officer, Model model) {
        PaymentRun run = runs.find(id);
        List<RedHit> hits = desk.open(id, entitlement);
        model.addAttribute("run", run);
        model.addAttribute("hits", hits);
        model.addAttribute("first", desk.inspected(id, entitlement));
        model.addAttribute("benefit", entitlements.inForce(entitlement));
        model.addAttribute("covered", entitlements.covered(entitlement));
        model.addAttribute("holds", entitlements.holds(entitlement));
        model.addAttribute("answers", RedAnswer.values());
        model.addAttribute(
                "stoppable", hits.stream().collect(Collectors.toMap(RedHit::code, hit -> desk.mayStop(run, hit))));
        model.addAttribute(
                "stopWords",
                hits.stream()
                        .filter(hit -> desk.mayStop(hit.code()))
                        .collect(Collectors.toMap(RedHit::code, hit -> whatStopMeans(run, hit))));
        model.addAttribute("mayAnswer", mayAnswer(run, officer));
        model.addAttribute("mayChange", AccessDecision.may(officer, Action.OPEN_CHANGE));
        model.addAttribute(
                "byCase", hits.stream().collect(Collectors.toMap(RedHit::code, hit -> desk.isStoppedByCase(run, hit))));
        model.addAttribute("mayConfirmStop", AccessDecision.may(officer, Action.CONFIRM_RED_STOP));
        model.addAttribute("keys", keys(hits));
        model.addAttribute("unopened", AccessDecision.may(officer, Action.CHECK_RUN) ? desk.unopened(id) : 0);
        model.addAttribute("requestKey", UUID.randomUUID());
        return "runs/red-item";
    }

    /** What follows where somebody answers 停发, for this household. */
    private String whatStopMeans(PaymentRun run, RedHit hit) {
        ExitCode exit = desk.exit(hit.code());
        int persons = desk.covered(run, hit.entitlementId()).size();
        if (!desk.mayStop(run, hit)) {
            return "触及红线的是领款人 %s，不是保障对象，不能因此停发：选“暂停”，再变更领款人。".formatted(hit.person());
        }
        if (exit == null || !desk.isStoppedByCase(run, hit)) {
            return "停发：先暂停，另一人确认后终止待遇。";
        }
        if (persons == 1) {
            return "停发：先暂停，再按增减停发办理，告知本人、县级确认后终止待遇。";
        }
        return GuidedChanges.isOfMember(exit)
                ? "停发：这户保障 %d 人，只停 %s 一人。先暂停全户资金，由乡镇经办按“减员”申报；县级确认后，其余 %d 人按重新核定的金额发放，暂停的月份一并补发。"
                        .formatted(persons, hit.person(), persons - 1)
                : "停发：先暂停全户（%d 人）资金，由乡镇经办按增减停发申报，告知本人、县级确认后终止全户待遇。重新核定后仍符合条件的，改按“收入、财产变化”申报，按新金额继续发放。"
                        .formatted(persons);
    }

    /** Straight to the next one, so that the words about the last survive the redirect. */
    private String nextOf(UUID id) {
        return desk.next(id)
                .map(entitlement -> "/runs/" + id + "/red/" + entitlement)
                .orElse("/runs/" + id);
    }

    @PostMapping("/red/{entitlement:[0-9a-f-]{36}}")
    @May(Action.ANSWER_RED_LINE)
    String answer(
            @PathVariable UUID id,
            @PathVariable UUID entitlement,
            @RequestParam UUID requestKey,
            @RequestParam String code,
            @RequestParam RedAnswer answer,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes notice) {
        String item = "/runs/" + id + "/red/" + entitlement;
        String list = "/runs/" + id + "/red" + (back.matches("\\?[\\w=&%.-]*") ? back : "");
        return acts.once(
                requestKey,
                "RED_ANSWER",
                id + ":" + entitlement + code + answer + reason,
                back.isEmpty() ? item : list,
                notice,
                "已答复：" + words.of(answer) + (answer == RedAnswer.PAY ? "。" : "，资金已暂停；本批次须按答复重新计算。"),
                () -> {
                    desk.answer(id, entitlement, code, answer, reason);
                    return back.isEmpty() ? nextOf(id) : list;
                });
    }

    @PostMapping("/red/{entitlement:[0-9a-f-]{36}}/confirm-stop")
    @May(Action.CONFIRM_RED_STOP)
    String confirmStop(
            @PathVariable UUID id,
            @PathVariable UUID entitlement,
            @RequestParam UUID requestKey,
            @RequestParam String code,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "RED_STOP",
                id + ":" + entitlement + code,
                "/runs/" + id + "/red/" + entitlement,
                notice,
                "已确认停发，待遇已终止。",
                () -> desk.confirmStop(id, entitlement, code));
    }

    @PostMapping("/red/explain")
    @May(Action.EXPLAIN_RED_LINE)
    String explain(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam String code,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes notice) {
        String page = "/runs/" + id + "/red?code=" + code.replaceAll("[^A-Z_]", "");
        return acts.once(
                requestKey,
                "RED_EXPLAIN",
                id + code + reason,
                page,
                notice,
                "同类未答复的提示已一并说明；由您本人经手的不在其内。",
                () -> desk.explainAll(id, code, reason));
    }

    @PostMapping("/recompute")
    @May(Action.MAKE_RUN)
    String recompute(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "RUN_RECOMPUTE",
                id + ":" + version,
                "/runs/" + id,
                notice,
                "原批次已作废，正在按答复重新计算；已有的答复继续有效，请各乡镇重新确认。",
                () -> "/runs/" + runs.recompute(id, version));
    }

    /** The red lines of a run as a workbook, filtered as on the page. */
    @GetMapping("/red.xlsx")
    void export(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String town,
            HttpServletResponse response) {
        PaymentRun run = runs.find(id);
        RedFilter filter = filter(code, status);
        AreaCode within = Typed.area(town);
        FilterWords said = new FilterWords()
                .say("批次", run.number())
                .say("红线", filter.code(), line -> words.of("RedLine", line))
                .say("答复：" + words.of("RedStatus", filter.status().name()), filter.status() != RedFilter.Status.ALL)
                .say("乡镇", within, areas::name);
        ListSheet<RedHit> sheet = ListSheet.<RedHit>of("red-lines", "红线提示")
                .text("红线", 16, hit -> words.of("RedLine", hit.code()))
                .text("乡镇 村", 24, RedHit::areaName)
                .text("领取对象", 12, RedHit::holder)
                .text("涉及人员", 12, RedHit::person)
                .text("情况", 40, RedHit::note)
                .count("人数", RedHit::persons)
                .amount("金额（元）", RedHit::amount)
                .text("答复", 12, hit -> hit.answer() == null ? "" : words.of(hit.answer()))
                .text("理由", 30, RedHit::reason)
                .text("答复人", 10, RedHit::answeredByName);
        export.send(
                sheet,
                said.list(),
                RowSource.paged((limit, offset) -> desk.hits(id, filter, within, limit, offset)),
                response);
    }
}
