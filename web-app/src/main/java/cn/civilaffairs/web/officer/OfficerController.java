package cn.civilaffairs.web.officer;

import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.officer.Appointing;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.officer.OfficerSummary;
import cn.civilaffairs.registry.officer.SecondFactor;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.Submission;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Accounts and appointments: one administrator creates, another grants. */
@Controller
@RequestMapping("/admin/officers")
class OfficerController {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
    private static final int PAGE = 50;

    private final OfficerAccounts accounts;
    private final Appointing appointing;
    private final SecondFactor factor;
    private final PasswordEncoder encoder;
    private final ListExport export;
    private final PostWords postWords;
    private final Show show;

    OfficerController(
            OfficerAccounts accounts,
            Appointing appointing,
            SecondFactor factor,
            PasswordEncoder encoder,
            ListExport export,
            PostWords postWords,
            Show show) {
        this.export = export;
        this.postWords = postWords;
        this.show = show;
        this.accounts = accounts;
        this.appointing = appointing;
        this.factor = factor;
        this.encoder = encoder;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String text, @RequestParam(defaultValue = "1") int page, Model model) {
        var found = accounts.list(text.strip(), PAGE + 1, (Math.max(page, 1) - 1) * PAGE);
        model.addAttribute("officers", found.subList(0, Math.min(PAGE, found.size())));
        model.addAttribute("more", found.size() > PAGE);
        model.addAttribute("text", text);
        model.addAttribute("page", page);
        model.addAttribute("roles", Role.values());
        model.addAttribute("lines", LineOfBusiness.values());
        model.addAttribute("wishes", appointing.open());
        model.addAttribute("contradictions", appointing.contradictions());
        return "officers/list";
    }

    /** The accounts as a workbook, filtered as on the page. */
    @GetMapping("/list.xlsx")
    void send(@RequestParam(defaultValue = "") String text, HttpServletResponse response) {
        ListSheet<OfficerSummary> sheet = ListSheet.<OfficerSummary>of("officers", "人员账号")
                .impersonal()
                .text("用户名", 14, OfficerSummary::login)
                .text("姓名", 12, OfficerSummary::name)
                .text("单位", 24, OfficerSummary::unit)
                .text("服务区域", 24, OfficerSummary::area)
                .text(
                        "岗位",
                        40,
                        officer -> officer.posts().stream().map(postWords::of).collect(Collectors.joining("、")))
                .text("最近登录", 18, officer -> show.time(officer.lastSignIn()))
                .text("状态", 10, officer -> !officer.enabled() ? "已停用" : officer.locked() ? "已锁定" : "正常");
        export.send(
                sheet,
                text.isBlank() ? List.of() : List.of("查找：" + text.strip()),
                RowSource.paged((limit, offset) -> accounts.list(text.strip(), limit, offset)),
                response);
    }

    @GetMapping("/new")
    @May(Action.MAINTAIN_ACCOUNT)
    String form(Model model) {
        model.addAttribute("form", new AccountForm("", "", "", ""));
        return "officers/form";
    }

    @PostMapping
    @May(Action.MAINTAIN_ACCOUNT)
    String create(@Valid @ModelAttribute("form") AccountForm form, BindingResult errors, RedirectAttributes notice) {
        String password = oneTimePassword();
        return Submission.of(
                        errors,
                        () -> accounts.create(
                                form.login(),
                                form.name().strip(),
                                form.unit().strip(),
                                AreaCode.of(form.area()),
                                encoder.encode(password)))
                .map(id -> {
                    notice.addFlashAttribute(
                            "done", "已新建账号 " + form.login() + "，一次性密码 " + password + "（24 小时内有效，只显示这一次）。请安全管理员为其授予岗位。");
                    return "redirect:/admin/officers";
                })
                .orElse("officers/form");
    }

    @PostMapping("/{id}/password")
    @May(Action.MAINTAIN_ACCOUNT)
    String reset(@PathVariable UUID id, RedirectAttributes notice) {
        String password = oneTimePassword();
        accounts.resetPassword(id, encoder.encode(password));
        notice.addFlashAttribute("done", "已重置，一次性密码 " + password + "（24 小时内有效，只显示这一次）。");
        return "redirect:/admin/officers";
    }

    @PostMapping("/{id}/enabled")
    @May(Action.MAINTAIN_ACCOUNT)
    String enable(@PathVariable UUID id, @RequestParam boolean enabled, RedirectAttributes notice) {
        accounts.enable(id, enabled);
        notice.addFlashAttribute("done", enabled ? "账号已启用。" : "账号已停用，其登录立即失效。");
        return "redirect:/admin/officers";
    }

    @PostMapping("/{id}/grants")
    @May(Action.GRANT_ROLE)
    String grant(
            @PathVariable UUID id,
            @RequestParam Role role,
            @RequestParam LineOfBusiness line,
            RedirectAttributes notice) {
        notice.addFlashAttribute(
                "done", appointing.appoint(id, role, line) ? "已授予岗位，该账号须重新登录。" : "已提出，等该条线的分管领导批准后生效。");
        return "redirect:/admin/officers";
    }

    @PostMapping("/{id}/grants/{role}/end")
    @May(Action.GRANT_ROLE)
    String revoke(@PathVariable UUID id, @PathVariable Role role, RedirectAttributes notice) {
        accounts.revoke(id, role);
        notice.addFlashAttribute("done", "已收回岗位，该账号须重新登录。");
        return "redirect:/admin/officers";
    }

    /** Takes a lost second factor away, after its owner was identified in person. */
    @PostMapping("/{id}/factor/reset")
    @May(Action.GRANT_ROLE)
    String resetFactor(@PathVariable UUID id, @RequestParam String how, RedirectAttributes notice) {
        factor.reset(id, how);
        notice.addFlashAttribute("done", "动态口令已重置，该账号下次登录时重新绑定。");
        return "redirect:/admin/officers";
    }

    private static String oneTimePassword() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 14; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    record AccountForm(
            @Pattern(regexp = "[a-z][a-z0-9_]{1,31}", message = "用户名为 2 至 32 位小写字母、数字或下划线，以字母开头")
            String login,

            @NotBlank(message = "请填写姓名") String name,
            @NotBlank(message = "请填写单位") String unit,

            @Pattern(regexp = "[0-9]{12}", message = "请填写 12 位区划代码")
            String area) {}
}
