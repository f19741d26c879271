package cn.civilaffairs.web.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import cn.civilaffairs.registry.resident.CircumstanceRegister;
import cn.civilaffairs.registry.resident.Employment;
import cn.civilaffairs.registry.resident.Health;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.IdentityDocument;
import cn.civilaffairs.registry.resident.Labour;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.resident.Schooling;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Who owes a family support, who may be out of work, who refused jobs and who applies alone. */
@WebTest
class CircumstancePagesTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final LocalDate DECEMBER = LocalDate.of(2026, 12, 1);

    @Autowired
    private Visits visits;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private CircumstanceRegister circumstances;

    @Autowired
    private MinimumLivingReckoner reckoner;

    @Autowired
    private Parameters parameters;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;
    private UUID son;
    private UUID household;
    private String file;

    @BeforeEach
    void anIdleSonAlone() {
        clock.set(MONDAY);
        county = counties.withDefaults();
        clerk = county.officer(Role.TOWN_CLERK);
        LocalDate born = LocalDate.of(1990, 5, 1);
        Acting.as(clerk, () -> {
            son = residents.register(new ResidentDetails(
                    county.village(1, 1),
                    null,
                    "周小虎",
                    IdentityDocument.citizen(TestPeople.idNumber(born, Sex.MALE)),
                    Sex.MALE,
                    born,
                    null,
                    null,
                    null,
                    Health.HEALTHY,
                    Labour.FULL,
                    Employment.NOT_EMPLOYED,
                    Schooling.NONE,
                    null,
                    null));
            household = households.open(
                    new NewHousehold(null, county.village(1, 1), UrbanRural.RURAL, null, son, MONDAY.minusYears(1)));
        });
        file = "/families/" + household;
    }

    @Test
    void reckonsDeemedIncomeOnceTheSheetSaysSoAndNotWithAGoodReason() throws Exception {
        assertThat(reckon().amount()).isEqualTo(Money.of("770.00"));
        switchOn(ParameterKey.DEEMED_INCOME);
        assertThat(reckon().entitled()).isFalse();

        assertThat(get(file + "/circumstances/WORK_EXCUSE/new"))
                .contains("登记未就业的正当理由", "周小虎", "照料失能、患病或年幼家人")
                .doesNotContain("??");
        assertThat(Visits.text(
                        post(file + "/circumstances/work-excuse", clerk, "version", version(), "from", "2026-11-01")))
                .contains("请选择家庭成员", "请选择理由", "请写明具体情况");
        assertThat(post(
                        file + "/circumstances/work-excuse",
                        clerk,
                        "version",
                        version(),
                        "from",
                        "20261101",
                        "residentId",
                        son.toString(),
                        "ground",
                        "CARER",
                        "note",
                        "照料瘫痪的祖母，村委会证明"))
                .hasRedirectedUrl(file + "/means");

        assertThat(get(file + "/means"))
                .contains("照料瘫痪的祖母", "2026-11-01 起", "截止")
                .doesNotContain("??");
        assertThat(reckon().amount()).isEqualTo(Money.of("770.00"));
        assertThat(reckon().lines())
                .extracting(line -> line.code() + " " + line.subject())
                .contains("deemed-excused-CARER 周小虎");
        UUID excuse = Acting.<UUID>as(
                clerk,
                () -> circumstances
                        .history(household, clerk.scope())
                        .excuses()
                        .get(0)
                        .id());
        assertThat(post(
                        file + "/circumstances/WORK_EXCUSE/" + excuse + "/end",
                        clerk,
                        "version",
                        version(),
                        "on",
                        "2026-11-16",
                        "why",
                        "祖母入住养老院"))
                .hasRedirectedUrl(file + "/means");
        assertThat(get(file + "/means")).contains("已截止：祖母入住养老院", "2026-11-16 截止");
        assertThat(reckon().entitled()).isFalse();
    }

    @Test
    void countsWhatASupporterOwesOnceTheSheetSaysSo() throws Exception {
        switchOn(ParameterKey.SUPPORT_FEE);
        assertThat(get(file + "/circumstances/SUPPORTER/new"))
                .contains("义务人家庭月收入")
                .doesNotContain("??");
        assertThat(Visits.text(supporter("0"))).contains("至少 1 人", "周大山");
        assertThat(supporter("3")).hasRedirectedUrl(file + "/means");
        assertThat(Visits.text(supporter("3"))).contains("“周大山”已经登记过");

        assertThat(get(file + "/means")).contains("周大山", "父母", "9,000.00").doesNotContain("??");
        // (9,000 − 2 × 770 × 3) × 50 % ÷ 8 = 273.75
        assertThat(reckon().amount()).isEqualTo(Money.of("496.25"));
        assertThat(reckon().lines())
                .extracting(line -> line.code() + " " + line.figure())
                .contains("support-fee (9000.00 − 2 × 770.00 × 3) × 50% ÷ 8 × 12");
    }

    @Test
    void keepsJobsRefusedAndWhoAppliesAlone() throws Exception {
        for (int day = 10; day <= 12; day++) {
            assertThat(post(
                            file + "/circumstances/job-offer",
                            clerk,
                            "version",
                            version(),
                            "from",
                            "2026-11-" + day,
                            "residentId",
                            son.toString(),
                            "job",
                            "保洁员",
                            "answer",
                            "REFUSED"))
                    .hasRedirectedUrl(file + "/means");
        }
        assertThat(get(file + "/means")).contains("无正当理由拒绝", "保洁员", "撤回").doesNotContain("??");
        assertThat(reckon().failures())
                .extracting(failure -> failure.code().name())
                .containsExactly("WILLING_TO_WORK");

        assertThat(get(file + "/circumstances/JOB_OFFER/new")).doesNotContain("??");
        assertThat(get(file + "/circumstances/SINGLE_PERSON/new")).doesNotContain("??");
        assertThat(post(
                        file + "/circumstances/single-person",
                        clerk,
                        "version",
                        version(),
                        "from",
                        "2026-11-16",
                        "residentId",
                        son.toString(),
                        "ground",
                        "CLERGY",
                        "note",
                        "宗教局证明"))
                .hasRedirectedUrl(file + "/means");
        assertThat(get(file + "/means")).contains("宗教局证明", "脱离家庭").doesNotContain("??");
        assertThat(reckon().facts()).isEqualTo(son);
    }

    @Test
    void isForThoseWhoKeepFamilyFiles() {
        assertThat(post(
                        file + "/circumstances/single-person",
                        county.officer(Role.COUNTY_APPROVER),
                        "version",
                        "0",
                        "residentId",
                        son.toString(),
                        "ground",
                        "CLERGY",
                        "note",
                        "x"))
                .hasStatus(403);
        assertThat(pages.get()
                        .uri(file + "/circumstances/SUPPORTER/new")
                        .with(user(officers.loadUserByUsername(
                                county.elsewhere(Role.TOWN_CLERK).login()))))
                .hasStatus(404);
    }

    private MvcTestResult supporter(String persons) {
        return post(
                file + "/circumstances/supporter",
                clerk,
                "version",
                version(),
                "name",
                "周大山",
                "tie",
                "PARENT",
                "monthlyIncome",
                "9,000",
                "persons",
                persons,
                "dependants",
                "8",
                "source",
                "CHECKED",
                "from",
                "2026-11-01");
    }

    private record Known(MinimumLivingCalculation calculation, UUID facts) {

        private Money amount() {
            return calculation.amount();
        }

        private boolean entitled() {
            return calculation.entitled();
        }

        private List<cn.civilaffairs.assistance.minimumliving.ReckoningLine> lines() {
            return calculation.lines();
        }

        private List<cn.civilaffairs.assistance.minimumliving.Condition> failures() {
            return calculation.failures();
        }
    }

    private Known reckon() {
        return Acting.<Known>as(clerk, () -> {
            MinimumLivingReckoner.Reckoned reckoned =
                    reckoner.reckon(household, YearMonth.from(DECEMBER), MONDAY, null, null);
            var single = reckoned.facts().single();
            return new Known(reckoned.calculation(), single == null ? household : single.residentId());
        });
    }

    private void switchOn(ParameterKey key) {
        UUID proposed = Acting.<UUID>as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> parameters.propose(key, county.code(), "ON", DECEMBER, "云民〔2026〕9号"));
        Acting.as(county.officer(Role.COUNTY_APPROVER), () -> parameters.approve(proposed));
    }

    private String version() {
        return String.valueOf(Acting.<Integer>as(
                clerk, () -> households.today(household, clerk.scope()).version()));
    }

    private String get(String page) {
        return Visits.text(visits.get(clerk, page));
    }

    private MvcTestResult post(String page, Officer officer, String... fields) {
        return visits.post(officer, page, fields);
    }
}
