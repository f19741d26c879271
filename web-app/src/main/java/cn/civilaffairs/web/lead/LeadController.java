package cn.civilaffairs.web.lead;

import cn.civilaffairs.casework.lead.Lead;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadFilter;
import cn.civilaffairs.casework.lead.LeadKind;
import cn.civilaffairs.casework.lead.LeadLine;
import cn.civilaffairs.casework.lead.LeadOutcome;
import cn.civilaffairs.casework.lead.LeadState;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.request.RequestKeys;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.ResidentRegister;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Leads (线索核实): the township's list, what has risen to the county, and one lead with its answer. */
@Controller
@RequestMapping("/leads")
class LeadController {

    private final LeadDesk desk;
    private final ResidentRegister residents;
    private final HouseholdRegister households;
    private final EntitlementDesk entitlements;
    private final AreaRegister areas;
    private final RequestKeys keys;
    private final Words words;
    private final ListExport export;
    private final Clock clock;

    LeadController(
            LeadDesk desk,
            ResidentRegister residents,
            HouseholdRegister households,
            EntitlementDesk entitlements,
            AreaRegister areas,
            RequestKeys keys,
            Words words,
            ListExport export,
            Clock clock) {
        this.desk = desk;
        this.residents = residents;
        this.households = households;
        this.entitlements = entitlements;
        this.areas = areas;
        this.keys = keys;
        this.words = words;
        this.export = export;
        this.clock = clock;
    }

    /** What an officer has to do with leads first: the township answers, the county confirms. */
    static LeadFilter.View firstView(Officer officer) {
        return officer.area().level() == AreaCode.Level.COUNTY && AccessDecision.may(officer, Action.CONFIRM_LEAD)
                ? LeadFilter.View.TO_CONFIRM
                : LeadFilter.View.TO_ANSWER;
    }

    @GetMapping
    String list(@RequestParam MultiValueMap<String, String> query, @CurrentOfficer Officer officer, Model model) {
        LeadListState state = LeadListState.of(query, firstView(officer));
        LeadFilter filter = state.filter();
        List<LeadLine> lines = desk.list(filter, state.size() + 1, (state.page() - 1) * state.size());
        Map<LeadFilter.View, Integer> counts = new EnumMap<>(LeadFilter.View.class);
        for (LeadFilter.View view : LeadFilter.View.values()) {
            counts.put(view, desk.count(filter.with(view)));
        }
        Map<String, Integer> kinds = desk.countByKind(filter);
        model.addAttribute("state", state);
        model.addAttribute("lines", lines.stream().limit(state.size()).toList());
        model.addAttribute("more", lines.size() > state.size());
        model.addAttribute("views", LeadFilter.View.values());
        model.addAttribute("counts", counts);
        model.addAttribute("most", LeadDesk.most());
        model.addAttribute("kinds", kindsOf(kinds.keySet().stream()));
        model.addAttribute("kindCounts", kinds);
        model.addAttribute("sizes", LeadListState.SIZES);
        model.addAttribute(
                "places",
                officer.area().level() == AreaCode.Level.VILLAGE ? List.of() : areas.children(officer.area()));
        return "leads/list";
    }

    /** The list as a workbook, filtered as on the page. */
    @GetMapping("/list.xlsx")
    void send(
            @RequestParam MultiValueMap<String, String> query,
            @CurrentOfficer Officer officer,
            HttpServletResponse response) {
        LeadFilter filter = LeadListState.of(query, firstView(officer)).filter();
        FilterWords said = new FilterWords()
                .say(words.of("LeadView", filter.view().name()), true)
                .say("比对类型", filter.kind(), kind -> words.of("LeadKind", kind))
                .say("乡镇、村", filter.area(), areas::name)
                .say("姓名、线索号", filter.text());
        ListSheet<LeadLine> sheet = ListSheet.<LeadLine>of("leads", "线索核实")
                .text("线索号", 14, line -> line.lead().number())
                .text("比对类型", 16, line -> words.of("LeadKind", line.lead().kind()))
                .text("姓名", 12, LeadLine::residentName)
                .text("证件号码", 22, LeadLine::maskedIdNumber)
                .text("乡镇", 14, LeadLine::township)
                .text("村", 14, LeadLine::village)
                .date("事件日期", line -> line.lead().eventOn())
                .text("来源部门", 16, line -> line.lead().source())
                .text("详情", 40, line -> line.lead().detail())
                .date("时限", line -> line.lead().dueOn())
                .text("状态", 12, line -> words.of("Status", "LEAD_" + line.lead().state()))
                .text(
                        "核实结果",
                        16,
                        line -> line.lead().outcome() == null
                                ? ""
                                : words.of(
                                        "LeadOutcome",
                                        line.lead()
                                                .outcome()
                                                .wordFor(line.lead().kind())));
        export.send(sheet, said.list(), RowSource.paged((limit, offset) -> desk.list(filter, limit, offset)), response);
    }

    private static List<String> kindsOf(Stream<String> present) {
        return Stream.concat(Stream.of(LeadKind.values()).map(Enum::name), present)
                .distinct()
                .toList();
    }

    @GetMapping("/{id:[0-9a-f-]{36}}")
    String show(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        Lead lead = desk.find(id);
        model.addAttribute("lead", lead);
        model.addAttribute("person", residents.get(lead.residentId(), officer.scope()));
        model.addAttribute("place", areas.pathName(lead.area()));
        model.addAttribute(
                "household",
                households.currentOf(lead.residentId(), officer.scope()).orElse(null));
        model.addAttribute("benefits", entitlements.ofResident(lead.residentId()));
        model.addAttribute("entries", desk.entries(id));
        model.addAttribute(
                "others",
                desk.ofResident(lead.residentId()).stream()
                        .filter(other -> !other.id().equals(id))
                        .toList());
        model.addAttribute("overdue", lead.isOverdue(LocalDate.now(clock)));
        model.addAttribute("mayAnswer", lead.awaitsAnswer() && desk.mayAnswer(lead));
        model.addAttribute(
                "mayConfirm",
                lead.state() == LeadState.ANSWERED
                        && desk.may(Action.CONFIRM_LEAD, lead)
                        && !officer.isOneWith(lead.answeredBy()));
        model.addAttribute("mayChange", AccessDecision.may(officer, Action.OPEN_CHANGE));
        model.addAttribute("outcomes", LeadOutcome.answersTo(lead.kind()));
        model.addAttribute("newlyEligible", lead.kind().equals(LeadKind.NEWLY_ELIGIBLE));
        model.addAttribute("mayApply", AccessDecision.may(officer, Action.OPEN_APPLICATION));
        model.addAttribute("requestKey", UUID.randomUUID());
        return "leads/show";
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/answer")
    @May(Action.ANSWER_LEAD)
    String answer(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam LeadOutcome outcome,
            @RequestParam(defaultValue = "") String reply,
            RedirectAttributes notice) {
        return act(id, requestKey, "LEAD_ANSWER", version + ":" + outcome + reply, notice, lead -> {
            desk.answer(id, version, outcome, reply);
            notice.addFlashAttribute(
                    "done", outcome.touchesMoney(lead.kind()) ? "已回复。涉及资金，等待县级经办确认后生效。" : "已回复，这条线索已办结。");
        });
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/confirm")
    @May(Action.CONFIRM_LEAD)
    String confirm(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam(defaultValue = "同意") String note,
            RedirectAttributes notice) {
        return act(id, requestKey, "LEAD_CONFIRM", version + note, notice, lead -> {
            desk.confirm(id, version, note);
            notice.addFlashAttribute("done", "已确认，这条线索已办结。");
        });
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/send-back")
    @May(Action.CONFIRM_LEAD)
    String sendBack(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes notice) {
        return act(id, requestKey, "LEAD_SEND_BACK", version + why, notice, lead -> {
            desk.sendBack(id, version, why);
            notice.addFlashAttribute("done", "已退回乡镇重新核实，时限不变。");
        });
    }

    private String act(UUID id, UUID key, String action, String body, RedirectAttributes notice, Consumer<Lead> work) {
        String page = "/leads/" + id;
        try {
            Lead lead = desk.find(id);
            return "redirect:"
                    + keys.once(key, action, id + body, () -> {
                        work.accept(lead);
                        return page;
                    });
        } catch (RuleViolation refused) {
            notice.addFlashAttribute("refusal", words.of(refused));
            return "redirect:" + page;
        }
    }
}
