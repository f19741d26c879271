package cn.civilaffairs.web.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.civilaffairs.disbursement.PlannedReviews;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.disbursement.review.ReviewDesk;
import cn.civilaffairs.disbursement.review.ReviewFilter;
import cn.civilaffairs.disbursement.review.ReviewState;
import cn.civilaffairs.disbursement.review.ReviewTask;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The review campaign on its pages. */
@WebTest
class ReviewPagesTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    @Autowired
    private Visits visits;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private AllowanceFamilies families;

    @Autowired
    private ReviewDesk desk;

    private TestCounty county;
    private Officer clerk;
    private Officer reviewer;
    private Officer approver;

    @BeforeEach
    void twoHouseholdsDueForReview() {
        clock.set(MONDAY);
        county = counties.withDefaults();
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
        approver = county.officer(Role.COUNTY_APPROVER);
        inPayment("孙桂兰", MONDAY.minusDays(2));
        inPayment("李长春", MONDAY.plusDays(9));
        as(county.officer(Role.COUNTY_CASEWORKER), desk::generate);
    }

    @Test
    void showWhatIsDueAndWhatIsLate() {
        assertThat(visits.get(clerk, "/reviews"))
                .hasStatusOk()
                .bodyText()
                .contains("孙桂兰", "李长春", "逾期", "770.00", "各乡镇进度");
        assertThat(visits.get(clerk, "/reviews?state=OVERDUE"))
                .hasStatusOk()
                .bodyText()
                .contains("孙桂兰")
                .doesNotContain("李长春");
        assertThat(visits.get(county.officer(Role.COUNTY_CASEWORKER), "/reviews"))
                .hasStatusOk();
        assertThat(visits.get(clerk, "/desk")).hasStatusOk().bodyText().contains("待复核 2 户", "其中逾期 1 户");
        assertThat(visits.get(county.elsewhere(Role.TOWN_CLERK), "/reviews"))
                .hasStatusOk()
                .bodyText()
                .contains("没有到期的复核");
    }

    @Test
    void arePlannedForTheYearAheadByPlaceAndClass() {
        inPayment("周来年", MONDAY.plusMonths(7));
        inPayment("吴后年", MONDAY.plusMonths(13));

        assertThat(as(county.officer(Role.SUPERVISOR), () -> desk.plan("minimum-living")))
                .extracting(PlannedReviews::area, PlannedReviews::month, PlannedReviews::households)
                .containsExactly(
                        tuple(county.township(1), YearMonth.from(MONDAY), 2),
                        tuple(county.township(1), YearMonth.from(MONDAY).plusMonths(7), 1));
        assertThat(as(clerk, () -> desk.plan("minimum-living")))
                .as("one's own township by village")
                .extracting(PlannedReviews::area)
                .containsOnly(county.village(1, 1));
        assertThat(as(county.elsewhere(Role.TOWN_CLERK), () -> desk.plan("minimum-living")))
                .isEmpty();
        assertThat(visits.get(clerk, "/reviews")).bodyText().contains("/reviews/plan");
        assertThat(visits.get(county.officer(Role.SUPERVISOR), "/reviews/plan?reviewClass=B"))
                .hasStatusOk()
                .bodyText()
                .contains("今后十二个月复核计划", "按类别", "合计")
                .doesNotContain("??");
        assertThat(visits.get(clerk, "/reviews/plan.xlsx")).hasStatusOk();
    }

    @Test
    void areMovedToAnotherMonthFromThePlan() {
        Officer planner = county.officer(Role.COUNTY_CASEWORKER);
        inPayment("周来年", LocalDate.of(2027, 1, 10));
        String january = "/reviews/plan/month?scheme=minimum-living&month=2027-01";
        assertThat(visits.get(planner, "/reviews/plan")).bodyText().contains(january.replace("&", "&amp;"));
        assertThat(visits.get(planner, january))
                .hasStatusOk()
                .bodyText()
                .contains("周来年", "2027-03-16", "改筛选出的全部 1 户（人）")
                .doesNotContain("??");
        assertThat(visits.get(clerk, january)).hasStatusOk().bodyText().doesNotContain("改勾选的");

        assertThat(move(planner, "2027-04")).contains("周来年 最迟须在 2027-03-16 复核");
        assertThat(move(planner, "2027-02")).isEqualTo("已把 1 户（人）的复核改到 2027年2月。");

        assertThat(visits.get(planner, january)).bodyText().contains("这个月没有符合条件的计划复核");
        assertThat(Visits.refusal(visits.post(
                        planner,
                        "/reviews/plan/moves",
                        "month",
                        "2027-02",
                        "ticked",
                        "x",
                        "ticked",
                        "-".repeat(36) + ":1",
                        "to",
                        "2027-01",
                        "reason",
                        "春节前办完")))
                .isEqualTo("请先勾选要改期的。");
        assertThat(visits.get(planner, "/reviews/plan/list.xlsx?month=2027-02")).hasStatusOk();
    }

    private String move(Officer planner, String to) {
        MvcTestResult answer = visits.post(
                planner, "/reviews/plan/moves", "month", "2027-01", "seen", "1", "to", to, "reason", "春节前办完");
        assertThat(answer).hasRedirectedUrl("/reviews/plan/month?scheme=minimum-living&month=2027-01");
        return answer.getMvcResult().getFlashMap().values().iterator().next().toString();
    }

    @Test
    void openTheNextOneAfterSavingAndShowTheLastFacts() {
        List<ReviewTask> tasks = open();
        assertThat(visits.get(clerk, "/reviews/" + tasks.get(0).id()))
                .hasStatusOk()
                .bodyText()
                .contains("孙桂兰", "家庭成员", "现在的金额", "保存并打开下一户");

        assertThat(answer(tasks.get(0), "UNCHANGED", ""))
                .hasRedirectedUrl("/reviews/" + tasks.get(1).id() + "?scheme=minimum-living");
        assertThat(answer(tasks.get(1), "UNCHANGED", "")).hasRedirectedUrl("/reviews?scheme=minimum-living");
    }

    @Test
    void leadToTheReportOfAChange() {
        ReviewTask task = open().get(0);

        assertThat(answer(task, "CHANGED", "儿子就业"))
                .hasRedirectedUrl("/assistance/minimum-living/changes/new?household="
                        + task.benefit().householdId() + "&task=" + task.id());
    }

    @Test
    void areConfirmedByTheReviewerRowByRow() {
        List<ReviewTask> tasks = open();
        answer(tasks.get(0), "UNCHANGED", "");
        answer(tasks.get(1), "CHANGED", "儿子就业");
        assertThat(visits.get(reviewer, "/reviews?state=RECORDED"))
                .hasStatusOk()
                .bodyText()
                .contains("审核选中的户", "无变化", "有变化");

        MvcTestResult answer = visits.post(
                reviewer,
                "/reviews/confirm",
                "ticked",
                tasks.get(0).id() + ":" + (tasks.get(0).version() + 1),
                "ticked",
                tasks.get(1).id() + ":" + (tasks.get(1).version() + 1),
                "ticked",
                tasks.get(0).id() + ":");

        assertThat(answer).hasRedirectedUrl("/reviews?scheme=minimum-living");
        assertThat(as(clerk, () -> desk.count(new ReviewFilter("minimum-living", ReviewState.CONFIRMED, null, null))))
                .isEqualTo(1);
        assertThat(Visits.refusal(answer)).contains("还没有申报增减停发");
        assertThat(visits.post(clerk, "/reviews/confirm", "ticked", "x")).hasStatus(403);
    }

    private List<ReviewTask> open() {
        return as(clerk, () -> desk.list(new ReviewFilter("minimum-living", ReviewState.OPEN, null, null), 50, 0));
    }

    private MvcTestResult answer(ReviewTask task, String answer, String note) {
        return visits.post(
                clerk,
                "/reviews/" + task.id() + "/answer",
                "answer",
                answer,
                "note",
                note,
                "version",
                String.valueOf(task.version()));
    }

    private void inPayment(String name, LocalDate due) {
        as(approver, () -> {
            UUID head = families.person(county, name, LocalDate.of(1968, 3, 1), Sex.FEMALE);
            UUID household = families.household(county, head, MONDAY.minusYears(1));
            return families.granted(county, household, List.of(head), ReviewClass.B, due);
        });
    }

    private static <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, work);
    }
}
