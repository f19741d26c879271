package cn.civilaffairs.web.security;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.web.demo.DemoNotice;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.stream.Stream;
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

    private static final Map<String, String> NOTICES = Map.of(
            "error", "用户名或密码不正确,或账号已锁定。",
            "out", "您已退出。",
            "elsewhere", "您的账号在别处登录,本页已退出。",
            "changed", "您的岗位或账号刚刚变更,请重新登录。");

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
            Model model) {
        String refusal = refusal(officer, current, fresh, again);
        if (refusal != null) {
            model.addAttribute("refusal", refusal);
            return "password";
        }
        accounts.changePassword(officer, encoder.encode(fresh));
        return "redirect:/login?changed";
    }

    private @Nullable String refusal(Officer officer, String current, String fresh, String again) {
        String stored = accounts.byId(officer.id()).orElseThrow().passwordHash();
        if (!encoder.matches(current, stored)) {
            return "当前密码不正确。";
        }
        if (!fresh.equals(again)) {
            return "两次输入的新密码不一致。";
        }
        if (fresh.length() < 10 || classes(fresh) < 3 || fresh.toLowerCase().contains(officer.login())) {
            return "请换一个更长、更不常见的密码:至少 10 位,含大写字母、小写字母、数字、符号中的三类,不含用户名。";
        }
        boolean used = accounts.recentPasswords(officer.id()).stream().anyMatch(hash -> encoder.matches(fresh, hash));
        return used ? "不能使用最近 5 次用过的密码。" : null;
    }

    private static long classes(String password) {
        return Stream.<java.util.function.IntPredicate>of(
                        Character::isUpperCase,
                        Character::isLowerCase,
                        Character::isDigit,
                        c -> !Character.isLetterOrDigit(c) || Character.isIdeographic(c))
                .filter(kind -> password.codePoints().anyMatch(kind))
                .count();
    }
}
