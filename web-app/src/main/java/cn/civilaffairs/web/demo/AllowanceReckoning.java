package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.HouseholdFacts;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy;
import cn.civilaffairs.registry.resident.Exemption;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;

/** Reckons what a planned household is due in a month, by the rule every officer's determination comes from. */
final class AllowanceReckoning {

    private AllowanceReckoning() {}

    static MinimumLivingCalculation of(DemoHousehold household, YearMonth month, MinimumLivingPolicy policy) {
        return MinimumLivingCalculation.of(facts(household, month), policy);
    }

    private static HouseholdFacts facts(DemoHousehold household, YearMonth month) {
        LocalDate day = month.atDay(1);
        return new HouseholdFacts(
                household.id(),
                month,
                day,
                household.membersIn(month).stream()
                        .map(AllowanceReckoning::member)
                        .toList(),
                household.meansOn(day).stream().map(AllowanceReckoning::item).toList(),
                null);
    }

    private static HouseholdFacts.Member member(DemoPerson person) {
        DemoPerson.Condition condition = person.condition();
        return new HouseholdFacts.Member(
                person.id(),
                person.name().full(),
                person.birth(),
                condition.disabled() ? condition.disabilityGrade() : null,
                condition.health().equals("SERIOUSLY_ILL"),
                null);
    }

    private static HouseholdFacts.MeansItem item(DemoMeans item) {
        return new HouseholdFacts.MeansItem(
                item.id(),
                item.person() == null ? null : item.person().id(),
                MeansCategory.valueOf(item.category()),
                item.name(),
                BigDecimal.valueOf(item.amount()),
                MeansPeriod.valueOf(item.period()),
                item.start(),
                item.end(),
                MeansSource.valueOf(item.source()),
                item.exemption() == null ? null : Exemption.valueOf(item.exemption()));
    }
}
