package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Separation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.officer.Appointing;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;

/** Who may be appointed to what, and by whom. */
@WebTest
class SeparationTests {

    @Autowired
    private Visits visits;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private OfficerAccounts accounts;

    @Autowired
    private Appointing appointing;

    @Autowired
    private TestCounties counties;

    @Autowired
    private JdbcClient jdbc;

    private TestCounty county;
    private Officer security;

    @BeforeEach
    void aCounty() {
        county = counties.create();
        security = county.officer(Role.SEC_ADMIN);
    }

    @Test
    @Tag("AC-043")
    void holdsTheDatabaseAndTheCodeToTheSameSeparation() {
        for (Role one : Role.values()) {
            for (Role other : Role.values()) {
                assertThat(jdbc.sql("select registry.roles_exclude(:one, :other)")
                                .param("one", one.name())
                                .param("other", other.name())
                                .query(Boolean.class)
                                .single())
                        .as(one + " beside " + other)
                        .isEqualTo(Separation.excludes(one, other));
            }
        }
        assertThat(Separation.excludes(Role.SYS_ADMIN, Role.SEC_ADMIN)).isTrue();
        assertThat(Separation.excludes(Role.FINANCE_MAKER, Role.TOWN_CLERK)).isTrue();
        assertThat(Separation.excludes(Role.SUPERVISOR, Role.COUNTY_CASEWORKER)).isTrue();
        assertThat(Separation.excludes(Role.VILLAGE_ASSISTANT, Role.TOWN_CLERK)).isFalse();
    }

    @Test
    void appointsToBusinessByTheSecurityAdministratorAndALeaderOfTheLine() {
        Officer leader = county.officer(Role.COUNTY_APPROVER);
        Officer clerk = county.officer(Role.TOWN_CLERK, 2);

        assertThat(visits.post(
                        security,
                        "/admin/officers/" + clerk.id() + "/grants",
                        "role",
                        "VILLAGE_ASSISTANT",
                        "line",
                        "ASSISTANCE"))
                .hasStatus3xxRedirection();
        assertThat(roles(clerk)).as("nothing before the leader agrees").containsExactly(Role.TOWN_CLERK);
        UUID wish = Acting.as(leader, () -> appointing.waiting()).get(0).id();
        Officer stranger = counties.appoint(county, Role.COUNTY_APPROVER, LineOfBusiness.FUNERAL);
        assertThat(visits.post(stranger, "/appointments/" + wish, "agree", "true"))
                .hasStatus(404);
        assertThat(Visits.text(visits.get(leader, "/appointments"))).contains(clerk.login());
        assertThat(visits.post(leader, "/appointments/" + wish, "agree", "true"))
                .hasStatus3xxRedirection();
        assertThat(roles(clerk)).containsExactlyInAnyOrder(Role.TOWN_CLERK, Role.VILLAGE_ASSISTANT);
    }

    /** The loop that ends in a no: the leader is shown the wish, the security administrator that it waits, and nothing is granted. */
    @Test
    void grantsNothingTheLeaderOfTheLineRefuses() {
        Officer leader = county.officer(Role.COUNTY_APPROVER);
        Officer clerk = county.officer(Role.TOWN_CLERK, 2);
        assertThat(String.valueOf(visits.post(
                                security,
                                "/admin/officers/" + clerk.id() + "/grants",
                                "role",
                                "VILLAGE_ASSISTANT",
                                "line",
                                "ASSISTANCE")
                        .getMvcResult()
                        .getFlashMap()
                        .get("done")))
                .contains("分管领导");
        UUID wish = Acting.as(leader, () -> appointing.waiting()).get(0).id();
        assertThat(Visits.text(visits.get(leader, "/appointments")))
                .contains(clerk.login(), "村级协理员", "社会救助")
                .doesNotContain("??");
        assertThat(visits.post(clerk, "/appointments/" + wish, "agree", "true"))
                .as("whom it is about")
                .hasStatus(403);
        assertThat(visits.post(security, "/appointments/" + wish, "agree", "true"))
                .as("who asked")
                .hasStatus(403);

        assertThat(visits.post(leader, "/appointments/" + wish, "agree", "false"))
                .hasRedirectedUrl("/appointments");

        assertThat(roles(clerk)).containsExactly(Role.TOWN_CLERK);
        assertThat(Visits.text(visits.get(leader, "/appointments"))).doesNotContain(clerk.login());
        assertThat(visits.post(leader, "/appointments/" + wish, "agree", "true"))
                .as("decided once")
                .hasStatus(404);
        assertThat(Visits.text(visits.get(county.officer(Role.AUDIT_ADMIN), "/audit?object=" + clerk.id())))
                .contains("提出授予岗位", "不同意授予岗位", "村级协理员/社会救助");
    }

    @Test
    void appointsTheFirstOfALineAtOnce() {
        Officer clerk = county.officer(Role.TOWN_CLERK, 2);
        visits.post(security, "/admin/officers/" + clerk.id() + "/grants", "role", "TOWN_CLERK", "line", "PLACE_NAMES");
        assertThat(accounts.byId(clerk.id()).orElseThrow().officer().lines()).contains(LineOfBusiness.PLACE_NAMES);
    }

    @Test
    @Tag("AC-043")
    void refusesToAskForRolesThatExcludeEachOther() {
        Officer clerk = county.officer(Role.TOWN_CLERK, 2);
        assertThat(visits.post(
                        security,
                        "/admin/officers/" + clerk.id() + "/grants",
                        "role",
                        "COUNTY_APPROVER",
                        "line",
                        "ASSISTANCE"))
                .hasStatus(422)
                .bodyText()
                .contains("不能由同一个人担任");
    }

    @Test
    void findsAppointmentsMadePastTheApplication() throws SQLException {
        Officer maker = county.officer(Role.FINANCE_MAKER, 2);
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("insert into registry.officer_grant (officer_id, role, line, valid_from) values ('"
                    + maker.id() + "', 'FINANCE_SIGNER', 'FINANCE', '2020-01-01')");
            statement.execute("set session_replication_role = default");
            assertThat(Visits.text(visits.get(security, "/admin/officers?text=" + maker.login())))
                    .contains("不相容的岗位", maker.login() + " FINANCE_MAKER+FINANCE_SIGNER");
            statement.execute("delete from registry.officer_grant where officer_id = '" + maker.id()
                    + "' and role = 'FINANCE_SIGNER'");
        }
    }

    private java.util.Set<Role> roles(Officer officer) {
        return accounts.byId(officer.id()).orElseThrow().officer().roles();
    }
}
