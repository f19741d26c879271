package cn.civilaffairs.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.civilservices.funeral.CremationDesk;
import cn.civilaffairs.civilservices.funeral.NewCremation;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.eldercare.oldage.OldAgeDesk;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import cn.civilaffairs.web.casework.SampleMatter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Two villages become one (村级合并, T46): the one that remains sees both, and nothing that was paid changes. */
@WebTest
@Import(SampleMatter.class)
class MergedVillagesTests {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final String SCHEME = PaidCounty.SCHEME;

    @Autowired
    private Visits visits;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private AreaRegister areas;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private OldAgeDesk rosters;

    @Autowired
    private CremationDesk cremations;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private BeanFactory beans;

    private PaidCounty paid;
    private AreaCode from;
    private AreaCode to;
    private Officer clerk;
    private Officer approver;

    @BeforeEach
    void aSignedOctober() {
        clock.set(LocalDate.of(2026, 10, 16));
        paid = new PaidCounty(beans, OCTOBER, 18);
        from = paid.county.village(1, 2);
        to = paid.county.village(1, 1);
        clerk = paid.county.officer(Role.SYS_ADMIN);
        approver = paid.county.officer(Role.COUNTY_APPROVER);
    }

    @Test
    @Tag("AC-098")
    void showsBothVillagesToTheOneThatRemainsAndKeepsTheClosedMonth() throws SQLException {
        UUID october = Acting.as(paid.county.officer(Role.FINANCE_MAKER), () -> runs.startNow(SCHEME, OCTOBER));
        paid.toSignature(october);
        paid.sign(october);
        Officer assistant = paid.county.officer(Role.VILLAGE_ASSISTANT);
        String family = "/families/" + one("select id from registry.household where area_code = '" + from + "' limit 1")
                + "/members";
        String lines = one(linesOf(october));
        String report = report();
        assertThat(visits.get(assistant, family)).hasStatus(404);

        merge();

        assertThat(visits.get(assistant, family)).hasStatus2xxSuccessful();
        assertThat(one("select count(*) from registry.household where area_code = '" + to + "'"))
                .isEqualTo("4");
        for (String table : new String[] {
            "registry.household",
            "registry.household_member",
            "registry.resident",
            "registry.resident_term",
            "registry.payment_account",
            "disbursement.entitlement",
            "disbursement.covered_person",
            "disbursement.determination"
        }) {
            assertThat(one("select count(*) from " + table + " where area_code = '" + from + "'"))
                    .as(table)
                    .isEqualTo("0");
        }
        assertThat(one(linesOf(october))).as("closed months, line by line").isEqualTo(lines);
        assertThat(one("select count(*) from disbursement.payment_line where area_code = '" + from + "'"))
                .isEqualTo("2");
        assertThat(report()).isEqualTo(report);
        assertThat(areas.get(from).successor()).isEqualTo(to);

        clock.set(LocalDate.of(2026, 11, 16));
        PaymentRun november = Acting.as(paid.county.officer(Role.FINANCE_MAKER), () -> {
            UUID id = runs.startNow(SCHEME, OCTOBER.plusMonths(1));
            return runs.find(id);
        });
        assertThat(november.amount()).isEqualTo(paid.total());
        assertThat(november.bridgeDifference()).isEqualTo(Money.ZERO);
        Soundness.of(paid.county, beans);
    }

    /** Elders on a roster, the dead and their cremation, a family under limited access: whatever lies in the village, of any line. */
    @Test
    void leavesNothingBehindOfAnyLineOfBusiness() throws SQLException {
        Officer elders = counties.appoint(paid.county, Role.COUNTY_CASEWORKER, LineOfBusiness.ELDER_CARE);
        Officer funerals = counties.appoint(paid.county, Role.COUNTY_CASEWORKER, LineOfBusiness.FUNERAL);
        IdNumber eighty = TestPeople.idNumber(LocalDate.of(1946, 10, 20), Sex.FEMALE);
        Acting.as(elders, () -> {
            residents.register(ResidentDetails.citizen(from, "将满八十", eighty));
            rosters.draw(OCTOBER);
        });
        UUID cremation = Acting.as(
                funerals,
                () -> cremations
                        .receive(new NewCremation(
                                "吴老汉",
                                TestPeople.idNumber(LocalDate.of(1940, 2, 11), Sex.MALE)
                                        .value(),
                                from,
                                LocalDate.of(2026, 10, 15),
                                "SW-" + paid.county.code(),
                                true,
                                "",
                                "吴家祥",
                                "子",
                                Set.of("death-paper", "handler-id", "handler-signature")))
                        .id());
        Officer assistant = paid.county.officer(Role.VILLAGE_ASSISTANT);
        Officer townClerk = paid.county.officer(Role.TOWN_CLERK);
        String household = one("select id from registry.household where area_code = '" + from + "' limit 1");
        assertThat(visits.post(
                        townClerk,
                        "/limited-access",
                        "household",
                        household,
                        "ground",
                        "CHILD_PROTECTION",
                        "why",
                        "家中儿童正在保护期间，住址不得外传",
                        "logins",
                        paid.county.officer(Role.TOWN_REVIEWER).login()))
                .hasStatus3xxRedirection();
        String limit = one("select limit_id from registry.household where id = '" + household + "'");
        String officersOfLimit = "/limited-access/" + limit + "/officers";
        assertThat(Visits.refusal(visits.post(townClerk, officersOfLimit, "login", assistant.login())))
                .as("serves another village")
                .isNotEmpty();

        merge();

        assertThat(left()).as("tables with rows of the village that is no more").isEmpty();
        assertThat(one("select area_code from civilservices.cremation where case_id = '" + cremation + "'"))
                .isEqualTo(to.value());
        assertThat(one(
                        "select string_agg(distinct area_code, ',') from eldercare.old_age_candidate where area_code in ('"
                                + from + "', '" + to + "')"))
                .isEqualTo(to.value());
        assertThat(Acting.as(funerals, () -> cremations.find(cremation)).place())
                .contains(areas.name(to));
        visits.done(townClerk, officersOfLimit, "login", assistant.login());
        assertThat(visits.get(assistant, "/limited-access/" + limit)).hasStatusOk();
    }

    /** Accounts and the log keep the code of their time; who serves a village that is no more is appointed anew. */
    private List<String> left() throws SQLException {
        List<String> tables = List.of(one("select string_agg(c.table_schema || '.' || c.table_name, ' ') from"
                        + " information_schema.columns c join information_schema.tables t using (table_schema, table_name)"
                        + " where c.column_name = 'area_code' and t.table_type = 'BASE TABLE' and c.table_schema in"
                        + " ('registry', 'casework', 'disbursement', 'assistance', 'eldercare', 'civilservices')"
                        + " and c.table_name not in ('officer', 'operation_log')")
                .split(" "));
        assertThat(tables).hasSizeGreaterThan(80);
        List<String> left = new ArrayList<>();
        for (String table : tables) {
            if (one("select exists (select from " + table + " where area_code = '" + from + "')")
                    .equals("t")) {
                left.add(table);
            }
        }
        return left;
    }

    @Test
    void isAnActOfTwoPeopleWithinOneTownship() throws SQLException {
        assertThat(Visits.refusal(propose(paid.county.village(2, 1)))).contains("同一乡镇");
        assertThat(Visits.refusal(propose(from))).contains("同一乡镇");
        assertThat(propose(to)).hasStatus3xxRedirection();
        assertThat(Visits.refusal(propose(to))).contains("已有一项待批准的合并");
        assertThat(Visits.text(visits.get(approver, "/areas/" + from)))
                .contains("村级合并", "批准并合并", "测试〔2026〕7号", "在发待遇", "每月")
                .doesNotContain("??");
        assertThat(Visits.text(visits.get(clerk, "/areas/" + from)))
                .contains("由县级审批人批准")
                .doesNotContain("批准并合并", "撤销或撤并");
        assertThat(Visits.refusal(
                        visits.post(clerk, "/areas/" + from + "/close", "from", "2026-12-01", "confirmed", "true")))
                .as("nobody abolishes what is to be merged")
                .contains("已有一项待批准的合并");
        assertThat(answer(clerk, true)).hasStatus(403);

        assertThat(answer(approver, false)).hasStatus3xxRedirection();
        assertThat(areas.get(from).validTo()).isNull();
        assertThat(one("select count(*) from registry.household where area_code = '" + from + "'"))
                .isEqualTo("2");
    }

    private void merge() throws SQLException {
        assertThat(propose(to)).hasStatus3xxRedirection();
        MvcTestResult done = answer(approver, true);
        assertThat(String.valueOf(done.getMvcResult().getFlashMap())).contains("已合并");
    }

    private MvcTestResult propose(AreaCode into) {
        return visits.post(clerk, "/areas/" + from + "/merger", "area", into.value(), "document", "测试〔2026〕7号");
    }

    private MvcTestResult answer(Officer officer, boolean approve) throws SQLException {
        String id = one("select id from registry.area_merger where from_code = '" + from + "' and state = 'PROPOSED'");
        return visits.post(officer, "/areas/mergers/" + id, "approve", String.valueOf(approve), "page", from.value());
    }

    /** The figures of the month, without what tells when the page was made. */
    private String report() {
        String page = Visits.text(visits.get(
                paid.county.officer(Role.COUNTY_CASEWORKER), "/reports/monthly?scheme=" + SCHEME + "&month=2026-10"));
        return page.substring(page.indexOf("<table"), page.lastIndexOf("</table>"));
    }

    private static String linesOf(UUID run) {
        return "select md5(string_agg(l::text, E'\\n' order by seq)) from disbursement.payment_line l where run_id = '"
                + run + "'";
    }

    private static String one(String sql) throws SQLException {
        try (Connection superuser = TestDatabase.superuser();
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
