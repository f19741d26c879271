package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.assistance.minimumliving.Policies.standard;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.assistance.minimumliving.TaperSchedule.Instalment;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Rounding;
import cn.civilaffairs.registry.resident.MeansCategory;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way out after the income rose (渐退). */
class TaperScheduleTests {

    private static final Money BEFORE = Money.of("1530.00");
    private static final YearMonth JANUARY = YearMonth.of(2027, 1);

    @Test
    void e14PaysSixMonthsInFullAndStopsWithTheSeventh() {
        TaperSchedule schedule = taper("3000", standard("810").taper("6x100", "6x50"), TaperRule.Cause.EMPLOYMENT)
                .orElseThrow();

        assertThat(schedule.instalments())
                .hasSize(6)
                .allMatch(month -> month.amount().equals(BEFORE));
        assertThat(schedule.total()).isEqualTo(Money.of("9180.00"));
        assertThat(schedule.firstMonth()).isEqualTo(JANUARY);
        assertThat(schedule.lastMonth()).isEqualTo(YearMonth.of(2027, 6));
        assertThat(schedule.changes()).hasSize(1);
    }

    @ParameterizedTest(name = "E14 income of the household {0}: tapers {1}")
    @CsvSource({"3644.99, true", "3645.00, false", "2430.00, true", "2429.99, false"})
    void e14StopsNextMonthAtOneAndAHalfTimesTheStandard(String monthlyIncome, boolean tapers) {
        assertThat(taper(monthlyIncome, standard("810").taper("6x100", "6x50"), TaperRule.Cause.EMPLOYMENT))
                .matches(schedule -> schedule.isPresent() == tapers);
    }

    @Test
    void e15PaysThreeMonthsInFullAndThreeByHalf() {
        TaperSchedule schedule = taper("3000", standard("810").taper("3x100,3x50", ""), TaperRule.Cause.EMPLOYMENT)
                .orElseThrow();

        assertThat(schedule.total()).isEqualTo(Money.of("6885.00"));
        assertThat(schedule.changes())
                .containsExactly(
                        new Instalment(JANUARY, 100, BEFORE),
                        new Instalment(YearMonth.of(2027, 4), 50, Money.of("765.00")));
    }

    @Test
    void tapersByTheCausesOwnSteps() {
        Policies sheet = standard("810").taper("6x100", "6x50");

        assertThat(taper("3000", sheet, TaperRule.Cause.PENSION).orElseThrow().total())
                .isEqualTo(Money.of("4590.00"));
        assertThat(taper("3000", standard("810").taper("6x100", ""), TaperRule.Cause.PENSION))
                .isEmpty();
    }

    /** 3 × 810 × 1.3 = 3,159.00 a month. */
    @ParameterizedTest(name = "{0} with {1} a month: tapers {2}")
    @CsvSource({
        "EMPLOYMENT, 3158.99, true",
        "EMPLOYMENT, 3159.00, true",
        "PENSION, 3158.99, true",
        "PENSION, 3159.00, false"
    })
    void tapersBelowTheCausesOwnBound(TaperRule.Cause cause, String monthlyIncome, boolean tapers) {
        Policies sheet = standard("810").taper("6x100", "1.5", "6x50", "1.3");

        assertThat(taper(monthlyIncome, sheet, cause)).matches(schedule -> schedule.isPresent() == tapers);
    }

    @Test
    void isNoWayOutForAHouseholdThatOwnsTooMuch() {
        Households rich = Households.of(3).monthly("3000").owns(MeansCategory.VEHICLE, "轿车", "80000");

        assertThat(taper(rich, standard("810").taper("6x100", "6x50"), TaperRule.Cause.EMPLOYMENT))
                .isEmpty();
    }

    @Test
    void roundsTheWayTheSheetSays() {
        Policies sheet = standard("810").taper("1x33", "").rounding(Rounding.YUAN_CEIL);

        assertThat(taper("3000", sheet, TaperRule.Cause.EMPLOYMENT)
                        .orElseThrow()
                        .instalments())
                .containsExactly(new Instalment(JANUARY, 33, Money.of("505.00")));
    }

    @Test
    void explainsWhatIsPaidThoughTheIncomeIsTooHigh() {
        MinimumLivingPolicy policy = standard("810").taper("3x100,3x50", "").build();
        MinimumLivingCalculation now =
                MinimumLivingCalculation.of(Households.of(3).monthly("3000").facts(), policy);
        TaperSchedule schedule = TaperSchedule.of(BEFORE, now, policy, TaperRule.Cause.EMPLOYMENT, JANUARY)
                .orElseThrow();

        MinimumLivingCalculation april = schedule.explain(schedule.changes().get(1), now, policy);

        assertThat(april.amount()).isEqualTo(Money.of("765.00"));
        assertThat(april.entitled()).isFalse();
        assertThat(april.lines())
                .extracting(line -> line.code() + " " + line.figure() + " " + line.amount())
                .contains("taper-before 1530.00 1530", "taper-EMPLOYMENT 1530.00 × 50% 765", "amount 765.00 765")
                .doesNotHaveDuplicates();
        assertThat(ReckoningJson.read(ReckoningJson.write(april)).amount()).isEqualTo(Money.of("765.00"));
    }

    private static Optional<TaperSchedule> taper(String monthlyIncome, Policies sheet, TaperRule.Cause cause) {
        return taper(Households.of(3).monthly(monthlyIncome), sheet, cause);
    }

    private static Optional<TaperSchedule> taper(Households household, Policies sheet, TaperRule.Cause cause) {
        MinimumLivingPolicy policy = sheet.build();
        return TaperSchedule.of(BEFORE, MinimumLivingCalculation.of(household.facts(), policy), policy, cause, JANUARY);
    }
}
