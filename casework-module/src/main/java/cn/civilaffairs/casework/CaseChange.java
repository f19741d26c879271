package cn.civilaffairs.casework;

import cn.civilaffairs.casework.calendar.WorkCalendar;
import cn.civilaffairs.casework.procedure.Duty;
import cn.civilaffairs.casework.procedure.Step;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an act makes of a case, put together before it is written in one statement. */
final class CaseChange {

    final CaseFile before;
    CaseStatus status;
    String step;
    LocalDate stepSince;

    @Nullable
    LocalDate dueOn;

    @Nullable
    LocalDate closedOn;

    @Nullable
    LocalDate pausedSince;

    int pausedDays;
    boolean returned;

    @Nullable
    String returnTo;

    @Nullable
    UUID handlerId;

    @Nullable
    UUID reviewerId;

    @Nullable
    UUID confirmerId;

    private CaseChange(CaseFile before) {
        this.before = before;
        status = before.status();
        step = before.step();
        stepSince = before.stepSince();
        dueOn = before.dueOn();
        closedOn = before.closedOn();
        pausedSince = before.pausedSince();
        pausedDays = before.pausedDays();
        returned = before.returned();
        returnTo = before.returnTo();
        handlerId = before.handlerId();
        reviewerId = before.reviewerId();
        confirmerId = before.confirmerId();
    }

    static CaseChange to(CaseFile file) {
        return new CaseChange(file);
    }

    CaseChange enter(Step next, LocalDate today, LocalDate due) {
        step = next.code();
        stepSince = today;
        dueOn = due;
        pausedSince = null;
        pausedDays = 0;
        returned = false;
        returnTo = null;
        return this;
    }

    CaseChange returnedBy(String returner) {
        returned = true;
        returnTo = returner;
        return this;
    }

    CaseChange close(CaseStatus outcome, LocalDate today) {
        status = outcome;
        closedOn = today;
        dueOn = null;
        pausedSince = null;
        returned = false;
        returnTo = null;
        return this;
    }

    CaseChange due(LocalDate date) {
        dueOn = date;
        return this;
    }

    CaseChange pause(LocalDate today) {
        pausedSince = today;
        return this;
    }

    CaseChange resume(Step at, WorkCalendar calendar, LocalDate today) {
        if (pausedSince != null && dueOn != null) {
            int standing = calendar.elapsed(pausedSince, today, at.limit().unit());
            dueOn = LimitClock.later(calendar, at.limit(), dueOn, standing);
            pausedDays += standing;
        }
        pausedSince = null;
        return this;
    }

    /** The three hands as the database compares them. */
    CaseChange by(Duty duty, UUID officer) {
        switch (duty) {
            case HANDLE -> handlerId = officer;
            case REVIEW -> reviewerId = officer;
            case CONFIRM -> confirmerId = officer;
        }
        return this;
    }
}
