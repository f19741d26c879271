package cn.civilaffairs.web.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.GrantedFamilies;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** What hangs in a village: fixed columns, no child, two persons, and an end (T10). */
@WebTest
class NoticeTests {

    private static final Pattern NUMBERS =
            Pattern.compile("[0-9]{17}[0-9Xx]|[0-9]{15,19}|(?<![0-9])1[0-9]{10}(?![0-9])|622848|999001|[0-9]+号");
    private static final Pattern ROW = Pattern.compile("<tr><td>(.*?)</td>", Pattern.DOTALL);

    @Autowired
    private Visits visits;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private TestCounty county;
    private Officer clerk;
    private Officer reviewer;

    @BeforeEach
    void tenHouseholdsTwoOfChildren() {
        clock.set(LocalDate.of(2026, 11, 16));
        county = counties.withDefaults();
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        for (int i = 0; i < 10; i++) {
            int which = i;
            Acting.as(caseworker, () -> transaction.executeWithoutResult(status -> household(which)));
        }
    }

    private void household(int which) {
        LocalDate born =
                which < 2 ? LocalDate.of(2008, 11, 17).plusYears(which * 4L) : LocalDate.of(1950 + which, 3, 4);
        String name = "公示" + "甲乙丙丁戊己庚辛壬癸".charAt(which);
        UUID person = residents.register(ResidentDetails.citizen(
                county.village(1, 1), name, TestPeople.idNumber(born, which % 2 == 0 ? Sex.MALE : Sex.FEMALE)));
        UUID household = households.open(new NewHousehold(
                null, county.village(1, 1), UrbanRural.RURAL, "3组 12号", person, LocalDate.of(2026, 1, 1)));
        entitlements.grant(GrantedFamilies.minimumLiving(
                county.village(1, 1),
                household,
                person,
                YearMonth.of(2026, 10),
                GrantedFamilies.due("610.00", LocalDate.of(2026, 9, 20))));
    }

    @Test
    @Tag("AC-039")
    void namesEightOfTenInFixedColumnsWithoutANumberAndIsGoneAfterItsLastDay() throws IOException {
        String notice = made("2026-11-01", "2026-11-30");
        String shown = Visits.text(visits.get(clerk, notice));
        String list = shown.substring(shown.indexOf("<table"), shown.indexOf("</table>"));

        assertThat(list.replaceAll("\\s+", ""))
                .contains("<tr><th>姓名</th><th>村（社区）</th><thclass=\"num\">保障人口</th>"
                        + "<thclass=\"num\">月金额（元）</th><th>公示期</th></tr>");
        assertThat(ROW.matcher(list).results().map(found -> found.group(1)))
                .hasSize(8)
                .doesNotContain("公示甲", "公示乙");
        assertThat(NUMBERS.matcher(list).results()).isEmpty();
        assertThat(shown).contains("等待另一人").doesNotContain("??");

        assertThat(visits.post(clerk, notice + "/publish", "requestKey", key())).hasStatus(403);
        assertThat(visits.post(reviewer, notice + "/publish", "requestKey", key()))
                .hasRedirectedUrl(notice);
        MvcTestResult printed = visits.post(clerk, notice + "/notice.pdf");
        assertThat(printed).hasStatusOk();
        try (PDDocument pdf = Loader.loadPDF(printed.getResponse().getContentAsByteArray())) {
            String text = new PDFTextStripper().getText(pdf);
            assertThat(text).contains("公示丙", "公示癸", "610.00").doesNotContain("公示甲", "公示乙");
            Matcher numbers = NUMBERS.matcher(text);
            assertThat(numbers.find()).isFalse();
        }
        assertThat(visits.get(county.elsewhere(Role.TOWN_CLERK), notice)).hasStatus(404);

        clock.set(LocalDate.of(2026, 12, 1));
        MvcTestResult gone = visits.get(clerk, notice);
        assertThat(gone).hasStatus(410);
        assertThat(Visits.text(gone)).contains("公示期到 2026-11-30 为止").doesNotContain("公示丙");
        assertThat(visits.post(clerk, notice + "/notice.pdf")).hasStatus(410);
        assertThat(Visits.text(visits.get(clerk, "/papers/posters")))
                .contains("期满撤下")
                .doesNotContain("公示丙", "??");
    }

    @Test
    void neverGoesUpWithoutAnEndNorByOneAlone() {
        MvcTestResult endless = visits.post(
                clerk,
                "/papers/posters",
                "requestKey",
                key(),
                "scheme",
                "minimum-living",
                "village",
                county.village(1, 1).value(),
                "from",
                "2026-11-01",
                "to",
                "2028-01-01");
        assertThat(Visits.refusal(endless)).asString().contains("截止日期");

        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        String own = notice(caseworker, "2026-11-01", "2026-11-30");
        assertThat(Visits.refusal(visits.post(caseworker, own + "/publish", "requestKey", key())))
                .isEqualTo("自己制作的公示，须由另一人核对后发布。");
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> Acting.as(
                        caseworker,
                        () -> transaction.executeWithoutResult(status -> jdbc.sql(
                                        "update disbursement.public_notice set published_by = made_by, published_at = now()")
                                .update())));
        assertThat(visits.post(clerk, own + "/withdraw", "requestKey", key())).hasRedirectedUrl("/papers/posters");
        assertThat(visits.get(clerk, own)).hasStatus(410);
    }

    /** Even an officer to whom a limited matter is open does not hang it out. */
    @Test
    void leavesOutWhatIsLimitedToFew() throws SQLException {
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    with who as (
                        select r.id as resident, m.household_id as household, r.area_code from registry.resident r
                        join registry.household_member m on m.resident_id = r.id
                        where r.name = '公示癸' and r.area_code = '%s'),
                    limited as (
                        insert into registry.limited_access (household_id, area_code, ground, why_enc, placed_by, placed_at)
                        select household, area_code, 'OTHER', 'x', '%s', now() from who returning id),
                    assigned as (
                        insert into registry.limited_access_officer (limit_id, officer_id, assigned_by, assigned_at)
                        select id, '%s', '%s', now() from limited)
                    update registry.resident set limit_id = (select id from limited)
                    where id = (select resident from who)
                    """.formatted(county.village(1, 1).value(), reviewer.id(), clerk.id(), reviewer.id()));
        }
        String shown = Visits.text(visits.get(clerk, made("2026-11-01", "2026-11-30")));

        assertThat(shown).contains("公示壬").doesNotContain("公示癸", "??");
    }

    private String made(String from, String until) {
        return notice(clerk, from, until);
    }

    private String notice(Officer officer, String from, String until) {
        MvcTestResult made = visits.post(
                officer,
                "/papers/posters",
                "requestKey",
                key(),
                "scheme",
                "minimum-living",
                "village",
                county.village(1, 1).value(),
                "from",
                from,
                "to",
                until);
        assertThat(made).hasStatus3xxRedirection();
        String to = String.valueOf(made.getResponse().getRedirectedUrl());
        assertThat(to).matches("/papers/posters/[0-9a-f-]{36}");
        return to;
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
