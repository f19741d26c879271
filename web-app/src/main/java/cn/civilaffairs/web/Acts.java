package cn.civilaffairs.web;

import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.request.RequestKeys;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One act from a form, answered on the page it leads to: that it is done, or why it is refused. */
@Component
public class Acts {

    private final RequestKeys keys;
    private final Words words;

    Acts(RequestKeys keys, Words words) {
        this.keys = keys;
        this.words = words;
    }

    /**
     * Done once however often it is sent.
     *
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
        return answered(page, notice, () -> {
            String next = keys.once(key, action, body, act);
            notice.addFlashAttribute("done", done);
            return next;
        });
    }

    /** Done once however often it is sent; leads back to the page whatever comes of it. */
    public String once(
            UUID key, String action, String body, String page, RedirectAttributes notice, String done, Runnable act) {
        return once(key, action, body, page, notice, done, () -> {
            act.run();
            return page;
        });
    }

    /** An act that does nothing more when it is sent again; leads back to the page whatever comes of it. */
    public String on(String page, RedirectAttributes notice, String done, Runnable act) {
        return on(page, notice, () -> {
            act.run();
            notice.addFlashAttribute("done", done);
        });
    }

    /** An act that says itself what it has done. */
    public String on(String page, RedirectAttributes notice, Runnable act) {
        return answered(page, notice, () -> {
            act.run();
            return page;
        });
    }

    private String answered(String page, RedirectAttributes notice, Supplier<String> act) {
        try {
            return "redirect:" + act.get();
        } catch (RuleViolation refused) {
            notice.addFlashAttribute("refusal", words.of(refused));
            return "redirect:" + page;
        }
    }
}
