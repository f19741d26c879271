package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.assistance.minimumliving.Policies.standard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.civilaffairs.assistance.minimumliving.HouseholdFacts.MeansItem;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.EmploymentCost;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.RoundingScope;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupplementCap;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupplementCombination;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Rounding;
import cn.civilaffairs.registry.resident.Exemption;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MinimumLivingCalculationTests {

    /** The worked examples of benefits handbook §11, by their numbers. */
    @Nested
    class WorkedExamples {

        @Test
        void e01TopsTheIncomeUpToTheStandardForEveryPerson() {
            assertThat(amount(Households.of(3).yearly("10800"), standard("810")))
                    .isEqualTo("1530.00");
        }

        @Test
        void e02NeverReckonsThroughAnIncomePerHead() {
            assertThat(amount(Households.of(3).monthly("1894"), standard("632").rounding(Rounding.YUAN_CEIL)))
                    .isEqualTo("2.00");
        }

        @ParameterizedTest(name = "E03 {0}: {1}")
        @CsvSource({"FEN_HALF_UP, 619.67", "YUAN_CEIL, 620.00", "YUAN_HALF_UP, 620.00", "JIAO_CEIL, 619.70"})
        void e03RoundsTheLastStepTheWayTheSheetSays(Rounding rounding, String expected) {
            assertThat(amount(Households.of(2).yearly("9100"), standard("689").rounding(rounding)))
                    .isEqualTo(expected);
        }

        @ParameterizedTest(name = "E04 {0} {1}: {2}")
        @CsvSource({
            "HOUSEHOLD, FEN_HALF_UP, 1233.67",
            "HOUSEHOLD, YUAN_CEIL, 1234.00",
            "HOUSEHOLD, YUAN_HALF_UP, 1234.00",
            "HOUSEHOLD, JIAO_CEIL, 1233.70",
            "PERSON, FEN_HALF_UP, 1233.66",
            "PERSON, YUAN_CEIL, 1236.00",
            "PERSON, YUAN_HALF_UP, 1233.00",
            "PERSON, JIAO_CEIL, 1233.90"
        })
        void e04RoundsTheHouseholdOrEveryPerson(RoundingScope scope, Rounding rounding, String expected) {
            assertThat(amount(
                            Households.of(3).yearly("10000"),
                            standard("689").rounding(rounding).roundingScope(scope)))
                    .isEqualTo(expected);
        }

        @Test
        void e05DeductsTheCostOfGoingToWork() {
            assertThat(amount(Households.of(3).wage(0, "1800").monthly("120"), standard("700")))
                    .isEqualTo("390.00");
        }

        @Test
        void e06NeverDeductsMoreThanTheWage() {
            assertThat(amount(Households.of(1).wage(0, "150"), standard("700"))).isEqualTo("700.00");
        }

        @ParameterizedTest(name = "E07 exempt {0}: {1}")
        @CsvSource({"true, 1280.00", "false, 994.00"})
        void e07LeavesTheBasePensionOutWhileItsExemptionIsInForce(boolean inForce, String expected) {
            Households couple = Households.of(2);
            for (int i = 0; i < 2; i++) {
                couple.exempt(i, "143", Exemption.BASE_PENSION);
            }
            couple.monthly("120");

            Set<Exemption> exempt = inForce ? EnumSet.of(Exemption.BASE_PENSION) : EnumSet.noneOf(Exemption.class);
            assertThat(amount(couple, standard("700").exempt(exempt))).isEqualTo(expected);
        }

        @Test
        void e08RefusesAnIncomeThatReachesTheStandard() {
            MinimumLivingCalculation calculation = calculate(Households.of(3).monthly("2430.00"), standard("810"));

            assertThat(calculation.entitled()).isFalse();
            assertThat(calculation.amount()).isEqualTo(Money.ZERO);
            assertThat(calculation.failures())
                    .extracting(Condition::code)
                    .containsExactly(Condition.Code.INCOME_BELOW_STANDARD);
        }

        @ParameterizedTest(name = "E08 {0}: {1}")
        @CsvSource({"FEN_HALF_UP, 0.01", "YUAN_CEIL, 1.00"})
        void e08GrantsTheLastFen(Rounding rounding, String expected) {
            assertThat(amount(
                            Households.of(3).monthly("2429.99"), standard("810").rounding(rounding)))
                    .isEqualTo(expected);
        }

        @ParameterizedTest(name = "E09 standard {0} × {1}, wage {2}: {3}")
        @CsvSource({"810, 1.5, , 1215.00", "810, 2, 1720, 1620.00", "900, 2, 1720, 1720.00"})
        void e09DrawsTheLineOfMarginalHouseholds(String standard, BigDecimal multiple, String wage, String expected) {
            Money ceiling = wage == null ? null : Money.of(wage);
            MarginalIncomeLine line = MarginalIncomeLine.of(Money.of(standard), multiple, ceiling);

            assertThat(line.yuanPerPerson()).isEqualTo(Money.of(expected));
        }

        @ParameterizedTest(name = "E09 income {0}: {1}")
        @CsvSource({"1214.99, true", "1215.00, false"})
        void e09LeavesTheLineItselfOut(String income, boolean marginal) {
            assertThat(MarginalIncomeLine.of(Money.of(810), new BigDecimal("1.5"), null)
                            .admits(Money.of(income), 1))
                    .isEqualTo(marginal);
            assertThat(calculate(Households.of(1).monthly(income), standard("810"))
                            .marginal())
                    .isEqualTo(marginal);
        }

        @Test
        void e10CountsASinglePersonsOwnIncomeOnly() {
            assertThat(amount(Households.of(1).monthly("200"), standard("810"))).isEqualTo("610.00");
        }

        @ParameterizedTest(name = "E11 {0}: base 2040.00, {1}")
        @CsvSource({"HIGHEST_PER_PERSON, 2445.00, 405.00", "SUM, 2526.00, 486.00"})
        void e11AddsTheSupplementsOfMembers(SupplementCombination combination, String total, String supplements) {
            Households household = Households.of(1)
                    .member(72, null, false)
                    .member(9, null, false)
                    .member(71, 1, false)
                    .monthly("1200");

            MinimumLivingCalculation calculation =
                    calculate(household, standard("810").combination(combination));

            assertThat(calculation.base()).isEqualTo(Money.of("2040.00"));
            assertThat(calculation.supplements()).isEqualTo(Money.of(supplements));
            assertThat(calculation.amount()).isEqualTo(Money.of(total));
        }

        @ParameterizedTest(name = "E12 age {0}, grade {1}, cap {2}: {3}")
        @CsvSource({"70, , STD, 791.00", "40, 1, STD, 810.00", "40, 1, NONE, 953.00"})
        void e12CapsTheAmountAtTheStandardWhereTheSheetSaysSo(
                int age, Integer grade, SupplementCap cap, String expected) {
            Households household = new Households().member(age, grade, false).monthly("100");

            assertThat(amount(household, standard("810").cap(cap))).isEqualTo(expected);
        }

        @Test
        void e13PaysTheTiersAmountForEveryPerson() {
            Policies tiered = standard("810").tiers(Map.of("A", Money.of(600), "B", Money.of(460)));

            assertThat(amount(Households.of(3).monthly("900").tier("B"), tiered))
                    .isEqualTo("1380.00");
            assertThat(calculate(Households.of(3).monthly("900").tier("B"), tiered)
                            .lines())
                    .filteredOn(line -> line.code().equals(ReckoningLine.TIER))
                    .extracting(ReckoningLine::document)
                    .as("the notice that set the tiers, not that of the sheet")
                    .containsExactly("云民〔2026〕9号");
        }

        @Test
        void e16PaysTheDifferenceOfARaisedStandardForEveryPersonAndMonth() {
            Money before =
                    calculate(Households.of(3).yearly("10800"), standard("780")).amount();
            Money after =
                    calculate(Households.of(3).yearly("10800"), standard("810")).amount();

            assertThat(after.minus(before)).isEqualTo(Money.of("90.00"));
            assertThat(after.minus(before).times(2)).isEqualTo(Money.of("180.00"));
        }

        @Test
        void e17CountsAChildFromTheMonthItIsThere() {
            Policies plain = standard("810").combination(SupplementCombination.SUM);
            Households family = Households.of(3).monthly("900");
            assertThat(amount(family, plain)).isEqualTo("1530.00");

            MinimumLivingCalculation born = calculate(family.member(0, null, false), plain);
            assertThat(born.base()).isEqualTo(Money.of("2340.00"));
        }

        @Test
        void e18ReckonsWithoutADeadEarnerAndTheirIncome() {
            Households family = Households.of(2)
                    .member(LocalDate.of(1980, 1, 1), null, false, "死亡")
                    .monthly("600")
                    .wage(2, "300");

            assertThat(amount(family, standard("810"))).isEqualTo("1020.00");
        }
    }

    @Test
    void grantsTheSupplementFromTheFirstDayOfTheMonthAfterTheBirthday() {
        LocalDate onTheFirst = LocalDate.of(1956, 12, 1);
        assertThat(supplements(new Households().member(onTheFirst, null, false, null)))
                .isEqualTo("81.00");
        assertThat(supplements(new Households().member(onTheFirst.plusDays(1), null, false, null)))
                .isEqualTo("0.00");
    }

    @ParameterizedTest(name = "assets {0}: {1}")
    @CsvSource({"38880.00, true", "38880.01, false"})
    void allowsFinancialAssetsOfTwentyFourStandardsAPerson(String assets, boolean entitled) {
        Households couple = Households.of(2).owns(MeansCategory.FINANCIAL_ASSET, "存款", assets);

        MinimumLivingCalculation calculation = calculate(couple, standard("810"));

        assertThat(calculation.entitled()).isEqualTo(entitled);
        if (!entitled) {
            assertThat(calculation.failures())
                    .extracting(Condition::code)
                    .containsExactly(Condition.Code.FINANCIAL_ASSETS);
            assertThat(calculation.marginal()).isFalse();
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "VEHICLE, 轿车, FAIL",
        "VEHICLE, 残疾人代步车, PASS",
        "VEHICLE, 农用三轮车, PASS",
        "COMPANY, 个体工商户, REVIEW",
        "HOUSE, 自建房, PASS"
    })
    void judgesEachKindOfProperty(MeansCategory category, String name, Condition.Result expected) {
        MinimumLivingCalculation calculation = calculate(Households.of(2).owns(category, name, "0"), standard("810"));

        assertThat(calculation.conditions()).extracting(Condition::result).contains(expected);
        assertThat(calculation.entitled()).isEqualTo(expected != Condition.Result.FAIL);
    }

    @Test
    void refusesASecondDwelling() {
        Households household =
                Households.of(2).owns(MeansCategory.HOUSE, "自建房", "0").owns(MeansCategory.HOUSE, "商品房", "0");

        assertThat(calculate(household, standard("810")).failures())
                .extracting(Condition::code)
                .containsExactly(Condition.Code.DWELLINGS);
    }

    @Test
    void namesEveryFailingCondition() {
        Households household = Households.of(1)
                .monthly("5000")
                .owns(MeansCategory.VEHICLE, "轿车", "80000")
                .owns(MeansCategory.FINANCIAL_ASSET, "存款", "50000");

        assertThat(calculate(household, standard("810")).failures())
                .extracting(Condition::code)
                .containsExactly(
                        Condition.Code.INCOME_BELOW_STANDARD, Condition.Code.FINANCIAL_ASSETS, Condition.Code.VEHICLES);
    }

    @Test
    void refusesAHouseholdOfNobody() {
        Households nobody = new Households().member(LocalDate.of(1980, 1, 1), null, false, "服刑");

        assertThat(calculate(nobody, standard("810")).failures())
                .extracting(Condition::code)
                .contains(Condition.Code.HAS_PERSONS);
    }

    @Test
    void leavesOutIncomeThatHasEnded() {
        MeansItem ended = new MeansItem(
                UUID.randomUUID(),
                null,
                MeansCategory.BUSINESS,
                "养殖",
                new BigDecimal("500"),
                MeansPeriod.MONTH,
                LocalDate.of(2025, 1, 1),
                LocalDate.of(2026, 11, 30),
                MeansSource.DECLARED,
                null);

        assertThat(amount(Households.of(1).item(ended), standard("810"))).isEqualTo("810.00");
    }

    @ParameterizedTest(name = "received on {0}: {1}")
    @CsvSource({"2025-12-01, 810.00", "2025-12-02, 710.00", "2026-12-01, 710.00", "2026-12-02, 810.00"})
    void countsIncomeReceivedOnceForTwelveMonths(LocalDate received, String expected) {
        MeansItem once = new MeansItem(
                UUID.randomUUID(),
                null,
                MeansCategory.PROPERTY,
                "土地流转",
                new BigDecimal("1200"),
                MeansPeriod.ONCE,
                received,
                null,
                MeansSource.DECLARED,
                null);

        assertThat(amount(Households.of(1).item(once), standard("810"))).isEqualTo(expected);
    }

    @Test
    void lowersTransfersBySupportPaidButNoOtherIncome() {
        Households household = Households.of(2)
                .monthly("100")
                .yearly("2400")
                .item(null, MeansCategory.SUPPORT_PAID, "赡养父母", "300", MeansPeriod.MONTH, null);

        assertThat(amount(household, standard("810"))).isEqualTo("1420.00");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({"PERCENT_OF_WAGE, 25, 870.00", "FIXED, 150, 770.00", "FIXED, 5000, 1620.00"})
    void deductsTheCostOfWorkInEveryLawfulWay(EmploymentCost.Kind kind, BigDecimal value, String expected) {
        Policies policy = standard("810").employmentCost(new EmploymentCost(kind, value, 0));

        // 1,620 less the wage of 1,000, which itself is lowered by the cost.
        assertThat(amount(Households.of(2).wage(0, "1000"), policy)).isEqualTo(expected);
    }

    /** The wage of the tests began when the household's items did; the deduction ends so many months later. */
    @ParameterizedTest(name = "at most {0} months: {1}")
    @CsvSource({"0, 1106.00", "120, 1106.00", "1, 620.00"})
    void deductsTheCostOfWorkForTheMonthsTheSheetGives(int months, String expected) {
        Policies policy = standard("810")
                .employmentCost(
                        new EmploymentCost(EmploymentCost.Kind.PERCENT_OF_WAGE, new BigDecimal("48.6"), months));

        assertThat(amount(Households.of(2).wage(0, "1000"), policy)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Exemption.class)
    void leavesOutWhateverTheSheetExemptsAndCountsItOtherwise(Exemption kind) {
        Households household = Households.of(1).exempt(0, "100", kind);

        assertThat(amount(household, standard("810").exempt(EnumSet.of(kind)))).isEqualTo("810.00");
        assertThat(amount(household, standard("810").exempt(EnumSet.noneOf(Exemption.class))))
                .isEqualTo("710.00");
    }

    @Test
    void listsNobodyTwice() {
        HouseholdFacts facts = Households.of(1).facts();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HouseholdFacts(
                        facts.householdId(),
                        facts.month(),
                        facts.asOf(),
                        List.of(facts.members().get(0), facts.members().get(0)),
                        List.of(),
                        null));
    }

    @Test
    void showsHowTheAmountComesAbout() {
        MinimumLivingCalculation calculation = calculate(
                new Households()
                        .member(72, null, false)
                        .member(40, null, false)
                        .wage(1, "500")
                        .exempt(0, "143", Exemption.BASE_PENSION)
                        .yearly("1000"),
                standard("810"));

        assertThat(calculation.lines())
                .extracting(line -> line.code() + " " + line.figure() + " " + line.amount())
                .containsExactly(
                        "standard null 810",
                        "persons 成员1、成员2 2",
                        "guaranteed 810.00 × 2 1620",
                        "income 500.00 × 12 6000",
                        "income 1000.00 1000",
                        "income-exempt 143.00 × 12 0",
                        "employment-cost 810.00 × 30% × 12 -2916",
                        "income-of-year 4084.00 4084",
                        "income-of-month 4084.00 ÷ 12 340.3333",
                        "gap 1620.00 − 4084.00 ÷ 12 1279.6667",
                        "supplement-AGED 810.00 × 10% 81",
                        "exact 1279.6667 + 81.00 1360.6667",
                        "rounded HOUSEHOLD 1360.67",
                        "amount 1279.67 + 81.00 1360.67");
    }

    @Test
    void survivesBeingWrittenDownAndReadAgain() {
        MinimumLivingCalculation calculation = calculate(Households.of(3).yearly("10000"), standard("689"));

        ReckoningJson.Reckoning read = ReckoningJson.read(ReckoningJson.write(calculation));

        assertThat(read.amount()).isEqualTo(calculation.amount());
        assertThat(read.lines()).hasSameSizeAs(calculation.lines());
        assertThat(read.conditions()).hasSameSizeAs(calculation.conditions());
        assertThat(read.lines().get(0).document()).isEqualTo("云民〔2026〕1号");
        assertThat(read.ruleVersion()).isEqualTo(MinimumLivingCalculation.RULE_VERSION);
    }

    private static String amount(Households household, Policies policy) {
        return calculate(household, policy).amount().toString();
    }

    private static String supplements(Households household) {
        return calculate(household, standard("810")).supplements().toString();
    }

    private static MinimumLivingCalculation calculate(Households household, Policies policy) {
        return MinimumLivingCalculation.of(household.facts(), policy.build());
    }
}
