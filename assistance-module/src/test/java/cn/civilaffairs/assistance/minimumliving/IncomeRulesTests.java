package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.assistance.minimumliving.Households.excused;
import static cn.civilaffairs.assistance.minimumliving.Households.idle;
import static cn.civilaffairs.assistance.minimumliving.Households.offered;
import static cn.civilaffairs.assistance.minimumliving.Policies.standard;
import static cn.civilaffairs.registry.resident.JobAnswer.ACCEPTED;
import static cn.civilaffairs.registry.resident.JobAnswer.REFUSED;
import static cn.civilaffairs.registry.resident.JobAnswer.REFUSED_WITH_REASON;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.RoundingScope;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.ZeroGap;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Rounding;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.resident.Employment;
import cn.civilaffairs.registry.resident.JobAnswer;
import cn.civilaffairs.registry.resident.Labour;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.Schooling;
import cn.civilaffairs.registry.resident.SingleGround;
import cn.civilaffairs.registry.resident.WorkExcuseGround;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Income nobody declares, expenses nobody chooses, and who is reckoned alone (benefits handbook §1.5, §2.1). */
class IncomeRulesTests {

    /** Idleness counts as the minimum wage (推定收入). */
    @Nested
    class DeemedIncome {

        @Test
        void e20CountsAnIdleAbleBodiedMemberAtTheMinimumWage() {
            Households couple = Households.of(1).worker(40, idle(Sex.MALE));

            MinimumLivingCalculation calculation =
                    calculate(couple, standard("810").deemed("1720"));

            assertThat(calculation.entitled()).isFalse();
            assertThat(calculation.yearlyIncome()).isEqualByComparingTo("20640");
            assertThat(condition(calculation, Condition.Code.INCOME_BELOW_STANDARD))
                    .satisfies(income -> {
                        assertThat(income.value()).isEqualByComparingTo("1720.00");
                        assertThat(income.limit()).isEqualByComparingTo("1620.00");
                    });
            assertThat(line(calculation, "deemed-income")).isEqualTo("成员2 1720.00 × 12 20640");
        }

        @Test
        void isOffUnlessTheSheetSaysSo() {
            assertThat(amount(Households.of(1).worker(40, idle(Sex.MALE)), standard("810")))
                    .isEqualTo("1620.00");
        }

        @ParameterizedTest
        @EnumSource
        void isNotCountedForAGoodReasonAndSaysWhich(WorkExcuseGround ground) {
            MinimumLivingCalculation calculation = calculate(
                    Households.of(1).worker(40, excused(ground)),
                    standard("810").deemed("1720"));

            assertThat(calculation.amount()).isEqualTo(Money.of("1620.00"));
            assertThat(line(calculation, "deemed-excused-" + ground)).isEqualTo("成员2 null 0");
        }

        static Stream<Livelihood> notIdle() {
            return Stream.of(
                    Livelihood.UNKNOWN,
                    known(Labour.FULL, Employment.EMPLOYED, Schooling.NONE),
                    known(Labour.FULL, Employment.FARMING, null),
                    known(Labour.FULL, Employment.AT_SCHOOL, Schooling.UNDERGRADUATE),
                    known(Labour.FULL, Employment.NOT_EMPLOYED, Schooling.SENIOR),
                    known(Labour.PARTIAL, Employment.NOT_EMPLOYED, Schooling.NONE),
                    known(Labour.NONE, Employment.UNEMPLOYED, Schooling.NONE),
                    known(Labour.FULL, Employment.RETIRED, Schooling.NONE));
        }

        private static Livelihood known(Labour labour, Employment employment, Schooling schooling) {
            return new Livelihood(Sex.MALE, labour, employment, schooling, null, JobOffers.NONE);
        }

        @ParameterizedTest
        @MethodSource("notIdle")
        void isNotCountedForThoseWhoWorkLearnOrCannot(Livelihood livelihood) {
            assertThat(amount(
                            Households.of(1).worker(40, livelihood),
                            standard("810").deemed("1720")))
                    .isEqualTo("1620.00");
        }

        @ParameterizedTest(name = "{0} of {1}: {2}")
        @CsvSource({
            "MALE, 15, false",
            "MALE, 16, true",
            "MALE, 59, true",
            "MALE, 60, false",
            "FEMALE, 54, true",
            "FEMALE, 55, false"
        })
        void isCountedInWorkingAgeOnly(Sex sex, int age, boolean counted) {
            Policies without = standard("810").deemed("1720");

            assertThat(calculate(Households.of(4).worker(age, idle(sex)), without)
                            .yearlyIncome()
                            .signum())
                    .isEqualTo(counted ? 1 : 0);
        }

        @ParameterizedTest(name = "wage {0}: income {1} a month")
        // The cost of going to work, 243 a month, lowers the wage and never what is deemed.
        @CsvSource({"0, 1720", "600, 1720", "1963, 1720", "2000, 1757"})
        void fillsUpWhatSomebodyEarnsAndNoMore(String wage, String monthlyIncome) {
            Households household = Households.of(3).worker(40, idle(Sex.MALE));
            household.wage(3, wage);

            assertThat(calculate(household, standard("810").deemed("1720")).yearlyIncome())
                    .isEqualByComparingTo(new BigDecimal(monthlyIncome).multiply(BigDecimal.valueOf(12)));
        }
    }

    /** Support from outside (赡养费推算). */
    @Nested
    class SupportFee {

        @Test
        void e19ReckonsWhatASupporterOwes() {
            Households parents = Households.of(2).supporter("9000", 3, 2, null);

            MinimumLivingCalculation calculation =
                    calculate(parents, standard("810").supportFee("2", 50));

            assertThat(calculation.yearlyIncome()).isEqualByComparingTo("12420"); // 1,035.00 a month
            assertThat(calculation.amount()).isEqualTo(Money.of("585.00"));
            assertThat(line(calculation, "support-fee"))
                    .isEqualTo("义务人1 (9000.00 − 2 × 810.00 × 3) × 50% ÷ 2 × 12 12420");
        }

        @Test
        void isOffUnlessTheSheetSaysSo() {
            assertThat(amount(Households.of(2).supporter("9000", 3, 2, null), standard("810")))
                    .isEqualTo("1620.00");
        }

        @ParameterizedTest(name = "income {0}: {1} a year")
        @CsvSource({"4860, 0", "4860.02, 0.06", "3000, 0"})
        void leavesASupporterEnoughToLiveOn(String income, String yearly) {
            MinimumLivingCalculation calculation = calculate(
                    Households.of(2).supporter(income, 3, 2, null),
                    standard("810").supportFee("2", 50));

            assertThat(calculation.yearlyIncome()).isEqualByComparingTo(yearly);
        }

        @Test
        void countsWhatWasAgreedInstead() {
            Households mother = Households.of(1).supporter("9000", 3, 1, "300").supporter("9000", 3, 1, "200");

            MinimumLivingCalculation calculation =
                    calculate(mother, standard("810").supportFee("2", 50));

            assertThat(calculation.amount()).isEqualTo(Money.of("310.00"));
            assertThat(line(calculation, "support-fee-agreed")).isEqualTo("义务人1 300.00 × 12 3600");
        }

        @Test
        void dividesAmongThreeWithoutLosingAFen() {
            Households father = Households.of(1).supporter("5860", 3, 3, null);

            MinimumLivingCalculation calculation =
                    calculate(father, standard("810").supportFee("2", 50));

            // 1,000 × ½ ÷ 3 × 12
            assertThat(calculation.yearlyIncome()).isEqualByComparingTo("2000");
        }
    }

    /** Expenses nobody can avoid (刚性支出). */
    @Nested
    class RigidDeductions {

        @ParameterizedTest(name = "{0} of {1}: income {2}")
        @CsvSource({"住院医疗自付, 5000, 5000", "住院医疗自付, 6000.01, 4000", "高中教育, 1000, 9000", "房租, 3000, 10000"})
        void areDeductedByKindUpToTheirCap(String name, String spent, String income) {
            Households household = Households.of(2)
                    .yearly("10000")
                    .item(null, MeansCategory.RIGID_EXPENSE, name, spent, MeansPeriod.YEAR, null);
            Policies policy = standard("810").rigid(Map.of("医疗", Money.of(6000), "教育", Money.of(2000)));

            assertThat(calculate(household, policy).yearlyIncome()).isEqualByComparingTo(income);
        }

        @Test
        void shareOneCapWithinAKind() {
            Households household = Households.of(2)
                    .yearly("10000")
                    .item(null, MeansCategory.RIGID_EXPENSE, "住院医疗", "4000", MeansPeriod.YEAR, null)
                    .item(null, MeansCategory.RIGID_EXPENSE, "门诊医疗", "4000", MeansPeriod.YEAR, null);

            MinimumLivingCalculation calculation =
                    calculate(household, standard("810").rigid(Map.of("医疗", Money.of(6000))));

            assertThat(calculation.yearlyIncome()).isEqualByComparingTo("4000");
            assertThat(line(calculation, "rigid-expense")).isEqualTo("医疗 −6000.00 < 8000.00 -6000");
        }

        @Test
        void areDeductedInFullWhereTheSheetNamesNoKind() {
            Households household = Households.of(2)
                    .yearly("10000")
                    .item(null, MeansCategory.RIGID_EXPENSE, "房租", "12000", MeansPeriod.YEAR, null);

            assertThat(calculate(household, standard("810").rigid(Map.of())).yearlyIncome())
                    .isEqualByComparingTo("0");
            assertThat(calculate(household, standard("810")).yearlyIncome()).isEqualByComparingTo("10000");
        }
    }

    /** One member applies alone (单人户). */
    @Nested
    class SinglePerson {

        @Test
        void e10CountsOnePersonAndTheirOwnIncome() {
            Households family = Households.of(2)
                    .worker(35, 4, 1, Livelihood.UNKNOWN)
                    .wage(0, "3000")
                    .yearly("1200");
            family.item(
                    family.facts().members().get(2).residentId(),
                    MeansCategory.TRANSFER,
                    "补贴",
                    "200",
                    MeansPeriod.MONTH,
                    null);
            family.single(2, SingleGround.SEVERELY_DISABLED);

            MinimumLivingCalculation calculation = calculate(family, standard("810"));

            assertThat(calculation.persons()).isEqualTo(1);
            assertThat(calculation.base()).isEqualTo(Money.of("610.00"));
            assertThat(calculation.lines())
                    .filteredOn(line -> line.code().equals(ReckoningLine.PERSON_LEFT_OUT))
                    .extracting(ReckoningLine::figure)
                    .containsExactly("单人户，只计本人", "单人户，只计本人");
            assertThat(condition(calculation, Condition.Code.SINGLE_OF_MARGINAL_FAMILY))
                    .satisfies(family1 -> {
                        // 3,000 less 243 for going to work, 100 of the fields, 200 of the person's own; 1,215 × 3.
                        assertThat(family1.value()).isEqualByComparingTo("3057");
                        assertThat(family1.limit()).isEqualByComparingTo("3645");
                    });
        }

        @Test
        void isRefusedToAMemberOfAFamilyThatIsNotMarginal() {
            Households family =
                    Households.of(2).worker(35, 4, 1, Livelihood.UNKNOWN).wage(0, "3888");
            family.single(2, SingleGround.SEVERELY_DISABLED);

            // 3,888 less 243 is the line itself.
            assertThat(calculate(family, standard("810")).failures())
                    .extracting(Condition::code)
                    .containsExactly(Condition.Code.SINGLE_OF_MARGINAL_FAMILY);
        }

        @ParameterizedTest(name = "kind {0} grade {1}: {2}")
        @CsvSource({"4, 2, true", "4, 3, false", "5, 3, true", "6, 3, true", "6, 4, false", "1, 1, true"})
        void asksForASevereDisability(int kind, int grade, boolean grounded) {
            Households family = Households.of(1).worker(35, kind, grade, Livelihood.UNKNOWN);
            family.single(1, SingleGround.SEVERELY_DISABLED);

            assertThat(calculate(family, standard("810")).entitled()).isEqualTo(grounded);
        }

        @Test
        void isRefusedForAGroundTheSheetDoesNotName() {
            Households family = Households.of(1).worker(35, 4, 1, Livelihood.UNKNOWN);
            family.single(1, SingleGround.JOBLESS_SEVERELY_DISABLED);

            assertThat(calculate(family, standard("810")).failures())
                    .extracting(Condition::code)
                    .containsExactly(Condition.Code.SINGLE_GROUND);
        }

        @Test
        void asksNothingOfTheFamilyOfClergy() {
            Households family = Households.of(1).wage(0, "9000").worker(60, Livelihood.UNKNOWN);
            family.single(1, SingleGround.CLERGY);

            assertThat(amount(family, standard("810"))).isEqualTo("810.00");
        }

        @Test
        void stillJudgesWhatTheFamilyOwns() {
            Households family =
                    Households.of(1).worker(35, 4, 1, Livelihood.UNKNOWN).owns(MeansCategory.VEHICLE, "轿车", "80000");
            family.single(1, SingleGround.SEVERELY_DISABLED);

            assertThat(calculate(family, standard("810")).failures())
                    .extracting(Condition::code)
                    .containsExactly(Condition.Code.VEHICLES);
        }
    }

    /** Jobs refused (拒绝就业). */
    @Nested
    class JobRefusals {

        @Test
        void e58CutsTheShareOfWhoeverRefusedThreeJobsInARow() {
            Households family = Households.of(2)
                    .worker(40, offered(REFUSED, REFUSED, REFUSED))
                    .monthly("900");

            MinimumLivingCalculation calculation = calculate(family, standard("810"));

            assertThat(calculation.amount()).isEqualTo(Money.of("1020.00"));
            assertThat(line(calculation, "job-refusal")).isEqualTo("成员3 −510.00 × 100% -510");
            assertThat(condition(calculation, Condition.Code.WILLING_TO_WORK).result())
                    .isEqualTo(Condition.Result.REVIEW);
        }

        static Stream<Livelihood> willing() {
            return Stream.of(
                    offered(REFUSED, REFUSED),
                    offered(REFUSED, REFUSED, ACCEPTED, REFUSED),
                    offered(REFUSED, REFUSED, REFUSED, ACCEPTED),
                    offered(REFUSED, REFUSED_WITH_REASON, REFUSED, REFUSED),
                    offered());
        }

        @ParameterizedTest
        @MethodSource("willing")
        void costNothingUnlessThreeInARow(Livelihood livelihood) {
            assertThat(amount(Households.of(2).worker(40, livelihood).monthly("900"), standard("810")))
                    .isEqualTo("1530.00");
        }

        @Test
        void endTheAllowanceOfSomebodyAlone() {
            Households alone = new Households().worker(40, offered(REFUSED, REFUSED, REFUSED));

            MinimumLivingCalculation calculation = calculate(alone, standard("810"));

            assertThat(calculation.amount()).isEqualTo(Money.ZERO);
            assertThat(calculation.failures())
                    .extracting(Condition::code)
                    .containsExactly(Condition.Code.WILLING_TO_WORK);
            assertThat(calculation.marginal()).isFalse();
        }

        @Test
        void areRoundedOnceWithTheRest() {
            Households family = Households.of(2)
                    .worker(40, offered(REFUSED, REFUSED, REFUSED))
                    .yearly("10000");

            assertThat(amount(family, standard("689"))).isEqualTo("822.44"); // 1,233.666… × ⅔
            assertThat(amount(family, standard("689").roundingScope(RoundingScope.PERSON)))
                    .isEqualTo("822.44"); // 411.22 × 2
        }

        @Test
        void countUpToTheDayLookedAt() {
            JobOffers offers = new JobOffers(java.util.List.of(
                    new JobOffers.Offer(Households.AS_OF.plusDays(1), JobAnswer.REFUSED),
                    new JobOffers.Offer(Households.AS_OF, JobAnswer.REFUSED)));

            assertThat(offers.refusedInARow(Households.AS_OF)).isEqualTo(1);
            assertThat(offers.refusedInARow(Households.AS_OF.plusDays(1))).isEqualTo(2);
            assertThat(offers.refusedInARow(Households.AS_OF.minusDays(1))).isZero();
        }
    }

    /** An amount so small that it rounds to nothing. */
    @ParameterizedTest(name = "{0}: entitled {1}, {2}")
    @CsvSource({"RAISE, true, 0.01", "REFUSE, false, 0.00"})
    void roundsToNothingOnlyAsTheSheetAllows(ZeroGap zeroGap, boolean entitled, String expected) {
        MinimumLivingCalculation calculation = calculate(
                Households.of(1).monthly("809.60"),
                standard("810").rounding(Rounding.YUAN_HALF_UP).zeroGap(zeroGap));

        assertThat(calculation.entitled()).isEqualTo(entitled);
        assertThat(calculation.amount()).isEqualTo(Money.of(expected));
        assertThat(calculation.failures().isEmpty()).isEqualTo(entitled);
    }

    private static String amount(Households household, Policies policy) {
        return calculate(household, policy).amount().toString();
    }

    private static MinimumLivingCalculation calculate(Households household, Policies policy) {
        return MinimumLivingCalculation.of(household.facts(), policy.build());
    }

    private static Condition condition(MinimumLivingCalculation calculation, Condition.Code code) {
        return calculation.conditions().stream()
                .filter(condition -> condition.code() == code)
                .findFirst()
                .orElseThrow();
    }

    private static String line(MinimumLivingCalculation calculation, String code) {
        return calculation.lines().stream()
                .filter(line -> line.code().equals(code))
                .findFirst()
                .map(line -> line.subject() + " " + line.figure() + " " + line.amount())
                .orElse("no such line");
    }
}
