package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.disbursement.UpliftDesk;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.NewMeansItem;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Next year's urban standard, proposed and tried out, waiting for the approver (提标待批准), with two registered families who
 * earn too much today and would be below the new line (提标新纳入).
 */
@Component
@Conditional(OnDemoServer.class)
class UpliftScene {

    private final Standards standards;
    private final UpliftDesk uplifts;
    private final ResidentRegister residents;
    private final HouseholdRegister households;
    private final BusinessClock clock;
    private final TransactionTemplate transaction;

    UpliftScene(
            Standards standards,
            UpliftDesk uplifts,
            ResidentRegister residents,
            HouseholdRegister households,
            BusinessClock clock,
            TransactionTemplate transaction) {
        this.standards = standards;
        this.uplifts = uplifts;
        this.residents = residents;
        this.households = households;
        this.clock = clock;
        this.transaction = transaction;
    }

    void play(DemoPlan plan, Crew crew) {
        Officer caseworker = crew.named("cc_1");
        List<AreaCode> urban = plan.areas().stream()
                .filter(area -> area.level() == AreaCode.Level.VILLAGE && area.residence() == UrbanRural.URBAN)
                .map(DemoArea::code)
                .toList();
        DemoNumbers numbers = DemoNumbers.ofElders();
        known(urban.get(0), numbers.identity(LocalDate.of(1979, 4, 18), Sex.FEMALE), "方巧云", "早点摊", "9840.00", crew);
        known(
                urban.get(urban.size() - 1),
                numbers.identity(LocalDate.of(1974, 9, 2), Sex.MALE),
                "邹立平",
                "修鞋摊",
                "9960.00",
                crew);
        clock.moveTo(LocalDate.of(2026, 11, 12).atTime(15, 0));
        UUID preview = Acting.as(
                caseworker,
                () -> uplifts.open(standards.propose(new Standards.Proposal(
                        MinimumLivingAllowance.CODE,
                        "",
                        DemoArea.COUNTY,
                        Standard.Residence.URBAN,
                        Money.of(840),
                        Standard.Unit.MONTH,
                        LocalDate.of(2027, 1, 1),
                        null,
                        "云民〔2026〕58号",
                        LocalDate.of(2026, 11, 10)))));
        Acting.as(caseworker, () -> uplifts.workNow(preview));
    }

    private void known(AreaCode village, IdNumber number, String name, String trade, String yearly, Crew crew) {
        Officer clerk = crew.clerkOf(village);
        LocalDate since = LocalDate.of(2026, 3, 2);
        clock.moveTo(LocalDate.of(2026, 11, 5).atTime(10, 0));
        Acting.as(
                clerk,
                () -> transaction.executeWithoutResult(status -> {
                    UUID head = residents.register(ResidentDetails.citizen(village, name, number));
                    UUID household =
                            households.open(new NewHousehold(null, village, UrbanRural.URBAN, null, head, since));
                    households.addMeans(
                            household,
                            new NewMeansItem(
                                    head,
                                    MeansCategory.BUSINESS,
                                    trade,
                                    Money.of(yearly),
                                    MeansPeriod.YEAR,
                                    since,
                                    null,
                                    MeansSource.DECLARED,
                                    null,
                                    null),
                            households.today(household, clerk.scope()).version(),
                            clerk.scope());
                }));
    }
}
