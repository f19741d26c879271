package cn.civilaffairs.web.officer;

import cn.civilaffairs.casework.procedure.Procedures;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.database.ActingApart;
import cn.civilaffairs.registry.officer.OfficerAccount;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.officer.SecondFactor;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.OfficerPrincipal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Why an officer does not see a file (权限排查), answered to the security administrator from the same rules that decide, and
 * without showing anything of the file itself.
 */
@Controller
@RequestMapping("/admin/access")
class AccessController {

    private final OfficerAccounts accounts;
    private final SecondFactor factor;
    private final AccessSubjects subjects;
    private final AreaRegister areas;
    private final Procedures procedures;
    private final WebInvocationPrivilegeEvaluator pages;
    private final ActingApart apart;
    private final Words words;
    private final Clock clock;

    AccessController(
            OfficerAccounts accounts,
            SecondFactor factor,
            AccessSubjects subjects,
            AreaRegister areas,
            Procedures procedures,
            WebInvocationPrivilegeEvaluator pages,
            ActingApart apart,
            Words words,
            Clock clock) {
        this.accounts = accounts;
        this.factor = factor;
        this.subjects = subjects;
        this.areas = areas;
        this.procedures = procedures;
        this.pages = pages;
        this.apart = apart;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    String ask(
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String number,
            @CurrentOfficer Officer administrator,
            Model model) {
        model.addAttribute("login", login);
        model.addAttribute("number", number);
        if (!login.isBlank() && !number.isBlank()) {
            Optional<OfficerAccount> account = accounts.byLogin(login.strip().toLowerCase(Locale.ROOT));
            Optional<AccessSubjects.Subject> subject = subjects.numbered(number.strip(), administrator.scope());
            if (account.isEmpty()) {
                model.addAttribute("unknown", "没有用户名为“" + login.strip() + "”的账号。");
            } else if (subject.isEmpty()) {
                model.addAttribute("unknown", "没有编号为“" + number.strip() + "”的家庭档案或办件，请核对编号。");
            } else {
                List<Finding> findings = findings(account.get(), subject.get());
                model.addAttribute("findings", findings);
                model.addAttribute("sees", findings.stream().allMatch(Finding::fine));
            }
        }
        return "officers/access";
    }

    private List<Finding> findings(OfficerAccount account, AccessSubjects.Subject subject) {
        Officer officer = account.officer();
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding("账号", account.enabled(), account.enabled() ? "在用" : "已停用，或一次性密码已过期"));
        boolean locked = account.lockedAt(clock.instant());
        findings.add(new Finding("登录", !locked, locked ? "连续输错密码，暂时锁定" : "未锁定"));
        boolean pending = account.mustChange() || account.expired();
        findings.add(new Finding("密码", !pending, pending ? "须先修改密码才能打开其他页面" : "有效"));
        boolean unbound = factor.isRequiredOf(officer) && !factor.isSetUp(officer);
        findings.add(new Finding("动态口令", !unbound, unbound ? "岗位要求绑定动态口令，尚未绑定" : "无碍"));
        String roles = officer.roles().stream().map(words::of).sorted().collect(Collectors.joining("、"));
        boolean opens = pages.isAllowed(
                subject.address(),
                UsernamePasswordAuthenticationToken.authenticated(
                        officer, null, OfficerPrincipal.authorities(officer)));
        findings.add(new Finding(
                "岗位", opens, roles.isEmpty() ? "没有在期内的岗位" : opens ? roles + "可打开这类页面" : roles + "不能打开这类页面"));
        boolean inside = officer.scope().covers(subject.area());
        findings.add(new Finding(
                "区域",
                inside,
                "服务区域为" + areas.localName(officer.area()) + "，这份档案在" + areas.localName(subject.area())
                        + (inside ? "" : "，不在服务区域内")));
        boolean line = true;
        if (subject.matter() != null) {
            line = AccessDecision.may(
                    officer, Action.VIEW_CASE, procedures.of(subject.matter()).line());
            findings.add(new Finding("条线", line, line ? "属于其业务条线" : "不属于其业务条线，可以看到但不能办理"));
        }
        boolean limited = inside && line && !apart.as(officer, () -> subjects.isSeen(subject, officer.scope()));
        findings.add(new Finding("限制查看", !limited, limited ? "已设限制查看：该账号不是指定的承办人，也没有在有效期内的查看批准" : "没有设限，或已对该账号开放"));
        return findings;
    }

    /** One of the conditions. */
    record Finding(String what, boolean fine, String why) {}
}
