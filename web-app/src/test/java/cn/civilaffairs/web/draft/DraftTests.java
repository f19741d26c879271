package cn.civilaffairs.web.draft;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.CivilAffairsApplication;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.draft.Draft;
import cn.civilaffairs.registry.draft.Drafts;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.WebTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

@WebTest
class DraftTests {

    @Autowired
    private Drafts drafts;

    @Autowired
    private TestCounties counties;

    @Test
    void keepsTheLastWordOfEachOfficerToThemselves() {
        TestCounty county = counties.create();
        Officer one = county.officer(Role.TOWN_CLERK);
        Officer other = county.officer(Role.TOWN_CLERK, 2);

        drafts.save(one, "family-new", "{\"name\":[\"王\"]}");
        drafts.save(one, "family-new", "{\"name\":[\"王小明\"]}");

        assertThat(drafts.find(one, "family-new").map(Draft::content)).contains("{\"name\":[\"王小明\"]}");
        assertThat(drafts.find(other, "family-new")).isEmpty();

        drafts.discard(one, "family-new");
        assertThat(drafts.find(one, "family-new")).isEmpty();
    }

    /** A second product started on the same database stands for the one that comes up after a restart. */
    @Test
    void aDraftSurvivesARestart() {
        Officer clerk = counties.create().officer(Role.TOWN_CLERK);
        drafts.save(clerk, "family-new", "{\"head.name\":[\"王小明\"]}");

        try (ConfigurableApplicationContext restarted = new SpringApplicationBuilder(
                        CivilAffairsApplication.class, TestDatabase.class)
                .properties("civil.connection=given", "server.port=0", "civil.demo.enabled=false")
                .run()) {
            Draft found =
                    restarted.getBean(Drafts.class).find(clerk, "family-new").orElseThrow();
            assertThat(found.content()).isEqualTo("{\"head.name\":[\"王小明\"]}");
        }
    }

    @Test
    void storesCiphertextOnly() throws SQLException {
        Officer officer = counties.create().officer(Role.TOWN_CLERK);
        drafts.save(officer, "secret", "999001195402290012");

        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select position('999001195402290012'::bytea in content_enc) from registry.draft"
                                + " where form = 'secret'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isZero();
        }
    }
}
