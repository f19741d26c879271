package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.request.RequestKeys;
import cn.civilaffairs.web.Words;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One act from a form: done once however often it is sent, and answered on the page it leads to. */
@Component
public class Acts {

    private final RequestKeys keys;
    private final Words words;

    Acts(RequestKeys keys, Words words) {
        this.keys = keys;
        this.words = words;
    }

    /**
     * @param page where the officer is led if the act is refused; otherwise to what the act answers
     * @param done what the officer reads afterwards
     */
    public String once(
            UUID key,
            String action,
            String body,
            String page,
            RedirectAttributes notice,
            String done,
            Supplier<String> act) {
        try {
            String next = keys.once(key, action, body, act);
            notice.addFlashAttribute("done", done);
            return "redirect:" + next;
        } catch (RuleViolation refused) {
            notice.addFlashAttribute("refusal", words.of(refused));
            return "redirect:" + page;
        }
    }
}
