package cn.civilaffairs.casework;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.calendar.WorkCalendar;
import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.casework.procedure.Step;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the limits of a case off what is kept of it. */
record LimitClocks(WorkCalendar calendar, LocalDate today) {

    /** From a refusal to its being revoked nothing runs either. */
    private static final Set<CaseAct> STANDSTILL =
            Set.of(CaseAct.PAUSE, CaseAct.ASK_PAPERS, CaseAct.REFUSE, CaseAct.ABORT);

    @Nullable
    LimitClock ofStep(CaseFile file, Step step) {
        if (file.dueOn() == null) {
            return null;
        }
        return LimitClock.of(
                calendar,
                limit(file, step, file.dueOn()),
                file.stepSince(),
                file.dueOn(),
                file.pausedDays(),
                file.pausedSince(),
                today);
    }

    /** A posting moves the deadline to the working day after its end, and so makes the step as long as that. */
    private Limit limit(CaseFile file, Step step, LocalDate dueOn) {
        Limit given = file.limitAt(step);
        int days = calendar.elapsed(file.stepSince(), dueOn, given.unit()) - file.pausedDays();
        return step.posting() == null || days <= given.count() ? given : new Limit(days, given.unit());
    }

    @Nullable
    LimitClock ofWhole(CaseFile file, Procedure procedure, List<CaseEntry> entries) {
        Limit limit = file.wholeOf(procedure);
        if (limit == null) {
            return null;
        }
        LocalDate until = file.closedOn() == null ? today : file.closedOn();
        int paused = pausedBefore(entries, limit);
        LocalDate due = LimitClock.later(calendar, limit, calendar.end(file.openedOn(), limit), paused);
        return LimitClock.of(calendar, limit, file.openedOn(), due, paused, file.pausedSince(), until);
    }

    /** Pauses that are over: each runs from its beginning to whatever next set the limit going. */
    private int pausedBefore(List<CaseEntry> entries, Limit limit) {
        int paused = 0;
        LocalDate since = null;
        for (CaseEntry entry : entries) {
            LocalDate on = LocalDate.ofInstant(entry.at(), BusinessClock.ZONE);
            if (since == null && STANDSTILL.contains(entry.act())) {
                since = on;
            } else if (since != null && endsPause(entry)) {
                paused += calendar.elapsed(since, on, limit.unit());
                since = null;
            }
        }
        return paused;
    }

    private static boolean endsPause(CaseEntry entry) {
        return entry.act() == CaseAct.RESUME
                || entry.act() == CaseAct.REOPEN
                || entry.toStep() != null
                || entry.act() == CaseAct.PAPERS && entry.dueOn() != null;
    }
}
