package cn.civilaffairs.web.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.WebTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WebTest
class InvariantsTests {

    @Autowired
    private Invariants invariants;

    @Autowired
    private TestCounties counties;

    @Test
    void holdInAFreshCounty() {
        List<Invariants.Finding> findings = check(counties.create());
        assertThat(findings).hasSizeGreaterThanOrEqualTo(11).allMatch(Invariants.Finding::sound);
    }

    /** A checker that finds nothing is worth nothing: a breach put in from outside is found. */
    @Test
    void areFoundBrokenWhenTheyAre() throws SQLException {
        TestCounty county = counties.create();
        try (Connection superuser = TestDatabase.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(
                    run(county.code(), county.officer(Role.FINANCE_MAKER).id().toString()));
        }
        assertThat(check(county))
                .filteredOn(finding -> !finding.sound())
                .extracting(finding -> finding.title().split(" ")[0])
                .as("its total is not that of its lines, and nobody logged that it was begun")
                .contains("I2", "I17");
    }

    private static String run(AreaCode county, String officer) {
        return """
                insert into disbursement.payment_run (run_no, scheme, area_code, benefit_month, pay_month, kind, attempt, state,
                    cut_off_on, previous_cut_off_on, amount, built_by, sample_seed)
                values ('X-%s', '%s', '%s', '2026-10-01', '2026-10-01', 'REGULAR', 1, 'BUILT', '2026-10-15', '2026-09-15', 1,
                    '%s', 1)""".formatted(county, MinimumLivingAllowance.CODE, county, officer);
    }

    private List<Invariants.Finding> check(TestCounty county) {
        return Acting.as(county.officer(Role.COUNTY_CASEWORKER), invariants::check);
    }
}
