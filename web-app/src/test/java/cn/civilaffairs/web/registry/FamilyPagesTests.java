package cn.civilaffairs.web.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.resident.PaymentAccount;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A family from its first entry on, as officers see and change it. */
@WebTest
class FamilyPagesTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    @Autowired
    private Visits visits;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private AccountRegister accounts;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;

    @BeforeEach
    void aCountyOnMonday() {
        clock.set(MONDAY);
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
    }

    @Test
    void registersAFamilyAndShowsItsFileWithEveryTab() throws Exception {
        IdNumber number = id(1954, Sex.MALE);
        String family = open("王小明", number);

        for (String tab : List.of("members", "means", "papers", "checks", "benefits", "history")) {
            assertThat(get(family + "/" + tab, clerk))
                    .as(tab)
                    .contains("王小明", "1镇1村", "999001************", "家庭成员（1）")
                    .doesNotContain("??", number.value());
        }
        assertThat(get(family + "/history", clerk)).contains("王小明（户主）加入：新建家庭");
        assertThat(pages.get()
                        .uri(family + "/members")
                        .with(user(officers.loadUserByUsername(
                                county.elsewhere(Role.TOWN_CLERK).login()))))
                .hasStatus(404);
    }

    @Test
    void offersNoChoiceOfHeadToAFamilyOfOne() throws Exception {
        String family = open("王小明", id(1957, Sex.MALE));

        assertThat(get(family + "/head", clerk))
                .contains("没有别的在世成员可以当户主", "增加家庭成员", "登记死亡", "办理迁移")
                .doesNotContain("name=\"newHead\"", "??");
    }

    @Test
    void findsTheFamilyFromTheSearchBox() throws Exception {
        IdNumber number = id(1955, Sex.FEMALE);
        open("欧阳小娟", number);

        for (String typed : List.of("小娟", "oyxj", number.value())) {
            assertThat(Visits.text(post("/search", clerk, "q", typed)))
                    .contains("欧阳小娟", "1镇1村")
                    .doesNotContain("??", number.value());
        }
        assertThat(Visits.text(post("/search", clerk, "q", " "))).contains("在上面的查找框中输入");
        assertThat(Visits.text(post("/search", clerk, "q", number.value().substring(12))))
                .contains("须输入完整的号码");
        assertThat(Visits.text(post("/search", county.elsewhere(Role.TOWN_CLERK), "q", "欧阳小娟")))
                .contains("没有找到");
    }

    @Test
    void tellsWhatANumberSaysAsItIsKeyed() throws Exception {
        IdNumber number = id(1954, Sex.MALE);
        assertThat(Visits.text(post("/residents/lookup", clerk, "head.idNumber", number.value())))
                .contains("男 · 1954-03-04 出生 · 72 岁")
                .doesNotContain("居民库中已有");
        assertThat(Visits.text(post("/residents/lookup", clerk, "person.idNumber", "99900119540304")))
                .contains("应为 18 位");

        open("王小明", number);

        assertThat(Visits.text(post("/residents/lookup", clerk, "idNumber", number.value())))
                .contains("居民库中已有", "王小明", "打开所在家庭");
    }

    /** Acceptance of two editors: nothing typed is lost and each field is chosen by itself. */
    @Test
    void theSecondOfTwoEditorsSeesFieldByFieldWhatTheFirstSaved() throws Exception {
        String family = open("王小明", id(1954, Sex.MALE));
        String page = family + "/members/" + residentOf(family);
        assertThat(get(page, clerk)).contains("name=\"was.health\"", "name=\"was.name\"");
        Officer second = county.officer(Role.TOWN_CLERK, 2);
        assertThat(correct(page, clerk, "name", "王晓明", "health", "HEALTHY", "labour", "PARTIAL", "version", "0"))
                .hasStatus3xxRedirection();

        MvcTestResult late = correct(
                page,
                second,
                "name",
                "王小明",
                "health",
                "ILL",
                "labour",
                "NONE",
                "version",
                "0",
                "was.name",
                "王小明",
                "was.health",
                "HEALTHY",
                "was.labour",
                "");

        assertThat(late).hasStatus(409);
        String shown = Visits.text(late);
        assertThat(shown).contains("您填的", "对方保存的", "原来的", "两人都改了", "王晓明", "一般疾病", "name=\"version\" value=\"1\"");
        // only the first changed the name: theirs is offered; only the second the health: mine is; both the labour:
        // neither
        assertThat(shown).containsPattern("name=\"name\" value=\"王晓明\" checked");
        assertThat(shown).containsPattern("name=\"health\" value=\"ILL\" checked");
        assertThat(shown).doesNotContainPattern("name=\"labour\" value=\"(NONE|PARTIAL)\" checked");

        assertThat(correct(page, second, "name", "王晓明", "health", "ILL", "labour", "NONE", "version", "1"))
                .hasStatus3xxRedirection();
        assertThat(get(page, clerk)).contains("王晓明");
    }

    @Test
    void whatWasTypedForAFamilySomebodyElseChangedIsKept() throws Exception {
        String family = open("王小明", id(1954, Sex.MALE));
        assertThat(means(family, clerk, "BUSINESS", "种植", "1,200.00", 0)).hasStatus3xxRedirection();
        Officer second = county.officer(Role.TOWN_CLERK, 2);

        MvcTestResult late = means(family, second, "TRANSFER", "赡养费", "600", 0);

        assertThat(late).hasStatus(409);
        assertThat(Visits.text(late)).contains("刚被别人改过", "种植", "赡养费", "name=\"version\" value=\"1\"");
        assertThat(means(family, second, "TRANSFER", "赡养费", "600", 1)).hasStatus3xxRedirection();
    }

    @Test
    void twoWhoEnterTheSameIncomeSeeBothBesideEachOther() throws Exception {
        String family = open("王小明", id(1954, Sex.MALE));
        assertThat(means(family, clerk, "BUSINESS", "种植", "1,200.00", 0)).hasStatus3xxRedirection();
        Officer second = county.officer(Role.TOWN_CLERK, 2);

        MvcTestResult late = means(family, second, "BUSINESS", "种植", "1300", 0);

        assertThat(late).hasStatus(409);
        assertThat(Visits.text(late))
                .contains("相近的一项", clerk.name(), "1200.00", "1300", "是另一件事", "name=\"version\" value=\"1\"")
                .containsPattern("name=\"amount\" value=\"1300\" checked")
                .doesNotContainPattern("type=\"radio\"[^>]*name=\"startOn\"");
        assertThat(means(family, second, "BUSINESS", "种植（承包地）", "1300", 1)).hasStatus3xxRedirection();
    }

    @Test
    void twoWhoAddTheSamePersonChooseFieldByFieldWhatIsRegisteredOfThem() throws Exception {
        String family = open("王小明", id(1954, Sex.MALE));
        IdNumber wife = id(1956, Sex.FEMALE);
        assertThat(join(family, clerk, "刘秀英", wife, "HEALTHY", 0)).hasStatus3xxRedirection();
        Officer second = county.officer(Role.TOWN_CLERK, 2);

        MvcTestResult late = join(family, second, "刘秀英", wife, "ILL", 0);

        assertThat(late).hasStatus(409);
        UUID known = Acting.<UUID>as(
                clerk, () -> residents.find(wife, clerk.scope()).orElseThrow().id());
        assertThat(Visits.text(late))
                .contains("action=\"" + family + "/members/" + known + "\"", "健康状况")
                .containsPattern("name=\"health\" value=\"ILL\" checked")
                .doesNotContain("name=\"person.");
        assertThat(correct(family + "/members/" + known, second, "name", "刘秀英", "health", "ILL", "version", "0"))
                .hasStatus3xxRedirection();
    }

    @Test
    void twoWhoChangeTheHeadSeeWhomTheOtherMadeHead() throws Exception {
        String family = open("王小明", id(1930, Sex.MALE));
        IdNumber wife = id(1932, Sex.FEMALE);
        IdNumber son = id(1956, Sex.MALE);
        assertThat(join(family, clerk, "刘秀英", wife, "HEALTHY", 0)).hasStatus3xxRedirection();
        assertThat(join(family, clerk, "王强", son, "HEALTHY", 1)).hasStatus3xxRedirection();
        String page = get(family + "/head", clerk);
        assertThat(page).contains("name=\"was.newHead\"");
        String was = first(page, "name=\"was.newHead\" value=\"([^\"]+)\"");
        String wifeId = first(page, "<option value=\"([^\"]+)\">刘秀英");
        String sonId = first(page, "<option value=\"([^\"]+)\">王强");
        Officer second = county.officer(Role.TOWN_CLERK, 2);
        assertThat(head(family, clerk, was, wifeId, "relation." + was, "SPOUSE", "relation." + sonId, "SON"))
                .hasRedirectedUrl(family + "/members");

        MvcTestResult late =
                head(family, second, was, sonId, "relation." + was, "PARENT", "relation." + wifeId, "PARENT");

        assertThat(late).hasStatus(409);
        assertThat(Visits.text(late)).contains("两人都改了", "户主", "王强", "刘秀英");
    }

    private MvcTestResult head(String family, Officer officer, String was, String newHead, String... relations) {
        List<String> fields = new ArrayList<>(
                List.of("newHead", newHead, "was.newHead", was, "from", "2026-11-16", "why", "年迈", "version", "2"));
        fields.addAll(List.of(relations));
        return post(family + "/head", officer, fields.toArray(String[]::new));
    }

    private static String first(String page, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private MvcTestResult join(
            String family, Officer officer, String name, IdNumber number, String health, int version) {
        return post(
                family + "/members",
                officer,
                "person.idType",
                "CITIZEN",
                "person.idNumber",
                number.value(),
                "person.name",
                name,
                "person.health",
                health,
                "relation",
                "SPOUSE",
                "counts",
                "true",
                "from",
                "20261101",
                "why",
                "婚嫁",
                "version",
                String.valueOf(version));
    }

    private MvcTestResult means(
            String family, Officer officer, String category, String name, String amount, int version) {
        return post(
                family + "/means",
                officer,
                "category",
                category,
                "name",
                name,
                "amount",
                amount,
                "period",
                "YEAR",
                "startOn",
                "2026-01-01",
                "source",
                "DECLARED",
                "version",
                String.valueOf(version));
    }

    private MvcTestResult correct(String page, Officer officer, String... fields) {
        return post(page, officer, fields);
    }

    private UUID residentOf(String family) throws Exception {
        Matcher link = Pattern.compile("/members/([0-9a-f-]{36})").matcher(get(family + "/members", clerk));
        assertThat(link.find()).isTrue();
        return UUID.fromString(link.group(1));
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrong() throws Exception {
        MvcTestResult refused = post(
                "/families",
                clerk,
                "requestKey",
                UUID.randomUUID().toString(),
                "head.idType",
                "CITIZEN",
                "head.idNumber",
                "999001195403040000",
                "head.name",
                "王小明",
                "area",
                "柳树",
                "openedOn",
                "2026-11-16");

        assertThat(Visits.text(refused)).contains("请从候选中选择村", "请选择城乡类别", "王小明");
    }

    @Test
    void addsMembersAndMeansAndChangesTheHead() throws Exception {
        String family = open("陈志华", id(1950, Sex.MALE));
        IdNumber wife = id(1952, Sex.FEMALE);
        assertThat(post(
                        family + "/members",
                        clerk,
                        "person.idType",
                        "CITIZEN",
                        "person.idNumber",
                        wife.value(),
                        "person.name",
                        "刘秀英",
                        "person.health",
                        "HEALTHY",
                        "relation",
                        "SPOUSE",
                        "counts",
                        "true",
                        "from",
                        "20261101",
                        "why",
                        "婚嫁",
                        "version",
                        "0"))
                .hasRedirectedUrl(family + "/members");
        assertThat(post(
                        family + "/means",
                        clerk,
                        "category",
                        "WAGE",
                        "name",
                        "务工",
                        "amount",
                        "12,000.50",
                        "period",
                        "YEAR",
                        "startOn",
                        "2025.11.1",
                        "source",
                        "DECLARED",
                        "version",
                        "1"))
                .hasRedirectedUrl(family + "/means");
        assertThat(get(family + "/means", clerk)).contains("12,000.50", "工资性收入").doesNotContain("??");

        Officer officer = clerk;
        UUID wifeId = Acting.<UUID>as(
                officer,
                () -> residents.find(wife, officer.scope()).orElseThrow().id());
        assertThat(get(family + "/head", clerk)).contains("刘秀英（配偶）");
        assertThat(post(
                        family + "/head",
                        clerk,
                        "newHead",
                        wifeId.toString(),
                        "formerHeadLeaves",
                        "true",
                        "from",
                        "2026-11-16",
                        "why",
                        "户主死亡",
                        "version",
                        "2"))
                .hasRedirectedUrl(family + "/members");
        assertThat(get(family + "/members", clerk)).contains("刘秀英", "家庭成员（1）").doesNotContain("??");
        assertThat(post(
                        family + "/means",
                        clerk,
                        "category",
                        "WAGE",
                        "name",
                        "x",
                        "amount",
                        "1",
                        "period",
                        "YEAR",
                        "startOn",
                        "2025-11-01",
                        "source",
                        "DECLARED",
                        "version",
                        "1"))
                .hasStatus(409);
    }

    @Test
    void takesTwoPeopleForAnAccountAndAReasonForANumber() throws Exception {
        IdNumber number = id(1960, Sex.FEMALE);
        String family = open("吴芳", number);
        UUID payee = Acting.<UUID>as(
                clerk, () -> residents.find(number, clerk.scope()).orElseThrow().id());
        String person = family + "/members/" + payee;
        String card = TestPeople.cardNumber(501);
        assertThat(post(person + "/accounts", clerk, "holder", "吴芳", "bank", "农商银行", "number", card, "kind", "CARD"))
                .hasRedirectedUrl(person);
        assertThat(get(person, clerk)).contains("待复核", "须由另一人复核").doesNotContain("??", card, number.value());
        Officer reviewer = county.officer(Role.TOWN_REVIEWER);
        UUID account = Acting.<List<PaymentAccount>>as(clerk, () -> accounts.of(payee, clerk.scope()))
                .get(0)
                .id();

        assertThat(post(person + "/accounts/" + account + "/confirm", reviewer, "number", card))
                .hasRedirectedUrl(person);

        assertThat(get(person, reviewer)).contains("在用", "农商银行 ****" + card.substring(card.length() - 4));
        String reveal = "/residents/" + payee + "/reveal";
        assertThat(Visits.text(post(reveal, clerk, "field", "ID_NUMBER", "usual", "HOUSEHOLD_BOOK")))
                .contains(number.value());
        assertThat(post(reveal, clerk, "field", "ID_NUMBER", "usual", "OTHER", "reason", "核对户口簿"))
                .as("own words, and too few of them")
                .hasStatus(422);
        assertThat(post(reveal, county.officer(Role.SUPERVISOR), "field", "ID_NUMBER", "usual", "HOUSEHOLD_BOOK"))
                .hasStatus(403);
        assertThat(Visits.text(post("/residents/" + payee + "/match", clerk, "typed", number.value())))
                .contains("一致")
                .doesNotContain("不一致");
    }

    @Test
    void showsAndChangesAreasInTwoSteps() throws Exception {
        Officer admin = county.officer(Role.SYS_ADMIN);
        String town = "/areas/" + county.township(1);
        String code = county.township(1).prefix() + "209";
        assertThat(get(town, clerk)).contains("1镇2村").doesNotContain("新增下级区划", "??");

        assertThat(Visits.text(post(town + "/add", admin, "code", code, "name", "柳树村", "from", "2026-11-16")))
                .contains("将在 测试县 第1镇 下新增“柳树村”")
                .doesNotContain("??");
        assertThat(post(town + "/add", admin, "code", code, "name", "柳树村", "from", "2026-11-16", "confirmed", "true"))
                .hasStatus3xxRedirection();

        assertThat(get("/areas/suggest?area=lsc", clerk)).contains(code, "第1镇 柳树村");
        assertThat(post(town + "/add", clerk, "code", code, "name", "柳树村", "from", "2026-11-16"))
                .hasStatus(403);
    }

    private String open(String name, IdNumber number) {
        MvcTestResult opened = post(
                "/families",
                clerk,
                "requestKey",
                UUID.randomUUID().toString(),
                "head.idType",
                "CITIZEN",
                "head.idNumber",
                number.value(),
                "head.name",
                name,
                "head.health",
                "HEALTHY",
                "area",
                county.village(1, 1).value(),
                "residence",
                "RURAL",
                "openedOn",
                "2026-01-01");
        assertThat(opened).hasStatus3xxRedirection();
        String to = opened.getResponse().getRedirectedUrl();
        assertThat(to).endsWith("/members");
        return to.substring(0, to.length() - "/members".length());
    }

    private static IdNumber id(int year, Sex sex) {
        return TestPeople.idNumber(LocalDate.of(year, 3, 4), sex);
    }

    private String get(String uri, Officer officer) {
        return visits.page(officer, uri);
    }

    private MvcTestResult post(String uri, Officer officer, String... fields) {
        return visits.post(officer, uri, fields);
    }
}
