package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Every table of every module, not one of them: behind the area, and nothing seen of it without one. */
@WebTest
class EveryTableTests {

    /** All tables of ours, with whether the row policies hold even their owner to them. */
    private static final String TABLES = """
            select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as held,
                bool_or(a.attname = 'area_code') as placed,
                bool_or(a.attname in ('resident_id', 'household_id', 'entitlement_id', 'applicant_id', 'payee_id', 'case_id',
                    'run_id', 'claim_id', 'recovery_id')) as somebodys
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relkind in ('r', 'p') and n.nspname not in ('public', 'pg_catalog', 'information_schema', 'pg_toast')
            group by n.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity order by 1""";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MatrixWorld world;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    private Visits visits;

    @BeforeEach
    void asSomebody() {
        visits = new Visits(pages, officers);
    }

    @Test
    void standsBehindTheAreaIfItHasOneOrIsAboutSomebody() throws SQLException {
        List<String> open = new ArrayList<>();
        try (Connection superuser = TestDatabase.superuser();
                Statement statement = superuser.createStatement();
                ResultSet table = statement.executeQuery(TABLES)) {
            while (table.next()) {
                if (!table.getBoolean("held") && (table.getBoolean("placed") || table.getBoolean("somebodys"))) {
                    open.add(table.getString("name"));
                }
            }
        }
        // accounts and the log are the administrators'; what is reckoned by is nobody's secret
        assertThat(open)
                .containsExactly(
                        "registry.officer", "registry.operation_log", "registry.parameter", "registry.standard");
    }

    /** Lists, queues, reports, registers, the desk, suggestions and workbooks of the other township: nothing of this family. */
    @Test
    @Tag("AC-028")
    void isReadByAnotherTownshipOnNoPageThatNeedsNoNumber() throws IOException {
        MatrixWorld.Objects family = world.make();
        int opened = 0;
        for (Role role : List.of(Role.TOWN_CLERK, Role.TOWN_REVIEWER)) {
            Officer elsewhere = family.county().elsewhere(role);
            for (AuthorizationMatrixTests.Row row : AuthorizationMatrixTests.matrix()) {
                if (row.method().equals("GET")
                        && row.roles().contains(role)
                        && !row.pattern().contains("{")
                        && (role == Role.TOWN_CLERK || !row.roles().contains(Role.TOWN_CLERK))) {
                    String page = Visits.text(visits.get(elsewhere, row.pattern() + "?q=" + MatrixWorld.NAME));
                    opened++;
                    assertThat(page.replace("value=\"" + MatrixWorld.NAME + "\"", ""))
                            .as(row.pattern())
                            .doesNotContain(MatrixWorld.NAME, family.household().toString());
                }
            }
            assertThat(Visits.text(visits.post(elsewhere, "/search", "q", MatrixWorld.NAME)))
                    .doesNotContain("data-open-row");
        }
        assertThat(opened).isGreaterThan(25);
    }

    /** With everything a family can have in them, and asked by the application's own role. */
    @Test
    @Tag("AC-096")
    void showsNothingWhileNobodyActs() throws SQLException {
        world.make();
        int filled = 0;
        try (Connection superuser = TestDatabase.superuser();
                Statement statement = superuser.createStatement();
                Statement counting = superuser.createStatement();
                ResultSet table = statement.executeQuery(TABLES)) {
            while (table.next()) {
                if (table.getBoolean("held")) {
                    String count = "select count(*) from " + table.getString("name");
                    assertThat(jdbc.sql(count).query(Integer.class).single())
                            .as(table.getString("name"))
                            .isZero();
                    try (ResultSet all = counting.executeQuery(count)) {
                        all.next();
                        filled += all.getInt(1) > 0 ? 1 : 0;
                    }
                }
            }
        }
        assertThat(filled).as("tables that hold something").isGreaterThanOrEqualTo(12);
    }
}
