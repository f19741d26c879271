package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.disbursement.UpliftDesk;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Next year's urban standard, proposed and tried out, waiting for the approver (提标待批准). */
@Component
@Conditional(OnDemoServer.class)
class UpliftScene {

    private final Standards standards;
    private final UpliftDesk uplifts;
    private final BusinessClock clock;

    UpliftScene(Standards standards, UpliftDesk uplifts, BusinessClock clock) {
        this.standards = standards;
        this.uplifts = uplifts;
        this.clock = clock;
    }

    void play(Crew crew) {
        Officer caseworker = crew.named("cc_1");
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
}
