package cn.civilaffairs.web.person;

import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.Payment;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.guardian.GuardianRegister;
import cn.civilaffairs.registry.limited.LimitedAccess;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.disbursement.Paging;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One person: what they receive of any scheme, why, and the account it goes to. */
@Controller
class PersonController {

    private static final int PAGE = 24;

    private final ResidentRegister residents;
    private final AccountRegister accounts;
    private final GuardianRegister guardians;
    private final EntitlementDesk entitlements;
    private final AreaRegister areas;
    private final LimitedAccess limited;
    private final Acts acts;
    private final Clock clock;

    PersonController(
            ResidentRegister residents,
            AccountRegister accounts,
            GuardianRegister guardians,
            EntitlementDesk entitlements,
            AreaRegister areas,
            LimitedAccess limited,
            Acts acts,
            Clock clock) {
        this.limited = limited;
        this.residents = residents;
        this.accounts = accounts;
        this.guardians = guardians;
        this.entitlements = entitlements;
        this.areas = areas;
        this.acts = acts;
        this.clock = clock;
    }

    /** From a benefit to its holder. */
    @GetMapping("/benefits/{entitlementId}")
    String holder(@PathVariable UUID entitlementId) {
        UUID holder = entitlements.find(entitlementId).residentId();
        limited.requireOpen(holder);
        return "redirect:/people/" + holder;
    }

    @GetMapping("/people/{id}")
    String show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "1") int page,
            @CurrentOfficer Officer officer,
            Model model) {
        limited.requireOpen(id);
        Resident person = residents.get(id, officer.scope());
        int at = Math.max(page, 1);
        List<Payment> payments = entitlements.paymentsOfResident(id, PAGE + 1, (at - 1) * PAGE);
        model.addAttribute("person", person);
        model.addAttribute("place", areas.localName(person.area()));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("benefits", entitlements.ofResident(id));
        model.addAttribute("payments", Paging.of(payments, at, PAGE));
        model.addAttribute("guardians", guardians.of(id));
        model.addAttribute("accounts", accounts.of(id, officer.scope()));
        model.addAttribute("accountKinds", AccountKind.values());
        model.addAttribute("officerId", officer.id());
        model.addAttribute("mayEnter", AccessDecision.may(officer, Action.ENTER_ACCOUNT));
        model.addAttribute("mayConfirm", AccessDecision.may(officer, Action.CONFIRM_ACCOUNT));
        return "people/show";
    }

    @PostMapping("/people/{id}/accounts")
    @May(Action.ENTER_ACCOUNT)
    String enterAccount(
            @PathVariable UUID id,
            @RequestParam String holder,
            @RequestParam String bank,
            @RequestParam String number,
            @RequestParam AccountKind kind,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        return act(
                id, "账户已录入，由另一人复核后启用。", notice, () -> accounts.enter(id, holder, bank, number, kind, officer.scope()));
    }

    @PostMapping("/people/{id}/accounts/{account}/confirm")
    @May(Action.CONFIRM_ACCOUNT)
    String confirmAccount(
            @PathVariable UUID id,
            @PathVariable UUID account,
            @RequestParam String number,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        return act(id, "账户已复核启用。", notice, () -> accounts.confirm(id, account, number, officer.scope()));
    }

    private String act(UUID id, String done, RedirectAttributes notice, Runnable work) {
        limited.requireOpen(id);
        return acts.on("/people/" + id, notice, done, work);
    }
}
