package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.area.Area;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.relocation.Relocation;
import cn.civilaffairs.registry.relocation.RelocationDesk;
import cn.civilaffairs.registry.relocation.RelocationFilter;
import cn.civilaffairs.registry.relocation.RelocationState;
import cn.civilaffairs.registry.relocation.Side;
import cn.civilaffairs.registry.request.RequestKeys;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.web.Submission;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Households that move between townships (迁入迁出): proposed by one, answered by the other, seen by both. */
@Controller
@RequestMapping("/moves")
class MoveController {

    private static final List<Integer> SIZES = List.of(20, 50, 100, 200);

    private final RelocationDesk desk;
    private final HouseholdRegister households;
    private final AreaRegister areas;
    private final RequestKeys keys;
    private final ListExport export;
    private final Words words;
    private final Clock clock;

    MoveController(
            RelocationDesk desk,
            HouseholdRegister households,
            AreaRegister areas,
            RequestKeys keys,
            ListExport export,
            Words words,
            Clock clock) {
        this.desk = desk;
        this.households = households;
        this.areas = areas;
        this.keys = keys;
        this.export = export;
        this.words = words;
        this.clock = clock;
    }

    /** A move with the names of its two places; who is asked sees that it is for them to answer. */
    record Row(Relocation move, String from, String to, String status) {}

    private Row row(Relocation move) {
        boolean toAnswer =
                move.state() == RelocationState.PROPOSED && desk.mayAnswer(move).isEmpty();
        return new Row(
                move,
                areas.localName(move.from()),
                areas.localName(move.to()),
                "MOVE_" + (toAnswer ? "TO_ANSWER" : move.state()));
    }

    @GetMapping
    String list(
            @RequestParam(required = false) RelocationFilter.@Nullable View view,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            @CurrentOfficer Officer officer,
            Model model) {
        RelocationFilter filter = new RelocationFilter(view == null ? firstView(officer) : view, text);
        int shown = SIZES.contains(size) ? size : 50;
        int at = Math.max(1, page);
        List<Relocation> oneMore = desk.list(filter, shown + 1, (at - 1) * shown);
        Map<RelocationFilter.View, Integer> counts = new LinkedHashMap<>();
        for (RelocationFilter.View other : RelocationFilter.View.values()) {
            counts.put(other, desk.count(new RelocationFilter(other, filter.text())));
        }
        model.addAttribute("filter", filter);
        model.addAttribute("counts", counts);
        model.addAttribute("rows", oneMore.stream().limit(shown).map(this::row).toList());
        model.addAttribute("more", oneMore.size() > shown);
        model.addAttribute("page", at);
        model.addAttribute("size", shown);
        model.addAttribute("mayAsk", AccessDecision.may(officer, Action.ASK_MOVE));
        return "moves/list";
    }

    /** The county's officers answer for nobody in the first place; they look at everything. */
    private static RelocationFilter.View firstView(Officer officer) {
        return officer.area().level() == AreaCode.Level.COUNTY
                ? RelocationFilter.View.ALL
                : RelocationFilter.View.TO_ANSWER;
    }

    @GetMapping("/list.xlsx")
    void send(
            @RequestParam(required = false) RelocationFilter.@Nullable View view,
            @RequestParam(defaultValue = "") String text,
            @CurrentOfficer Officer officer,
            HttpServletResponse response) {
        RelocationFilter filter = new RelocationFilter(view == null ? firstView(officer) : view, text);
        FilterWords said = new FilterWords()
                .say(words.of("MoveView", filter.view().name()), true)
                .say("户主、档案号", filter.text());
        ListSheet<Relocation> sheet = ListSheet.<Relocation>of("moves", "迁入迁出")
                .text("户主", 12, Relocation::headName)
                .text("档案号", 16, Relocation::fileNo)
                .text("迁出地", 22, move -> areas.localName(move.from()))
                .text("迁入地", 22, move -> areas.localName(move.to()))
                .date("迁移日期", Relocation::movedOn)
                .text("迁入地发放起始月", 16, move -> move.month().toString())
                .text("提出人", 12, Relocation::proposedByName)
                .text("答复人", 12, move -> move.answeredByName() == null ? "" : move.answeredByName())
                .text("状态", 14, move -> words.of(move.state()));
        export.send(sheet, said.list(), RowSource.paged((limit, offset) -> desk.list(filter, limit, offset)), response);
    }

    /** With a household, of the officer's own area, that leaves; without one, for a household that came from elsewhere. */
    @GetMapping("/new")
    String form(
            @RequestParam(required = false) @Nullable UUID household, @CurrentOfficer Officer officer, Model model) {
        UrbanRural residence = household == null
                ? UrbanRural.RURAL
                : households.today(household, officer.scope()).residence();
        model.addAttribute("form", MoveForm.blank(household, residence, today()));
        return page(household, officer, model);
    }

    private String page(@Nullable UUID household, Officer officer, Model model) {
        if (household != null) {
            HouseholdOnDate known = households.today(household, officer.scope());
            model.addAttribute("household", known);
            model.addAttribute("place", areas.localName(known.area()));
            model.addAttribute("open", desk.openOf(household).orElse(null));
        }
        AreaScope choice = household == null
                ? officer.scope()
                : AreaScope.of(officer.area().county());
        Map<String, List<Area>> villages = new LinkedHashMap<>();
        for (Area village : areas.within(choice, AreaCode.Level.VILLAGE)) {
            if (village.validTo() == null) {
                villages.computeIfAbsent(areas.name(village.code().township()), town -> new ArrayList<>())
                        .add(village);
            }
        }
        model.addAttribute("villages", villages);
        model.addAttribute("residences", List.of(UrbanRural.values()));
        return "moves/form";
    }

    /** Without {@code submit} only shows the money before and after. */
    @PostMapping
    @May(Action.ASK_MOVE)
    String propose(
            @ModelAttribute("form") MoveForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String submit,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        UUID household = form.household();
        if (submit != null && form.requestKey() != null) {
            Optional<String> id = Submission.of(
                    errors,
                    () -> keys.once(
                            form.requestKey(),
                            "RELOCATION",
                            form.toString(),
                            () -> (household == null
                                            ? desk.ask(
                                                    IdNumber.of(form.number() == null ? "" : form.number()),
                                                    form.name() == null ? "" : form.name(),
                                                    form.wish(today()))
                                            : desk.propose(household, form.wish(today())))
                                    .toString()));
            if (id.isPresent()) {
                Row row = row(desk.find(UUID.fromString(id.get())));
                notice.addFlashAttribute(
                        "done",
                        "已向%s提出，等待对方答复。".formatted(row.move().askedBy() == Side.LEAVING ? row.to() : row.from()));
                return "redirect:/moves/" + id.get();
            }
        } else if (household != null) {
            Submission.of(errors, () -> desk.outlook(household, form.wish(today())))
                    .ifPresent(outlook -> model.addAttribute("outlook", outlook));
        }
        return page(household, officer, model);
    }

    @GetMapping("/{id:[0-9a-f-]{36}}")
    String show(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        Relocation move = desk.find(id);
        model.addAttribute("row", row(move));
        Optional<RuleViolation> notMine = desk.mayAnswer(move);
        model.addAttribute("mayAnswer", move.state() == RelocationState.PROPOSED && notMine.isEmpty());
        model.addAttribute("whyNot", notMine.map(words::of).orElse(null));
        model.addAttribute("mayWithdraw", desk.mayWithdraw(move));
        boolean here = officer.scope().covers(move.state() == RelocationState.DONE ? move.to() : move.from());
        model.addAttribute("mayOpenFile", here);
        if (move.amounts() == null && move.state() == RelocationState.PROPOSED && here) {
            try {
                model.addAttribute("outlook", desk.outlook(move));
            } catch (RuleViolation inTheWay) {
                model.addAttribute("inTheWay", words.of(inTheWay));
            }
        }
        model.addAttribute("requestKey", UUID.randomUUID());
        return "moves/show";
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/accept")
    @May(Action.ANSWER_MOVE)
    String accept(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String note,
            RedirectAttributes notice) {
        String page =
                act(id, requestKey, "RELOCATION_ACCEPT", version + note, notice, () -> desk.accept(id, version, note));
        if (!notice.getFlashAttributes().containsKey("refusal")) {
            Relocation move = desk.find(id);
            notice.addFlashAttribute(
                    "done",
                    move.state() == RelocationState.DONE
                            ? "已接收并生效：自 %s 起由迁入地发放。".formatted(move.month())
                            : "已接收。自 %s 起由迁入地发放，到时自动生效。".formatted(move.month()));
        }
        return page;
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/decline")
    @May(Action.ANSWER_MOVE)
    String decline(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes notice) {
        return act(id, requestKey, "RELOCATION_DECLINE", version + why, notice, () -> {
            desk.decline(id, version, why);
            notice.addFlashAttribute("done", "已退回对方乡镇。");
        });
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/withdraw")
    @May(Action.ASK_MOVE)
    String withdraw(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes notice) {
        return act(id, requestKey, "RELOCATION_WITHDRAW", version + why, notice, () -> {
            desk.withdraw(id, version, why);
            notice.addFlashAttribute("done", "已撤回，家庭仍在迁出地发放。");
        });
    }

    private String act(UUID id, UUID key, String action, String body, RedirectAttributes notice, Runnable work) {
        String page = "/moves/" + id;
        try {
            keys.once(key, action, id + body, () -> {
                work.run();
                return page;
            });
        } catch (RuleViolation refused) {
            notice.addFlashAttribute("refusal", words.of(refused));
        }
        return "redirect:" + page;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
