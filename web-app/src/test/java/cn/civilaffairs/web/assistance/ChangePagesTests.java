package cn.civilaffairs.web.assistance;

import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.casework.AppealDesk;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadOutcome;
import cn.civilaffairs.casework.lead.NewLead;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.Hold;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.NewMember;
import cn.civilaffairs.registry.resident.Relation;
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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** 增减停发 and 暂停发放 on their pages. */
@WebTest
class ChangePagesTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final String CARD = TestPeople.cardNumber(700_001);
    private static final String CHANGES = "/assistance/minimum-living/changes";

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
    private CaseDesk cases;

    @Autowired
    private AppealDesk appeals;

    @Autowired
    private AccountRegister accounts;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private LeadDesk leads;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private AllowanceFamilies families;

    private TestCounty county;
    private Officer clerk;
    private Officer reviewer;
    private Officer approver;
    private UUID head;
    private UUID wife;
    private UUID household;
    private UUID allowance;

    @BeforeEach
    void aCoupleInPayment() {
        clock.set(MONDAY);
        county = counties.withDefaults();
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
        approver = county.officer(Role.COUNTY_APPROVER);
        household = as(clerk, () -> {
            head = person("孙大同", LocalDate.of(1968, 3, 1), Sex.MALE);
            UUID opened = families.household(county, head, MONDAY.minusYears(1));
            wife = person("钱小梅", LocalDate.of(1970, 3, 1), Sex.FEMALE);
            households.addMember(
                    opened,
                    new NewMember(wife, Relation.SPOUSE, true, null, MONDAY.minusYears(1), "建档"),
                    households.today(opened, clerk.scope()).version(),
                    clerk.scope());
            return opened;
        });
        allowance = as(
                approver,
                () -> families.granted(county, household, List.of(head, wife), ReviewClass.A, MONDAY.plusDays(10)));
    }

    @Test
    void askOnlyForWhatTheKindNeeds() {
        assertThat(visits.get(clerk, CHANGES + "/new?household=" + household))
                .hasStatusOk()
                .bodyText()
                .contains("发生了什么", "减员", "渐退", "1,540.00")
                .doesNotContain("看变动前后金额");
        assertThat(visits.get(clerk, CHANGES + "/new?household=" + household + "&kind=MEMBER_LEFT"))
                .hasStatusOk()
                .bodyText()
                .contains("哪位家庭成员", "01 死亡", "新户主")
                .doesNotContain("新增成员身份证号", "哪几项有变化");
        assertThat(visits.get(clerk, CHANGES + "/new?household=" + household + "&kind=MEANS_CHANGED"))
                .hasStatusOk()
                .bodyText()
                .contains("哪几项有变化");
    }

    @Test
    void showTheMoneyBeforeAndAfterAndThenHandItOn() {
        String key = newKey();
        assertThat(wifeLeaves(key, "preview"))
                .hasStatusOk()
                .bodyText()
                .contains("2 人 1,540.00 元/月", "1 人 770.00 元/月", "−770.00", "2026年12月", "报送乡镇审核", "没有补发和追缴");
        assertThat(as(clerk, () -> cases.ofHousehold(household))).isEmpty();

        MvcTestResult sent = wifeLeaves(key, "submit");
        assertThat(sent).hasStatus3xxRedirection();
        String address = sent.getResponse().getRedirectedUrl();
        assertThat(wifeLeaves(key, "submit")).hasRedirectedUrl(address);
        CaseFile file = as(clerk, () -> cases.ofHousehold(household)).get(0);
        assertThat(visits.get(reviewer, "/cases/" + file.id()))
                .hasStatusOk()
                .bodyText()
                .contains("低保增减停发", "变动前后金额", "770.00", "户口迁出证明", "08");
        assertThat(visits.get(clerk, "/families/" + household + "/history"))
                .hasStatusOk()
                .bodyText()
                .contains(file.caseNo());
        as(reviewer, () -> cases.agree(file.id(), version(file), "属实"));
        as(approver, () -> cases.agree(file.id(), version(file), "同意"));
        assertThat(visits.get(clerk, "/families/" + household + "/benefits"))
                .hasStatusOk()
                .bodyText()
                .contains("历次核定", "减员", "770.00");
        assertThat(visits.get(approver, "/cases/" + file.id()))
                .hasStatusOk()
                .bodyText()
                .contains("已于 2026-11-16 生效");
    }

    @Test
    void sayWhatIsMissingAndKeepWhatWasTyped() {
        MvcTestResult answer = leaves(newKey(), head, "2026-11-10", "DEATH", "死亡证明", "preview", "true");

        assertThat(answer).hasStatus(422).bodyText().contains("同时确定新户主", "死亡证明").doesNotContain("报送乡镇审核");

        assertThat(leaves(
                        newKey(),
                        head,
                        "2026-11-10",
                        "DEATH",
                        "死亡证明",
                        "newHead",
                        wife.toString(),
                        "tie." + head,
                        "",
                        "tie." + wife,
                        "",
                        "preview",
                        "true"))
                .hasStatusOk()
                .bodyText()
                .contains("1 人 770.00 元/月", "新户主还没有启用的收款账户", "报送乡镇审核");
    }

    @Test
    void correctWhatCameBackWithWhatWasTypedBefore() {
        wifeLeaves(newKey(), "submit");
        CaseFile file = as(clerk, () -> cases.ofHousehold(household)).get(0);
        as(reviewer, () -> cases.sendBack(file.id(), version(file), "entry", "FACTS", "原因有误"));
        assertThat(visits.get(clerk, "/cases/" + file.id()))
                .hasStatusOk()
                .bodyText()
                .contains("更正申报，重新报送");

        assertThat(visits.get(clerk, CHANGES + "/new?household=" + household + "&caseId=" + file.id()))
                .hasStatusOk()
                .bodyText()
                .contains("更正退回的申报", "户口迁出证明", "2026-11-10");
        assertThat(leaves(
                        newKey(),
                        wife,
                        "2026-11-09",
                        "DETAINED",
                        "判决书",
                        "caseId",
                        file.id().toString(),
                        "submit",
                        "true"))
                .hasRedirectedUrl("/cases/" + file.id());
        assertThat(visits.get(reviewer, "/cases/" + file.id()))
                .hasStatusOk()
                .bodyText()
                .contains("判决书", "2026-11-09", "07");
    }

    /** 1,540.00 a month for both; the wife's leaving is revoked, and the case says what is paid again before and after. */
    @Test
    void sayWhatAWonAppealGivesBackBeforeItIsWrittenDownAndAfter() {
        wifeLeaves(newKey(), "submit");
        CaseFile file = as(clerk, () -> cases.ofHousehold(household)).get(0);
        as(reviewer, () -> cases.agree(file.id(), version(file), "属实"));
        as(approver, () -> cases.agree(file.id(), version(file), "同意"));
        clock.set(LocalDate.of(2026, 12, 7));
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        assertThat(visits.post(
                        caseworker,
                        "/cases/" + file.id() + "/appeals",
                        "kind",
                        "RECONSIDERATION",
                        "servedOn",
                        "2026-11-20",
                        "filedOn",
                        "2026-11-30",
                        "body",
                        "县人民政府行政复议机构"))
                .hasStatus3xxRedirection();
        String appeal =
                as(caseworker, () -> appeals.ofCase(file.id())).get(0).id().toString();
        assertThat(visits.get(approver, "/cases/" + file.id()))
                .hasStatusOk()
                .bodyText()
                .contains("登记结果为“撤销”的，当即恢复：自 2026年12月 起 2 人每月 1,540.00 元", "变更后每月金额");
        assertThat(visits.post(clerk, "/cases/" + file.id() + "/appeals/" + appeal, "outcome", "REVOKED"))
                .hasStatus(403);

        assertThat(visits.post(
                        approver,
                        "/cases/" + file.id() + "/appeals/" + appeal,
                        "outcome",
                        "REVOKED",
                        "outcomeOn",
                        "2026-12-07",
                        "document",
                        "云政复决〔2026〕9号",
                        "monthlyAmount",
                        ""))
                .hasRedirectedUrl("/cases/" + file.id() + "#appeals");

        assertThat(visits.get(clerk, "/cases/" + file.id()))
                .hasStatusOk()
                .bodyText()
                .contains("这一变动已被撤销，已于 2026-12-07 恢复待遇", "云政复决〔2026〕9号恢复待遇");
        assertThat(visits.get(clerk, "/families/" + household + "/members"))
                .hasStatusOk()
                .bodyText()
                .contains("钱小梅");
    }

    @Test
    void takeOverWhatTheRegistersOwnFormsWereFilledInWith() {
        String register = "/families/" + household + "/members";
        String version = String.valueOf(
                as(clerk, () -> households.today(household, clerk.scope())).version());
        assertThat(brought(register + "/" + wife + "/left", "from", "2026-11-10", "why", "户口迁出证明", "version", version))
                .hasStatusOk()
                .bodyText()
                .contains("已知的情况已经填在下面", "户口迁出证明", "value=\"2026-11-10\"", "value=\"" + wife + "\" selected");
        assertThat(brought(
                        register + "/" + head + "/death",
                        "date",
                        "20261112",
                        "source",
                        "死亡医学证明",
                        "residentVersion",
                        "0"))
                .hasStatusOk()
                .bodyText()
                .contains("死亡医学证明", "value=\"2026-11-12\"", "value=\"DEATH\" selected");
        assertThat(brought(
                        register,
                        "person.idType",
                        "CITIZEN",
                        "person.idNumber",
                        idNumber(LocalDate.of(2026, 11, 3), Sex.MALE).value(),
                        "person.name",
                        "孙小宝",
                        "person.health",
                        "HEALTHY",
                        "relation",
                        "SON",
                        "counts",
                        "true",
                        "from",
                        "2026-11-03",
                        "why",
                        "出生",
                        "version",
                        version))
                .hasStatusOk()
                .bodyText()
                .contains("孙小宝", "value=\"2026-11-03\"", "value=\"SON\" selected");
        assertThat(brought(
                        "/families/" + household + "/head",
                        "newHead",
                        wife.toString(),
                        "relation." + head,
                        "SPOUSE",
                        "from",
                        "2026-11-10",
                        "why",
                        "户主卧病",
                        "version",
                        version))
                .hasStatusOk()
                .bodyText()
                .contains("户主卧病", "value=\"" + wife + "\" selected", "value=\"SPOUSE\" selected");

        assertThat(as(clerk, () -> households.today(household, clerk.scope())).members())
                .as("nothing is entered before it is decided")
                .hasSize(2)
                .allMatch(member -> member.deathDate() == null);
        assertThat(Visits.refusal(visits.post(
                        county.officer(Role.COUNTY_CASEWORKER),
                        register + "/" + wife + "/left",
                        "from",
                        "2026-11-10",
                        "why",
                        "户口迁出证明",
                        "version",
                        version)))
                .contains("由乡镇经办", "2026-11-10 户口迁出证明");
    }

    /** The page the clerk comes to after a form of the register. */
    private MvcTestResult brought(String page, String... nameAndValue) {
        MockHttpSession session = new MockHttpSession();
        var signedIn = user(officers.loadUserByUsername(clerk.login()));
        var request = pages.post().uri(page).session(session).with(signedIn).with(csrf());
        for (int i = 0; i < nameAndValue.length; i += 2) {
            request.param(nameAndValue[i], nameAndValue[i + 1]);
        }
        MvcTestResult answer = request.exchange();
        String next = String.valueOf(answer.getResponse().getRedirectedUrl());
        assertThat(next).startsWith(CHANGES + "/new?household=" + household);
        return pages.get().uri(next).session(session).with(signedIn).exchange();
    }

    @Test
    void beginWithWhatALeadProved() {
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        UUID lead = as(
                caseworker,
                () -> leads.open(new NewLead(
                        "PRISON",
                        wife,
                        county.village(1, 1),
                        LocalDate.of(2026, 11, 2),
                        "县法院",
                        "判处有期徒刑一年",
                        null,
                        Limit.workingDays(10),
                        null)));
        as(clerk, () -> {
            leads.answer(lead, LeadOutcome.TRUE_STOP, "到村核实，已收监");
            return lead;
        });
        as(caseworker, () -> {
            leads.confirm(lead, leads.find(lead).version(), "同意");
            return lead;
        });
        assertThat(visits.get(clerk, "/leads/" + lead)).hasStatusOk().bodyText().contains("按此办理增减停发");

        assertThat(visits.get(clerk, CHANGES + "/new?household=" + household + "&lead=" + lead))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "到村核实，已收监",
                        "value=\"2026-11-02\"",
                        "value=\"DETAINED\" selected",
                        "value=\"" + wife + "\" selected");
    }

    /** A red line about one of two is no reason to stop both: it leads to the change that takes the one out. */
    @Test
    void aRedLineAboutOneOfTwoLeadsToTheMoneyBeforeAndAfter() {
        as(clerk, () -> accounts.enter(head, "孙大同", "农业银行", CARD, AccountKind.CARD, clerk.scope()));
        as(reviewer, () -> {
            accounts.confirm(head, accounts.of(head, reviewer.scope()).get(0).id(), CARD, reviewer.scope());
            return leads.open(new NewLead(
                    "PRISON",
                    wife,
                    county.village(1, 1),
                    LocalDate.of(2026, 11, 2),
                    "县法院",
                    "比对发现收监",
                    null,
                    Limit.workingDays(10),
                    null));
        });
        UUID run = as(
                county.officer(Role.FINANCE_MAKER),
                () -> runs.startNow(MinimumLivingAllowance.CODE, YearMonth.of(2026, 11)));
        String item = "/runs/" + run + "/red/" + allowance;

        assertThat(visits.get(clerk, item))
                .hasStatusOk()
                .bodyText()
                .contains("这户保障 2 人，只停 钱小梅 一人", "其余 1 人按重新核定的金额发放", "按此办理增减停发");
        assertThat(visits.post(
                        clerk,
                        item,
                        "requestKey",
                        UUID.randomUUID().toString(),
                        "code",
                        "LEAD_PRISON",
                        "answer",
                        "STOP",
                        "reason",
                        "已收监"))
                .hasStatus3xxRedirection();
        assertThat(visits.get(clerk, item)).bodyText().contains("停发尚未办结，资金已暂停", "办结后自动解除");
        assertThat(visits.get(clerk, "/desk")).bodyText().contains("停发待申报", "孙大同 户", "服刑羁押线索（钱小梅）");
        assertThat(visits.get(clerk, CHANGES + "/new?household=" + household + "&run=" + run + "&code=LEAD_PRISON"))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"DETAINED\" selected", "红线“服刑羁押线索”", "1 人 770.00 元/月", "报送乡镇审核");
    }

    @Test
    void printALetterForEachHold() {
        suspend("WHEREABOUTS_UNKNOWN");
        suspend("COMPLAINT");
        String prints = "/families/" + household + "/prints";
        assertThat(visits.get(clerk, prints)).hasStatusOk().bodyText().contains("下落不明", "举报待核实");
        for (Hold hold : as(clerk, () -> entitlements.holds(allowance))) {
            assertThat(visits.post(
                            clerk,
                            prints + "/hold-notice.pdf",
                            "benefit",
                            allowance.toString(),
                            "hold",
                            hold.id().toString()))
                    .hasStatusOk();
            release(reviewer, hold);
        }
        assertThat(visits.get(clerk, prints)).hasStatusOk().bodyText().contains("恢复发放告知书", "补打");
        Hold first = as(clerk, () -> entitlements.holds(allowance)).get(0);
        assertThat(visits.post(
                        clerk,
                        prints + "/resume-notice.pdf",
                        "benefit",
                        allowance.toString(),
                        "hold",
                        first.id().toString()))
                .hasStatusOk();
    }

    @Test
    void areTheTownshipClerksAlone() {
        assertThat(visits.get(approver, CHANGES + "/new?household=" + household))
                .hasStatus(403);
        assertThat(visits.get(county.elsewhere(Role.TOWN_CLERK), CHANGES + "/new?household=" + household))
                .hasStatus(404);
    }

    @Test
    void suspendForTwoReasonsAndReviveByAnotherPerson() {
        assertThat(suspend("WHEREABOUTS_UNKNOWN")).hasRedirectedUrl("/families/" + household + "/benefits");
        suspend("COMPLAINT");
        assertThat(visits.get(clerk, "/families/" + household + "/benefits"))
                .hasStatusOk()
                .bodyText()
                .contains("下落不明", "举报待核实", "恢复并补发");
        List<Hold> holds = as(clerk, () -> entitlements.holds(allowance));
        assertThat(holds).hasSize(2);

        release(clerk, holds.get(0));
        assertThat(as(clerk, () -> entitlements.holds(allowance))).allMatch(Hold::open);
        release(reviewer, holds.get(0));
        release(reviewer, holds.get(1));
        assertThat(as(clerk, () -> entitlements.holds(allowance))).noneMatch(Hold::open);
    }

    private MvcTestResult suspend(String reason) {
        return visits.send(
                clerk,
                "/families/" + household + "/benefits/" + allowance + "/holds",
                "reason",
                reason,
                "note",
                "入户三次无人",
                "from",
                "2026-11");
    }

    private void release(Officer officer, Hold hold) {
        visits.send(
                officer, "/families/" + household + "/holds/" + hold.id() + "/release", "note", "已核实", "pay", "true");
    }

    private MvcTestResult wifeLeaves(String key, String button) {
        return leaves(key, wife, "2026-11-10", "MOVED_OUT", "户口迁出证明", button, "true");
    }

    /** @param more of the form, names and values in turn, among them the button */
    private MvcTestResult leaves(String key, UUID person, String since, String exitCode, String note, String... more) {
        String[] fields = {
            "household", household.toString(),
            "kind", "MEMBER_LEFT",
            "requestKey", key,
            "since", since,
            "person", person.toString(),
            "exitCode", exitCode,
            "note", note
        };
        return visits.post(
                clerk,
                CHANGES,
                Stream.concat(Stream.of(fields), Stream.of(more)).toArray(String[]::new));
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private int version(CaseFile file) {
        return cases.find(file.id()).version();
    }

    private UUID person(String name, LocalDate born, Sex sex) {
        return families.person(county, name, born, sex);
    }

    private static <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, work);
    }
}
