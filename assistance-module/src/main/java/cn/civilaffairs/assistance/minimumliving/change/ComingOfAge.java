package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner;
import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.NewLead;
import cn.civilaffairs.disbursement.CoveredBirth;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.routine.Routine;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds who in a household in payment reaches an age that changes the next month's reckoning (到龄预告), and gives the township
 * a task: eighteen always, for school and work decide whether a grown child still belongs to the household (benefits handbook
 * §1.4); another age where the amount becomes another, such as at seventy (§2.1). The township answers by the guided change.
 */
@Component
public class ComingOfAge implements Routine {

    static final String KIND = "COMING_OF_AGE";

    private static final int ADULT = 18;

    /** Ages some rule of the handbook asks for: work begins and ends, old age by tens. */
    private static final List<Integer> AGES = List.of(16, ADULT, 55, 60, 70, 80, 90);

    private static final Limit LIMIT = Limit.workingDays(10);

    private final EntitlementDesk entitlements;
    private final MinimumLivingReckoner reckoner;
    private final LeadDesk leads;
    private final Clock clock;

    ComingOfAge(EntitlementDesk entitlements, MinimumLivingReckoner reckoner, LeadDesk leads, Clock clock) {
        this.entitlements = entitlements;
        this.reckoner = reckoner;
        this.leads = leads;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "members who reach an age";
    }

    @Override
    @Transactional
    public void run() {
        YearMonth next = YearMonth.now(clock).plusMonths(1);
        for (int age : AGES) {
            LocalDate latest = next.atDay(1).minusYears(age);
            // a day more on either side for 29 February; the exact day is looked at in Java
            List<CoveredBirth> births = entitlements
                    .coveredBornBetween(
                            MinimumLivingAllowance.CODE, latest.minusMonths(1).minusDays(1), latest.plusDays(1))
                    .stream()
                    .filter(person -> Ages.changesIn(person.birth(), age, next))
                    .toList();
            if (!births.isEmpty()) {
                Map<UUID, Money> before = amounts(births, next.minusMonths(1));
                Map<UUID, Money> after = amounts(births, next);
                births.forEach(person -> tell(person, age, next, before, after));
            }
        }
    }

    /** By the rule, each household as it stands on the month's first day. */
    private Map<UUID, Money> amounts(List<CoveredBirth> births, YearMonth month) {
        Map<UUID, Money> amounts = new HashMap<>();
        reckoner.reckonAll(
                births.stream()
                        .map(person -> new MinimumLivingReckoner.Wanted(
                                person.householdId(), month, month.atDay(1), person.residence(), person.category()))
                        .distinct()
                        .toList(),
                reckoned -> amounts.put(
                        reckoned.facts().householdId(), reckoned.calculation().amount()));
        return amounts;
    }

    private void tell(CoveredBirth person, int age, YearMonth next, Map<UUID, Money> before, Map<UUID, Money> after) {
        Money now = before.get(person.householdId());
        Money then = after.get(person.householdId());
        if (now == null || then == null || age != ADULT && now.equals(then)) {
            return;
        }
        LocalDate reached = Ages.reachedOn(person.birth(), age);
        String money = now.equals(then) ? "金额不变（%s 元）".formatted(now) : "由 %s 元变为 %s 元".formatted(now, then);
        String ask = age == ADULT ? "请核实是否在校、是否就业，" : "请核实后";
        leads.open(new NewLead(
                KIND,
                person.residentId(),
                person.area(),
                reached,
                "系统到龄预告",
                "%s 满 %d 周岁，自 %s 起按规则每月%s。%s办理增减停发（到龄）。".formatted(reached, age, next, money, ask),
                person.entitlementId(),
                LIMIT,
                LineOfBusiness.ASSISTANCE));
    }
}
