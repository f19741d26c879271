package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.AreaCode;
import java.util.Comparator;
import java.util.List;

/** The families of townships 03 and 09 other offices have something to say of, from the end of the register. */
record LeadFamilies(List<DemoHousehold> inThird, List<DemoHousehold> inNinth) {

    private static final int EACH = 12;

    static LeadFamilies of(DemoPlan plan) {
        return new LeadFamilies(in(plan, AreaCode.of("999001003000")), in(plan, AreaCode.of("999001009000")));
    }

    private static List<DemoHousehold> in(DemoPlan plan, AreaCode township) {
        LateNews news = LateNews.of(plan.households());
        return plan.households().stream()
                .filter(household -> township.contains(household.village()))
                .filter(household -> household.inCare(DemoPlan.OPEN) && household.lastMonth() == null)
                .filter(household -> !household.firstMonth().isAfter(DemoPlan.FIRST) && household.hold() == null)
                .filter(household -> news.monthsLate(household) == 0)
                .filter(household -> household.members().size()
                        == household.membersIn(DemoPlan.OPEN).size())
                .sorted(Comparator.comparingInt(DemoHousehold::number).reversed())
                .limit(EACH)
                .toList();
    }
}
