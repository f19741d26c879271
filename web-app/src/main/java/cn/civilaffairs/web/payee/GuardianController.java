package cn.civilaffairs.web.payee;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.guardian.GuardianReason;
import cn.civilaffairs.registry.guardian.GuardianRegister;
import cn.civilaffairs.registry.guardian.GuardianTie;
import cn.civilaffairs.registry.guardian.NewGuardian;
import cn.civilaffairs.registry.limited.LimitedAccess;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.registry.TypedDate;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
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

/** A person's guardians and those entrusted to collect for them (监护人、代领人), from the person's page and the family file. */
@Controller
@RequestMapping("/people/{id}/guardians")
class GuardianController {

    private final GuardianRegister register;
    private final ResidentRegister residents;
    private final AreaRegister areas;
    private final LimitedAccess limited;
    private final Acts acts;
    private final Clock clock;

    GuardianController(
            GuardianRegister register,
            ResidentRegister residents,
            AreaRegister areas,
            LimitedAccess limited,
            Acts acts,
            Clock clock) {
        this.register = register;
        this.residents = residents;
        this.areas = areas;
        this.limited = limited;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        Resident ward = ward(id, officer);
        model.addAttribute("ward", ward);
        model.addAttribute("place", areas.localName(ward.area()));
        model.addAttribute("guardians", register.of(id));
        model.addAttribute(
                "reasons",
                Arrays.stream(GuardianReason.values())
                        .filter(reason -> reason.lastDay(ward.birthDate())
                                .filter(last -> last.isBefore(today()))
                                .isEmpty())
                        .toList());
        model.addAttribute("ties", GuardianTie.values());
        model.addAttribute("officer", officer);
        model.addAttribute("mayEnter", AccessDecision.may(officer, Action.ENTER_GUARDIAN));
        model.addAttribute("mayConfirm", AccessDecision.may(officer, Action.CONFIRM_GUARDIAN));
        model.addAttribute("today", today());
        model.addAttribute("requestKey", UUID.randomUUID());
        return "payees/guardians";
    }

    @PostMapping
    @May(Action.ENTER_GUARDIAN)
    String enter(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable GuardianReason ground,
            @RequestParam(required = false) @Nullable GuardianTie tie,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String deed,
            @RequestParam(required = false) @Nullable MultipartFile paper,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        ward(id, officer);
        return acts.once(
                requestKey,
                "GUARDIAN_ENTER",
                id + name + ground + tie + from + until + deed + HandedIn.mark(paper),
                page(id),
                notice,
                "已录入，由另一人对照文书原件复核后可以作为领款人。",
                () -> {
                    if (ground == null || tie == null) {
                        throw new RuleViolation("guardian.relation-missing");
                    }
                    register.enter(new NewGuardian(
                            id,
                            number,
                            name,
                            ground,
                            tie,
                            TypedDate.of(from, today()),
                            until.isBlank() ? null : TypedDate.of(until, today()),
                            deed,
                            HandedIn.paper(paper)));
                });
    }

    @PostMapping("/{guardian}/confirm")
    @May(Action.CONFIRM_GUARDIAN)
    String confirm(
            @PathVariable UUID id,
            @PathVariable UUID guardian,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        return act(
                id,
                guardian,
                officer,
                requestKey,
                "CONFIRM",
                "" + version,
                notice,
                "已复核。现在可以在待遇的领款人页面提出变更领款人。",
                () -> register.confirm(guardian, version));
    }

    @PostMapping("/{guardian}/refuse")
    @May(Action.CONFIRM_GUARDIAN)
    String refuse(
            @PathVariable UUID id,
            @PathVariable UUID guardian,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam String why,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        return act(
                id,
                guardian,
                officer,
                requestKey,
                "REFUSE",
                why,
                notice,
                "已退回。",
                () -> register.refuse(guardian, version, why));
    }

    @PostMapping("/{guardian}/end")
    @May(Action.ENTER_GUARDIAN)
    String end(
            @PathVariable UUID id,
            @PathVariable UUID guardian,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String on,
            @RequestParam String why,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        return act(
                id,
                guardian,
                officer,
                requestKey,
                "END",
                on + why,
                notice,
                "已终止。如由其代领，请变更领款人，否则下一批次发放前体检会列出。",
                () -> register.end(guardian, version, TypedDate.of(on, today()), why));
    }

    @GetMapping("/{guardian}/deed")
    ResponseEntity<byte[]> deed(@PathVariable UUID id, @PathVariable UUID guardian, @CurrentOfficer Officer officer) {
        ward(id, officer);
        requireOf(id, guardian);
        return HandedIn.download(register.deed(guardian));
    }

    private String act(
            UUID id,
            UUID guardian,
            Officer officer,
            UUID key,
            String action,
            String body,
            RedirectAttributes notice,
            String done,
            Runnable work) {
        ward(id, officer);
        requireOf(id, guardian);
        return acts.once(key, "GUARDIAN_" + action, guardian + body, page(id), notice, done, work);
    }

    private Resident ward(UUID id, Officer officer) {
        limited.requireOpen(id);
        return residents.get(id, officer.scope());
    }

    private void requireOf(UUID ward, UUID guardian) {
        if (!register.find(guardian).wardId().equals(ward)) {
            throw new NotFound();
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static String page(UUID ward) {
        return "/people/" + ward + "/guardians";
    }
}
