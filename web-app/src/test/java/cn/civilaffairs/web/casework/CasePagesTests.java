package cn.civilaffairs.web.casework;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.casework.Opening;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The desk, the queue and the case page as officers see them. */
@WebTest
@Import(SampleMatter.class)
class CasePagesTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    @Autowired
    private Visits visits;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private CaseDesk desk;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;
    private Officer reviewer;

    @BeforeEach
    void aCountyOnMonday() {
        clock.set(MONDAY);
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
    }

    @Test
    void showsTheDeskWithNumbersThatOpenTheirRows() throws Exception {
        open("张三");
        open("李四");

        String page = get("/desk", clerk);

        assertThat(page).contains("新收", "2 件", "张三", "李四", "/cases?urgency=NEW").doesNotContain("??");
        assertThat(get("/cases?urgency=NEW", clerk)).contains("张三", "李四", "共 <b>2</b>");
        assertThat(get("/cases?urgency=OVERDUE", clerk)).contains("没有符合筛选条件的办件", "清除筛选");
    }

    @Test
    @Tag("AC-027")
    void showsNobodyTheCasesOfAnotherTownship() {
        CaseFile file = open("张三");

        assertThat(visits.get(county.elsewhere(Role.TOWN_CLERK), "/cases/" + file.id()))
                .hasStatus(404);
        assertThat(visits.get(county.officer(Role.FINANCE_MAKER), "/cases")).hasStatus(403);
    }

    @Test
    void saysBesideADisabledButtonWhyItIs() throws Exception {
        CaseFile file = open("张三");

        assertThat(get("/cases/" + file.id(), clerk))
                .contains("还有 1 份材料未交", "5 个工作日：已用 0", "收到申请", "一次性告知缺少的材料")
                .doesNotContain("??");
        assertThat(get("/cases/" + file.id(), reviewer)).contains("本环节由乡镇经办办理。");
    }

    @Test
    void walksACaseFromPapersToPostingAndSaysWhoHasItNow() throws Exception {
        CaseFile file = open("张三");
        assertThat(visits.post(
                        clerk, "/cases/" + file.id() + "/papers-received", "version", "0", "paper.form", "RECEIVED"))
                .hasStatus3xxRedirection();
        MvcTestResult sent = act(file, clerk, 1, "AGREE", "opinion", "情况属实");
        assertThat(sent).hasRedirectedUrl("/cases/" + file.id());
        assertThat(sent.getMvcResult().getFlashMap().get("done")).isEqualTo("已送第1镇乡镇审核（review），限 11月23日前办结。");

        assertThat(act(file, reviewer, 2, "RETURN", "opinion", "缺签名"))
                .bodyText()
                .contains("不能退回", "缺签名");
    }

    @Test
    @Tag("AC-048")
    void keepsWhatWasTypedWhenTheCaseHasMovedOn() throws Exception {
        CaseFile file = open("张三");

        MvcTestResult late = act(file, clerk, 7, "WITHDRAW", "opinion", "申请人说不办了");

        assertThat(late).hasStatus(409);
        assertThat(Visits.text(late)).contains("刚刚被别人办过", "申请人说不办了");
    }

    @Test
    void agreesToManyAndSaysWhatBecameOfEach() throws Exception {
        CaseFile ready = open("张三");
        Acting.as(
                clerk, () -> desk.recordPapers(ready.id(), 0, List.of(CasePaper.of("form", CasePaper.State.RECEIVED))));
        CaseFile unready = open("李四");

        MvcTestResult answer = visits.post(
                clerk,
                "/cases/agree",
                "ticked",
                ready.id() + ":1",
                "ticked",
                unready.id() + ":0",
                "ticked",
                ready.id() + ":1",
                "ticked",
                "-".repeat(36) + ":1",
                "opinion",
                "同意");

        assertThat(Visits.text(answer)).contains("选中 <b>3</b> 件", "已送第1镇", "还有 1 份材料未交", "已变动，未办");
    }

    @Test
    void agreesToAllThatMatchOnlyWhenTheirNumberIsTyped() throws Exception {
        open("张三");
        open("李四");

        assertThat(Visits.text(agreeToAll("3"))).contains("输入的件数与符合条件的 2 件不一致");
        assertThat(Visits.text(agreeToAll("2"))).contains("选中 <b>2</b> 件", "还有 1 份材料未交");
    }

    private MvcTestResult agreeToAll(String expected) {
        return visits.post(clerk, "/cases/agree", "all", "true", "expected", expected);
    }

    @Test
    void takesNonsenseForWhatItIs() throws Exception {
        CaseFile file = open("张三");

        assertThat(visits.post(clerk, "/cases/" + file.id())).hasStatus(409);
        assertThat(act(file, clerk, 0, "EXPLODE", "opinion", "x")).hasStatus(409);
        assertThat(visits.post(clerk, "/cases/" + file.id() + "/papers-received", "version", "0", "paper.form", "LOST"))
                .hasStatus(409);
        assertThat(get("/cases?hold=X&urgency=Y&sort=Z&page=-1&size=7&area=1", clerk))
                .contains("张三");
    }

    @Test
    void remembersWhereACaseWasOpenedFrom() throws Exception {
        CaseFile file = open("张三");

        assertThat(get("/cases?text=张&size=20", clerk))
                .contains("/cases/" + file.id() + "?from=text%3D%25E5%25BC%25A0%26size%3D20");
        assertThat(get("/cases/" + file.id() + "?from=text%3D%25E5%25BC%25A0%26size%3D20", clerk))
                .contains("/cases?text=%E5%BC%A0&amp;size=20&amp;row=" + file.id() + "#r-" + file.id());
    }

    @Test
    void warnsOfAYearWithoutItsHolidaysAndLetsTheAdministratorEnterIt() throws Exception {
        Officer administrator = county.officer(Role.SYS_ADMIN);
        clock.set(LocalDate.of(2031, 6, 2));
        assertThat(get("/calendar", clerk))
                .contains("2031、2032 年", "国办发明电〔2025〕7号", "系统管理员")
                .doesNotContain("录入年份", "??");
        assertThat(get("/desk", administrator)).contains("2031、2032 年");
        assertThat(get("/desk", county.officer(Role.AUDIT_ADMIN))).contains("现在没有等您办理的事项");
        assertThat(visits.post(clerk, "/calendar/years", "year", "2031", "document", "测试"))
                .hasStatus(403);

        visits.post(administrator, "/calendar/years", "year", "2031", "document", "国办发明电〔2030〕1号");
        assertThat(visits.post(administrator, "/calendar/days", "day", "2031-10-01", "kind", "HOLIDAY", "name", "国庆节"))
                .hasRedirectedUrl("/calendar");
        assertThat(get("/calendar", administrator)).contains("2031-10-01").doesNotContain("2031、2032 年");
    }

    private CaseFile open(String name) {
        return Acting.as(
                clerk, () -> desk.open(new Opening("sample", county.village(1, 1), null, null, name, Set.of(), null)));
    }

    private String get(String uri, Officer officer) {
        MvcTestResult answer = visits.get(officer, uri.replace("张", "%E5%BC%A0"));
        assertThat(answer).hasStatusOk();
        return Visits.text(answer);
    }

    private MvcTestResult act(CaseFile file, Officer officer, int version, String act, String name, String value) {
        return visits.post(officer, "/cases/" + file.id(), "version", String.valueOf(version), "act", act, name, value);
    }
}
