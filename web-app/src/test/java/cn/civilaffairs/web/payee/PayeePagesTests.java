package cn.civilaffairs.web.payee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.GrantedFamilies;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** An old man's money goes to his daughter: from the deed at the counter to the family file, through the pages. */
@WebTest
class PayeePagesTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final byte[] PDF = "%PDF-1.7 deed".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private Visits visits;
    private TestCounty county;
    private Officer clerk;
    private Officer reviewer;
    private String family;
    private UUID head;
    private String benefit;

    @BeforeEach
    void anOldManInPayment() {
        clock.set(MONDAY);
        visits = new Visits(pages, officers);
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
        IdNumber number = TestPeople.idNumber(LocalDate.of(1940, 2, 3), Sex.MALE);
        family = visits.family(county, clerk, "何老汉", number);
        UUID household = UUID.fromString(family.substring(family.lastIndexOf('/') + 1));
        head = Acting.as(
                clerk,
                () -> households
                        .today(household, clerk.scope())
                        .head()
                        .orElseThrow()
                        .residentId());
        benefit = "/benefits/"
                + Acting.as(
                        county.officer(Role.COUNTY_APPROVER),
                        () -> entitlements.grant(GrantedFamilies.minimumLiving(
                                county.village(1, 1),
                                household,
                                head,
                                YearMonth.of(2026, 11),
                                GrantedFamilies.due("610.00", LocalDate.of(2026, 10, 20)))))
                + "/payee";
    }

    private MvcTestResult send(Officer officer, String uri, String file, byte[] content, String... fields) {
        var request = pages.post()
                .uri(uri)
                .multipart()
                .file(new MockMultipartFile("paper", file, null, content))
                .param("requestKey", UUID.randomUUID().toString())
                .with(csrf())
                .with(user(officers.loadUserByUsername(officer.login())));
        for (int i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private String done(MvcTestResult answer) {
        assertThat(answer).hasStatus3xxRedirection();
        var flash = answer.getMvcResult().getFlashMap();
        return flash.get("done") + "|" + flash.get("refusal");
    }

    private String act(Officer officer, String uri, String... more) {
        String[] fields = new String[more.length + 4];
        fields[0] = "requestKey";
        fields[1] = UUID.randomUUID().toString();
        fields[2] = "version";
        fields[3] = "0";
        System.arraycopy(more, 0, fields, 4, more.length);
        return done(visits.post(officer, uri, fields));
    }

    private String page(Officer officer, String uri) {
        MvcTestResult answer = visits.get(officer, uri);
        String text = Visits.text(answer);
        assertThat(answer).as(uri).hasStatusOk();
        assertThat(text).as(uri).doesNotContain("??");
        return text;
    }

    /** The id behind an address of a page. */
    private static String idAfter(String text, String before) {
        int at = text.indexOf(before) + before.length();
        assertThat(at).isGreaterThan(before.length());
        return text.substring(at, at + 36);
    }

    @Test
    void goesToTheDaughterOnceTwoPeopleHaveSeenTheDeedAndTwoTheChange() {
        IdNumber number = TestPeople.idNumber(LocalDate.of(1970, 4, 4), Sex.FEMALE);
        String guardians = "/people/" + head + "/guardians";
        String[] entry = {
            "number",
            number.value(),
            "name",
            "何春兰",
            "tie",
            "CHILD",
            "ground",
            "UNABLE_TO_COLLECT",
            "from",
            "2026-11-16",
            "until",
            "2027-11-15",
            "deed",
            "委托代领协议"
        };
        assertThat(page(clerk, family + "/benefits")).contains("领款人", benefit);
        assertThat(done(send(clerk, guardians, "协议.jpg", PDF, entry))).contains("文件内容与类型不符");
        assertThat(send(reviewer, guardians, "协议.pdf", PDF, entry)).hasStatus(403);
        assertThat(done(send(clerk, guardians, "协议.pdf", PDF, entry))).contains("已录入");
        assertThat(page(reviewer, "/desk")).contains("监护人、代领人待复核");
        String waiting = page(reviewer, guardians);
        assertThat(waiting).contains("何春兰", "失能委托代领", "已对照原件，复核").doesNotContain(number.value());
        String guardian = guardians + "/" + idAfter(waiting, guardians + "/");
        assertThat(visits.get(reviewer, guardian + "/deed").getResponse().getHeader("Content-Disposition"))
                .startsWith("attachment");
        assertThat(page(clerk, benefit))
                .contains("现领款人", "何老汉", "现在没有可以改由其领款的人")
                .doesNotContain("name=\"payee\"", "提出变更</button>");
        assertThat(act(reviewer, guardian + "/confirm")).contains("已复核");
        assertThat(page(clerk, "/payees?view=GUARDIANS&state=IN_FORCE")).contains("何春兰", "2027-11-15");

        String offered = page(clerk, benefit);
        assertThat(offered).contains("何春兰", "没有已复核的收款账户");
        String daughter = idAfter(offered, "name=\"payee\" required value=\"");
        assertThat(done(send(clerk, benefit, "申请.pdf", PDF, "payee", head.toString(), "reason", "无")))
                .contains("现在的领款人就是此人");
        assertThat(done(send(clerk, benefit, "申请.pdf", PDF, "payee", daughter, "reason", "老人卧床")))
                .contains("已提出变更领款人");
        assertThat(page(reviewer, "/desk")).contains("领款人变更待批准");
        String change = benefit + "/" + idAfter(page(reviewer, benefit), benefit + "/");
        assertThat(act(reviewer, change + "/approve")).contains("还没有已复核启用的收款账户");
        String card = TestPeople.cardNumber(777_000 + number.hashCode() % 1000);
        assertThat(done(visits.post(
                        clerk,
                        "/people/" + daughter + "/accounts",
                        "holder",
                        "何春兰",
                        "bank",
                        "农商行",
                        "number",
                        card,
                        "kind",
                        "CARD")))
                .contains("账户已录入");
        String account = idAfter(page(reviewer, "/people/" + daughter), "/accounts/");
        assertThat(done(visits.post(
                        reviewer, "/people/" + daughter + "/accounts/" + account + "/confirm", "number", card)))
                .contains("账户已复核启用");
        assertThat(visits.post(
                        clerk,
                        change + "/approve",
                        "requestKey",
                        UUID.randomUUID().toString(),
                        "version",
                        "0"))
                .hasStatus(403);
        assertThat(act(reviewer, change + "/approve")).contains("已变更领款人");

        assertThat(page(clerk, family + "/benefits")).contains("何春兰");
        assertThat(page(clerk, family + "/history")).contains("已变更 何老汉 → 何春兰（监护人或代领人）：老人卧床");
        assertThat(page(clerk, "/payees")).contains("何老汉", "何春兰", "已变更");
        assertThat(done(visits.post(
                        clerk,
                        guardian + "/end",
                        "requestKey",
                        UUID.randomUUID().toString(),
                        "version",
                        "1",
                        "on",
                        "2026-11-16",
                        "why",
                        "协议解除")))
                .contains("已终止");
        assertThat(page(clerk, family + "/benefits")).contains("领款人 何春兰 不是本户成员，也不是有效的监护人、代领人");
        assertThat(visits.get(county.elsewhere(Role.TOWN_CLERK), benefit)).hasStatus(404);
        assertThat(visits.get(clerk, "/payees/list.xlsx?view=GUARDIANS")).hasStatusOk();
    }
}
