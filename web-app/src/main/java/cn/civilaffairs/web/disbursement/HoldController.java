package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.registry.limited.LimitedAccess;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Words;
import java.time.YearMonth;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Suspends a family's payment and lets it revive, from the family file (暂停发放、恢复发放). */
@Controller
@RequestMapping("/families/{id:[0-9a-f-]{36}}")
class HoldController {

    private final EntitlementDesk desk;
    private final LimitedAccess limited;
    private final Acts acts;
    private final Words words;

    HoldController(EntitlementDesk desk, LimitedAccess limited, Acts acts, Words words) {
        this.desk = desk;
        this.limited = limited;
        this.acts = acts;
        this.words = words;
    }

    @PostMapping("/benefits/{entitlement}/holds")
    String suspend(
            @PathVariable UUID id,
            @PathVariable UUID entitlement,
            @RequestParam HoldReason reason,
            @RequestParam String note,
            @RequestParam YearMonth from,
            @RequestParam UUID requestKey,
            RedirectAttributes notice) {
        requireOpen(entitlement);
        return act(
                id,
                requestKey,
                "SUSPEND",
                entitlement + " " + reason + " " + from + " " + note,
                "已暂停发放：%s，自 %s 起。解除前不发放。".formatted(words.of(reason), from),
                notice,
                () -> desk.suspend(entitlement, reason, note, from));
    }

    @PostMapping("/holds/{hold}/release")
    String resume(
            @PathVariable UUID id,
            @PathVariable UUID hold,
            @RequestParam String note,
            @RequestParam boolean pay,
            @RequestParam UUID requestKey,
            RedirectAttributes notice) {
        requireOpen(desk.findHold(hold).entitlementId());
        return act(
                id,
                requestKey,
                "RESUME",
                hold + " " + pay + " " + note,
                pay ? "已解除这一暂停原因。没有其他暂停原因的，下次发放恢复并补发暂停期间的钱。" : "已解除这一暂停原因，暂停期间的钱不补发。",
                notice,
                () -> desk.resume(hold, note, pay));
    }

    /** Benefits are under no limited access, since they have to be paid; the person behind them may be. */
    private void requireOpen(UUID entitlement) {
        limited.requireOpen(desk.find(entitlement).residentId());
    }

    private String act(
            UUID family, UUID key, String action, String body, String done, RedirectAttributes notice, Runnable work) {
        return acts.once(key, action, body, "/families/" + family + "/benefits", notice, done, work);
    }
}
