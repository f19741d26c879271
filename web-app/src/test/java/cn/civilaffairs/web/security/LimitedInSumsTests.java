package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.UpliftDesk;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.limited.LimitGround;
import cn.civilaffairs.registry.limited.LimitedAccess;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A household under limited access is counted for the county, and in no sum a township could subtract its list from. */
@WebTest
class LimitedInSumsTests {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService signIns;

    @Autowired
    private MatrixWorld world;

    @Autowired
    private LimitedAccess limitedAccess;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private UpliftDesk uplifts;

    @Autowired
    private Standards standards;

    @Test
    @Tag("AC-028")
    void countsItForTheCountyOnlyInListsSumsAndReports() {
        MatrixWorld.Objects objects = world.make();
        Officer clerk = objects.county().officer(Role.TOWN_CLERK);
        Officer reviewer = objects.county().officer(Role.TOWN_REVIEWER);
        Officer caseworker = objects.county().officer(Role.COUNTY_CASEWORKER);
        Officer supervisor = objects.county().officer(Role.SUPERVISOR);
        Visits visits = new Visits(pages, signIns);
        String notice = objects.address("/papers/posters/{id}", true);
        assertThat(Visits.text(visits.get(reviewer, notice))).contains(MatrixWorld.NAME);

        Acting.as(
                clerk,
                () -> limitedAccess.place(
                        objects.household(),
                        LimitGround.CHILD_PROTECTION,
                        "家中儿童正在保护期间",
                        List.of(objects.county().officer(Role.TOWN_CLERK, 2).login())));
        assertThat(visits.get(reviewer, notice))
                .as("it leaves the notice that names it")
                .hasStatus(410);

        PaymentRun run = again(objects);
        String page = "/runs/" + run.id();
        assertThat(Visits.text(visits.get(reviewer, page))).doesNotContain("610.00", MatrixWorld.NAME, "限制查看（不列乡镇）");
        assertThat(Visits.text(visits.get(reviewer, page + "/lines"))).doesNotContain("610.00", MatrixWorld.NAME);
        assertThat(Visits.text(visits.get(reviewer, "/reports/monthly?scheme=minimum-living&month=" + OCTOBER)))
                .doesNotContain("610.00", MatrixWorld.NAME);
        for (Officer county : List.of(caseworker, supervisor)) {
            assertThat(Visits.text(visits.get(county, page)))
                    .contains("限制查看（不列乡镇）", "只计入全县合计", "610.00")
                    .doesNotContain(MatrixWorld.NAME);
            assertThat(Visits.text(visits.get(county, "/reports/monthly?scheme=minimum-living&month=" + OCTOBER)))
                    .contains("限制查看（不列乡镇）", "勾稽关系全部相符", "610.00")
                    .doesNotContain(MatrixWorld.NAME, "勾稽不符", "??");
        }
        assertThat(Visits.text(visits.get(caseworker, "/months/" + OCTOBER))).doesNotContain("??");
        assertThat(run.state().name()).as("no township has anything to confirm").isEqualTo("TOWN_OK");
        assertThat(Visits.text(visits.get(reviewer, "/reviews"))).doesNotContain(MatrixWorld.NAME);
    }

    @Test
    void raisesItWithEverybodyElseWhoeverStartedTheUplift() {
        MatrixWorld.Objects objects = world.make();
        Officer caseworker = objects.county().officer(Role.COUNTY_CASEWORKER);
        world.oneMore(objects.county());
        Acting.as(
                objects.county().officer(Role.TOWN_CLERK),
                () -> limitedAccess.place(
                        objects.household(),
                        LimitGround.CHILD_PROTECTION,
                        "家中儿童正在保护期间",
                        List.of(objects.county().officer(Role.TOWN_CLERK, 2).login())));
        UUID standard = Acting.as(
                caseworker,
                () -> standards.propose(new Standards.Proposal(
                        "minimum-living",
                        "",
                        objects.county().code(),
                        Standard.Residence.RURAL,
                        Money.of(900),
                        Standard.Unit.MONTH,
                        LocalDate.of(2026, 12, 1),
                        null,
                        "测〔2026〕2号",
                        null)));
        UUID uplift = Acting.as(caseworker, () -> uplifts.open(standard));
        Acting.as(caseworker, () -> uplifts.workNow(uplift));

        assertThat(Acting.as(caseworker, () -> uplifts.find(uplift)).read())
                .as("the limited one is passed by first, by the reader that works ahead")
                .isEqualTo(2);
    }

    private PaymentRun again(MatrixWorld.Objects objects) {
        UUID before = UUID.fromString(objects.address("/runs/{id}", true).substring("/runs/".length()));
        Officer maker = objects.county().officer(Role.FINANCE_MAKER);
        return Acting.as(maker, () -> {
            runs.abandon(before, runs.find(before).version(), "重新计算");
            return runs.find(runs.startNow("minimum-living", OCTOBER));
        });
    }
}
