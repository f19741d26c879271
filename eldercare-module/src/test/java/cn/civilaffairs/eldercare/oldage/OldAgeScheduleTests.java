package cn.civilaffairs.eldercare.oldage;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.eldercare.oldage.OldAgeBands.Band;
import cn.civilaffairs.eldercare.oldage.OldAgeSchedule.Step;
import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The benefits handbook's examples by their numbers, and what must hold whatever the birthday. */
class OldAgeScheduleTests {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);
    private static final OldAgeBands SHIPPED = OldAgeBands.always(
            new Band(80, Money.of("30.00"), "云民〔2025〕1号"),
            new Band(90, Money.of("100.00"), "云民〔2025〕1号"),
            new Band(100, Money.of("500.00"), "云民〔2025〕1号"));

    private static OldAgeSchedule of(String birth, StartRule rule, OldAgeBands bands) {
        LocalDate born = LocalDate.parse(birth);
        return OldAgeSchedule.of(born, OldAgeSchedule.startOf(born, 80, rule), rule, bands);
    }

    @Test
    void e38PaysTheYearOfTheEightiethBirthdayFromItsMonthOrTheNext() {
        OldAgeBands fifty = OldAgeBands.always(new Band(80, Money.of("50.00"), ""));

        assertThat(of("1946-05-17", StartRule.BIRTH_MONTH, fifty).due(JANUARY, DECEMBER))
                .isEqualTo(Money.of("400.00"));
        assertThat(of("1946-05-17", StartRule.NEXT_MONTH, fifty).due(JANUARY, DECEMBER))
                .isEqualTo(Money.of("350.00"));
        assertThat(OldAgeSchedule.of(
                                LocalDate.of(1946, 5, 17), YearMonth.of(2026, 8), StartRule.APPLICATION_MONTH, fifty)
                        .due(JANUARY, DECEMBER))
                .as("confirmed in August")
                .isEqualTo(Money.of("250.00"));
    }

    @Test
    void e39PaidToOctoberADeathInAugustLeavesTwoMonthsTooMany() {
        OldAgeSchedule schedule =
                of("1940-02-11", StartRule.BIRTH_MONTH, OldAgeBands.always(new Band(80, Money.of("50.00"), "")));
        YearMonth lastDue = YearMonth.of(2026, 8);

        Money paid = schedule.due(YearMonth.of(2026, 1), YearMonth.of(2026, 10));
        Money due = schedule.due(YearMonth.of(2026, 1), lastDue);

        assertThat(paid.minus(due)).isEqualTo(Money.of("100.00"));
    }

    @Test
    void changesBandByItselfInTheMonthTheRuleSays() {
        assertThat(of("1936-11-30", StartRule.BIRTH_MONTH, SHIPPED).steps())
                .extracting(Step::from)
                .containsExactly(YearMonth.of(2016, 11), YearMonth.of(2026, 11), YearMonth.of(2036, 11));
        assertThat(of("1936-11-30", StartRule.NEXT_MONTH, SHIPPED).steps())
                .extracting(Step::from)
                .containsExactly(YearMonth.of(2016, 12), YearMonth.of(2026, 12), YearMonth.of(2036, 12));
    }

    @Test
    void beginsWithTheBandReachedForSomebodyFoundLate() {
        LocalDate birth = LocalDate.of(1930, 4, 9);

        assertThat(OldAgeSchedule.of(birth, YearMonth.of(2026, 5), StartRule.BIRTH_MONTH, SHIPPED)
                        .steps())
                .extracting(step -> step.from() + " " + step.band().monthly())
                .containsExactly("2026-05 100.00", "2030-04 500.00");
    }

    @Test
    void countsABirthdayOnTheLeapDayInFebruary() {
        assertThat(OldAgeSchedule.startOf(LocalDate.of(1944, 2, 29), 90, StartRule.BIRTH_MONTH))
                .isEqualTo(YearMonth.of(2034, 2));
    }

    @Test
    void followsARaisedStandardAlreadyPublished() {
        TreeMap<YearMonth, List<Band>> sheets = new TreeMap<>(SHIPPED.sheets());
        sheets.put(
                YearMonth.of(2027, 1),
                List.of(new Band(80, Money.of("40.00"), "新"), new Band(90, Money.of("100.00"), "云民〔2025〕1号")));
        OldAgeSchedule schedule = of("1946-05-17", StartRule.BIRTH_MONTH, new OldAgeBands(sheets));

        assertThat(schedule.due(YearMonth.of(2026, 12))).isEqualTo(Money.of("30.00"));
        assertThat(schedule.due(YearMonth.of(2027, 1))).isEqualTo(Money.of("40.00"));
    }

    @Test
    void owesNothingBeforeTheBandAndNeverLessLaterOn() {
        Random random = new Random(80);
        for (int i = 0; i < 500; i++) {
            LocalDate birth = LocalDate.of(1915, 1, 1).plusDays(random.nextInt(15_000));
            StartRule rule = StartRule.values()[random.nextInt(StartRule.values().length)];
            YearMonth first = OldAgeSchedule.startOf(birth, 80, rule);
            OldAgeSchedule schedule = OldAgeSchedule.of(birth, first, rule, SHIPPED);
            Money before = Money.ZERO;
            for (YearMonth month = first.minusMonths(3);
                    month.isBefore(first.plusYears(25));
                    month = month.plusMonths(1)) {
                Money due = schedule.due(month);
                assertThat(due).isGreaterThanOrEqualTo(before);
                assertThat(due.isZero()).isEqualTo(month.isBefore(first));
                before = due;
            }
            // laid out in advance or asked month by month, it is the same
            YearMonth any = first.plusMonths(random.nextInt(300));
            assertThat(schedule.due(any))
                    .isEqualTo(OldAgeSchedule.bandIn(birth, any, rule, SHIPPED)
                            .orElseThrow()
                            .monthly());
        }
    }
}
