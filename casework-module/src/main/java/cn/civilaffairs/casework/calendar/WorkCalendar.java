package cn.civilaffairs.casework.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts days as the offices do (工作日历): Monday to Friday, but for the holidays and make-up days of the State Council's
 * yearly notice. Periods start on the day after the event, and one that would end on a statutory holiday ends on the first
 * day after it (民法典 art. 201, 203; benefits handbook §1.3). Units: whole days.
 *
 * <p>A year whose notice has not been entered is counted by its weekdays alone; {@link #missingYears} says so, and every
 * page that shows such a date must too.
 */
public final class WorkCalendar {

    private final Set<Integer> years;
    private final Map<LocalDate, CalendarDay> days;

    private WorkCalendar(Set<Integer> years, Map<LocalDate, CalendarDay> days) {
        this.years = years;
        this.days = days;
    }

    public static WorkCalendar of(Set<Integer> years, Collection<CalendarDay> days) {
        return new WorkCalendar(
                Set.copyOf(years),
                days.stream().collect(Collectors.toUnmodifiableMap(CalendarDay::day, Function.identity())));
    }

    public boolean isWorkingDay(LocalDate date) {
        CalendarDay day = days.get(date);
        if (day != null) {
            return day.kind() == CalendarDay.Kind.MAKE_UP;
        }
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    public boolean isHoliday(LocalDate date) {
        CalendarDay day = days.get(date);
        return day != null && day.kind() == CalendarDay.Kind.HOLIDAY;
    }

    /** The last day of a period that an event starts. */
    public LocalDate end(LocalDate event, Limit limit) {
        return limit.unit() == DayUnit.WORKING_DAYS
                ? plusWorkingDays(event, limit.count())
                : plusDays(event, limit.count());
    }

    public LocalDate plusWorkingDays(LocalDate event, int count) {
        LocalDate date = event;
        for (int left = count; left > 0; left--) {
            date = workingDayAfter(date);
        }
        return date;
    }

    public LocalDate plusDays(LocalDate event, int count) {
        LocalDate date = event.plusDays(count);
        while (isHoliday(date)) {
            date = date.plusDays(1);
        }
        return date;
    }

    /** A period in months ends on the day of the month it began on, or on the last day of a shorter one. */
    public LocalDate plusMonths(LocalDate event, int count) {
        LocalDate date = event.plusMonths(count);
        while (isHoliday(date)) {
            date = date.plusDays(1);
        }
        return date;
    }

    /** When the office can act at the earliest once a day, such as the last of a posting, is over. */
    public LocalDate workingDayAfter(LocalDate date) {
        LocalDate next = date.plusDays(1);
        while (!isWorkingDay(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    /** The working day that lies so many working days back; today itself, if it is one, does not count. */
    public LocalDate workingDaysAgo(LocalDate today, int count) {
        LocalDate date = today;
        for (int left = count; left > 0; left--) {
            do {
                date = date.minusDays(1);
            } while (!isWorkingDay(date));
        }
        return date;
    }

    /** How much of a period is used up at the end of a day; zero on the day of the event itself. */
    public int elapsed(LocalDate event, LocalDate today, DayUnit unit) {
        if (!today.isAfter(event)) {
            return 0;
        }
        return (int) event.plusDays(1)
                .datesUntil(today.plusDays(1))
                .filter(date -> unit == DayUnit.DAYS || isWorkingDay(date))
                .count();
    }

    public boolean covers(int year) {
        return years.contains(year);
    }

    /** The years between two dates whose holidays are not known here. */
    public SortedSet<Integer> missingYears(LocalDate from, LocalDate to) {
        return IntStream.rangeClosed(from.getYear(), to.getYear())
                .filter(year -> !covers(year))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
