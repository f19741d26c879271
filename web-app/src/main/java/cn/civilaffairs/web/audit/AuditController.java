package cn.civilaffairs.web.audit;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.audit.LogChain;
import cn.civilaffairs.registry.audit.LogEntry;
import cn.civilaffairs.registry.audit.LogReader;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.security.CurrentOfficer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/audit")
class AuditController {

    private static final int PAGE = 50;

    private final LogReader reader;
    private final AuditSubjects subjects;
    private final LogWords words;
    private final LogChain chain;
    private final OperationLog log;

    AuditController(LogReader reader, AuditSubjects subjects, LogWords words, LogChain chain, OperationLog log) {
        this.reader = reader;
        this.subjects = subjects;
        this.words = words;
        this.chain = chain;
        this.log = log;
    }

    /**
     * The log's times are the database's own, so the default days are real ones, whatever a demo's date says.
     *
     * @param about a family or somebody in it: everything the log knows of either
     */
    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String object,
            @RequestParam(required = false) @Nullable UUID about,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @CurrentOfficer Officer officer,
            Model model) {
        LocalDate lastDay = to == null ? LocalDate.ofInstant(Instant.now(), BusinessClock.ZONE) : to;
        LocalDate firstDay = from == null ? lastDay.minusDays(30) : from;
        List<LogEntry> found = reader.find(
                login.strip(),
                subjects.named(object.strip(), about, officer.scope()),
                words.code(action.strip()),
                firstDay,
                lastDay,
                before,
                PAGE + 1);
        model.addAttribute("entries", found.subList(0, Math.min(PAGE, found.size())));
        model.addAttribute("next", found.size() > PAGE ? found.get(PAGE - 1).id() : null);
        model.addAttribute("login", login);
        model.addAttribute("object", object);
        model.addAttribute("about", about);
        model.addAttribute("action", action);
        model.addAttribute("from", firstDay);
        model.addAttribute("to", lastDay);
        return "audit/list";
    }

    /** Who looked at whom: by POST, because what is typed may be a whole identity number. */
    @PostMapping("/about")
    String about(@RequestParam String number, @CurrentOfficer Officer officer, RedirectAttributes to) {
        Optional<UUID> found = subjects.numbered(number, officer.scope());
        if (found.isEmpty()) {
            to.addFlashAttribute("refusal", "没有这个档案编号、办件编号或证件号码。证件号码须为完整的 18 位。");
            return "redirect:/audit";
        }
        to.addAttribute("about", found.get());
        return "redirect:/audit";
    }

    @PostMapping("/verify")
    String verify(RedirectAttributes notice) {
        LogChain.Verdict verdict = chain.verify(null);
        log.done("AUDIT_VERIFIED", "operation_log", null, null, verdict.message());
        notice.addFlashAttribute(verdict.exit() == 0 ? "done" : "refusal", verdict.message());
        return "redirect:/audit";
    }
}
