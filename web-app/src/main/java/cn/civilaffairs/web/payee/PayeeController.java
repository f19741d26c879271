package cn.civilaffairs.web.payee;

import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.PayeeCandidate;
import cn.civilaffairs.disbursement.PayeeChange;
import cn.civilaffairs.disbursement.PayeeDesk;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.guardian.GuardianRegister;
import cn.civilaffairs.registry.limited.LimitedAccess;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import java.time.Clock;
import java.time.LocalDate;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who receives a benefit's money, who did before, and the change to somebody else (领款人变更). */
@Controller
@RequestMapping("/benefits/{entitlementId}/payee")
class PayeeController {

    private final PayeeDesk desk;
    private final EntitlementDesk entitlements;
    private final GuardianRegister guardians;
    private final LimitedAccess limited;
    private final Acts acts;
    private final Clock clock;

    PayeeController(
            PayeeDesk desk,
            EntitlementDesk entitlements,
            GuardianRegister guardians,
            LimitedAccess limited,
            Acts acts,
            Clock clock) {
        this.desk = desk;
        this.entitlements = entitlements;
        this.guardians = guardians;
        this.limited = limited;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable UUID entitlementId, @CurrentOfficer Officer officer, Model model) {
        requireOpen(entitlementId);
        BenefitInForce benefit = entitlements.inForce(entitlementId);
        List<PayeeChange> changes = desk.of(List.of(entitlementId));
        PayeeChange open =
                changes.stream().filter(PayeeChange::open).findFirst().orElse(null);
        model.addAttribute("benefit", benefit);
        List<PayeeCandidate> candidates = desk.candidates(entitlementId);
        model.addAttribute(
                "others",
                candidates.stream()
                        .filter(one -> !one.residentId().equals(benefit.payeeId()))
                        .toList());
        model.addAttribute(
                "current",
                candidates.stream()
                        .filter(one -> one.residentId().equals(benefit.payeeId()))
                        .findFirst()
                        .orElse(null));
        model.addAttribute("changes", changes);
        model.addAttribute("open", open);
        model.addAttribute("mine", open != null && officer.isOneWith(open.proposedBy()));
        model.addAttribute("guardians", guardians.of(benefit.residentId()));
        model.addAttribute("mayAsk", AccessDecision.may(officer, Action.PROPOSE_PAYEE));
        model.addAttribute("mayDecide", AccessDecision.may(officer, Action.DECIDE_PAYEE));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("requestKey", UUID.randomUUID());
        return "payees/benefit";
    }

    @PostMapping
    @May(Action.PROPOSE_PAYEE)
    String propose(
            @PathVariable UUID entitlementId,
            @RequestParam UUID requestKey,
            @RequestParam(required = false) @Nullable UUID payee,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable MultipartFile paper,
            RedirectAttributes notice) {
        requireOpen(entitlementId);
        return acts.once(
                requestKey,
                "PAYEE_PROPOSE",
                entitlementId + "|" + payee + reason + HandedIn.mark(paper),
                page(entitlementId),
                notice,
                "已提出变更领款人，由另一人对照证明材料批准。",
                () -> desk.propose(
                        entitlementId, payee == null ? new UUID(0, 0) : payee, reason, HandedIn.paper(paper)));
    }

    @PostMapping("/{change}/approve")
    @May(Action.DECIDE_PAYEE)
    String approve(
            @PathVariable UUID entitlementId,
            @PathVariable UUID change,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            RedirectAttributes notice) {
        return act(
                entitlementId,
                change,
                requestKey,
                "APPROVE",
                "" + version,
                notice,
                "已变更领款人。自下一批次起发给新的领款人，下一批次发放前体检会列出供核对。",
                () -> desk.approve(change, version));
    }

    @PostMapping("/{change}/refuse")
    @May(Action.DECIDE_PAYEE)
    String refuse(
            @PathVariable UUID entitlementId,
            @PathVariable UUID change,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam String why,
            RedirectAttributes notice) {
        return act(
                entitlementId,
                change,
                requestKey,
                "REFUSE",
                why,
                notice,
                "已决定不予变更。",
                () -> desk.refuse(change, version, why));
    }

    @PostMapping("/{change}/withdraw")
    @May(Action.PROPOSE_PAYEE)
    String withdraw(
            @PathVariable UUID entitlementId,
            @PathVariable UUID change,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes notice) {
        return act(
                entitlementId,
                change,
                requestKey,
                "WITHDRAW",
                why,
                notice,
                "已撤回。",
                () -> desk.withdraw(change, version, why));
    }

    @GetMapping("/{change}/paper")
    ResponseEntity<byte[]> paper(@PathVariable UUID entitlementId, @PathVariable UUID change) {
        requireOpen(entitlementId);
        requireOf(entitlementId, change);
        return HandedIn.download(desk.paper(change));
    }

    private String act(
            UUID entitlementId,
            UUID change,
            UUID key,
            String action,
            String body,
            RedirectAttributes notice,
            String done,
            Runnable work) {
        requireOpen(entitlementId);
        requireOf(entitlementId, change);
        return acts.once(key, "PAYEE_" + action, change + body, page(entitlementId), notice, done, work);
    }

    private void requireOpen(UUID entitlementId) {
        limited.requireOpen(entitlements.find(entitlementId).residentId());
    }

    private void requireOf(UUID entitlementId, UUID change) {
        if (!desk.find(change).entitlementId().equals(entitlementId)) {
            throw new NotFound();
        }
    }

    private static String page(UUID entitlementId) {
        return "/benefits/" + entitlementId + "/payee";
    }
}
