package cn.civilaffairs.casework.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class WorkCalendarsTests {

    @Autowired
    private WorkCalendars calendars;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Test
    void isInstalledWithThreeYearsAndWarnsOfTheNext() {
        clock.set(LocalDate.of(2025, 11, 16));
        assertThat(calendars.missing()).isEmpty();
        clock.set(LocalDate.of(2026, 11, 16));
        assertThat(calendars.missing()).containsExactly(2027);
        assertThat(calendars.current().isWorkingDay(LocalDate.of(2024, 9, 29))).isTrue();
    }

    @Test
    void keepsWhatTheAdministratorEnteredWhenInstalledAgain() {
        Officer administrator = counties.create().officer(Role.SYS_ADMIN);
        LocalDate day = LocalDate.of(2035, 10, 1);
        Acting.as(administrator, () -> {
            calendars.addYear(2035, "国办发明电〔2034〕1号");
            calendars.put(new CalendarDay(day, CalendarDay.Kind.HOLIDAY, "国庆节"));
        });
        calendars.install();
        assertThat(calendars.current().isHoliday(day)).isTrue();

        Acting.as(administrator, () -> calendars.remove(day));
        assertThat(calendars.current().isHoliday(day)).isFalse();
    }

    @Test
    void isEditedByTheSystemAdministratorOnlyAndInYearsWithANotice() {
        TestCounty county = counties.create();
        CalendarDay day = new CalendarDay(LocalDate.of(2026, 12, 31), CalendarDay.Kind.HOLIDAY, "元旦");

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> Acting.as(county.officer(Role.TOWN_CLERK), () -> calendars.put(day)))
                .withMessage("calendar.administrator-only");
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> Acting.as(
                        county.officer(Role.SYS_ADMIN),
                        () -> calendars.put(new CalendarDay(LocalDate.of(2041, 1, 1), CalendarDay.Kind.HOLIDAY, "元旦"))))
                .withMessage("calendar.year-not-loaded");
    }
}
