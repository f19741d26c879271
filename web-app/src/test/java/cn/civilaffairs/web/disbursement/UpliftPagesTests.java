package cn.civilaffairs.web.disbursement;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.disbursement.UpliftDesk;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Who may try a standard out, who sees what of it, and who may approve it. */
@WebTest
class UpliftPagesTests {

    @Autowired
    private Visits visits;

    @Autowired
    private UpliftDesk desk;

    @Autowired
    private Standards standards;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer caseworker;
    private Officer approver;
    private UUID standard;
    private UUID uplift;

    @BeforeEach
    void aStandardTriedOut() {
        clock.set(LocalDate.of(2026, 11, 16));
        county = counties.withDefaults();
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        approver = county.officer(Role.COUNTY_APPROVER);
        standard = Acting.as(
                caseworker,
                () -> standards.propose(new Standards.Proposal(
                        "minimum-living",
                        "",
                        county.code(),
                        Standard.Residence.RURAL,
                        Money.of(820),
                        Standard.Unit.MONTH,
                        LocalDate.of(2027, 1, 1),
                        null,
                        "测民〔2026〕7号",
                        null)));
        uplift = Acting.as(caseworker, () -> desk.open(standard));
        Acting.as(caseworker, () -> desk.workNow(uplift));
    }

    @Test
    void showsTheCountyItsSumsAndATownshipItsOwnPeopleOnly() throws Exception {
        assertThat(get("/uplifts/" + uplift, approver))
                .contains("待批准", "820.00", "测民〔2026〕7号", "每月", "请输入变动户数确认", "没有符合筛选条件的家庭", "提标后可能符合条件的家庭", "没有找到这样的家庭")
                .doesNotContain("??");
        assertThat(get("/uplifts/" + uplift, county.officer(Role.TOWN_CLERK)))
                .contains("待批准", "名单")
                .doesNotContain("<dt>每月</dt>", "批准并执行", "??");
        assertThat(get("/uplifts/" + uplift, caseworker)).contains("重新测算").doesNotContain("批准并执行", "??");
        assertThat(get("/standards", approver)).contains("查看测算并批准").doesNotContain("??");
        assertThat(get("/standards", county.officer(Role.SYS_ADMIN)))
                .as("who may not open it is offered nothing")
                .contains("820.00")
                .doesNotContain("查看测算", "??");
        for (String list : List.of("/items.xlsx", "/newcomers.xlsx")) {
            assertThat(visits.get(approver, "/uplifts/" + uplift + list))
                    .hasStatusOk()
                    .hasHeader("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        }
        assertThat(visits.get(county.officer(Role.SYS_ADMIN), "/uplifts/" + uplift))
                .hasStatus(403);
    }

    @Test
    void isTriedOutByTheCaseworkerAndApprovedByTheApproverWhoTypesHowMany() {
        assertThat(send("/standards/" + standard + "/uplift", approver)).hasStatus(403);
        assertThat(send("/uplifts/" + uplift + "/approve", caseworker, "version", "1", "households", "0"))
                .hasStatus(403);
        String version =
                String.valueOf(Acting.as(approver, () -> desk.find(uplift)).version());
        MvcTestResult wrong = send("/uplifts/" + uplift + "/approve", approver, "version", version, "households", "3");
        assertThat(Visits.refusal(wrong)).contains("与测算不一致");
        MvcTestResult right = send("/uplifts/" + uplift + "/approve", approver, "version", version, "households", "0");
        assertThat(Visits.refusal(right)).isEmpty();
        assertThat(Acting.as(approver, () -> standards.find(standard)).approved())
                .isTrue();
    }

    private MvcTestResult send(String uri, Officer officer, String... parameters) {
        return visits.send(officer, uri, parameters);
    }

    private String get(String uri, Officer officer) {
        return visits.page(officer, uri);
    }
}
