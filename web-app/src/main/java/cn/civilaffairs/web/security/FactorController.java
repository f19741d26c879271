package cn.civilaffairs.web.security;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.officer.SecondFactor;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Setting up the second factor, and giving its code (动态口令). */
@Controller
class FactorController {

    private static final String ISSUER = "民政综合服务平台";

    private final SecondFactor factor;

    FactorController(SecondFactor factor) {
        this.factor = factor;
    }

    @GetMapping("/factor")
    String ask(
            @CurrentOfficer Officer officer,
            @RequestParam(name = "return", defaultValue = "/desk") String page,
            Model model) {
        model.addAttribute("page", local(page));
        model.addAttribute("signing", !local(page).equals("/desk"));
        if (!factor.isSetUp(officer)) {
            String secret = factor.prepare(officer);
            model.addAttribute("secret", secret.replaceAll("(.{4})", "$1 ").strip());
            model.addAttribute("code", QrCode.path(address(officer.login(), secret)));
            model.addAttribute("side", QrCode.side(address(officer.login(), secret)));
        }
        return "factor";
    }

    @PostMapping("/factor")
    String give(
            @CurrentOfficer Officer officer,
            @RequestParam String code,
            @RequestParam(name = "return", defaultValue = "/desk") String page,
            HttpSession session) {
        if (!factor.confirm(officer, code)) {
            return "redirect:/factor?error&return=" + URLEncoder.encode(local(page), StandardCharsets.UTF_8);
        }
        SignInSession.factorPassed(session);
        return "redirect:" + local(page);
    }

    /** A page of ours, never another host's. */
    private static String local(String page) {
        return page.matches("/[A-Za-z0-9][A-Za-z0-9/_-]*") ? page : "/desk";
    }

    private static String address(String login, String secret) {
        String issuer = URLEncoder.encode(ISSUER, StandardCharsets.UTF_8);
        return "otpauth://totp/" + issuer + ":" + login + "?secret=" + secret + "&issuer=" + issuer;
    }
}
