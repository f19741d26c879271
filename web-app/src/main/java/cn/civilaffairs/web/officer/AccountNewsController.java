package cn.civilaffairs.web.officer;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.officer.AccountNews;
import cn.civilaffairs.web.security.CurrentOfficer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An officer knows what was done to their account (已知悉); the start page tells of it no longer. */
@Controller
class AccountNewsController {

    private final AccountNews news;

    AccountNewsController(AccountNews news) {
        this.news = news;
    }

    @PostMapping("/account-news")
    String known(@CurrentOfficer Officer officer, @RequestParam long last, RedirectAttributes notice) {
        if (news.known(officer, last)) {
            notice.addFlashAttribute("done", "账号变动已确认知悉。");
        } else {
            notice.addFlashAttribute("refusal", "刚刚又有新的变动，请看过后再点“已知悉”。");
        }
        return "redirect:/desk";
    }
}
