package cn.civilaffairs.web.disbursement;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Instalment;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.Receipt;
import cn.civilaffairs.disbursement.RecoveryDesk;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.disbursement.RefundDesk;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.GrantedFamilies;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import cn.civilaffairs.web.invariants.Invariants;
import cn.civilaffairs.web.papers.OnPaper;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** A claim from its finding to its settlement through its pages, by the people it takes. */
@WebTest
class RecoveryPagesTests {

    private static final String SCHEME = "minimum-living";
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Autowired
    private Visits visits;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private RedLineDesk redLines;

    @Autowired
    private RecoveryDesk desk;

    @Autowired
    private RefundDesk refunds;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private GrantedFamilies families;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Invariants invariants;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private UUID household;
    private UUID claim;

    @BeforeEach
    void aHouseholdPaidForAMonthItWasNotDue() {
        clock.set(LocalDate.of(2026, 10, 16));
        county = counties.withDefaults();
        UUID entitlement =
                Acting.as(county.officer(Role.COUNTY_CASEWORKER), () -> transaction.execute(status -> granted()));
        UUID run = Acting.as(county.officer(Role.FINANCE_MAKER), () -> runs.startNow(SCHEME, OCTOBER));
        Acting.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> runs.towns(run).forEach(town -> runs.confirm(run, town.town(), "停电")));
        Acting.as(county.officer(Role.FINANCE_CHECKER), () -> {
            redLines.toOpen(run).forEach(one -> redLines.open(run, one));
            runs.check(run, runs.find(run).version());
        });
        Acting.as(county.officer(Role.FINANCE_SIGNER), () -> {
            PaymentRun signing = runs.find(run);
            runs.sign(run, signing.version(), signing.households(), signing.amount());
        });
        clock.set(LocalDate.of(2026, 10, 22));
        Acting.as(
                county.officer(Role.COUNTY_APPROVER),
                () -> entitlements.end(
                        entitlement, ExitCode.DEATH, OCTOBER.minusMonths(1), LocalDate.of(2026, 10, 22)));
        claim = Acting.as(
                county.officer(Role.COUNTY_APPROVER),
                () -> desk.openOf(entitlement).orElseThrow().id());
    }

    private UUID granted() {
        GrantedFamilies.Family family = families.family(county.village(1, 1), "测追缴");
        household = family.household();
        return families.grant(family, OCTOBER, GrantedFamilies.due("610.00", LocalDate.of(2026, 9, 5)));
    }

    @Test
    void takesAClaimFromItsFindingToTheLastYuan() throws Exception {
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        Officer approver = county.officer(Role.COUNTY_APPROVER);
        Officer maker = county.officer(Role.FINANCE_MAKER);
        assertThat(get("/recoveries", caseworker))
                .contains("测追缴", "610.00", "待确认", "死亡后多发", "合计 1 笔")
                .doesNotContain("??");
        assertThat(get(page(), caseworker))
                .contains("与往来账一致", "提出追缴", "+610.00", "最高 1,830.00 元", "系统测算")
                .doesNotContain("??");
        assertThat(get(page(), approver)).contains("县级经办提出后才能确认").doesNotContain("??");

        post("/propose", caseworker, "version", version(), "ground", "死亡迟报", "repaidBy", "其子");
        assertThat(get(page(), approver)).contains("确认追缴 610.00 元");
        post("/confirm", approver, "version", version());
        byte[] letter = send("/letter.pdf", caseworker, "dueOn", "2026-11-22")
                .getResponse()
                .getContentAsByteArray();
        assertThat(OnPaper.ofOneSheet(letter))
                .contains("追缴通知书", "其子", "610.00", "陆佰壹拾元", "2026年11月22日")
                .doesNotContain("补打", "null");
        assertThat(get(page(), caseworker)).contains("已通知", "补打追缴通知书", "不得从以后的待遇中抵扣");
        assertThat(get("/papers?paper=recovery-demand", caseworker)).contains("追缴通知书", caseworker.name());
        post("/plan", caseworker, "version", version(), "parts", "3", "firstDue", "2026-11-10");
        assertThat(get(page(), caseworker))
                .contains("203.00", "204.00", "未到期</td>")
                .doesNotContain("已还</td>");

        post(
                "/receipts",
                maker,
                "amount",
                "610.00",
                "receivedOn",
                "2026-10-22",
                "method",
                "TRANSFER",
                "bankRef",
                "LS" + claim);
        assertThat(get(page(), maker)).contains("待发放复核");
        UUID receipt = Acting.as(approver, () -> desk.receipts(claim).get(0).id());
        post("/receipts/" + receipt + "/confirm", county.officer(Role.FINANCE_CHECKER));
        assertThat(get(page(), caseworker)).contains("已还清", "已还</td>").doesNotContain("未到期</td>", "逾期</td>", "??");
        assertThat(get("/families/" + household + "/benefits", caseworker))
                .contains("追缴编号", "已还清")
                .doesNotContain("??");
        assertThat(Acting.as(approver, invariants::check))
                .allSatisfy(finding ->
                        assertThat(finding.breaches()).as(finding.title()).isEmpty());
    }

    @Test
    void givesBackWhatAFamilyRepaysBeyondItsClaim() throws Exception {
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        Officer approver = county.officer(Role.COUNTY_APPROVER);
        post("/propose", caseworker, "version", version(), "ground", "死亡迟报");
        post("/confirm", approver, "version", version());
        send("/letter.pdf", caseworker, "dueOn", "2026-11-22");
        received("610.00", "A");
        received("40.00", "B");
        assertThat(get(page(), caseworker))
                .contains("多归还 40.00 元，应退还", "提出退还 40.00 元", "测追缴　农业银行")
                .doesNotContain("??");
        UUID payee = Acting.as(caseworker, () -> refunds.payees(claim).get(0).residentId());
        post("/refunds", caseworker, "payee", payee.toString(), "ground", "继承人重复归还");
        UUID refund = Acting.as(caseworker, () -> refunds.of(claim).get(0).id());
        assertThat(get(page(), approver)).contains("批准退还 40.00 元", "待批准").doesNotContain("??");
        assertThat(send("/refunds/" + refund + "/approve", caseworker, "version", "0"))
                .hasStatus(403);
        assertThat(refusal("/refunds/" + refund + "/refuse", approver, "version", "0", "why", " "))
                .contains("请填写理由");
        post("/refunds/" + refund + "/approve", approver, "version", "0");
        assertThat(get(page(), caseworker)).contains("已批准退还", "待发放").doesNotContain("多归还", "??");
        assertThat(get("/runs", county.officer(Role.FINANCE_MAKER))).contains("重发与退还（1 笔）");
        sound();
    }

    private void received(String amount, String reference) throws Exception {
        post(
                "/receipts",
                county.officer(Role.FINANCE_MAKER),
                "amount",
                amount,
                "receivedOn",
                "2026-10-22",
                "method",
                "TRANSFER",
                "bankRef",
                reference + claim);
        UUID receipt = Acting.as(county.officer(Role.COUNTY_APPROVER), () -> desk.receipts(claim)).stream()
                .filter(Receipt::waiting)
                .findFirst()
                .orElseThrow()
                .id();
        post("/receipts/" + receipt + "/confirm", county.officer(Role.FINANCE_CHECKER));
    }

    private void sound() {
        assertThat(Acting.as(county.officer(Role.COUNTY_APPROVER), invariants::check))
                .allSatisfy(finding ->
                        assertThat(finding.breaches()).as(finding.title()).isEmpty());
    }

    @Test
    void asksForAMonthThatWasNeverPaidAndHasItApprovedByAnother() throws Exception {
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        Officer approver = county.officer(Role.COUNTY_APPROVER);
        UUID late = Acting.as(caseworker, () -> transaction.execute(status -> granted()));
        assertThat(Visits.text(visits.get(caseworker, "/families/" + household + "/benefits")))
                .contains("提出补发（", "/back-payments/new?entitlement=" + late)
                .doesNotContain("??");
        assertThat(Visits.text(visits.get(caseworker, "/back-payments/new?entitlement=" + late)))
                .contains("2026年10月", "610.00", "不能手改", "误停误扣")
                .doesNotContain("按文书给定", "??");
        assertThat(visits.get(approver, "/back-payments/new?entitlement=" + late))
                .hasStatus(403);
        MvcTestResult empty = propose(visits, caseworker, late);
        assertThat(Visits.refusal(empty)).startsWith("请选择要补发的月份");
        MvcTestResult proposed = propose(visits, caseworker, late, "months", "2026-10");
        String payment = proposed.getResponse().getRedirectedUrl();
        assertThat(payment).startsWith("/back-payments/").doesNotContain("new");
        assertThat(Visits.text(visits.get(caseworker, payment)))
                .contains("待批准", "等待县级审批批准", "撤回补发")
                .doesNotContain("??");
        assertThat(Visits.text(visits.get(approver, payment)))
                .contains("批准补发 610.00 元", "不予补发")
                .doesNotContain("??");
        assertThat(visits.post(caseworker, payment + "/approve", "requestKey", key(), "version", "0"))
                .hasStatus(403);
        assertThat(visits.post(caseworker, payment + "/letter.pdf")).hasStatus(422);
        assertThat(visits.get(county.elsewhere(Role.TOWN_CLERK), payment)).hasStatus(404);
        MvcTestResult approved = visits.post(approver, payment + "/approve", "requestKey", key(), "version", "0");
        assertThat(Visits.refusal(approved)).isEmpty();
        assertThat(Visits.text(visits.get(caseworker, payment)))
                .contains("待发放", "打印补发告知书")
                .doesNotContain("??");
        byte[] letter =
                visits.post(caseworker, payment + "/letter.pdf").getResponse().getContentAsByteArray();
        assertThat(OnPaper.ofOneSheet(letter))
                .contains("补发告知书", "2026年10月", "610.00")
                .doesNotContain("补打", "null");
        assertThat(Visits.text(visits.get(caseworker, "/back-payments?state=APPROVED")))
                .contains("待发放", "误停误扣", "610.00")
                .doesNotContain("??");
        assertThat(Visits.text(visits.get(caseworker, "/back-payments?state=REFUSED")))
                .contains("没有符合筛选条件的补发");
        assertThat(visits.get(caseworker, "/back-payments/list.xlsx")).hasStatusOk();
        Officer ofAnotherLine = counties.appoint(county, Role.COUNTY_CASEWORKER, LineOfBusiness.CHILD_WELFARE);
        assertThat(Visits.text(visits.get(ofAnotherLine, "/back-payments")))
                .contains("没有人工提出的补发")
                .doesNotContain("610.00");
        assertThat(Visits.text(visits.get(caseworker, payment))).doesNotContain("撤销批准");
        assertThat(Visits.text(visits.get(approver, payment))).contains("撤销批准，不再发放");
        assertThat(visits.post(caseworker, payment + "/revoke", "requestKey", key(), "version", "1", "why", "x"))
                .hasStatus(403);
        assertThat(Visits.text(visits.get(caseworker, "/families/" + household + "/benefits")))
                .contains("BF2026-", "待发放")
                .doesNotContain("??");
        sound();
        MvcTestResult revoked =
                visits.post(approver, payment + "/revoke", "requestKey", key(), "version", "1", "why", "当月已由外县发放");
        assertThat(Visits.refusal(revoked)).isEmpty();
        assertThat(Visits.text(visits.get(caseworker, payment)))
                .contains("批准已撤销", "当月已由外县发放")
                .doesNotContain("打印补发告知书", "随下一批次", "??");
        assertThat(Visits.text(visits.get(caseworker, "/back-payments?state=REVOKED")))
                .contains("610.00")
                .doesNotContain("??");
        sound();
    }

    private static MvcTestResult propose(Visits visits, Officer officer, UUID entitlement, String... more) {
        String[] fields = {
            "requestKey", key(), "entitlement", entitlement.toString(), "ground", "WRONGLY_HELD", "reason", "录入遗漏"
        };
        String[] all = java.util.Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        return visits.post(officer, "/back-payments", all);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    @Test
    void refusesWhoseActItIsNotAndSaysWhatIsWrong() throws Exception {
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        assertThat(send("/confirm", caseworker, "version", version())).hasStatus(403);
        assertThat(send("/receipts", caseworker)).hasStatus(403);
        assertThat(send("/propose", county.officer(Role.TOWN_CLERK), "version", version(), "ground", "x"))
                .hasStatus(403);
        assertThat(refusal(
                        "/propose",
                        caseworker,
                        "version",
                        version(),
                        "ground",
                        "骗保",
                        "fraud",
                        "true",
                        "fine",
                        "1830.01"))
                .contains("不超过三倍，即 1,830.00 元");
        assertThat(refusal("/confirm", county.officer(Role.COUNTY_APPROVER), "version", version()))
                .contains("尚未提出");
        assertThat(visits.get(county.elsewhere(Role.TOWN_CLERK), page())).hasStatus(404);
        assertThat(get("/recoveries?state=SETTLED", caseworker))
                .contains("没有符合筛选条件的追缴")
                .doesNotContain("??");
    }

    @Test
    void dividesAClaimIntoPartsOfWholeYuanWhoseLastTakesTheRest() {
        List<Instalment> plan = RecoveryController.equalParts(Money.of("1830.55"), 4, LocalDate.of(2026, 11, 30));

        assertThat(plan)
                .extracting(part -> part.amount().toString())
                .containsExactly("457.00", "457.00", "457.00", "459.55");
        assertThat(plan.get(3).dueOn()).isEqualTo("2027-02-28");
    }

    private String page() {
        return "/recoveries/" + claim;
    }

    private String version() {
        return String.valueOf(Acting.as(
                county.officer(Role.COUNTY_APPROVER), () -> desk.find(claim).version()));
    }

    private MvcTestResult send(String act, Officer officer, String... parameters) {
        return visits.send(officer, page() + act, parameters);
    }

    private String refusal(String act, Officer officer, String... parameters) {
        return Visits.refusal(send(act, officer, parameters));
    }

    private void post(String act, Officer officer, String... parameters) {
        visits.done(officer, page() + act, parameters);
    }

    private String get(String uri, Officer officer) {
        return visits.page(officer, uri);
    }
}
