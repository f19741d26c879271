package cn.civilaffairs.casework.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkCalendarTests {

    private static final WorkCalendar CALENDAR = WorkCalendar.of(
            Set.copyOf(CalendarNotice.SHIPPED),
            CalendarNotice.SHIPPED.stream()
                    .flatMap(year -> CalendarNotice.shipped(year).days().stream())
                    .toList());

    /** Benefits handbook, example E49. */
    @ParameterizedTest
    @CsvSource({"3, 2024-09-26", "30, 2024-11-07", "45, 2024-11-28"})
    void countsWorkingDaysAcrossNationalDay_E49(int days, LocalDate due) {
        LocalDate accepted = LocalDate.of(2024, 9, 23);

        assertThat(CALENDAR.plusWorkingDays(accepted, days)).isEqualTo(due);
    }

    @Test
    void wouldBeThreeDaysShortIfItCountedWeekdaysOnly_E49() {
        assertThat(WorkCalendar.of(Set.of(), List.of()).plusWorkingDays(LocalDate.of(2024, 9, 23), 30))
                .isEqualTo("2024-11-04");
    }

    /** Benefits handbook, example E50. */
    @Test
    void actsOnTheMakeUpSundayAfterAPosting_E50() {
        LocalDate ends = CALENDAR.end(LocalDate.of(2024, 9, 20), Limit.days(7));

        assertThat(ends).isEqualTo("2024-09-27");
        assertThat(CALENDAR.workingDayAfter(ends)).isEqualTo("2024-09-29");
    }

    /** Benefits handbook, example E51. */
    @Test
    void extendsAPostingThatWouldEndOnAHoliday_E51() {
        LocalDate ends = CALENDAR.end(LocalDate.of(2024, 9, 24), Limit.days(7));

        assertThat(ends).isEqualTo("2024-10-08");
        assertThat(CALENDAR.workingDayAfter(ends)).isEqualTo("2024-10-09");
    }

    /** 60 days, six months and 30 days from the day the notice was served; a last day on a holiday moves on. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-18, RECONSIDERATION, 2027-01-17",
        "2026-11-18, LITIGATION, 2027-05-18",
        "2026-11-18, PETITION_REVIEW, 2026-12-18",
        "2026-08-31, LITIGATION, 2027-02-28",
        "2025-08-02, RECONSIDERATION, 2025-10-09",
        "2025-04-01, LITIGATION, 2025-10-09"
    })
    void allowsForAnAppealWhatTheLawDoes(LocalDate served, cn.civilaffairs.casework.Appeal.Kind kind, LocalDate last) {
        assertThat(kind.lastDay(served, CALENDAR)).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-09, true", // New Year's Eve was no holiday that year
        "2024-09-14, true",
        "2025-01-26, true",
        "2025-10-06, false",
        "2026-02-14, true",
        "2026-02-16, false",
        "2026-11-16, true",
        "2026-11-21, false"
    })
    void knowsTheNoticesOfThreeYears(LocalDate date, boolean working) {
        assertThat(CALENDAR.isWorkingDay(date)).isEqualTo(working);
    }

    @ParameterizedTest
    @CsvSource({"2024, 251", "2025, 248", "2026, 248"})
    void hasTheYearsNumberOfWorkingDays(int year, int expected) {
        assertThat(CALENDAR.elapsed(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31), DayUnit.WORKING_DAYS))
                .isEqualTo(expected);
    }

    @Test
    void startsAPeriodOnTheDayAfterTheEvent() {
        LocalDate friday = LocalDate.of(2026, 11, 20);

        assertThat(CALENDAR.elapsed(friday, friday, DayUnit.WORKING_DAYS)).isZero();
        assertThat(CALENDAR.elapsed(friday, LocalDate.of(2026, 11, 23), DayUnit.WORKING_DAYS))
                .isEqualTo(1);
        assertThat(CALENDAR.elapsed(friday, LocalDate.of(2026, 11, 23), DayUnit.DAYS))
                .isEqualTo(3);
    }

    @Test
    void saysWhichYearsItDoesNotKnow() {
        assertThat(CALENDAR.missingYears(LocalDate.of(2026, 12, 20), LocalDate.of(2027, 1, 20)))
                .containsExactly(2027);
        assertThat(CALENDAR.missingYears(LocalDate.of(2024, 1, 1), LocalDate.of(2026, 12, 31)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2024, 2025, 2026})
    void namesTheDocumentOfEachYear(int year) {
        assertThat(CalendarNotice.shipped(year).document()).startsWith("国办发明电〔" + (year - 1) + "〕");
        assertThat(CalendarNotice.shipped(year).days())
                .allMatch(day -> day.day().getYear() == year);
    }
}
