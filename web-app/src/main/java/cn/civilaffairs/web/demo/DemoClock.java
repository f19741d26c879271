package cn.civilaffairs.web.demo;

import cn.civilaffairs.casework.calendar.WorkCalendars;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The demo county's own date (演示日期), kept between starts as its distance from the machine's clock. */
@Service
@Transactional
@Conditional(OnDemoServer.class)
class DemoClock {

    private static final LocalTime OFFICE_OPENS = LocalTime.of(9, 0);

    private final BusinessClock clock;
    private final WorkCalendars calendars;
    private final JdbcClient jdbc;
    private final OperationLog log;

    DemoClock(BusinessClock clock, WorkCalendars calendars, JdbcClient jdbc, OperationLog log) {
        this.clock = clock;
        this.calendars = calendars;
        this.jdbc = jdbc;
        this.log = log;
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    void advance(int days) {
        moveTo(today().plusDays(days));
    }

    void advanceToWorkingDay() {
        moveTo(calendars.current().workingDayAfter(today()));
    }

    private void moveTo(LocalDate day) {
        keep(day.atTime(OFFICE_OPENS));
        log.done("DEMO_CLOCK_MOVED", "DEMO_CLOCK", null, null, day.toString());
    }

    /** Sets the clock and remembers it. */
    void keep(LocalDateTime time) {
        clock.moveTo(time);
        jdbc.sql("""
                        insert into registry.demo_clock (offset_millis) values (?)
                        on conflict (only_one) do update set offset_millis = excluded.offset_millis""").param(clock.offset().toMillis()).update();
    }

    /** Takes up the date of the last start. */
    void restore() {
        jdbc.sql("select offset_millis from registry.demo_clock")
                .query(Long.class)
                .optional()
                .ifPresent(millis -> clock.useOffset(Duration.ofMillis(millis)));
    }
}
