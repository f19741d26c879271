package cn.civilaffairs.web.limited;

import static cn.civilaffairs.web.Visits.text;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.limited.LimitedAccess;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** A household with a child under protection, seen by whoever looks after it and by nobody else. */
@WebTest
class LimitedAccessTests {

    private static final LocalDateTime NINE = LocalDateTime.of(2026, 11, 16, 9, 0);
    private static final String WHY = "家中儿童正在保护期间,住址不得外传";
    private static final String REASON = "办理临时救助,需要核对家庭成员";

    @Autowired
    private Visits visits;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private LimitedAccess access;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private TestCounty county;
    private Officer clerk;
    private Officer child;
    private Officer caseworker;
    private String family;
    private IdNumber number;

    @BeforeEach
    void aHouseholdWithAChildUnderProtection() {
        clock.set(NINE);
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        child = counties.appoint(county, Role.COUNTY_CASEWORKER, LineOfBusiness.CHILD_WELFARE);
        String seventeen = "99900120%02d0101%03d"
                .formatted(
                        ThreadLocalRandom.current().nextInt(10, 18),
                        ThreadLocalRandom.current().nextInt(1000));
        number = IdNumber.of(seventeen + IdNumber.checkCharacter(seventeen));
        family = visits.family(county, clerk, "护小童", number);
    }

    private UUID household() {
        return UUID.fromString(family.substring("/families/".length()));
    }

    private String fileNo() {
        return superuser("select file_no from registry.household where id = ?", household());
    }

    private void limited() {
        MvcTestResult placed = visits.post(
                clerk,
                "/limited-access",
                "household",
                household().toString(),
                "ground",
                "CHILD_PROTECTION",
                "why",
                WHY,
                "logins",
                child.login());
        assertThat(placed).as(text(placed)).hasStatus3xxRedirection();
    }

    @Test
    @Tag("AC-031")
    void opensToItsOfficersAndByApprovedRequestUntilItRunsOut() {
        limited();

        assertThat(visits.get(clerk, family + "/members")).hasStatusOk();
        String unknown = text(visits.get(caseworker, "/families/" + UUID.randomUUID() + "/members"));
        for (Officer other : List.of(
                caseworker,
                county.officer(Role.TOWN_CLERK, 2),
                county.officer(Role.SUPERVISOR),
                county.officer(Role.COUNTY_APPROVER))) {
            MvcTestResult answer = visits.get(other, family + "/members");
            assertThat(answer).as(other.login()).hasStatus(404);
            assertThat(text(visits.post(other, "/search", "q", "护小童")))
                    .doesNotContain("data-open-row")
                    .contains("没有找到");
            assertThat(text(visits.post(other, "/search", "q", number.value()))).doesNotContain("data-open-row");
        }
        assertThat(unknown).contains("没有找到您要的内容");

        assertThat(visits.post(
                        caseworker, "/limited-access/requests", "number", fileNo(), "reason", REASON, "hours", "8"))
                .hasStatus(202);
        assertThat(visits.get(caseworker, family + "/members")).hasStatus(404);
        String request =
                superuser("select id::text from registry.limited_access_request where asked_by = ?", caseworker.id());
        assertThat(text(visits.get(child, "/limited-access"))).contains(REASON);
        assertThat(visits.post(child, "/limited-access/requests/" + request, "grant", "true", "hours", "8"))
                .hasStatus3xxRedirection();

        assertThat(visits.get(caseworker, family + "/members")).hasStatusOk();
        assertThat(text(visits.post(caseworker, "/search", "q", "护小童"))).contains("data-open-row");
        clock.set(NINE.plusHours(7).plusMinutes(58));
        assertThat(visits.get(caseworker, family + "/members")).hasStatusOk();
        clock.set(NINE.plusHours(8).plusMinutes(2));
        assertThat(visits.get(caseworker, family + "/members")).hasStatus(404);
        assertThat(text(visits.get(caseworker, "/limited-access"))).contains("已到期");

        assertThat(logged("limited_access", clerk, child, caseworker))
                .as("with where the household lives; whoever asks is told nothing of it, by where they serve")
                .isEqualTo("LIMITED_ASKED %s,LIMITED_GRANTED %s,LIMITED_VIEWED %s,LIMIT_PLACED %s"
                        .formatted(county.code(), village(), village(), village()));
        assertThat(logged("FAMILIES", clerk, caseworker)).isEqualTo("VIEWED " + village());
        assertThat(superuser(
                        "select count(*)::text from registry.operation_log where action = 'LIMITED_VIEWED' and actor_login = ?",
                        caseworker.login()))
                .isEqualTo("2");
    }

    @Test
    void tellsNobodyByAskingWhetherThereIsSuchAHousehold() {
        limited();
        String known = text(visits.post(
                caseworker, "/limited-access/requests", "number", fileNo(), "reason", REASON, "hours", "8"));
        String unknown = text(visits.post(
                county.officer(Role.COUNTY_CASEWORKER, 2),
                "/limited-access/requests",
                "number",
                "H2099999999",
                "reason",
                REASON,
                "hours",
                "8"));

        assertThat(normal(unknown.replace("H2099999999", fileNo()))).isEqualTo(normal(known));
    }

    /** Without what differs between two officers. */
    private String normal(String page) {
        int from = page.indexOf("我的申请");
        return page.substring(from, page.indexOf("</section>")).replaceAll("value=\"[^\"]*\"", "");
    }

    @Test
    void isNotDecidedByWhoAskedNorByAStranger() {
        limited();
        visits.post(caseworker, "/limited-access/requests", "number", fileNo(), "reason", REASON, "hours", "8");
        String request =
                superuser("select id::text from registry.limited_access_request where asked_by = ?", caseworker.id());

        assertThat(visits.post(caseworker, "/limited-access/requests/" + request, "grant", "true"))
                .hasStatus(404);
        assertThat(visits.post(
                        county.officer(Role.COUNTY_APPROVER), "/limited-access/requests/" + request, "grant", "true"))
                .hasStatus(404);
        assertThat(visits.get(caseworker, family + "/members")).hasStatus(404);
    }

    /** The loop from the other side: a no leaves it closed and says so, a yes shows supervision every look, in words. */
    @Test
    void staysClosedWhenRefusedAndShowsSupervisionEveryLook() {
        limited();
        visits.post(caseworker, "/limited-access/requests", "number", fileNo(), "reason", REASON, "hours", "8");
        String request =
                superuser("select id::text from registry.limited_access_request where asked_by = ?", caseworker.id());
        assertThat(visits.post(child, "/limited-access/requests/" + request, "grant", "false", "hours", "8"))
                .hasStatus3xxRedirection();
        assertThat(visits.get(caseworker, family + "/members")).hasStatus(404);
        assertThat(text(visits.get(caseworker, "/limited-access")))
                .contains("未批准")
                .doesNotContain("??");

        visits.post(caseworker, "/limited-access/requests", "number", fileNo(), "reason", REASON, "hours", "1");
        String again = superuser(
                "select id::text from registry.limited_access_request where asked_by = ? and id <> ?::uuid",
                caseworker.id(),
                request);
        visits.post(clerk, "/limited-access/requests/" + again, "grant", "true", "hours", "1");
        assertThat(visits.get(caseworker, family + "/members")).hasStatusOk();
        assertThat(text(visits.get(county.officer(Role.SUPERVISOR), "/supervision")))
                .contains("查看限制档案", caseworker.name(), "家庭档案 " + household())
                .doesNotContain("护小童", WHY, "families " + household(), "??");
    }

    @Test
    void coversWhoJoinsAndItsCasesAndIsLiftedByTwo() {
        limited();
        assertThat(seenBy(caseworker, "select count(*) from registry.resident where name = '护小童'"))
                .isZero();
        assertThat(seenBy(clerk, "select count(*) from registry.resident where name = '护小童'"))
                .isPositive();
        assertThat(seenBy(
                        county.officer(Role.FINANCE_MAKER),
                        "select count(*) from registry.resident where name = '护小童'"))
                .as("payment has to be made to everybody")
                .isPositive();

        UUID limit = UUID.fromString(
                superuser("select id::text from registry.limited_access where household_id = ?", household()));
        assertThat(visits.post(clerk, "/limited-access/" + limit + "/lift", "why", "保护期满,儿童已安全返家"))
                .hasStatus3xxRedirection();
        visits.post(clerk, "/limited-access/" + limit + "/lift");
        assertThat(visits.get(caseworker, family + "/members")).hasStatus(404);
        visits.post(child, "/limited-access/" + limit + "/lift");
        assertThat(visits.get(caseworker, family + "/members")).hasStatusOk();
        assertThat(logged("limited_access", clerk, child))
                .isEqualTo("LIMIT_LIFTED %s,LIMIT_LIFT_ASKED %s,LIMIT_PLACED %s"
                        .formatted(village(), village(), village()));
    }

    private String village() {
        return county.village(1, 1).value();
    }

    /** What officers did to objects of a kind, each with the area of its row. */
    private static String logged(String kind, Officer... by) {
        return superuser(
                "select string_agg(distinct action || ' ' || coalesce(area_code, 'nowhere'), ',' order by"
                        + " action || ' ' || coalesce(area_code, 'nowhere')) from registry.operation_log"
                        + " where object_type = ? and actor_login = any (string_to_array(?, ' '))",
                kind,
                Stream.of(by).map(Officer::login).collect(Collectors.joining(" ")));
    }

    /** The security administrator is told why somebody does not see it, and nothing of what is in it. */
    @Test
    void isNamedAsTheReasonWhySomebodyDoesNotSeeIt() {
        String ask = "/admin/access?number=" + fileNo() + "&login=";
        Officer security = county.officer(Role.SEC_ADMIN);
        assertThat(text(visits.get(security, ask + caseworker.login()))).contains("可以打开这份档案");
        limited();
        assertThat(text(visits.get(security, ask + caseworker.login())))
                .contains("打不开", "已设限制查看")
                .doesNotContain("护小童", WHY);
        assertThat(text(visits.get(security, ask + clerk.login()))).contains("可以打开这份档案");
    }

    @Test
    void asksForTwoOfficersAndAReason() {
        assertThat(visits.post(
                        clerk,
                        "/limited-access",
                        "household",
                        household().toString(),
                        "ground",
                        "CHILD_PROTECTION",
                        "why",
                        WHY,
                        "logins",
                        clerk.login()))
                .hasStatus(422)
                .bodyText()
                .contains("至少再指定一位承办人");
        assertThat(visits.post(caseworker, "/limited-access/requests", "number", "H1", "reason", "看看"))
                .hasStatus(422)
                .bodyText()
                .contains("至少 10 个字");
    }

    @Test
    void showsSupervisionThatItStandsAndNotWhose() {
        limited();
        assertThat(text(visits.get(county.officer(Role.SUPERVISOR), "/limited-access")))
                .contains(fileNo())
                .doesNotContain("护小童")
                .doesNotContain(WHY);
    }

    private int seenBy(Officer officer, String sql) {
        return Acting.as(officer, () -> {
            Integer seen = transaction.execute(
                    status -> jdbc.sql(sql).query(Integer.class).single());
            return seen == null ? -1 : seen;
        });
    }

    private static String superuser(String sql, Object... values) {
        try (Connection connection = TestDatabase.superuser();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
