package cn.civilaffairs.web.casework;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.Opening;
import cn.civilaffairs.casework.sampling.SampleDraw;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A draw on its page, with what anybody needs to draw it again. */
@WebTest
@Import(SampleMatter.class)
class SamplePagesTests {

    private static final String SEED = "00112233445566778899aabbccddeeff";

    @Autowired
    private Visits visits;

    @Autowired
    private CaseDesk desk;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Test
    void showSeedAndDigestsAndSayThatTheDrawComesOutTheSame() throws SQLException {
        clock.set(LocalDate.of(2026, 11, 16));
        TestCounty county = counties.create();
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        CaseFile file = Acting.as(
                county.officer(Role.TOWN_CLERK),
                () -> desk.open(new Opening("sample", county.village(1, 1), null, null, "张三", Set.of(), null)));
        UUID sample = drawn(county, caseworker, file);

        assertThat(get(caseworker, "/samples"))
                .hasStatusOk()
                .bodyText()
                .contains("2026-10", "30%", "待复核")
                .doesNotContain("??");
        assertThat(get(caseworker, "/samples/" + sample))
                .hasStatusOk()
                .bodyText()
                .contains(SEED, file.caseNo(), "sha256sum", "抽中", "张三", "name=\"finding\"")
                .doesNotContain("办理过此件", "??");
        assertThat(get(caseworker, "/samples/" + sample + "?verify=true"))
                .hasStatusOk()
                .bodyText()
                .contains("与存档完全一致");
        assertThat(get(county.elsewhere(Role.TOWN_REVIEWER), "/samples/" + sample))
                .hasStatus(404);
        assertThat(get(caseworker, "/desk")).hasStatusOk().bodyText().contains("抽查复核");

        try (var superuser = TestDatabase.superuser();
                var statement = superuser.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.executeUpdate(
                    "update casework.case_entry set officer_id = '%s', duty = 'HANDLE' where case_id = '%s'"
                            .formatted(caseworker.id(), file.id()));
        }
        assertThat(get(caseworker, "/samples/" + sample))
                .as("whoever acted on the case is told before writing a word")
                .bodyText()
                .contains("您办理过此件")
                .doesNotContain("name=\"finding\"");
    }

    private static UUID drawn(TestCounty county, Officer caseworker, CaseFile file) throws SQLException {
        UUID sample = Ids.next();
        String digest = SampleDraw.draw(SEED, List.of(file.caseNo()), 1).get(0).digest();
        try (var superuser = TestDatabase.superuser();
                var statement = superuser.createStatement()) {
            statement.executeUpdate("""
                    insert into casework.sample (id, area_code, matter, month, percent, population, size, seed, due_on, drawn_by,
                        drawn_at)
                    values ('%s', '%s', 'minimum-living', '2026-10-01', 30, 1, 1, '%s', '2026-12-14', '%s', now())""".formatted(sample, county.township(1).value(), SEED, caseworker.id()));
            statement.executeUpdate(
                    """
                    insert into casework.sample_item (sample_id, case_id, area_code, case_no, digest, picked, compulsory)
                    values ('%s', '%s', '%s', '%s', '%s', true, false)""".formatted(sample, file.id(), county.village(1, 1).value(), file.caseNo(), digest));
        }
        return sample;
    }

    private MvcTestResult get(Officer officer, String address) {
        return visits.get(officer, address);
    }
}
