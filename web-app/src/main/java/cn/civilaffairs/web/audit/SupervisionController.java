package cn.civilaffairs.web.audit;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.audit.LogEntry;
import cn.civilaffairs.registry.audit.LogReader;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Supervision's week (查看与告警): whole numbers looked at and why, lists taken away, refusals and alarms. */
@Controller
@RequestMapping("/supervision")
class SupervisionController {

    static final int DAYS = 7;

    private final LogReader reader;
    private final ListExport export;
    private final LogWords words;
    private final LogDetails details;
    private final Show show;

    SupervisionController(LogReader reader, ListExport export, LogWords words, LogDetails details, Show show) {
        this.reader = reader;
        this.export = export;
        this.words = words;
        this.details = details;
        this.show = show;
    }

    @GetMapping
    String week(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @CurrentOfficer Officer officer,
            Model model) {
        LocalDate last = last(to);
        LocalDate first = first(from, last);
        Watched watched = Watched.of(reader, officer.scope(), first, last);
        model.addAttribute("counts", watched.counts());
        model.addAttribute("looks", watched.looks());
        model.addAttribute("alarms", watched.alarms());
        model.addAttribute("more", watched.more());
        model.addAttribute("from", first);
        model.addAttribute("to", last);
        return "audit/supervision";
    }

    @GetMapping("/list.xlsx")
    void send(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @CurrentOfficer Officer officer,
            HttpServletResponse response) {
        LocalDate last = last(to);
        LocalDate first = first(from, last);
        ListSheet<LogEntry> sheet = ListSheet.<LogEntry>of("supervision", "查看与告警")
                .text("时间", 18, entry -> show.time(entry.at()))
                .text("姓名", 10, LogEntry::name)
                .text("单位", 20, LogEntry::unit)
                .text("操作", 24, entry -> words.action(entry.action()))
                .text("结果", 10, entry -> entry.result().equals("DONE") ? "完成" : "被拒")
                .text("对象", 14, entry -> words.object(entry.objectType()))
                .text("理由", 30, LogEntry::reason)
                .text("说明", 50, details::of)
                .text("地址", 16, LogEntry::address);
        export.send(
                sheet,
                List.of("日期：" + first + " 至 " + last),
                RowSource.of(Watched.of(reader, officer.scope(), first, last).rows()),
                response);
    }

    /** The log's days are real ones, whatever a demo's date says. */
    static LocalDate last(@Nullable LocalDate to) {
        return to == null ? LocalDate.ofInstant(Instant.now(), BusinessClock.ZONE) : to;
    }

    static LocalDate first(@Nullable LocalDate from, LocalDate last) {
        return from == null ? last.minusDays(DAYS - 1L) : from;
    }
}
