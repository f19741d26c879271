package cn.civilaffairs.web.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.EmploymentCost;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Ground;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.JobRefusal;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Mode;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.PropertyLimits;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.RoundingScope;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.StandardInForce;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Supplement;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupplementCap;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupplementCombination;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.ZeroGap;
import cn.civilaffairs.assistance.minimumliving.TaperRule;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Rounding;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.resident.Exemption;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowanceReckoningTests {

    private static final DemoPlan PLAN = DemoPlan.at(1);

    @Test
    void aPersonReceivesWhatPeopleInTheRealCountyDo() {
        assertThat(perPerson(UrbanRural.RURAL, 770)).isCloseTo(421.87, within(8.0));
        assertThat(perPerson(UrbanRural.URBAN, 800)).isCloseTo(530.57, within(8.0));
    }

    private static double perPerson(UrbanRural residence, int standard) {
        MinimumLivingPolicy policy = sheet(standard);
        double sum = 0;
        int persons = 0;
        for (DemoHousehold household : PLAN.inCare(DemoPlan.LAST_CLOSED)) {
            if (household.residence() == residence) {
                MinimumLivingCalculation result = AllowanceReckoning.of(household, DemoPlan.LAST_CLOSED, policy);
                sum += result.amount().yuan().doubleValue();
                persons += result.persons();
            }
        }
        return sum / persons;
    }

    @Test
    void everyHouseholdIsEntitledInEveryMonthItIsInCare() {
        for (YearMonth month = DemoPlan.FIRST; !month.isAfter(DemoPlan.OPEN); month = month.plusMonths(1)) {
            boolean raised = month.getYear() > 2025;
            MinimumLivingPolicy rural = sheet(raised ? 770 : 735);
            MinimumLivingPolicy urban = sheet(raised ? 800 : 765);
            for (DemoHousehold household : PLAN.inCare(month)) {
                MinimumLivingCalculation result = AllowanceReckoning.of(
                        household, month, household.residence() == UrbanRural.RURAL ? rural : urban);
                assertThat(result.entitled())
                        .as("%s in %s: %s", household.fileNumber(), month, result.failures())
                        .isTrue();
            }
        }
    }

    @Test
    void twoMachinesReckonTheSameAmounts() {
        assertThat(amounts(DemoPlan.at(0.02))).isEqualTo(amounts(DemoPlan.at(0.02)));
    }

    private static List<Money> amounts(DemoPlan plan) {
        return plan.inCare(DemoPlan.LAST_CLOSED).stream()
                .map(household -> AllowanceReckoning.of(household, DemoPlan.LAST_CLOSED, sheet(770))
                        .amount())
                .toList();
    }

    private static MinimumLivingPolicy sheet(int standard) {
        return new MinimumLivingPolicy(
                new StandardInForce(Money.of(standard), "云民〔2026〕1号", LocalDate.of(2026, 1, 1)),
                Mode.TOP_UP,
                new MinimumLivingPolicy.Tiers(Map.of(), ""),
                Rounding.FEN_HALF_UP,
                RoundingScope.HOUSEHOLD,
                12,
                new EmploymentCost(EmploymentCost.Kind.PERCENT_OF_STD, BigDecimal.valueOf(30), 0),
                EnumSet.allOf(Exemption.class),
                null,
                null,
                null,
                new JobRefusal(3, 100),
                ZeroGap.RAISE,
                Set.of(),
                List.of(
                        Supplement.percent(Ground.AGED, 10),
                        Supplement.percent(Ground.MINOR, 10),
                        Supplement.percent(Ground.SEVERELY_DISABLED, 30),
                        Supplement.percent(Ground.SERIOUSLY_ILL, 20)),
                SupplementCombination.HIGHEST_PER_PERSON,
                SupplementCap.NONE,
                70,
                18,
                2,
                Money.of("0.01"),
                new PropertyLimits(24, 0, 1, Set.of()),
                new BigDecimal("1.5"),
                null,
                TaperRule.NONE,
                "云民〔2026〕2号");
    }
}
