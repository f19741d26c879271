package cn.civilaffairs.assistance.minimumliving.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTests {

    @ParameterizedTest
    @CsvSource({
        "2008-11-03, 18, 2026-11-03",
        "2008-02-29, 18, 2026-03-01",
        "2008-02-29, 20, 2028-02-29",
        "1956-02-29, 70, 2026-03-01",
        "2008-12-01, 18, 2026-12-01"
    })
    void areReachedOnTheBirthdayOrTheDayAfterALeapDayThatIsMissing(LocalDate birth, int age, LocalDate day) {
        assertThat(Ages.reachedOn(birth, age)).isEqualTo(day);
        assertThat(Ages.isReachedOn(birth, day)).isTrue();
        assertThat(Ages.isReachedOn(birth, day.minusDays(1))).isFalse();
        assertThat(Ages.isReachedOn(birth, day.plusDays(1))).isFalse();
    }

    /** What is reached on the first of a month counts for that month; a day later, for the next. */
    @ParameterizedTest
    @CsvSource({
        "2008-11-01, 2026-11",
        "2008-11-02, 2026-12",
        "2008-11-30, 2026-12",
        "2008-12-01, 2026-12",
        "2008-02-29, 2026-03",
        "2008-02-28, 2026-03"
    })
    void changeTheFirstMonthThatSeesThem(LocalDate birth, YearMonth month) {
        assertThat(Ages.changesIn(birth, 18, month)).isTrue();
        assertThat(Ages.changesIn(birth, 18, month.minusMonths(1))).isFalse();
        assertThat(Ages.changesIn(birth, 18, month.plusMonths(1))).isFalse();
    }

    /** The rule counts completed years on the month's first day; both must agree on every day of a leap cycle. */
    @Test
    void agreeWithTheReckoningOnEveryDay() {
        for (LocalDate birth = LocalDate.of(2007, 1, 1);
                birth.isBefore(LocalDate.of(2011, 1, 1));
                birth = birth.plusDays(1)) {
            YearMonth month = YearMonth.from(Ages.reachedOn(birth, 18));
            YearMonth first = Ages.changesIn(birth, 18, month) ? month : month.plusMonths(1);
            assertThat(age(birth, first)).as("%s", birth).isEqualTo(18);
            assertThat(age(birth, first.minusMonths(1))).as("%s", birth).isEqualTo(17);
        }
    }

    private static int age(LocalDate birth, YearMonth month) {
        return java.time.Period.between(birth, month.atDay(1)).getYears();
    }
}
