package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.CircumstanceRegister;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.JobAnswer;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.NewSupporter;
import cn.civilaffairs.registry.resident.SupporterTie;
import cn.civilaffairs.registry.resident.WorkExcuseGround;
import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What stands on a few family files of 会宫镇 beside members and means: children who owe support, jobs offered and declined.
 * The shipped sheet reckons with none of it, so no amount of the demo county depends on this.
 */
@Component
@Conditional(OnDemoServer.class)
class CircumstanceScene {

    private static final AreaCode TOWNSHIP = AreaCode.of("999001003000");
    private static final LocalDate DAY = LocalDate.of(2026, 10, 12);

    private final CircumstanceRegister circumstances;
    private final HouseholdRegister households;
    private final TransactionTemplate transaction;

    CircumstanceScene(
            CircumstanceRegister circumstances, HouseholdRegister households, TransactionTemplate transaction) {
        this.circumstances = circumstances;
        this.households = households;
        this.transaction = transaction;
    }

    void play(DemoPlan plan, Crew crew) {
        Officer clerk = crew.named("tc_03a");
        List<DemoHousehold> families = plan.inCare(DemoPlan.LAST_CLOSED).stream()
                .filter(family -> TOWNSHIP.contains(family.village()) && family.lastMonth() == null)
                .sorted(Comparator.comparing(DemoHousehold::number))
                .toList();
        families.stream()
                .filter(family -> age(family.head()) >= 70 && family.members().size() == 1)
                .limit(3)
                .forEach(family -> as(
                        clerk,
                        () -> circumstances.addSupporter(
                                family.id(), child(family), version(family, clerk), clerk.scope())));
        List<DemoHousehold> withWorkers = families.stream()
                .filter(family -> family.members().stream().anyMatch(ableToWork()))
                .limit(2)
                .toList();
        for (int i = 0; i < withWorkers.size(); i++) {
            DemoHousehold family = withWorkers.get(i);
            UUID worker = family.members().stream()
                    .filter(ableToWork())
                    .findFirst()
                    .orElseThrow()
                    .id();
            if (i == 0) {
                offer(clerk, family, worker, DAY.minusMonths(2), "镇环卫所保洁员", JobAnswer.REFUSED_WITH_REASON, "老人住院，需陪护");
                offer(clerk, family, worker, DAY, "茶厂采摘工", JobAnswer.REFUSED, null);
            } else {
                as(
                        clerk,
                        () -> circumstances.excuse(
                                family.id(),
                                worker,
                                WorkExcuseGround.CARER,
                                "照料瘫痪在床的家人，村委会证明",
                                DAY,
                                version(family, clerk),
                                clerk.scope()));
            }
        }
    }

    private void offer(
            Officer clerk,
            DemoHousehold family,
            UUID member,
            LocalDate on,
            String job,
            JobAnswer answer,
            @Nullable String reason) {
        as(
                clerk,
                () -> circumstances.recordOffer(
                        family.id(), member, on, job, answer, reason, version(family, clerk), clerk.scope()));
    }

    private static NewSupporter child(DemoHousehold family) {
        int step = family.number() % 3;
        return new NewSupporter(
                family.head().name().full().substring(0, 1)
                        + List.of("志远", "小兰", "建国").get(step),
                SupporterTie.CHILD,
                Money.of(4_200 + 1_600L * step),
                3,
                1 + step % 2,
                step == 2 ? Money.of(200) : null,
                MeansSource.CHECKED,
                DAY);
    }

    private static Predicate<DemoPerson> ableToWork() {
        return person -> !person.condition().labour().equals("NONE")
                && !person.condition().employment().equals("AT_SCHOOL")
                && person.left() == null
                && person.joined() == null
                && age(person) >= 18
                && age(person) < 55;
    }

    private static int age(DemoPerson person) {
        return Period.between(person.birth(), DAY).getYears();
    }

    private int version(DemoHousehold family, Officer clerk) {
        return households.today(family.id(), clerk.scope()).version();
    }

    private void as(Officer officer, Runnable work) {
        Acting.as(officer, () -> transaction.executeWithoutResult(status -> work.run()));
    }
}
