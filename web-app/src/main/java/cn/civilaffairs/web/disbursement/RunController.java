package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.Disposition;
import cn.civilaffairs.disbursement.LineFilter;
import cn.civilaffairs.disbursement.LineKind;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.disbursement.RunKind;
import cn.civilaffairs.disbursement.RunState;
import cn.civilaffairs.disbursement.Scheme;
import cn.civilaffairs.disbursement.TownTotal;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Typed;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

/** The monthly runs: months and their states, one run with its bridge, and the acts that move it on. */
@Controller
@RequestMapping("/runs")
class RunController {

    private static final int PAGE = 36;
    private static final int EXCEPTIONS = 50;

    private final PaymentRunDesk desk;
    private final RedLineDesk redLines;
    private final Words words;
    private final SchemesInSight schemes;
    private final Acts acts;
    private final Clock clock;

    RunController(
            PaymentRunDesk desk, RedLineDesk redLines, SchemesInSight schemes, Acts acts, Words words, Clock clock) {
        this.desk = desk;
        this.redLines = redLines;
        this.words = words;
        this.schemes = schemes;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String scheme,
            @RequestParam(defaultValue = "1") int page,
            @CurrentOfficer Officer officer,
            Model model) {
        List<Scheme> mine = schemes.of(officer);
        List<Scheme> shown =
                mine.stream().filter(one -> one.code().equals(scheme)).toList();
        int from = (Math.max(page, 1) - 1) * PAGE;
        List<PaymentRun> runs = shown.isEmpty() ? desk.runs(PAGE + 1, from) : desk.runs(scheme, PAGE + 1, from);
        Set<String> codes =
                (shown.isEmpty() ? mine : shown).stream().map(Scheme::code).collect(Collectors.toSet());
        Paging<PaymentRun> paging = Paging.of(runs, Math.max(page, 1), PAGE);
        model.addAttribute(
                "runs",
                new Paging<>(
                        paging.rows().stream()
                                .filter(run -> codes.contains(run.scheme()))
                                .toList(),
                        paging.page(),
                        paging.size(),
                        paging.more()));
        model.addAttribute("schemes", mine);
        model.addAttribute("scheme", scheme);
        model.addAttribute("next", mine.stream().map(this::next).toList());
        model.addAttribute("requestKey", UUID.randomUUID());
        return "runs/list";
    }

    /** What could be started next for a scheme. */
    record Next(Scheme scheme, YearMonth month, boolean running, int reissuable) {}

    private Next next(Scheme scheme) {
        List<PaymentRun> standing = desk.runs(scheme.code(), PAGE, 0).stream()
                .filter(run -> run.kind() == RunKind.REGULAR)
                .filter(run -> run.state() != RunState.ABANDONED)
                .sorted(Comparator.comparing(PaymentRun::benefitMonth).reversed())
                .toList();
        YearMonth month = standing.isEmpty()
                ? YearMonth.now(clock)
                : standing.get(0).benefitMonth().plusMonths(1);
        boolean running = !standing.isEmpty() && !standing.get(0).state().signed();
        return new Next(scheme, month, running, desk.reissuable(scheme.code()));
    }

    @PostMapping
    @May(Action.MAKE_RUN)
    String start(
            @RequestParam UUID requestKey,
            @RequestParam String scheme,
            @RequestParam YearMonth month,
            @RequestParam(defaultValue = "REGULAR") RunKind kind,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "RUN_START",
                scheme + month + kind,
                "/runs",
                notice,
                "已开始计算，可以离开本页，稍后回来查看。",
                () -> "/runs/"
                        + (kind == RunKind.REGULAR
                                ? desk.start(scheme, month)
                                : desk.startSupplementary(scheme, month)));
    }

    @GetMapping("/{id}")
    String show(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String town,
            @CurrentOfficer Officer officer,
            Model model) {
        PaymentRun run = desk.find(id);
        AreaCode within = Typed.area(town);
        model.addAttribute("run", run);
        model.addAttribute("requestKey", UUID.randomUUID());
        model.addAttribute("town", town);
        if (run.state() == RunState.BUILDING) {
            model.addAttribute("progress", desk.progress(id));
            return "runs/show";
        }
        List<TownTotal> towns = desk.towns(id);
        model.addAttribute("towns", towns);
        model.addAttribute("withheld", desk.withheld(id).orElse(null));
        model.addAttribute("toConfirm", toConfirm(run, towns, officer));
        model.addAttribute("bridge", desk.bridge(id, within));
        model.addAttribute("exceptions", desk.exceptions(id, null, within, EXCEPTIONS, 0));
        model.addAttribute("redCounts", redLines.counts(id, within));
        model.addAttribute("inTheWay", inTheWay(run));
        model.addAttribute("unopened", AccessDecision.may(officer, Action.CHECK_RUN) ? redLines.unopened(id) : 0);
        model.addAttribute(
                "recomputable",
                !run.state().signed()
                        && run.state() != RunState.ABANDONED
                        && redLines.counts(id, null).stream().anyMatch(count -> count.stillPaid() > 0));
        model.addAttribute("sample", desk.sample(id));
        model.addAttribute("stages", stages(run, towns));
        return "runs/show";
    }

    /** Why the run cannot move on yet, in words; for those waiting and for those who are to act. */
    private List<String> inTheWay(PaymentRun run) {
        return switch (run.state()) {
            case BUILT, TOWN_OK ->
                desk.inTheWayOfCheck(run).stream().map(words::of).toList();
            case CHECKED ->
                desk.inTheWayOfSignature(run).stream().map(words::of).toList();
            default -> List.of();
        };
    }

    /** The townships this officer may confirm now. */
    private static List<TownTotal> toConfirm(PaymentRun run, List<TownTotal> towns, Officer officer) {
        return run.state() != RunState.BUILT
                ? List.of()
                : towns.stream()
                        .filter(town -> !town.confirmed() && officer.scope().covers(town.town()))
                        .toList();
    }

    /** One stage of the stepper. @param state {@code done}, {@code now} or {@code later} */
    record Stage(
            String word,
            String state,
            @Nullable String who,
            @Nullable Object when) {}

    private static List<Stage> stages(PaymentRun run, List<TownTotal> towns) {
        List<Stage> stages = new ArrayList<>();
        long confirmed = towns.stream().filter(TownTotal::confirmed).count();
        stages.add(new Stage("制单", "done", run.builtByName(), run.builtAt()));
        stages.add(stage("乡镇确认", run, RunState.BUILT, confirmed + "/" + towns.size(), null));
        stages.add(stage("复核", run, RunState.TOWN_OK, run.checkedByName(), run.checkedAt()));
        stages.add(stage("签发", run, RunState.CHECKED, signers(run), run.signedAt()));
        stages.add(stage("送银行", run, RunState.SIGNED, run.sentByName(), run.sentAt()));
        stages.add(stage("回盘", run, RunState.SENT, null, null));
        stages.add(stage("办结", run, RunState.RETURNED, run.closedByName(), run.closedAt()));
        return stages;
    }

    private static @Nullable String signers(PaymentRun run) {
        if (run.firstSignedByName() == null) {
            return run.signedByName();
        }
        return run.firstSignedByName() + "、" + (run.signedByName() == null ? "待第二人" : run.signedByName());
    }

    private static Stage stage(
            String word, PaymentRun run, RunState turn, @Nullable String who, @Nullable Object when) {
        if (run.state() == RunState.ABANDONED) {
            return new Stage(word, when == null ? "later" : "done", who, when);
        }
        int order = Integer.compare(run.state().ordinal(), turn.ordinal());
        return new Stage(word, order > 0 ? "done" : order == 0 ? "now" : "later", who, when);
    }

    /** The bar alone, asked for again and again while a run is being computed. */
    @GetMapping("/{id}/progress")
    String progress(@PathVariable UUID id, Model model) {
        PaymentRun run = desk.find(id);
        model.addAttribute("run", run);
        model.addAttribute("progress", desk.progress(id));
        return "runs/progress :: bar";
    }

    @GetMapping("/{id}/bridge/{step}")
    String bridge(
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam(required = false) @Nullable String town,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            Model model) {
        PaymentRun run = desk.find(id);
        model.addAttribute("run", run);
        model.addAttribute("step", step);
        model.addAttribute("town", town);
        AreaCode within = Typed.area(town);
        model.addAttribute(
                "items", Paging.read(page, size, (limit, offset) -> desk.bridgeItems(id, step, within, limit, offset)));
        model.addAttribute("base", "/runs/" + id + "/bridge/" + step);
        return "runs/items";
    }

    @GetMapping("/{id}/exceptions")
    String exceptions(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Disposition disposition,
            @RequestParam(required = false) @Nullable String town,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            Model model) {
        model.addAttribute("run", desk.find(id));
        model.addAttribute("step", disposition == null ? "EXCEPTIONS" : disposition.name());
        model.addAttribute("town", town);
        AreaCode within = Typed.area(town);
        model.addAttribute(
                "items",
                Paging.read(page, size, (limit, offset) -> desk.exceptions(id, disposition, within, limit, offset)));
        model.addAttribute("base", "/runs/" + id + "/exceptions");
        return "runs/items";
    }

    @GetMapping("/{id}/lines")
    String lines(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UrbanRural residence,
            @RequestParam(name = "lineKind", required = false) @Nullable LineKind kind,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String town,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            Model model) {
        LineFilter filter = new LineFilter(residence, kind, Typed.text(outcome));
        AreaCode within = Typed.area(town);
        model.addAttribute("run", desk.find(id));
        model.addAttribute("filter", filter);
        model.addAttribute("town", town);
        model.addAttribute("towns", desk.towns(id));
        model.addAttribute(
                "lines", Paging.read(page, size, (limit, offset) -> desk.lines(id, filter, within, limit, offset)));
        return "runs/lines";
    }

    @PostMapping("/{id}/confirm")
    @May(Action.CONFIRM_RUN)
    String confirm(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam AreaCode town,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "RUN_CONFIRM",
                id + town.value() + why,
                "/runs/" + id,
                notice,
                "已确认。全部乡镇确认后由复核人员复核。",
                () -> desk.confirm(id, town, Typed.text(why)));
    }

    @PostMapping("/{id}/check")
    @May(Action.CHECK_RUN)
    String check(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "RUN_CHECK",
                id + ":" + version,
                "/runs/" + id,
                notice,
                "已复核，现由签发人签发。",
                () -> desk.check(id, version));
    }

    @PostMapping("/{id}/sign")
    @May(Action.SIGN_RUN)
    String sign(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam String households,
            @RequestParam String amount,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "RUN_SIGN",
                id + households + "|" + amount,
                "/runs/" + id,
                notice,
                desk.find(id).firstOfTwoSignatures() ? "第一签发人已签发，还须另一名签发人签发。" : "已签发，现由制单人员生成代发文件。",
                () -> desk.sign(id, version, Typed.count(households), Typed.yuan(amount)));
    }

    @PostMapping("/{id}/abandon")
    @May(Action.MAKE_RUN)
    String abandon(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam String why,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "RUN_ABANDON",
                id + why,
                "/runs/" + id,
                notice,
                "已作废，可以重新计算本月。",
                () -> desk.abandon(id, version, why.strip()));
    }

    @PostMapping("/{id}/resume")
    @May(Action.MAKE_RUN)
    String resume(@PathVariable UUID id, @RequestParam UUID requestKey, RedirectAttributes notice) {
        return acts.once(
                requestKey, "RUN_RESUME", id.toString(), "/runs/" + id, notice, "已继续计算。", () -> desk.resume(id));
    }
}
