package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.AllowanceDue;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.NewMeansItem;
import cn.civilaffairs.registry.resident.NewMember;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two families of 柳林镇 granted from December, in each of which somebody reaches an age in November (到龄), so that December is
 * reckoned otherwise: 罗小雨 is eighteen on the 28th and has to be asked about school and work; 丁秀芝 is seventy on the 24th and
 * is due the supplement for the aged. Whatever the size of the county, the township finds both among its leads.
 */
@Component
@Conditional(OnDemoServer.class)
class AgeScene {

    private static final AreaCode TOWNSHIP = AreaCode.of("999001003000");
    private static final LocalDate REGISTERED = LocalDate.of(2026, 10, 12);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 11);
    private static final YearMonth FIRST = YearMonth.of(2026, 12);

    private final ResidentRegister residents;
    private final HouseholdRegister households;
    private final MinimumLivingReckoner reckoner;
    private final EntitlementDesk entitlements;
    private final BusinessClock clock;
    private final TransactionTemplate transaction;

    AgeScene(
            ResidentRegister residents,
            HouseholdRegister households,
            MinimumLivingReckoner reckoner,
            EntitlementDesk entitlements,
            BusinessClock clock,
            TransactionTemplate transaction) {
        this.residents = residents;
        this.households = households;
        this.reckoner = reckoner;
        this.entitlements = entitlements;
        this.clock = clock;
        this.transaction = transaction;
    }

    void play(DemoPlan plan, Crew crew) {
        AreaCode village = plan.areas().stream()
                .filter(area -> area.level() == AreaCode.Level.VILLAGE
                        && area.residence() == UrbanRural.RURAL
                        && TOWNSHIP.contains(area.code()))
                .map(DemoArea::code)
                .findFirst()
                .orElseThrow();
        Officer clerk = crew.clerkOf(village);
        Officer approver = crew.named("ca_1");
        DemoNumbers numbers = DemoNumbers.ofElders();
        clock.moveTo(REGISTERED.atTime(10, 0));
        UUID father = person(clerk, village, "罗建忠", numbers.identity(LocalDate.of(1979, 6, 3), Sex.MALE));
        UUID daughter = person(clerk, village, "罗小雨", numbers.identity(LocalDate.of(2008, 11, 28), Sex.FEMALE));
        UUID two = family(clerk, village, father, daughter, "6000.00");
        UUID aged = person(clerk, village, "丁秀芝", numbers.identity(LocalDate.of(1956, 11, 24), Sex.FEMALE));
        UUID alone = family(clerk, village, aged, null, "2400.00");
        granted(approver, two);
        granted(approver, alone);
    }

    private UUID person(Officer clerk, AreaCode village, String name, IdNumber number) {
        return as(clerk, () -> residents.register(ResidentDetails.citizen(village, name, number)));
    }

    private UUID family(Officer clerk, AreaCode village, UUID head, @Nullable UUID child, String yearly) {
        return as(clerk, () -> {
            UUID household = households.open(new NewHousehold(null, village, UrbanRural.RURAL, null, head, REGISTERED));
            if (child != null) {
                households.addMember(
                        household,
                        new NewMember(child, Relation.DAUGHTER, true, null, REGISTERED, "共同生活"),
                        version(household, clerk),
                        clerk.scope());
            }
            households.addMeans(
                    household,
                    new NewMeansItem(
                            head,
                            MeansCategory.BUSINESS,
                            "种植",
                            Money.of(yearly),
                            MeansPeriod.YEAR,
                            LocalDate.of(2026, 1, 1),
                            null,
                            MeansSource.VISITED,
                            null,
                            null),
                    version(household, clerk),
                    clerk.scope());
            return household;
        });
    }

    private int version(UUID household, Officer clerk) {
        return households.today(household, clerk.scope()).version();
    }

    /** Decided before the cut-off, due from the month after. */
    private void granted(Officer approver, UUID household) {
        clock.moveTo(DAY.atTime(10, 0));
        as(approver, () -> {
            MinimumLivingReckoner.Reckoned reckoned = reckoner.reckon(household, FIRST, DAY, UrbanRural.RURAL, null);
            MinimumLivingCalculation amount = reckoned.calculation();
            UUID head = households
                    .today(household, approver.scope())
                    .head()
                    .orElseThrow()
                    .residentId();
            return entitlements.grant(new Grant(
                    MinimumLivingAllowance.CODE,
                    reckoned.area(),
                    UrbanRural.RURAL,
                    household,
                    head,
                    head,
                    null,
                    ReviewClass.B,
                    DAY.plusMonths(6),
                    EntryKind.APPLICATION,
                    FIRST,
                    DAY,
                    null,
                    reckoned.facts().counted().stream()
                            .map(member -> member.residentId())
                            .toList(),
                    AllowanceDue.of(amount, Cause.GRANTED, null, approver.id(), DAY)));
        });
    }

    private <T> T as(Officer officer, Supplier<T> act) {
        return java.util.Objects.requireNonNull(Acting.as(officer, () -> transaction.execute(status -> act.get())));
    }
}
