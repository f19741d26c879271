package cn.civilaffairs.web.eldercare;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.civilservices.funeral.CremationDesk;
import cn.civilaffairs.civilservices.funeral.NewCremation;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.review.ReviewDesk;
import cn.civilaffairs.disbursement.review.ReviewFilter;
import cn.civilaffairs.disbursement.review.ReviewState;
import cn.civilaffairs.disbursement.review.ReviewTask;
import cn.civilaffairs.eldercare.oldage.OldAgeCandidate;
import cn.civilaffairs.eldercare.oldage.OldAgeDesk;
import cn.civilaffairs.eldercare.oldage.OldAgeFilter;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.TestAccounts;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import cn.civilaffairs.web.papers.OnPaper;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** The rosters worked through their pages, and a cremation through its own, by the officers of each line. */
@WebTest
class OldAgePagesTests {

    @Autowired
    private Visits visits;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private OldAgeDesk desk;

    @Autowired
    private CremationDesk cremations;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private ReviewDesk reviews;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private TestAccounts accounts;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;
    private Officer caseworker;

    @BeforeEach
    void aCountyWithThreeOfEighty() {
        clock.set(LocalDate.of(2026, 5, 8));
        county = counties.withDefaults();
        clerk = county.officer(Role.TOWN_CLERK, LineOfBusiness.ELDER_CARE);
        caseworker = county.officer(Role.COUNTY_CASEWORKER, LineOfBusiness.ELDER_CARE);
        as(caseworker, () -> {
            for (Map.Entry<Role, LineOfBusiness> grant : List.of(
                    Map.entry(Role.TOWN_CLERK, LineOfBusiness.ELDER_CARE),
                    Map.entry(Role.TOWN_REVIEWER, LineOfBusiness.ELDER_CARE),
                    Map.entry(Role.COUNTY_CASEWORKER, LineOfBusiness.ELDER_CARE),
                    Map.entry(Role.COUNTY_CASEWORKER, LineOfBusiness.FUNERAL),
                    Map.entry(Role.COUNTY_APPROVER, LineOfBusiness.FUNERAL))) {
                for (int which = 1; which <= 2; which++) {
                    jdbc.sql(
                                    "insert into registry.officer_grant (officer_id, role, line, valid_from) values (?, ?, ?, ?)")
                            .params(
                                    county.officer(grant.getKey(), which).id(),
                                    grant.getKey().name(),
                                    grant.getValue().name(),
                                    LocalDate.of(2020, 1, 1))
                            .update();
                }
            }
            return true;
        });
        person("甲到龄", true);
        person("乙到龄", true);
        person("丙无账户", false);
    }

    private void person(String name, boolean withAccount) {
        UUID id = as(
                caseworker,
                () -> residents.register(ResidentDetails.citizen(
                        county.village(1, 1), name, TestPeople.idNumber(LocalDate.of(1946, 5, 17), Sex.FEMALE))));
        if (withAccount) {
            accounts.confirmed(county, id, name);
        }
    }

    private <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, () -> transaction.execute(status -> work.get()));
    }

    private String page(Officer officer, String uri) {
        return visits.page(officer, uri);
    }

    private Map<String, Object> send(Officer officer, String uri, String... fields) {
        MvcTestResult result = visits.send(officer, uri, fields);
        assertThat(result).as(uri).hasStatus3xxRedirection();
        return Map.copyOf(result.getMvcResult().getFlashMap());
    }

    private List<OldAgeCandidate> candidates(UUID roster) {
        return as(caseworker, () -> desk.candidates(roster, OldAgeFilter.ALL, 10, 0));
    }

    @Test
    void theRosterIsDrawnAnsweredAndGrantedThroughItsPages() {
        assertThat(page(caseworker, "/elder-care/old-age"))
                .contains("免申即享", "还没有花名册")
                .doesNotContain("??");
        assertThat(send(caseworker, "/elder-care/old-age/rosters", "month", "2026-05"))
                .containsKey("done");
        UUID roster = as(caseworker, () -> desk.rosters(1, 0)).get(0).id();
        String at = "/elder-care/old-age/rosters/" + roster;
        assertThat(page(clerk, at + "?part=TO_ANSWER"))
                .contains("甲到龄", "丙无账户", "没有账户", "确认所选人员健在、账户无误", "80 周岁")
                .doesNotContain("??");
        assertThat(page(clerk, "/desk")).contains("高龄津贴花名册", "待乡镇确认 3 人");
        OldAgeCandidate without = candidates(roster).stream()
                .filter(candidate -> candidate.account() == null)
                .findFirst()
                .orElseThrow();
        assertThat(String.valueOf(send(
                                clerk,
                                at + "/confirm-life",
                                "candidate",
                                without.id().toString())
                        .get("refusal")))
                .contains("丙无账户没有启用的收款账户");
        send(clerk, at + "/leave-out", "candidate", without.id().toString(), "why", "NO_ACCOUNT", "note", "已告知办卡");
        for (OldAgeCandidate candidate : candidates(roster)) {
            if (candidate.awaitsAnswer()) {
                assertThat(send(
                                clerk,
                                at + "/confirm-life",
                                "candidate",
                                candidate.id().toString()))
                        .containsKey("done");
            }
        }
        assertThat(page(caseworker, at)).contains("确认 2 人", "没有可用账户", "已告知办卡").doesNotContain("??");
        assertThat(send(caseworker, at + "/grant", "town", county.township(1).value()))
                .containsKey("done");
        assertThat(page(caseworker, at + "?part=GRANTED")).contains("已纳入").doesNotContain("??");
        assertThat(page(clerk, "/elder-care/old-age/recipients?band=80"))
                .contains("共 2 人", "甲到龄", "30.00")
                .doesNotContain("??");
        assertThat(page(clerk, "/elder-care/old-age/recipients?band=90")).contains("没有符合条件的人员");
        OldAgeCandidate granted = candidates(roster).stream()
                .filter(candidate -> candidate.entitlementId() != null)
                .findFirst()
                .orElseThrow();
        assertThat(page(clerk, "/people/" + granted.residentId()))
                .contains("高龄津贴", "30.00", "为什么是这个数", "农商银行 ****")
                .doesNotContain("??");
        assertThat(page(county.officer(Role.SUPERVISOR), at)).doesNotContain("确认所选人员", "??");
        theMonthIsShownByAge();
        theyAreSeenAgainAYearLaterThroughTheirPages();
    }

    private void theMonthIsShownByAge() {
        clock.set(LocalDate.of(2026, 5, 18));
        as(county.officer(Role.FINANCE_MAKER), () -> runs.startNow("old-age", YearMonth.of(2026, 5)));
        String query = "?scheme=old-age&month=2026-05";
        assertThat(page(caseworker, "/reports/monthly" + query)).contains("按年龄档");
        assertThat(page(caseworker, "/reports/monthly/bands" + query))
                .contains("高龄津贴按年龄档统计表", "80–89 周岁", "60.00", "在册人数")
                .doesNotContain("??");
        assertThat(visits.get(caseworker, "/reports/monthly/bands.xlsx" + query))
                .hasStatusOk();
    }

    private void theyAreSeenAgainAYearLaterThroughTheirPages() {
        clock.set(LocalDate.of(2027, 4, 12));
        as(caseworker, reviews::generate);
        ReviewFilter open = new ReviewFilter("old-age", ReviewState.OPEN, null, null);
        List<ReviewTask> due = as(clerk, () -> reviews.list(open, 10, 0));
        assertThat(due).hasSize(2);
        assertThat(page(clerk, "/desk")).contains("高龄津贴生存认证：待认证 2 人");
        assertThat(page(clerk, "/reviews?scheme=old-age&state=OPEN"))
                .contains("高龄津贴生存认证", "甲到龄", "2027-05-08", "逾期没有认证的自次月起暂停发放", "低保定期复核")
                .doesNotContain("<th>档案号</th>", "??");
        String at = "/reviews/" + due.get(0).id();
        assertThat(page(clerk, at))
                .contains("健在", "据报去世", "认证方式", "到窗口", "还没有记录过认证")
                .doesNotContain("家庭成员", "??");
        send(clerk, at + "/answer", "version", "0", "answer", "ALIVE", "way", "VISIT", "state", "OPEN");
        Officer reviewer = county.officer(Role.TOWN_REVIEWER);
        assertThat(page(reviewer, "/reviews?scheme=old-age&state=RECORDED"))
                .contains("健在（入户当面）", "审核选中的人")
                .doesNotContain("??");
        assertThat(String.valueOf(send(
                                reviewer,
                                "/reviews/confirm",
                                "scheme",
                                "old-age",
                                "ticked",
                                due.get(0).id() + ":1")
                        .get("done")))
                .isEqualTo("已审核 1 人，下次日期已排定。");
        assertThat(page(clerk, "/elder-care/old-age/recipients")).contains("2028-04-12", "生存认证");
    }

    @Test
    void aCremationIsWorkedThroughItsPagesAndItsCertificatePrinted() throws IOException {
        IdNumber number = TestPeople.idNumber(LocalDate.of(1940, 2, 11), Sex.MALE);
        Officer receiver = county.officer(Role.COUNTY_CASEWORKER, LineOfBusiness.FUNERAL);
        UUID id = as(
                        receiver,
                        () -> cremations.receive(new NewCremation(
                                "吴老汉",
                                number.value(),
                                county.village(1, 1),
                                LocalDate.of(2026, 5, 7),
                                "SW-" + county.code(),
                                true,
                                "",
                                "吴家祥",
                                "子",
                                Set.of("death-paper", "handler-id", "handler-signature"))))
                .id();
        assertThat(page(receiver, "/funeral/cremations"))
                .contains("吴老汉", "接收登记")
                .doesNotContain("??");
        assertThat(page(receiver, "/funeral/cremations/new")).contains("死亡证明编号").doesNotContain("??");
        assertThat(page(receiver, "/cases/" + id))
                .contains("已通知乡镇核实", "还没有录入费用", "由接收人以外的人员")
                .doesNotContain("??");
        as(receiver, () -> cases.agree(id, cases.find(id).version(), "材料齐全"));
        Officer operator = county.officer(Role.COUNTY_CASEWORKER, 2);
        assertThat(page(operator, "/cases/" + id)).contains("登记火化").doesNotContain("??");
        assertThat(send(
                        operator,
                        "/funeral/cremations/" + id + "/cremated",
                        "version",
                        "0",
                        "on",
                        "2026-05-08",
                        "cremator",
                        "1 号炉",
                        "number",
                        number.value()))
                .containsKey("done");
        send(
                operator,
                "/funeral/cremations/" + id + "/bill",
                "version",
                "1",
                "waive",
                "true",
                "fee.TRANSPORT",
                "450",
                "fee.CREMATION",
                "1,860");
        assertThat(page(operator, "/cases/" + id))
                .contains("2,310.00", "1,780.00", "530.00")
                .doesNotContain("??");
        Officer second = new Officer(
                operator.id(),
                operator.login(),
                operator.name(),
                operator.unit(),
                operator.area(),
                operator.roles(),
                Set.of(LineOfBusiness.FUNERAL));
        as(second, () -> cases.agree(id, cases.find(id).version(), "身份核对无误"));
        as(
                county.officer(Role.COUNTY_APPROVER, LineOfBusiness.FUNERAL),
                () -> cases.agree(id, cases.find(id).version(), "同意"));
        assertThat(page(receiver, "/cases/" + id)).contains("HZ").doesNotContain("??");
        assertThat(page(receiver, "/cases/" + id + "/papers"))
                .contains("火化证明", "减免结算单")
                .doesNotContain("??");
        for (String paper : List.of("cremation-certificate", "cremation-waiver")) {
            MvcTestResult printed = visits.send(receiver, "/cases/" + id + "/papers/" + paper + ".pdf");
            assertThat(printed).as(paper).hasStatusOk().hasContentType("application/pdf");
            assertThat(OnPaper.ofOneSheet(printed.getResponse().getContentAsByteArray()))
                    .contains(paper.endsWith("waiver") ? List.of("减免结算单", "1,780.00", "530.00") : List.of("火化证明", "HZ"))
                    .doesNotContain("补打", "null");
        }
        assertThat(send(
                        receiver,
                        "/funeral/cremations/" + id + "/ashes",
                        "version",
                        String.valueOf(as(receiver, () -> cremations.find(id)).version()),
                        "collector",
                        "吴家祥"))
                .containsKey("done");
    }
}
