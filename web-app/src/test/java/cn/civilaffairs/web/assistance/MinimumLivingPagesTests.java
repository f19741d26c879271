package cn.civilaffairs.web.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.assistance.minimumliving.AnswerSheet;
import cn.civilaffairs.assistance.minimumliving.CheckAnswer;
import cn.civilaffairs.assistance.minimumliving.Department;
import cn.civilaffairs.assistance.minimumliving.MeansCheck;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingDesk;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A 低保 application on its pages, from the window to the explanation of the amount. */
@WebTest
class MinimumLivingPagesTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final String BASE = "/assistance/minimum-living";

    @Autowired
    private Visits visits;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private AllowanceFamilies families;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private MinimumLivingDesk desk;

    @Autowired
    private EntitlementDesk entitlements;

    private TestCounty county;
    private Officer clerk;
    private Officer caseworker;
    private Officer reviewer;
    private Officer approver;
    private UUID household;

    @BeforeEach
    void aWidowInTheCountry() {
        clock.set(MONDAY);
        county = counties.withDefaults();
        clerk = county.officer(Role.TOWN_CLERK);
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        reviewer = county.officer(Role.TOWN_REVIEWER);
        approver = county.officer(Role.COUNTY_APPROVER);
        household = as(
                clerk,
                () -> families.household(
                        county,
                        families.person(county, "孙桂兰", LocalDate.of(1950, 3, 1), Sex.FEMALE),
                        MONDAY.minusDays(9)));
    }

    @Test
    void showTheHouseholdAndTheCheckList() {
        MvcTestResult form = visits.get(clerk, BASE + "/new?household=" + household);

        assertThat(form).hasStatusOk().bodyText().contains("孙桂兰", "低保申请书", "数据共享取得", "登记申请");
    }

    @Test
    void findTheHouseholdByItsFileNumberWithoutPuttingItInTheAddress() {
        String fileNo =
                as(clerk, () -> households.today(household, clerk.scope())).fileNo();

        assertThat(visits.post(clerk, BASE + "/find", "number", fileNo))
                .hasRedirectedUrl(BASE + "/new?household=" + household);
        assertThat(visits.post(clerk, BASE + "/find", "number", "nothing")).hasRedirectedUrl(BASE + "/new");
    }

    @Test
    void openACaseOnceHoweverOftenTheFormArrives() {
        String key = UUID.randomUUID().toString();

        MvcTestResult first = apply(key);
        MvcTestResult second = apply(key);

        assertThat(first).hasStatus3xxRedirection();
        assertThat(second.getResponse().getRedirectedUrl())
                .isEqualTo(first.getResponse().getRedirectedUrl());
        assertThat(as(clerk, () -> cases.ofHousehold(household))).hasSize(1);
    }

    @Test
    void compareTwoWhoTakeInOneHouseholdAtOnceAndKeepThePapersOfBoth() {
        Officer second = county.officer(Role.TOWN_CLERK, 2);
        apply(UUID.randomUUID().toString());
        CaseFile file = as(clerk, () -> cases.ofHousehold(household)).get(0);

        MvcTestResult compared = visits.post(
                second,
                BASE,
                with(
                        typed("2026-11-16", "患慢性病", "独居老人"),
                        "household",
                        household.toString(),
                        "requestKey",
                        UUID.randomUUID().toString(),
                        "was.cause",
                        "",
                        "was.note",
                        "",
                        "received",
                        "declaration"));

        assertThat(compared)
                .hasStatus(409)
                .bodyText()
                .contains(clerk.name(), file.caseNo(), "不会再立一件", "年老无收入来源", "患慢性病", "两人都改了", "独居老人")
                .contains("name=\"paper.declaration\" value=\"RECEIVED\"", "/cases/" + file.id() + "/application");
        assertThat(visits.post(
                        second,
                        BASE + "/cases/" + file.id() + "/application",
                        with(
                                typed("2026-11-16", "患慢性病", "独居老人"),
                                "version",
                                "0",
                                "caseVersion",
                                Integer.toString(as(second, () -> version(file.id()))),
                                "paper.application",
                                "RECEIVED",
                                "paper.declaration",
                                "RECEIVED")))
                .hasRedirectedUrl("/cases/" + file.id() + "#household");
        assertThat(as(clerk, () -> cases.ofHousehold(household))).hasSize(1);
        assertThat(as(clerk, () -> cases.folder(file.id()).papers()))
                .filteredOn(paper -> paper.state() == CasePaper.State.RECEIVED)
                .extracting(CasePaper::code)
                .containsExactlyInAnyOrder("application", "commitment", "declaration");
        assertThat(as(clerk, () -> desk.folder(file.id()).application().cause()))
                .isEqualTo("患慢性病");
    }

    @Test
    void compareTwoWhoCorrectAnApplicationAfterItsReturn() {
        apply(UUID.randomUUID().toString());
        UUID id = as(clerk, () -> cases.ofHousehold(household)).get(0).id();
        String correction = BASE + "/cases/" + id + "/application";
        Officer second = county.officer(Role.TOWN_CLERK, 2);
        as(
                clerk,
                () -> cases.recordPapers(
                        id,
                        version(id),
                        List.of(
                                CasePaper.of("authorisation", CasePaper.State.RECEIVED),
                                CasePaper.of("declaration", CasePaper.State.RECEIVED))));
        as(clerk, () -> cases.agree(id, version(id), null));
        assertThat(visits.get(clerk, "/cases/" + id)).bodyText().doesNotContain("更正申请内容");
        as(caseworker, () -> cases.sendBack(id, version(id), "acceptance", "PAPERS", "申请原因写明病种"));
        int seen = as(clerk, () -> version(id));

        assertThat(visits.get(clerk, "/cases/" + id)).bodyText().contains("更正申请内容", "name=\"was.paper.declaration\"");
        assertThat(visits.get(clerk, correction)).hasStatusOk().bodyText().contains("保存更正", "name=\"was.cause\"");
        assertThat(visits.get(reviewer, correction)).hasStatus(422);
        assertThat(visits.post(clerk, correction, with(typed("2026-11-16", "尿毒症", ""), "version", "0")))
                .hasStatus3xxRedirection();
        String[] secondTyped = with(
                typed("2026-11-15", "慢性肾病", ""),
                "was.cause",
                "年老无收入来源",
                "was.appliedOn",
                "2026-11-16",
                "relativeOfStaff",
                "true",
                "was.relativeOfStaff",
                "false",
                "version");
        assertThat(visits.post(second, correction, with(secondTyped, "0")))
                .hasStatus(409)
                .bodyText()
                .contains(clerk.name(), "尿毒症", "慢性肾病", "年老无收入来源", "两人都改了")
                .contains(
                        "name=\"relativeOfStaff\" value=\"true\" checked=\"checked\"", "name=\"version\" value=\"1\"");
        assertThat(visits.post(second, correction, with(secondTyped, "1"))).hasStatus3xxRedirection();
        assertThat(as(clerk, () -> cases.find(id)).relative()).isTrue();

        as(
                clerk,
                () -> cases.recordPapers(
                        id, version(id), List.of(CasePaper.of("schooling", CasePaper.State.RECEIVED))));
        assertThat(visits.post(
                        second,
                        "/cases/" + id + "/papers-received",
                        "version",
                        Integer.toString(seen),
                        "paper.illness",
                        "RECEIVED",
                        "was.paper.illness",
                        "NOT_NEEDED",
                        "note.illness",
                        "县医院诊断书"))
                .hasStatus(409)
                .bodyText()
                .contains("两人同时修改", "县医院诊断书")
                .contains("name=\"paper.illness\" value=\"RECEIVED\" checked=\"checked\"");
    }

    private static String[] typed(String appliedOn, String cause, String note) {
        return new String[] {"residence", "RURAL", "appliedOn", appliedOn, "cause", cause, "note", note};
    }

    private static String[] with(String[] fields, String... more) {
        return Stream.concat(Arrays.stream(fields), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void sayWhatIsMissingAndKeepWhatWasTyped() {
        MvcTestResult answer = visits.post(
                clerk,
                BASE,
                "household",
                household.toString(),
                "requestKey",
                UUID.randomUUID().toString(),
                "residence",
                "URBAN",
                "appliedOn",
                "2026-11-16",
                "cause",
                " ",
                "note",
                "独居老人");

        assertThat(answer).hasStatus(422).bodyText().contains("请填写申请原因", "独居老人");
    }

    @Test
    void leadThroughCheckVisitAndAmountToItsExplanation() {
        assertThat(apply(UUID.randomUUID().toString())).hasStatus3xxRedirection();
        CaseFile file = as(clerk, () -> cases.ofHousehold(household)).get(0);
        UUID id = file.id();
        as(
                clerk,
                () -> cases.recordPapers(
                        id,
                        version(id),
                        List.of(
                                CasePaper.of("authorisation", CasePaper.State.RECEIVED),
                                CasePaper.of("declaration", CasePaper.State.RECEIVED))));
        as(clerk, () -> cases.agree(id, version(id), null));

        assertThat(visits.get(caseworker, "/cases/" + id))
                .hasStatusOk()
                .bodyText()
                .contains("待答复 12 个部门", "录入核对结果", "按现有资料测算：1 人，每月 847.00 元");
        assertThat(visits.get(caseworker, BASE + "/cases/" + id + "/check"))
                .hasStatusOk()
                .bodyText()
                .contains("公安（户籍）", "残联");
        assertThat(visits.post(
                        caseworker,
                        BASE + "/cases/" + id + "/check",
                        "rows[0].department",
                        "BANKS",
                        "rows[0].answer",
                        "INCONSISTENT",
                        "rows[0].finding",
                        ""))
                .hasStatus(422)
                .bodyText()
                .contains("银行的结果与申报不一致，请写明不一致的内容");
        assertThat(pages.post()
                        .uri(BASE + "/cases/" + id + "/check/file")
                        .multipart()
                        .file(new MockMultipartFile("file", "核对.xlsx", null, allClear()))
                        .with(user(officers.loadUserByUsername(caseworker.login())))
                        .with(csrf())
                        .exchange())
                .hasRedirectedUrl("/cases/" + id + "#means-check");
        as(caseworker, () -> cases.agree(id, version(id), "已核对"));

        assertThat(visits.get(clerk, BASE + "/cases/" + id + "/visit")).hasStatusOk();
        assertThat(visit(id, "刘敏")).hasStatus(422).bodyText().contains("入户调查须有两名不同的调查人");
        assertThat(visit(id, "何平")).hasRedirectedUrl("/cases/" + id + "#home-visit");
        as(clerk, () -> cases.agree(id, version(id), "情况属实"));

        assertThat(visits.get(reviewer, "/cases/" + id))
                .hasStatusOk()
                .bodyText()
                .contains("核定拟保障金额", "刘敏、何平");
        assertThat(visits.post(reviewer, BASE + "/cases/" + id + "/proposal", "reviewClass", "A"))
                .hasRedirectedUrl("/cases/" + id + "#amount");
        assertThat(visits.get(reviewer, "/cases/" + id))
                .hasStatusOk()
                .bodyText()
                .contains("拟每月发放 847.00 元", "为什么是这个数", "770.00 × 10%", "符合");
        as(reviewer, () -> cases.agree(id, version(id), "拟同意"));
        as(clerk, () -> cases.post(id, version(id), "村务公开栏", "孙桂兰 1人 847.00元", null));
        clock.set(MONDAY.plusDays(8));
        as(clerk, () -> cases.closePosting(id, version(id), "无异议"));
        as(approver, () -> cases.agree(id, version(id), "同意"));

        UUID determination = as(
                        approver,
                        () -> entitlements.determinations(entitlements
                                .ofCase(id, "minimum-living")
                                .orElseThrow()
                                .id()))
                .get(0)
                .id();
        assertThat(visits.get(approver, "/cases/" + id))
                .hasStatusOk()
                .bodyText()
                .contains("已确认：每月 847.00 元");
        assertThat(visits.get(approver, "/why/" + determination))
                .hasStatusOk()
                .bodyText()
                .contains("847.00", "云民〔2026〕1号", "770.00 × 1", "分类施保：老年人", "家庭月收入低于保障标准 × 人数");
        assertThat(visits.get(county.elsewhere(Role.TOWN_CLERK), "/why/" + determination))
                .hasStatus(404);
    }

    @Test
    void listStandardsAndParametersAndLetASecondPersonApprove() {
        assertThat(visits.get(clerk, "/standards"))
                .hasStatusOk()
                .bodyText()
                .contains("最低生活保障", "770.00", "执行中")
                .doesNotContain("提出新标准");
        assertThat(visits.get(caseworker, "/standards/new")).hasStatusOk();
        assertThat(propose("769")).hasStatus(422).bodyText().contains("低于规定的下限 770.00");
        assertThat(propose("820")).hasRedirectedUrl("/standards");
        assertThat(visits.get(approver, "/standards")).hasStatusOk().bodyText().contains("820.00", "待批准", "批准");

        assertThat(visits.get(approver, "/parameters")).hasStatusOk().bodyText().contains("低保发放方式", "补差", "四舍五入到分");
        for (String key : List.of("minimum-living.mode", "minimum-living.exempt-income", "payment.cut-off")) {
            assertThat(visits.get(caseworker, "/parameters/new?key=" + key)).hasStatusOk();
        }
        assertThat(visits.post(
                        caseworker,
                        "/parameters",
                        "key",
                        "minimum-living.rounding",
                        "area",
                        county.code().value(),
                        "value",
                        "YUAN_CEIL",
                        "effectiveFrom",
                        "2026-12-01",
                        "document",
                        "云民〔2026〕9号"))
                .hasRedirectedUrl("/parameters");
        assertThat(visits.get(approver, "/parameters")).hasStatusOk().bodyText().contains("见分进元", "待批准");
    }

    private MvcTestResult propose(String amount) {
        return visits.post(
                caseworker,
                "/standards",
                "scheme",
                "minimum-living",
                "tier",
                "",
                "area",
                county.code().value(),
                "residence",
                "RURAL",
                "amount",
                amount,
                "unit",
                "MONTH",
                "effectiveFrom",
                "2027-01-01",
                "document",
                "云民〔2026〕9号",
                "publishedOn",
                "");
    }

    private MvcTestResult apply(String key) {
        return visits.post(
                clerk,
                BASE,
                "household",
                household.toString(),
                "requestKey",
                key,
                "residence",
                "RURAL",
                "appliedOn",
                "2026-11-16",
                "cause",
                "年老无收入来源",
                "received",
                "application",
                "received",
                "commitment");
    }

    private MvcTestResult visit(UUID id, String second) {
        return visits.post(
                clerk,
                BASE + "/cases/" + id + "/visit",
                "requestKey",
                UUID.randomUUID().toString(),
                "visitedOn",
                "2026-11-16",
                "surveyor",
                "刘敏",
                "secondSurveyor",
                second,
                "present",
                "孙桂兰",
                "housing",
                "平房一间",
                "living",
                "独居",
                "consistent",
                "true",
                "signedByHousehold",
                "true");
    }

    private static byte[] allClear() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OffsetDateTime now = OffsetDateTime.parse("2026-11-16T09:00:00+08:00");
        AnswerSheet.write(
                Arrays.stream(Department.values())
                        .map(department ->
                                new MeansCheck(1, department, "马县", now, CheckAnswer.NOTHING_FOUND, null, "马县", now))
                        .toList(),
                out);
        return out.toByteArray();
    }

    private int version(UUID id) {
        return cases.find(id).version();
    }

    private static <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, work);
    }
}
