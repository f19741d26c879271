package cn.civilaffairs.web.payee;

import cn.civilaffairs.disbursement.PayeeChange;
import cn.civilaffairs.disbursement.PayeeChangeFilter;
import cn.civilaffairs.disbursement.PayeeChangeState;
import cn.civilaffairs.disbursement.PayeeDesk;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.guardian.GuardianFilter;
import cn.civilaffairs.registry.guardian.GuardianRegister;
import cn.civilaffairs.registry.guardian.Guardianship;
import cn.civilaffairs.web.StatusDictionary;
import cn.civilaffairs.web.Typed;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.disbursement.Paging;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Changes of payee asked for, and the register of guardians and those entrusted: two lists under one roof (领款人变更). */
@Controller
@RequestMapping("/payees")
class PayeeListController {

    private static final List<String> STAGES = List.of("ENTERED", "IN_FORCE", "NOT_YET", "EXPIRED", "REFUSED", "ENDED");

    private final PayeeDesk desk;
    private final GuardianRegister guardians;
    private final AreaRegister areas;
    private final ListExport export;
    private final StatusDictionary statuses;
    private final Words words;
    private final Clock clock;

    PayeeListController(
            PayeeDesk desk,
            GuardianRegister guardians,
            AreaRegister areas,
            ListExport export,
            StatusDictionary statuses,
            Words words,
            Clock clock) {
        this.desk = desk;
        this.guardians = guardians;
        this.areas = areas;
        this.export = export;
        this.statuses = statuses;
        this.words = words;
        this.clock = clock;
    }

    /** Which of the two lists. */
    enum View {
        CHANGES,
        GUARDIANS
    }

    /** What is asked for, as it stands in the address. */
    record Asked(
            @Nullable View view,
            @Nullable String state,
            @Nullable String town,
            @Nullable String q) {

        public boolean ofGuardians() {
            return view == View.GUARDIANS;
        }

        @Nullable
        AreaCode within() {
            return Typed.area(town);
        }

        @Nullable
        String text() {
            return Typed.text(q);
        }

        GuardianFilter guardianFilter() {
            return new GuardianFilter(state != null && STAGES.contains(state) ? state : null, within(), text());
        }

        PayeeChangeFilter changeFilter() {
            return new PayeeChangeFilter(
                    Stream.of(PayeeChangeState.values())
                            .filter(known -> known.name().equals(state))
                            .findFirst()
                            .orElse(null),
                    within(),
                    text());
        }

        public boolean filtered() {
            return state != null && !state.isBlank() || within() != null || text() != null;
        }
    }

    @GetMapping
    String list(
            Asked asked,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            @CurrentOfficer Officer officer,
            Model model) {
        model.addAttribute("asked", asked);
        model.addAttribute("toDecide", desk.toDecide());
        model.addAttribute("toConfirm", guardians.toConfirm());
        model.addAttribute(
                "towns", officer.area().level() == AreaCode.Level.COUNTY ? areas.children(officer.area()) : List.of());
        model.addAttribute("today", today());
        if (asked.ofGuardians()) {
            model.addAttribute("states", STAGES);
            GuardianFilter filter = asked.guardianFilter();
            model.addAttribute(
                    "rows", Paging.read(page, size, (limit, offset) -> guardians.list(filter, limit, offset)));
        } else {
            model.addAttribute(
                    "states",
                    Stream.of(PayeeChangeState.values()).map(Enum::name).toList());
            PayeeChangeFilter filter = asked.changeFilter();
            model.addAttribute("rows", Paging.read(page, size, (limit, offset) -> desk.list(filter, limit, offset)));
        }
        return "payees/list";
    }

    /** The list as a workbook, filtered as on the page. */
    @GetMapping("/list.xlsx")
    void send(Asked asked, HttpServletResponse response) {
        List<String> said = new FilterWords()
                .say("状态", asked.state(), state -> word(asked, state))
                .say("乡镇", asked.within(), areas::name)
                .say("姓名", asked.text())
                .list();
        if (asked.ofGuardians()) {
            GuardianFilter filter = asked.guardianFilter();
            export.send(
                    guardianSheet(asked),
                    said,
                    RowSource.paged((limit, offset) -> guardians.list(filter, limit, offset)),
                    response);
        } else {
            PayeeChangeFilter filter = asked.changeFilter();
            export.send(
                    changeSheet(asked),
                    said,
                    RowSource.paged((limit, offset) -> desk.list(filter, limit, offset)),
                    response);
        }
    }

    private ListSheet<PayeeChange> changeSheet(Asked asked) {
        return ListSheet.<PayeeChange>of("payee-changes", "领款人变更")
                .text("状态", 12, change -> word(asked, change.state().name()))
                .text("乡镇 村", 24, PayeeChange::place)
                .text("待遇对象", 12, PayeeChange::holderName)
                .text("项目", 16, change -> words.of("Scheme", change.scheme()))
                .text("原领款人", 12, PayeeChange::fromName)
                .text("新领款人", 12, PayeeChange::toName)
                .text("关系", 14, change -> words.of(change.basis()))
                .text("原因", 40, PayeeChange::reason)
                .text("提出人", 12, PayeeChange::proposedByName)
                .text("批准人", 12, PayeeChange::decidedByName);
    }

    private ListSheet<Guardianship> guardianSheet(Asked asked) {
        LocalDate today = today();
        return ListSheet.<Guardianship>of("guardians", "监护人、代领人")
                .text("状态", 12, one -> word(asked, one.stage(today)))
                .text("乡镇 村", 24, Guardianship::place)
                .text("被监护人（委托人）", 16, Guardianship::wardName)
                .text("监护人（代领人）", 16, Guardianship::guardianName)
                .text("关系", 14, one -> words.of(one.tie()))
                .text("原因", 18, one -> words.of(one.reason()))
                .date("起", Guardianship::from)
                .date("止", Guardianship::until)
                .text("依据", 30, Guardianship::deed)
                .text("录入人", 12, Guardianship::enteredByName)
                .text("复核人", 12, Guardianship::decidedByName)
                .text("终止原因", 24, Guardianship::endReason);
    }

    private String word(Asked asked, String state) {
        return statuses.of((asked.ofGuardians() ? "GUARDIAN_" : "PAYEE_CHANGE_") + state)
                .word();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
