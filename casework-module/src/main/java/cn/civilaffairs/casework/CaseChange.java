package cn.civilaffairs.casework;

import cn.civilaffairs.casework.calendar.Limit;
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
    Limit limit;

    @Nullable
    Limit whole;

    boolean extended;
    boolean relative;

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
        limit = before.limit();
        whole = before.whole();
        extended = before.extended();
        relative = before.relative();
        handlerId = before.handlerId();
        reviewerId = before.reviewerId();
        confirmerId = before.confirmerId();
    }

    static CaseChange to(CaseFile file) {
        return new CaseChange(file);
    }

    /** @param given what the parameter sheet gives the step today; it keeps that however the sheet changes */
    CaseChange enter(Step next, LocalDate today, Limit given, WorkCalendar calendar) {
        step = next.code();
        stepSince = today;
        limit = given;
        dueOn = calendar.end(today, given);
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

    /** Gives the whole procedure more days, and the current step as many more. */
    CaseChange extend(Limit from, Limit to, Limit ofStep, WorkCalendar calendar) {
        int more = to.count() - from.count();
        whole = to;
        extended = true;
        if (dueOn != null && from.unit() == ofStep.unit()) {
            dueOn = LimitClock.later(calendar, ofStep, dueOn, more);
            limit = new Limit(ofStep.count() + more, ofStep.unit());
        }
        return this;
    }

    CaseChange reopen() {
        status = CaseStatus.OPEN;
        closedOn = null;
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
            Limit given = before.limitAt(at);
            int standing = calendar.elapsed(pausedSince, today, given.unit());
            dueOn = LimitClock.later(calendar, given, dueOn, standing);
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
