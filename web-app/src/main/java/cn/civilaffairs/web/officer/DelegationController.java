package cn.civilaffairs.web.officer;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.officer.Delegations;
import cn.civilaffairs.web.security.CurrentOfficer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Handing one's work to a colleague while away (代理). */
@Controller
@RequestMapping("/delegations")
class DelegationController {

    private final Delegations delegations;
    private final Clock clock;

    DelegationController(Delegations delegations, Clock clock) {
        this.delegations = delegations;
        this.clock = clock;
    }

    @GetMapping
    String list(@CurrentOfficer Officer officer, Model model) {
        model.addAttribute("delegations", delegations.inForce());
        model.addAttribute("roles", officer.roles());
        model.addAttribute("colleagues", delegations.colleagues());
        LocalDate today = LocalDate.now(clock);
        model.addAttribute("today", today);
        model.addAttribute("latest", today.plusDays(Delegations.MAX_DAYS - 1L));
        return "officers/delegations";
    }

    @PostMapping
    String give(
            @RequestParam Role role,
            @RequestParam String colleague,
            @RequestParam String lastDay,
            @RequestParam String why,
            RedirectAttributes notice) {
        delegations.give(role, colleague, LocalDate.parse(lastDay), why);
        notice.addFlashAttribute("done", "已委托代理至 " + lastDay + "。代理人须重新登录，并与您一样不得办理您应回避的事项。");
        return "redirect:/delegations";
    }

    @PostMapping("/{delegate}/{role}/end")
    String end(@PathVariable UUID delegate, @PathVariable Role role, RedirectAttributes notice) {
        delegations.end(delegate, role);
        notice.addFlashAttribute("done", "代理已收回，立即生效。");
        return "redirect:/delegations";
    }
}
