package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.casework.calendar.WorkCalendar;
import cn.civilaffairs.casework.calendar.WorkCalendars;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.TownTotal;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Takes a month's run from its start to its end (月度发放), each step by the officer whose it is, on a working day. */
@Component
@Conditional(OnDemoServer.class)
class MonthlyRuns {

    private final PaymentRunDesk runs;
    private final WorkCalendars calendars;
    private final BusinessClock clock;

    MonthlyRuns(PaymentRunDesk runs, WorkCalendars calendars, BusinessClock clock) {
        this.runs = runs;
        this.calendars = calendars;
        this.clock = clock;
    }

    void play(YearMonth month, Crew crew) {
        WorkCalendar calendar = calendars.current();
        LocalDate day = calendar.workingDayAfter(month.atDay(15));
        UUID run = on(day, 9, crew.named("fm_1"), () -> runs.startNow(MinimumLivingAllowance.CODE, month));
        day = calendar.workingDayAfter(day);
        confirm(run, day, crew);
        day = calendar.workingDayAfter(day);
        on(day, 10, crew.named("fc_1"), () -> check(run));
        on(day, 15, crew.named("fs_1"), () -> sign(run));
    }

    private void confirm(UUID run, LocalDate day, Crew crew) {
        List<TownTotal> towns = on(day, 9, crew.named("cc_1"), () -> runs.towns(run));
        for (TownTotal town : towns) {
            Officer reviewer = crew.reviewerOf(town.town());
            on(day, 9 + town.town().value().charAt(8) % 8, reviewer, () -> {
                runs.confirm(run, town.town(), null);
                return town;
            });
        }
    }

    private PaymentRun check(UUID run) {
        runs.check(run, runs.find(run).version());
        return runs.find(run);
    }

    private PaymentRun sign(UUID run) {
        PaymentRun checked = runs.find(run);
        runs.sign(run, checked.version(), checked.households(), checked.amount());
        return runs.find(run);
    }

    private <T> T on(LocalDate day, int hour, Officer officer, Supplier<T> act) {
        clock.moveTo(day.atTime(hour, 20));
        return Acting.as(officer, act);
    }
}
