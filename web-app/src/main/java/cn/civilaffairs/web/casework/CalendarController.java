package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.calendar.CalendarDay;
import cn.civilaffairs.casework.calendar.WorkCalendars;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.web.Submission;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The working calendar (工作日历): everybody may look, the system administrator enters each year's notice. */
@Controller
@RequestMapping("/calendar")
class CalendarController {

    private final WorkCalendars calendars;
    private final ListExport export;
    private final Words words;

    CalendarController(WorkCalendars calendars, ListExport export, Words words) {
        this.export = export;
        this.words = words;
        this.calendars = calendars;
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("form", new DayForm(null, CalendarDay.Kind.HOLIDAY, ""));
        return page(model);
    }

    private String page(Model model) {
        model.addAttribute("years", calendars.years());
        model.addAttribute("missing", List.copyOf(calendars.missing()));
        model.addAttribute("kinds", CalendarDay.Kind.values());
        return "calendar/show";
    }

    /** Every day that is not what its weekday says, as a workbook. */
    @GetMapping("/list.xlsx")
    void send(HttpServletResponse response) {
        ListSheet<CalendarDay> sheet = ListSheet.<CalendarDay>of("calendar", "工作日历")
                .impersonal()
                .date("日期", CalendarDay::day)
                .text(
                        "星期",
                        10,
                        day -> day.day().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.SIMPLIFIED_CHINESE))
                .text("安排", 12, day -> words.of("DayKind", day.kind().name()))
                .text("节日", 16, CalendarDay::name);
        List<CalendarDay> days =
                calendars.years().stream().flatMap(year -> year.days().stream()).toList();
        export.send(sheet, List.of(), RowSource.of(days), response);
    }

    @PostMapping("/years")
    @May(Action.MAINTAIN_CALENDAR)
    String addYear(@RequestParam int year, @RequestParam String document, RedirectAttributes notice) {
        calendars.addYear(year, document);
        notice.addFlashAttribute("done", "已录入 " + year + " 年放假通知，请逐日录入放假和调休上班日。");
        return "redirect:/calendar";
    }

    @PostMapping("/days")
    @May(Action.MAINTAIN_CALENDAR)
    String put(@ModelAttribute("form") DayForm form, BindingResult errors, Model model, RedirectAttributes notice) {
        LocalDate day = form.day();
        CalendarDay.Kind kind = form.kind();
        if (day == null) {
            errors.rejectValue("day", "calendar.day-missing");
        }
        if (day == null
                || kind == null
                || !Submission.done(
                        errors,
                        () -> calendars.put(new CalendarDay(day, kind, form.name() == null ? "" : form.name())))) {
            return page(model);
        }
        notice.addFlashAttribute("done", "已录入 " + day + "。");
        return "redirect:/calendar";
    }

    @PostMapping("/days/remove")
    @May(Action.MAINTAIN_CALENDAR)
    String remove(@RequestParam LocalDate day, RedirectAttributes notice) {
        calendars.remove(day);
        notice.addFlashAttribute("done", day + " 已恢复为普通日子。");
        return "redirect:/calendar";
    }

    /** A day as typed in. */
    record DayForm(
            @Nullable LocalDate day,
            CalendarDay.@Nullable Kind kind,
            @Nullable String name) {}
}
