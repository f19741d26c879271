package cn.civilaffairs.casework.calendar;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.OncePerTransaction;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the working calendar, which a system administrator completes each autumn when the new notice is out. */
@Service
@Transactional
public class WorkCalendars {

    private final CalendarDays days;
    private final OperationLog log;
    private final Clock clock;
    private final OncePerTransaction<WorkCalendar> current = new OncePerTransaction<>();

    WorkCalendars(CalendarDays days, OperationLog log, Clock clock) {
        this.days = days;
        this.log = log;
        this.clock = clock;
    }

    /** Loads the years that come with the product and are not there yet; an edited year is left as it is. */
    @EventListener(ApplicationStartedEvent.class)
    public void install() {
        Set<Integer> loaded = days.years();
        CalendarNotice.SHIPPED.stream()
                .filter(year -> !loaded.contains(year))
                .map(CalendarNotice::shipped)
                .forEach(year -> {
                    days.addYear(year.year(), year.document(), null);
                    year.days().forEach(days::put);
                });
    }

    @Transactional(readOnly = true)
    public WorkCalendar current() {
        return current.get("current", () -> WorkCalendar.of(days.years(), days.all()));
    }

    @Transactional(readOnly = true)
    public List<CalendarYear> years() {
        return days.yearsWithDays();
    }

    /** Of this year and the next, those nobody has entered: limits that reach into them are counted by weekdays alone. */
    @Transactional(readOnly = true)
    public SortedSet<Integer> missing() {
        LocalDate today = LocalDate.now(clock);
        return current().missingYears(today, today.plusYears(1));
    }

    /** Says that a year's notice is out; its days are entered one by one. */
    public void addYear(int year, String document) {
        requireAdministrator();
        if (year < 2000 || year > 2100) {
            throw new RuleViolation("calendar.year-impossible", String.valueOf(year));
        }
        RuleViolation.ifBlank(document, "calendar.document-missing");
        days.addYear(year, document.strip(), Acting.officer().id());
        current.forget();
        log.done("CALENDAR_YEAR_ADDED", "calendar", year, null, document.strip());
    }

    public void put(CalendarDay day) {
        requireAdministrator();
        if (!days.years().contains(day.day().getYear())) {
            throw new RuleViolation(
                    "calendar.year-not-loaded", String.valueOf(day.day().getYear()));
        }
        RuleViolation.ifBlank(day.name(), "calendar.name-missing");
        days.put(day);
        current.forget();
        log.done("CALENDAR_DAY_PUT", "calendar", day.day(), null, day.kind() + " " + day.name());
    }

    /** Makes a day an ordinary one again. */
    public void remove(LocalDate day) {
        requireAdministrator();
        if (days.remove(day) > 0) {
            current.forget();
            log.done("CALENDAR_DAY_REMOVED", "calendar", day, null, "");
        }
    }

    private static void requireAdministrator() {
        AccessDecision.require(Acting.officer(), Action.MAINTAIN_CALENDAR, "calendar.administrator-only");
    }
}
