package cn.civilaffairs.web.audit;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.audit.LogEntry;
import cn.civilaffairs.registry.audit.LogReader;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The operation log as a workbook, filtered as on the page. */
@Controller
class AuditExportController {

    private final LogReader reader;
    private final ListExport export;
    private final AuditSubjects subjects;
    private final LogWords words;
    private final LogDetails details;
    private final Show show;

    AuditExportController(
            LogReader reader,
            ListExport export,
            AuditSubjects subjects,
            LogWords words,
            LogDetails details,
            Show show) {
        this.reader = reader;
        this.subjects = subjects;
        this.export = export;
        this.words = words;
        this.details = details;
        this.show = show;
    }

    @GetMapping("/audit/list.xlsx")
    void send(
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String object,
            @RequestParam(required = false) @Nullable UUID about,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @CurrentOfficer Officer officer,
            HttpServletResponse response) {
        LocalDate last = to == null ? LocalDate.ofInstant(Instant.now(), BusinessClock.ZONE) : to;
        LocalDate first = from == null ? last.minusDays(30) : from;
        FilterWords said = new FilterWords()
                .say("日期", first + " 至 " + last)
                .say("登录名", login)
                .say("对象", about == null ? object : "与 " + about + " 有关的家庭档案、成员、账户、办件、待遇")
                .say("操作", action);
        ListSheet<LogEntry> sheet = ListSheet.<LogEntry>of("operation-log", "操作日志")
                .text("时间", 18, entry -> show.time(entry.at()))
                .text("登录名", 12, LogEntry::login)
                .text("姓名", 10, LogEntry::name)
                .text("单位", 20, LogEntry::unit)
                .text("操作", 24, entry -> words.action(entry.action()))
                .text("对象", 14, entry -> words.object(entry.objectType()))
                .text("对象编号", 38, LogEntry::objectId)
                .text("结果", 10, entry -> entry.result().equals("DONE") ? "完成" : "拒绝")
                .text("原因", 20, LogEntry::reason)
                .text("说明", 50, details::of)
                .text("地址", 16, LogEntry::address);
        List<String> objects = subjects.named(object.strip(), about, officer.scope());
        export.send(
                sheet, said.list(), rows(login.strip(), objects, words.code(action.strip()), first, last), response);
    }

    /** Newest first, each part beginning where the one before ended. */
    private RowSource<LogEntry> rows(String login, List<String> objects, String action, LocalDate from, LocalDate to) {
        return (Consumer<LogEntry> each) -> {
            long before = Long.MAX_VALUE;
            List<LogEntry> part;
            do {
                part = reader.find(login, objects, action, from, to, before, RowSource.PAGE);
                part.forEach(each);
                before = part.isEmpty() ? before : part.get(part.size() - 1).id();
            } while (part.size() == RowSource.PAGE);
        };
    }
}
