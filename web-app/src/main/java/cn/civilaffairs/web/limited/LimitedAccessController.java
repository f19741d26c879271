package cn.civilaffairs.web.limited;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.limited.Limit;
import cn.civilaffairs.registry.limited.LimitGround;
import cn.civilaffairs.registry.limited.LimitedAccess;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Households only named officers see, and letting others in for hours (限制查看). */
@Controller
@RequestMapping("/limited-access")
class LimitedAccessController {

    private static final int USUAL_HOURS = 8;

    private final LimitedAccess access;
    private final HouseholdRegister households;
    private final Acts acts;
    private final Words words;
    private final Clock clock;

    LimitedAccessController(LimitedAccess access, HouseholdRegister households, Acts acts, Words words, Clock clock) {
        this.access = access;
        this.households = households;
        this.acts = acts;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    String list(@CurrentOfficer Officer officer, Model model) {
        return list("", "", USUAL_HOURS, officer, model);
    }

    private String list(String number, String reason, int hours, Officer officer, Model model) {
        model.addAttribute("number", number);
        model.addAttribute("reason", reason);
        model.addAttribute("hours", hours);
        model.addAttribute("mostHours", LimitedAccess.MOST_HOURS);
        model.addAttribute("now", clock.instant());
        model.addAttribute("mine", access.mine());
        model.addAttribute("waiting", access.waiting());
        model.addAttribute("asked", access.asked());
        boolean supervises = AccessDecision.may(officer, Action.SUPERVISE_LIMITS);
        model.addAttribute("register", supervises ? access.register() : null);
        return "limited-access/list";
    }

    @GetMapping("/new")
    @May(Action.LIMIT_ACCESS)
    String form(@RequestParam UUID household, @CurrentOfficer Officer officer, Model model) {
        return form(household, "", "", officer, model);
    }

    private String form(UUID household, String why, String logins, Officer officer, Model model) {
        model.addAttribute("household", households.asOf(household, LocalDate.now(clock), officer.scope()));
        model.addAttribute("grounds", LimitGround.values());
        model.addAttribute("why", why);
        model.addAttribute("logins", logins);
        return "limited-access/form";
    }

    @PostMapping
    @May(Action.LIMIT_ACCESS)
    String place(
            @RequestParam UUID household,
            @RequestParam LimitGround ground,
            @RequestParam String why,
            @RequestParam String logins,
            @CurrentOfficer Officer officer,
            Model model,
            jakarta.servlet.http.HttpServletResponse response,
            RedirectAttributes notice) {
        List<String> others = Arrays.stream(logins.split("[\\s,，、;；]+"))
                .filter(login -> !login.isBlank())
                .toList();
        try {
            UUID limit = access.place(household, ground, why, others);
            notice.addFlashAttribute("done", "已限制查看。除承办人外，其他人在名单、查询和统计中都看不到这户。");
            return "redirect:/limited-access/" + limit;
        } catch (RuleViolation refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refusal", words.of(refused));
            return form(household, why, logins, officer, model);
        }
    }

    @GetMapping("/{id:[0-9a-f-]{36}}")
    String show(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        Limit limit = access.own(id);
        model.addAttribute("limit", limit);
        model.addAttribute("officers", access.officers(id));
        model.addAttribute("requests", access.requests(id));
        model.addAttribute("now", clock.instant());
        model.addAttribute("mayAgree", limit.liftAskedBy() != null && !officer.isOneWith(limit.liftAskedBy()));
        return "limited-access/show";
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/officers")
    String assign(@PathVariable UUID id, @RequestParam String login, RedirectAttributes notice) {
        return acts.on("/limited-access/" + id, notice, "已增加承办人。", () -> access.assign(id, login));
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/lift")
    String lift(@PathVariable UUID id, @RequestParam(defaultValue = "") String why, RedirectAttributes notice) {
        try {
            if (access.lift(id, why)) {
                notice.addFlashAttribute("done", "限制已解除，这户恢复为服务区域内可见。");
                return "redirect:/limited-access";
            }
            notice.addFlashAttribute("done", "已提出解除，由另一位承办人同意后生效。");
        } catch (RuleViolation refused) {
            notice.addFlashAttribute("refusal", words.of(refused));
        }
        return "redirect:/limited-access/" + id;
    }

    /** The answer is the same whatever the number: nobody learns by asking. */
    @PostMapping("/requests")
    String ask(
            @RequestParam String number,
            @RequestParam String reason,
            @RequestParam(defaultValue = "8") int hours,
            @CurrentOfficer Officer officer,
            Model model,
            jakarta.servlet.http.HttpServletResponse response) {
        try {
            access.ask(number, reason, hours);
            response.setStatus(HttpStatus.ACCEPTED.value());
            model.addAttribute("done", "申请已登记。如果这份档案限制查看，承办人会收到申请；批准后在下面显示截止时间。");
            return list("", "", USUAL_HOURS, officer, model);
        } catch (RuleViolation refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refusal", words.of(refused));
            return list(number, reason, hours, officer, model);
        }
    }

    @PostMapping("/requests/{id}")
    String decide(
            @PathVariable UUID id,
            @RequestParam boolean grant,
            @RequestParam(defaultValue = "8") int hours,
            RedirectAttributes notice) {
        return acts.on(
                "/limited-access",
                notice,
                grant ? "已批准，到时自动收回，每次查看都有记录。" : "已拒绝。",
                () -> access.decide(id, grant, hours));
    }
}
