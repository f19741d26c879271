package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.BackPayment;
import cn.civilaffairs.disbursement.BackPaymentDesk;
import cn.civilaffairs.disbursement.BackPaymentFilter;
import cn.civilaffairs.disbursement.BackPaymentState;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.StatusDictionary;
import cn.civilaffairs.web.Typed;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.papers.BackPaymentLetter;
import cn.civilaffairs.web.papers.PdfAnswer;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Back payments a person asks for: the list, the months to choose from, one of them and what is decided of it (人工补发). */
@Controller
@RequestMapping("/back-payments")
class BackPaymentController {

    private final BackPaymentDesk desk;
    private final EntitlementDesk entitlements;
    private final AreaRegister areas;
    private final BackPaymentLetter letter;
    private final Acts acts;
    private final ListExport export;
    private final Words words;
    private final StatusDictionary statuses;

    BackPaymentController(
            BackPaymentDesk desk,
            EntitlementDesk entitlements,
            AreaRegister areas,
            BackPaymentLetter letter,
            Acts acts,
            ListExport export,
            Words words,
            StatusDictionary statuses) {
        this.desk = desk;
        this.entitlements = entitlements;
        this.areas = areas;
        this.letter = letter;
        this.acts = acts;
        this.export = export;
        this.words = words;
        this.statuses = statuses;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable BackPaymentState state,
            @RequestParam(required = false) @Nullable String town,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            @CurrentOfficer Officer officer,
            Model model) {
        BackPaymentFilter filter = new BackPaymentFilter(state, Typed.area(town), Typed.text(q));
        model.addAttribute("payments", Paging.read(page, size, (limit, offset) -> desk.list(filter, limit, offset)));
        model.addAttribute("filter", filter);
        model.addAttribute("q", q);
        model.addAttribute(
                "town", filter.within() == null ? "" : filter.within().value());
        model.addAttribute("towns", areas.children(officer.area().county()));
        model.addAttribute("states", BackPaymentState.values());
        return "back-payments/list";
    }

    /** The list as a workbook, filtered as on the page. */
    @GetMapping("/list.xlsx")
    void send(
            @RequestParam(required = false) @Nullable BackPaymentState state,
            @RequestParam(required = false) @Nullable String town,
            @RequestParam(defaultValue = "") String q,
            HttpServletResponse response) {
        BackPaymentFilter filter = new BackPaymentFilter(state, Typed.area(town), Typed.text(q));
        FilterWords said = new FilterWords()
                .say("状态", state, this::word)
                .say("乡镇", filter.within(), areas::name)
                .say("姓名或补发编号", q);
        ListSheet<BackPayment> sheet = ListSheet.<BackPayment>of("back-payments", "补发")
                .text("补发编号", 18, BackPayment::number)
                .text("状态", 12, payment -> word(payment.stage()))
                .text("乡镇 村", 24, BackPayment::place)
                .text("领款人", 12, BackPayment::payeeName)
                .text("项目", 16, payment -> words.of("Scheme", payment.scheme()))
                .text("原因", 18, payment -> words.of(payment.ground()))
                .count("月数", BackPayment::months)
                .amount("金额（元）", BackPayment::amount)
                .text("提出人", 12, BackPayment::proposedByName)
                .text("办理人", 12, BackPayment::decidedByName)
                .text("发放批次", 24, BackPayment::paidByRun);
        export.send(sheet, said.list(), RowSource.paged((limit, offset) -> desk.list(filter, limit, offset)), response);
    }

    private String word(Object stage) {
        return statuses.of("BACK_PAYMENT_" + stage).word();
    }

    @GetMapping("/new")
    @May(Action.PROPOSE_BACK_PAYMENT)
    String form(@RequestParam UUID entitlement, Model model) {
        model.addAttribute("benefit", entitlements.inForce(entitlement));
        model.addAttribute("entitlement", entitlements.find(entitlement));
        model.addAttribute("owed", desk.owed(entitlement));
        model.addAttribute("givenAllowed", desk.givenAllowed(entitlement));
        model.addAttribute("grounds", BackPayment.Ground.values());
        model.addAttribute("requestKey", UUID.randomUUID());
        return "back-payments/new";
    }

    @PostMapping
    @May(Action.PROPOSE_BACK_PAYMENT)
    String propose(
            @RequestParam UUID requestKey,
            @RequestParam UUID entitlement,
            @RequestParam(defaultValue = "") List<YearMonth> months,
            @RequestParam BackPayment.Ground ground,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable YearMonth givenFrom,
            @RequestParam(required = false) @Nullable YearMonth givenTo,
            @RequestParam(defaultValue = "") String givenMonthly,
            @RequestParam(defaultValue = "") String givenDocument,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "BACK_PAYMENT_PROPOSE",
                entitlement + "|" + months + ground + reason + givenFrom + givenTo + givenMonthly + givenDocument,
                "/back-payments/new?entitlement=" + entitlement,
                notice,
                "已提出补发，由县级审批批准。",
                () -> "/back-payments/"
                        + desk.propose(
                                entitlement,
                                months,
                                ground,
                                reason,
                                given(givenFrom, givenTo, givenMonthly, givenDocument)));
    }

    private static BackPayment.@Nullable Given given(
            @Nullable YearMonth from, @Nullable YearMonth to, String monthly, String document) {
        if (from == null && to == null && monthly.isBlank() && document.isBlank()) {
            return null;
        }
        if (from == null || to == null) {
            throw new RuleViolation("back-payment.no-month");
        }
        return new BackPayment.Given(from, to, Typed.yuan(monthly), document);
    }

    @GetMapping("/{id:[0-9a-f-]{36}}")
    String show(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        BackPayment payment = desk.find(id);
        model.addAttribute("payment", payment);
        model.addAttribute("months", desk.months(id));
        model.addAttribute("mine", officer.isOneWith(payment.proposedBy()));
        model.addAttribute("requestKey", UUID.randomUUID());
        return "back-payments/show";
    }

    private String act(
            UUID id, UUID key, String action, String body, RedirectAttributes notice, String done, Runnable act) {
        return acts.once(key, "BACK_PAYMENT_" + action, id + body, "/back-payments/" + id, notice, done, act);
    }

    @PostMapping("/{id}/approve")
    @May(Action.DECIDE_BACK_PAYMENT)
    String approve(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            RedirectAttributes notice) {
        return act(
                id, requestKey, "APPROVE", "" + version, notice, "已批准，随下一批次按所属月份发放。", () -> desk.approve(id, version));
    }

    @PostMapping("/{id}/refuse")
    @May(Action.DECIDE_BACK_PAYMENT)
    String refuse(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam String why,
            RedirectAttributes notice) {
        return act(id, requestKey, "REFUSE", why, notice, "已决定不予补发。", () -> desk.refuse(id, version, why));
    }

    @PostMapping("/{id}/withdraw")
    @May(Action.PROPOSE_BACK_PAYMENT)
    String withdraw(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes notice) {
        return act(id, requestKey, "WITHDRAW", why, notice, "已撤回。", () -> desk.withdraw(id, version, why));
    }

    @PostMapping("/{id}/revoke")
    @May(Action.DECIDE_BACK_PAYMENT)
    String revoke(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam String why,
            RedirectAttributes notice) {
        return act(
                id,
                requestKey,
                "REVOKE",
                why,
                notice,
                "已撤销批准，不再发放；仍应补发的，由县级经办重新提出。",
                () -> desk.revoke(id, version, why));
    }

    /** Printing is an act with a number of its own, so it is a POST. */
    @PostMapping("/{id}/letter.pdf")
    @May(Action.PROPOSE_BACK_PAYMENT)
    ResponseEntity<byte[]> letter(@PathVariable UUID id) {
        BackPayment payment = desk.find(id);
        if (payment.state() != BackPaymentState.APPROVED) {
            throw new RuleViolation("back-payment.not-approved");
        }
        return PdfAnswer.of("补发告知书 " + payment.number() + ".pdf", letter.print(id));
    }
}
