package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.Instalment;
import cn.civilaffairs.disbursement.Receipt;
import cn.civilaffairs.disbursement.Recovery;
import cn.civilaffairs.disbursement.RecoveryDesk;
import cn.civilaffairs.disbursement.RecoveryFilter;
import cn.civilaffairs.disbursement.RecoveryState;
import cn.civilaffairs.disbursement.RefundDesk;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Money;
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
import cn.civilaffairs.web.papers.DemandLetter;
import cn.civilaffairs.web.papers.PdfAnswer;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedList;
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

/** Claims for what was paid too much: the list, one claim with its months, and the acts that move it on (追缴). */
@Controller
@RequestMapping("/recoveries")
class RecoveryController {

    private static final int LETTER_DAYS = 30;
    private static final int MOST_PARTS = 60;

    private final RecoveryDesk desk;
    private final RefundDesk refunds;
    private final AreaRegister areas;
    private final DemandLetter letter;
    private final Acts acts;
    private final Clock clock;
    private final ListExport export;
    private final Words words;
    private final StatusDictionary statuses;

    RecoveryController(
            RecoveryDesk desk,
            RefundDesk refunds,
            AreaRegister areas,
            DemandLetter letter,
            Acts acts,
            Clock clock,
            ListExport export,
            Words words,
            StatusDictionary statuses) {
        this.export = export;
        this.words = words;
        this.statuses = statuses;
        this.desk = desk;
        this.refunds = refunds;
        this.areas = areas;
        this.letter = letter;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable RecoveryState state,
            @RequestParam(required = false) @Nullable String town,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            @CurrentOfficer Officer officer,
            Model model) {
        RecoveryFilter filter = new RecoveryFilter(state, Typed.area(town), overdue, Typed.text(q));
        model.addAttribute("claims", Paging.read(page, size, (limit, offset) -> desk.list(filter, limit, offset)));
        model.addAttribute("sum", desk.sum(filter));
        model.addAttribute("filter", filter);
        model.addAttribute("q", q);
        model.addAttribute("town", town == null ? "" : town);
        model.addAttribute("towns", areas.children(officer.area().county()));
        model.addAttribute("states", RecoveryState.values());
        return "recoveries/list";
    }

    /** The list as a workbook, filtered as on the page. */
    @GetMapping("/list.xlsx")
    void send(
            @RequestParam(required = false) @Nullable RecoveryState state,
            @RequestParam(required = false) @Nullable String town,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(defaultValue = "") String q,
            HttpServletResponse response) {
        RecoveryFilter filter = new RecoveryFilter(state, Typed.area(town), overdue, Typed.text(q));
        FilterWords said = new FilterWords()
                .say("状态", state, this::word)
                .say("乡镇", filter.within(), areas::name)
                .say("只看逾期", overdue)
                .say("姓名或追缴编号", q);
        ListSheet<Recovery> sheet = ListSheet.<Recovery>of("recoveries", "追缴")
                .text("追缴编号", 18, Recovery::number)
                .text("状态", 12, claim -> word(claim.state()))
                .text("乡镇 村", 24, Recovery::place)
                .text("领款人", 12, Recovery::debtorName)
                .text("项目", 16, claim -> words.of("Scheme", claim.scheme()))
                .text("由来", 14, claim -> words.of(claim.origin()))
                .amount("应追缴（元）", Recovery::amount)
                .amount("已到账（元）", Recovery::received)
                .amount("已核销（元）", Recovery::writtenOff)
                .amount("未还（元）", Recovery::outstanding)
                .amount("其中逾期（元）", Recovery::overdue)
                .date("归还期限", Recovery::dueOn);
        export.send(sheet, said.list(), RowSource.paged((limit, offset) -> desk.list(filter, limit, offset)), response);
    }

    private String word(RecoveryState state) {
        return statuses.of("RECOVERY_" + state).word();
    }

    @GetMapping("/{id:[0-9a-f-]{36}}")
    String show(@PathVariable UUID id, Model model) {
        Recovery claim = desk.find(id);
        LocalDate today = LocalDate.now(clock);
        model.addAttribute("claim", claim);
        model.addAttribute("months", desk.months(claim));
        model.addAttribute("ledger", desk.ledger(claim.entitlementId()));
        model.addAttribute("agrees", desk.agrees(claim));
        model.addAttribute("plan", parts(desk.plan(id), claim.outstanding().plus(claim.writtenOff()), today));
        model.addAttribute("receipts", desk.receipts(id));
        model.addAttribute("history", desk.acts(id));
        model.addAttribute("refunds", refunds.of(id));
        model.addAttribute("payees", claim.refundable().isPositive() ? refunds.payees(id) : List.of());
        model.addAttribute("offset", desk.offset(id).orElse(null));
        model.addAttribute("offsetAllowed", desk.offsetAllowed(claim));
        model.addAttribute("today", today);
        model.addAttribute("letterDue", today.plusDays(LETTER_DAYS));
        model.addAttribute(
                "methods", List.of(Receipt.Method.TRANSFER, Receipt.Method.CASH, Receipt.Method.BANK_RETURN));
        model.addAttribute("requestKey", UUID.randomUUID());
        return "recoveries/show";
    }

    /** The parts of a plan with how each stands: what came in counts for the earliest. */
    private static List<Part> parts(List<Instalment> plan, Money open, LocalDate today) {
        LinkedList<Part> parts = new LinkedList<>();
        Money later = Money.ZERO;
        for (int i = plan.size() - 1; i >= 0; i--) {
            Instalment part = plan.get(i);
            boolean repaid = open.compareTo(later) <= 0;
            parts.addFirst(new Part(
                    part.dueOn(), part.amount(), repaid, !repaid && part.dueOn().isBefore(today)));
            later = later.plus(part.amount());
        }
        return parts;
    }

    /** One part of a plan as the page shows it. */
    record Part(LocalDate dueOn, Money amount, boolean repaid, boolean overdue) {}

    private String act(
            UUID id, UUID key, String action, String body, RedirectAttributes notice, String done, Runnable act) {
        return acts.once(key, "RECOVERY_" + action, id + body, "/recoveries/" + id, notice, done, act);
    }

    @PostMapping("/{id}/propose")
    @May(Action.PROPOSE_RECOVERY)
    String propose(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam String ground,
            @RequestParam(defaultValue = "false") boolean fraud,
            @RequestParam(defaultValue = "") String fine,
            @RequestParam(defaultValue = "") String repaidBy,
            RedirectAttributes notice) {
        return act(
                id,
                requestKey,
                "PROPOSE",
                ground + fraud + fine + repaidBy,
                notice,
                "已提出，由县级审批确认。",
                () -> desk.propose(id, version, ground, fraud, fine.isBlank() ? null : Typed.yuan(fine), repaidBy));
    }

    @PostMapping("/{id}/confirm")
    @May(Action.CONFIRM_RECOVERY)
    String confirm(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            RedirectAttributes notice) {
        return act(
                id, requestKey, "CONFIRM", "" + version, notice, "已确认，由县级经办送达追缴通知书。", () -> desk.confirm(id, version));
    }

    @PostMapping("/{id}/drop")
    @May(Action.CONFIRM_RECOVERY)
    String drop(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam String why,
            RedirectAttributes notice) {
        return act(id, requestKey, "DROP", why, notice, "已决定不予追缴。", () -> desk.drop(id, version, why));
    }

    /** Printing is an act with a number of its own, so it is a POST. */
    @PostMapping("/{id}/letter.pdf")
    @May(Action.PROPOSE_RECOVERY)
    ResponseEntity<byte[]> letter(@PathVariable UUID id, @RequestParam(required = false) @Nullable LocalDate dueOn) {
        byte[] pdf = desk.letter(id, dueOn, copyNo -> letter.print(id, dueOn, copyNo));
        return PdfAnswer.of("追缴通知书 " + desk.find(id).number() + ".pdf", pdf);
    }

    @PostMapping("/{id}/plan")
    @May(Action.PROPOSE_RECOVERY)
    String plan(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam int parts,
            @RequestParam LocalDate firstDue,
            RedirectAttributes notice) {
        return act(
                id,
                requestKey,
                "PLAN",
                parts + "|" + firstDue,
                notice,
                "已约定分期。",
                () -> desk.plan(id, version, equalParts(desk.find(id).outstanding(), parts, firstDue)));
    }

    /** Equal parts, a month apart, whole yuan each; the last takes what remains. */
    static List<Instalment> equalParts(Money total, int parts, LocalDate firstDue) {
        if (parts < 1 || parts > MOST_PARTS) {
            throw new RuleViolation("recovery.plan-out-of-order");
        }
        Money each = Money.ofFen(total.fen() / parts / 100 * 100);
        List<Instalment> plan = new ArrayList<>();
        for (int i = 0; i < parts - 1; i++) {
            plan.add(new Instalment(firstDue.plusMonths(i), each));
        }
        plan.add(new Instalment(firstDue.plusMonths(parts - 1), total.minus(each.times(parts - 1))));
        return plan;
    }

    @PostMapping("/{id}/receipts")
    @May(Action.ENTER_RECEIPT)
    String receive(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam String amount,
            @RequestParam LocalDate receivedOn,
            @RequestParam Receipt.Method method,
            @RequestParam String bankRef,
            RedirectAttributes notice) {
        return act(
                id,
                requestKey,
                "RECEIVE",
                amount + receivedOn + method + bankRef,
                notice,
                "已录入，由发放复核人员复核后计入。",
                () -> desk.receive(id, Typed.yuan(amount), receivedOn, method, bankRef));
    }

    @PostMapping("/{id}/receipts/{receipt}/confirm")
    @May(Action.CHECK_RECEIPT)
    String confirmReceipt(
            @PathVariable UUID id,
            @PathVariable UUID receipt,
            @RequestParam UUID requestKey,
            RedirectAttributes notice) {
        return act(
                id,
                requestKey,
                "RECEIPT_CONFIRM",
                receipt.toString(),
                notice,
                "到账已复核。",
                () -> desk.confirmReceipt(id, receipt));
    }

    @PostMapping("/{id}/receipts/{receipt}/refuse")
    @May(Action.CHECK_RECEIPT)
    String refuseReceipt(
            @PathVariable UUID id,
            @PathVariable UUID receipt,
            @RequestParam UUID requestKey,
            @RequestParam String why,
            RedirectAttributes notice) {
        return act(
                id,
                requestKey,
                "RECEIPT_REFUSE",
                receipt + why,
                notice,
                "已退回该笔到账。",
                () -> desk.refuseReceipt(id, receipt, why));
    }

    @PostMapping("/{id}/refunds")
    @May(Action.PROPOSE_RECOVERY)
    String proposeRefund(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam UUID payee,
            @RequestParam String ground,
            RedirectAttributes notice) {
        return act(
                id,
                requestKey,
                "REFUND",
                payee + ground,
                notice,
                "已提出退还，由县级审批批准。",
                () -> refunds.propose(id, payee, ground));
    }

    @PostMapping("/{id}/refunds/{refund}/approve")
    @May(Action.CONFIRM_RECOVERY)
    String approveRefund(
            @PathVariable UUID id,
            @PathVariable UUID refund,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            RedirectAttributes notice) {
        return act(
                id,
                requestKey,
                "REFUND_APPROVE",
                refund + ":" + version,
                notice,
                "已批准退还，随下一次“重发与退还”批次发放。",
                () -> refunds.approve(id, refund, version));
    }

    @PostMapping("/{id}/refunds/{refund}/refuse")
    @May(Action.CONFIRM_RECOVERY)
    String refuseRefund(
            @PathVariable UUID id,
            @PathVariable UUID refund,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam String why,
            RedirectAttributes notice) {
        return act(
                id,
                requestKey,
                "REFUND_REFUSE",
                refund + why,
                notice,
                "已决定不予退还。",
                () -> refunds.refuse(id, refund, version, why));
    }

    @PostMapping("/{id}/refunds/{refund}/withdraw")
    @May(Action.PROPOSE_RECOVERY)
    String withdrawRefund(
            @PathVariable UUID id,
            @PathVariable UUID refund,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            RedirectAttributes notice) {
        return act(
                id,
                requestKey,
                "REFUND_WITHDRAW",
                refund + ":" + version,
                notice,
                "已撤回退还。",
                () -> refunds.withdraw(id, refund, version));
    }

    @PostMapping("/{id}/court")
    @May(Action.PROPOSE_RECOVERY)
    String court(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam String number,
            @RequestParam LocalDate on,
            RedirectAttributes notice) {
        return act(
                id, requestKey, "COURT", number + on, notice, "已登记移送法院。", () -> desk.toCourt(id, version, number, on));
    }

    @PostMapping("/{id}/write-off")
    @May(Action.PROPOSE_RECOVERY)
    String proposeWriteOff(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam String ground,
            RedirectAttributes notice) {
        return act(
                id,
                requestKey,
                "WRITE_OFF",
                ground,
                notice,
                "已提出核销，由县级审批决定。",
                () -> desk.proposeWriteOff(id, version, ground));
    }

    @PostMapping("/{id}/write-off/approve")
    @May(Action.CONFIRM_RECOVERY)
    String approveWriteOff(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            RedirectAttributes notice) {
        return act(
                id,
                requestKey,
                "WRITE_OFF_APPROVE",
                "" + version,
                notice,
                "已核销。",
                () -> desk.approveWriteOff(id, version));
    }

    @PostMapping("/{id}/offset")
    @May(Action.PROPOSE_RECOVERY)
    String proposeOffset(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam String monthly,
            @RequestParam LocalDate agreedOn,
            @RequestParam String agreement,
            RedirectAttributes notice) {
        return act(
                id,
                requestKey,
                "OFFSET",
                monthly + agreedOn + agreement,
                notice,
                "已登记抵扣约定，由县级审批同意后从下一批次起抵扣。",
                () -> desk.proposeOffset(id, Typed.yuan(monthly), agreedOn, agreement));
    }

    @PostMapping("/{id}/offset/approve")
    @May(Action.CONFIRM_RECOVERY)
    String approveOffset(@PathVariable UUID id, @RequestParam UUID requestKey, RedirectAttributes notice) {
        return act(id, requestKey, "OFFSET_APPROVE", "", notice, "已同意，从下一批次起抵扣。", () -> desk.approveOffset(id));
    }
}
