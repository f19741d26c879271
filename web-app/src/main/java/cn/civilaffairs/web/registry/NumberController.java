package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.IdType;
import cn.civilaffairs.registry.resident.IdentityDocument;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.resident.RevealReason;
import cn.civilaffairs.registry.resident.RevealedField;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What is said about whole numbers, in parts of pages and by POST only, so that none stands in an address: what a typed
 * number tells, whether it is somebody's, and the number itself for those who may see it and say why.
 */
@Controller
@RequestMapping("/residents")
class NumberController {

    private static final String ANSWER = "families/numbers :: answer";

    private final ResidentRegister residents;
    private final HouseholdRegister households;
    private final AccountRegister accounts;
    private final AreaRegister areas;
    private final Words words;
    private final Clock clock;

    NumberController(
            ResidentRegister residents,
            HouseholdRegister households,
            AccountRegister accounts,
            AreaRegister areas,
            Words words,
            Clock clock) {
        this.residents = residents;
        this.households = households;
        this.accounts = accounts;
        this.areas = areas;
        this.words = words;
        this.clock = clock;
    }

    /** Answers a number as it is keyed: sex, birth date and age, and who has it already. */
    @PostMapping("/lookup")
    String lookup(HttpServletRequest request, @CurrentOfficer Officer officer, Model model) {
        String typed = numberOf(request);
        try {
            IdentityDocument document = typed.strip().matches("[0-9]{15}")
                    ? IdentityDocument.ofFormerNumber(typed)
                    : new IdentityDocument(IdType.CITIZEN, typed);
            LocalDate birth = document.birthDate().orElseThrow();
            model.addAttribute("sex", document.sex().orElseThrow());
            model.addAttribute("birthDate", birth);
            model.addAttribute(
                    "age", Period.between(birth, LocalDate.now(clock)).getYears());
            residents
                    .findByDocument(document.number(), officer.scope())
                    .ifPresent(known -> known(known, officer, model));
        } catch (RuleViolation wrong) {
            model.addAttribute("wrong", words.of(wrong));
        }
        return "families/numbers :: lookup";
    }

    private void known(Resident known, Officer officer, Model model) {
        model.addAttribute("known", known);
        model.addAttribute("knownPlace", areas.localName(known.area()));
        households.currentOf(known.id(), officer.scope()).ifPresent(id -> model.addAttribute("knownHousehold", id));
    }

    private static String numberOf(HttpServletRequest request) {
        for (String name : new String[] {"head.idNumber", "person.idNumber", "idNumber"}) {
            String value = request.getParameter(name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    /** Compares a typed number with the person's. */
    @PostMapping("/{id:[0-9a-f-]{36}}/match")
    @May(Action.VIEW_PERSON)
    String match(
            @PathVariable UUID id,
            @RequestParam String typed,
            @CurrentOfficer Officer officer,
            Model model,
            HttpServletResponse response) {
        return answer(
                model, response, () -> residents.hasIdNumber(id, typed, officer.scope()) ? "一致" : "不一致，请对照证件逐位核对");
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/reveal")
    @May(Action.REVEAL_NUMBER)
    String reveal(
            @PathVariable UUID id,
            @RequestParam RevealedField field,
            @RequestParam(defaultValue = "OTHER") RevealReason usual,
            @RequestParam(defaultValue = "") String reason,
            @CurrentOfficer Officer officer,
            Model model,
            HttpServletResponse response) {
        return answer(model, response, () -> {
            String value = residents.reveal(id, field, usual.inTheLog(words.of(usual), reason), officer.scope());
            return value.isEmpty() ? "没有登记" : value;
        });
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/accounts/{account}/reveal")
    @May(Action.REVEAL_ACCOUNT)
    String revealAccount(
            @PathVariable UUID id,
            @PathVariable UUID account,
            @RequestParam(defaultValue = "OTHER") RevealReason usual,
            @RequestParam(defaultValue = "") String reason,
            @CurrentOfficer Officer officer,
            Model model,
            HttpServletResponse response) {
        return answer(
                model,
                response,
                () -> accounts.reveal(id, account, usual.inTheLog(words.of(usual), reason), officer.scope()));
    }

    /** A refusal comes back in the same place: 429 where an hour's bound is reached. */
    private String answer(Model model, HttpServletResponse response, Supplier<String> answer) {
        response.setHeader("Cache-Control", "no-store");
        try {
            model.addAttribute("answer", answer.get());
        } catch (RuleViolation refused) {
            model.addAttribute("refused", words.of(refused));
            response.setStatus(
                    refused.messageKey().startsWith("reveal.too-many")
                            ? HttpStatus.TOO_MANY_REQUESTS.value()
                            : HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        return ANSWER;
    }
}
