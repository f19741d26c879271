package cn.civilaffairs.web.lead;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.lead.Lead;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadKind;
import cn.civilaffairs.casework.lead.NewLead;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** Leads through their pages: the township answers, the county confirms. */
@WebTest
class LeadPagesTests {

    @Autowired
    private Visits visits;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private LeadDesk desk;

    @Autowired
    private FieldCipher cipher;

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
    private UUID lead;

    @BeforeEach
    void aLeadInTheFirstTownship() {
        clock.set(LocalDate.of(2026, 11, 16));
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        lead = Acting.as(
                caseworker,
                () -> transaction.execute(status -> {
                    UUID id = Ids.next();
                    IdNumber number = TestPeople.idNumber(LocalDate.of(1954, 2, 19), Sex.MALE);
                    jdbc.sql("""
                            insert into registry.resident (id, area_code, name, pinyin, initials, id_number_enc,
                                id_number_index, id_prefix, sex, birth_date)
                            values (?, ?, '张老六', 'zhanglaoliu', 'zll', ?, ?, '999001', 'MALE', date '1954-02-19')""")
                            .params(
                                    id,
                                    county.village(1, 1).value(),
                                    cipher.encrypt(ProtectedField.RESIDENT_ID_NUMBER, id, number.value()),
                                    cipher.index(ProtectedField.RESIDENT_ID_NUMBER, number.value()))
                            .update();
                    return desk.open(new NewLead(
                            "PENSION",
                            id,
                            county.village(1, 1),
                            LocalDate.of(2026, 11, 2),
                            "县人社局",
                            "11月起领取城乡居民养老金",
                            null,
                            Limit.workingDays(10),
                            null));
                }));
    }

    @Test
    void goesFromTheTownshipsDeskToTheCountysConfirmation() throws Exception {
        assertThat(get("/desk", clerk)).contains("线索核实", "待核实").doesNotContain("??");
        assertThat(get("/leads", clerk))
                .contains("张老六", "养老金领取", "还剩 10 个工作日", "999001************")
                .doesNotContain("??");
        assertThat(get("/leads/" + lead, clerk)).contains("提交回复", "属实-停发").doesNotContain("??");

        post("/leads/" + lead + "/answer", clerk, "version", "0", "outcome", "TRUE_STOP", "reply", "本人承认已领取");

        assertThat(get("/leads/" + lead, clerk)).contains("本人承认已领取").doesNotContain("确认这个回复", "提交回复");
        assertThat(get("/leads", caseworker)).contains("张老六", "待县级确认");
        assertThat(get("/leads/" + lead, caseworker)).contains("确认这个回复").doesNotContain("??");
        post("/leads/" + lead + "/confirm", caseworker, "version", "1", "note", "同意");
        assertThat(get("/leads?view=CLOSED", caseworker)).contains("张老六", "已办结");
    }

    @Test
    void letsATownshipTellAFamilyARaisedStandardWouldLetIn() throws Exception {
        UUID newcomer = Acting.as(
                caseworker,
                () -> transaction.execute(status -> {
                    Lead old = desk.find(lead);
                    desk.openAll(List.of(new NewLead(
                            LeadKind.NEWLY_ELIGIBLE,
                            old.residentId(),
                            old.area(),
                            LocalDate.of(2026, 12, 1),
                            "提标测算 测〔2026〕1号",
                            "登记 1 人，月收入 795.00 元",
                            null,
                            Limit.workingDays(10),
                            LineOfBusiness.ASSISTANCE)));
                    return desk.ofResident(old.residentId()).stream()
                            .filter(each -> each.kind().equals(LeadKind.NEWLY_ELIGIBLE))
                            .findFirst()
                            .orElseThrow()
                            .id();
                }));
        assertThat(get("/leads/" + newcomer, clerk))
                .contains("提标新纳入", "系统测算的情况", "已告知政策", "情况有变，不符合")
                .doesNotContain("属实-停发", "??");
        MvcTestResult unfit =
                send("/leads/" + newcomer + "/answer", clerk, "version", "0", "outcome", "TRUE_STOP", "reply", "已去过");
        assertThat(Visits.refusal(unfit)).contains("不能选这个核实结果");
        post("/leads/" + newcomer + "/answer", clerk, "version", "0", "outcome", "TRUE_NO_EFFECT", "reply", "已告知，准备申请");
        assertThat(get("/leads?view=CLOSED", clerk)).contains("提标新纳入", "已告知政策");
    }

    @Test
    void showsOfficersOfAnotherLineNeitherRowNorCountNorWorkbookNorFile() throws Exception {
        for (Role role : List.of(Role.TOWN_CLERK, Role.COUNTY_CASEWORKER)) {
            Officer child = counties.appoint(county, role, LineOfBusiness.CHILD_WELFARE);
            assertThat(get("/leads?view=ALL", child))
                    .contains("您负责的区域和业务条线内还没有线索")
                    .doesNotContain("张老六");
            assertThat(get("/desk", child)).doesNotContain("待核实");
            assertThat(workbook("/leads/list.xlsx?view=ALL", child))
                    .contains("线索号")
                    .doesNotContain("张老六");
            assertThat(visits.get(child, "/leads/" + lead)).hasStatus(HttpStatus.NOT_FOUND);
            assertThat(send("/leads/" + lead + "/answer", child, "version", "0", "outcome", "UNTRUE", "reply", "问过"))
                    .hasStatus(HttpStatus.NOT_FOUND);
        }
        assertThat(workbook("/leads/list.xlsx?view=ALL", clerk)).contains("张老六");
        assertThat(get("/leads/" + lead, clerk)).contains("业务条线", "社会救助");
    }

    @Test
    void keepsTheWholeListInItsAddress() throws Exception {
        assertThat(get("/leads?view=TO_ANSWER&kind=PENSION&text=张老", clerk)).contains("张老六");
        assertThat(get("/leads?view=TO_ANSWER&kind=DEATH", clerk)).contains("没有符合筛选条件的线索", "清除筛选");
        assertThat(get("/leads?view=nonsense&page=x&size=7&area=1", clerk)).contains("张老六");
    }

    @Test
    void showsATownshipItsOwnAndRefusesWhatIsNotAnOfficersToDo() throws Exception {
        Officer elsewhere = county.elsewhere(Role.TOWN_CLERK);
        assertThat(get("/leads?view=ALL", elsewhere)).doesNotContain("张老六");
        assertThat(visits.get(elsewhere, "/leads/" + lead)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(send("/leads/" + lead + "/confirm", clerk, "version", "0")).hasStatus(HttpStatus.FORBIDDEN);
        MvcTestResult early =
                send("/leads/" + lead + "/answer", caseworker, "version", "0", "outcome", "UNTRUE", "reply", "电话问过");
        assertThat(Visits.refusal(early)).contains("由乡镇经办核实回复");
    }

    private String workbook(String uri, Officer officer) throws IOException {
        MvcTestResult answer = visits.get(officer, uri);
        assertThat(answer).hasStatusOk();
        StringBuilder cells = new StringBuilder();
        try (ReadableWorkbook book = new ReadableWorkbook(
                new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()))) {
            for (Row row : book.getFirstSheet().read()) {
                row.forEach(
                        cell -> cells.append(cell == null ? "" : cell.getText()).append(' '));
            }
        }
        return cells.toString();
    }

    private MvcTestResult send(String uri, Officer officer, String... parameters) {
        return visits.send(officer, uri, parameters);
    }

    private void post(String uri, Officer officer, String... parameters) {
        visits.done(officer, uri, parameters);
    }

    private String get(String uri, Officer officer) {
        return visits.page(officer, uri);
    }
}
