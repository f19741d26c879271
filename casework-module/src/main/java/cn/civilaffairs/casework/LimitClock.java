package cn.civilaffairs.casework;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.calendar.WorkCalendar;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a limit stands (时限): “15 个工作日：已用 6，暂停 7”. All counts are in the unit of the limit.
 *
 * @param used days used up by the end of today, pauses not counted
 * @param paused days it has stood still
 * @param running whether it is counting now
 * @param left days left; negative once overdue
 */
public record LimitClock(Limit limit, int used, int paused, boolean running, int left, LocalDate dueOn) {

    /**
     * @param dueOn the deadline as kept, which past pauses have already moved
     * @param pausedDays those past pauses
     * @param pausedSince when the present one began, if there is one
     */
    public static LimitClock of(
            WorkCalendar calendar,
            Limit limit,
            LocalDate since,
            LocalDate dueOn,
            int pausedDays,
            @Nullable LocalDate pausedSince,
            LocalDate today) {
        int standing = pausedSince == null ? 0 : calendar.elapsed(pausedSince, today, limit.unit());
        int paused = pausedDays + standing;
        int used = calendar.elapsed(since, today, limit.unit()) - paused;
        LocalDate due = later(calendar, limit, dueOn, standing);
        int left = today.isAfter(due)
                ? -calendar.elapsed(due, today, limit.unit())
                : calendar.elapsed(today, due, limit.unit());
        return new LimitClock(limit, used, paused, pausedSince == null, left, due);
    }

    /** A deadline moved on by a pause. */
    static LocalDate later(WorkCalendar calendar, Limit limit, LocalDate dueOn, int pausedDays) {
        return pausedDays == 0 ? dueOn : calendar.end(dueOn, new Limit(pausedDays, limit.unit()));
    }

    public boolean isOverdue() {
        return left < 0;
    }
}
