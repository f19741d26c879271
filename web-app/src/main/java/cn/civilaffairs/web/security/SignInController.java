package cn.civilaffairs.web.security;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.officer.PasswordRules;
import cn.civilaffairs.web.demo.DemoNotice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page (登录), and an officer's own password. */
@Controller
class SignInController {

    private static final int WRONG_PASSWORDS_ALLOWED = 5;

    private static final Map<String, String> NOTICES = Map.of(
            "error", "用户名或密码不正确，或账号已锁定。",
            "out", "您已退出。",
            "timeout", "超过 30 分钟没有操作（或系统刚刚重启），您已退出。未提交的表单已存为草稿。",
            "expired", "连续登录已满 10 小时，请重新登录。",
            "passwords", "当前密码连续输错 5 次，您已退出。",
            "elsewhere", "您的账号在别处登录，本页已退出。",
            "changed", "您的岗位或账号刚刚变更，请重新登录。");

    private final OfficerAccounts accounts;
    private final PasswordEncoder encoder;
    private final ObjectProvider<DemoNotice> demo;

    SignInController(OfficerAccounts accounts, PasswordEncoder encoder, ObjectProvider<DemoNotice> demo) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.demo = demo;
    }

    @GetMapping("/login")
    String signIn(HttpServletRequest request, Model model) {
        NOTICES.forEach((parameter, words) -> {
            if (request.getParameter(parameter) != null) {
                model.addAttribute("notice", words);
                model.addAttribute("bad", "error".equals(parameter));
            }
        });
        model.addAttribute("demo", demo.getIfAvailable());
        return "login";
    }

    @GetMapping("/password")
    String password() {
        return "password";
    }

    @PostMapping("/password")
    String change(
            @CurrentOfficer Officer officer,
            @RequestParam String current,
            @RequestParam String fresh,
            @RequestParam String again,
            HttpSession session,
            Model model) {
        String stored = accounts.byId(officer.id()).orElseThrow().passwordHash();
        if (!encoder.matches(current, stored)) {
            if (SignInSession.wrongPassword(session) >= WRONG_PASSWORDS_ALLOWED) {
                session.invalidate();
                return "redirect:/login?passwords";
            }
            model.addAttribute("refusal", "当前密码不正确。");
            return "password";
        }
        String refusal = refusal(officer, fresh, again);
        if (refusal != null) {
            model.addAttribute("refusal", refusal);
            return "password";
        }
        accounts.changePassword(officer, encoder.encode(fresh));
        return "redirect:/login?changed";
    }

    private @Nullable String refusal(Officer officer, String fresh, String again) {
        if (!fresh.equals(again)) {
            return "两次输入的新密码不一致。";
        }
        if (PasswordRules.isPoor(fresh, officer.login())) {
            return "请换一个更长、更不常见的密码：至少 10 位，含大写字母、小写字母、数字、符号中的三类，不含用户名和常见词。";
        }
        boolean used = accounts.recentPasswords(officer.id()).stream().anyMatch(hash -> encoder.matches(fresh, hash));
        return used ? "不能使用最近 5 次用过的密码。" : null;
    }
}
