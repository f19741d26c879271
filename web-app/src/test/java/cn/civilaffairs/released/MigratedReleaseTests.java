package cn.civilaffairs.released;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RunState;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.audit.LogChain;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.policy.PolicyDefaults;
import cn.civilaffairs.registry.protection.IndexRotation;
import cn.civilaffairs.registry.protection.KeyRotation;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.invariants.Invariants;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What must hold on every database a released version left behind, once it is today's. */
abstract class MigratedReleaseTests {

    private static final AreaCode COUNTY = AreaCode.of("999001000000");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final String SCHEME = "minimum-living";

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private OfficerAccounts accounts;

    @Autowired
    private Invariants invariants;

    @Autowired
    private LogChain chain;

    @Autowired
    private KeyRotation rotation;

    @Autowired
    private IndexRotation indexes;

    @Autowired
    private PolicyDefaults defaults;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Flyway flyway;

    @Autowired
    private FlywayConnectionDetails connection;

    @Value("${test.database}")
    private String database;

    @BeforeEach
    void onTheDayTheReleaseLeft() {
        clock.set(MONDAY);
    }

    private Officer officer(String login) {
        return accounts.byLogin(login).orElseThrow().officer();
    }

    @Test
    @Tag("AC-093")
    void keepsTheInvariantsAndTheSealsOfTheLog() {
        assertSound();
        chain.sealNow();
        LogChain.Verdict verdict = chain.verify(null);
        assertThat(verdict.exit()).as(verdict.message()).isZero();
        assertThat(count("select count(*) from registry.operation_log where canon_version = 1"))
                .isGreaterThan(1_000);
    }

    private void assertSound() {
        assertThat(Acting.as(officer("cc_1"), invariants::check)).allMatch(Invariants.Finding::sound);
    }

    @Test
    @Tag("AC-093")
    void opensItsPages() {
        Visits visits = new Visits(pages, officers);
        String file =
                ask("select household_id from casework.case_file where household_id is not null and area_code like"
                        + " '999001002%' limit 1");
        String matter = ask("select id from casework.case_file where area_code like '999001002%' limit 1");
        String run = ask(
                "select id from disbursement.payment_run where state = 'CLOSED' and scheme = 'minimum-living' order by"
                        + " benefit_month desc limit 1");
        List<String> asked = new ArrayList<>(List.of(
                "cc_1 /desk",
                "cc_1 /cases",
                "cc_1 /cases?sort=due",
                "cc_1 /cases/" + matter,
                "cc_1 /families/" + file,
                "cc_1 /families/" + file + "/members",
                "cc_1 /families/" + file + "/benefits",
                "cc_1 /families/" + file + "/history",
                "cc_1 /search?q=wang",
                "cc_1 /standards",
                "cc_1 /parameters",
                "cc_1 /calendar",
                "cc_1 /areas",
                "cc_1 /runs",
                "fm_1 /runs/" + run,
                "fm_1 /runs/" + run + "/lines",
                "fm_1 /runs/" + run + "/bank",
                "cc_1 /reports/monthly",
                "sup_1 /months?scheme=" + SCHEME,
                "aud_1 /audit",
                "tc_02a /desk",
                "tr_02 /cases"));
        for (String one : asked) {
            String[] parts = one.split(" ");
            MvcTestResult answer = visits.get(officer(parts[0]), parts[1]);
            assertThat(answer.getResponse().getStatus()).as(one).isIn(200, 302);
            assertThat(Visits.text(answer)).as(one).doesNotContain("系统出了点问题", "??");
        }
        assertThat(asked).hasSizeGreaterThanOrEqualTo(20);
    }

    /** Every protected value opens, is written and found under a new key; then the month that was due is computed. */
    @Test
    @Tag("AC-093")
    void worksOn() {
        assertThat(rotation.rotate(progress -> {})).isGreaterThan(500);
        assertThat(indexes.rotate(progress -> {})).isGreaterThan(300);
        Officer caseworker = officer("cc_1");
        if (defaults.missing(COUNTY) > 0) {
            Acting.as(caseworker, () -> defaults.install(COUNTY, List.of()));
        }
        UUID id = Acting.as(officer("fm_1"), () -> runs.startNow(SCHEME, YearMonth.of(2026, 11)));
        PaymentRun run = Acting.as(officer("fm_1"), () -> runs.find(id));
        assertThat(run.state()).isEqualTo(RunState.BUILT);
        assertThat(run.paid()).isPositive();
        assertThat(run.bridgeDifference()).isEqualTo(Money.ZERO);
        assertSound();
    }

    @Test
    @Tag("AC-093")
    @Tag("AC-003")
    void hasTheSchemaOfAnEmptyInstallation() throws SQLException {
        FromRelease.makeFresh("fresh", flyway, connection);
        assertThat(FromRelease.catalogue(database))
                .hasSizeGreaterThan(500)
                .containsExactlyElementsOf(FromRelease.catalogue("fresh"));
        try (Connection fresh = TestDatabase.superuser("fresh");
                ResultSet accounts = fresh.createStatement().executeQuery("select count(*) from registry.officer")) {
            accounts.next();
            assertThat(accounts.getInt(1)).as("accounts nobody made").isZero();
        }
    }

    @Test
    @Tag("AC-093")
    void refusesTheApplicationEveryChangeOfTheSchema() {
        for (String change : List.of(
                "alter table registry.resident add column x int",
                "alter table registry.operation_log disable trigger all",
                "drop table registry.resident",
                "create table registry.x (a int)",
                "drop policy scope on registry.resident",
                "grant all on registry.operation_log to civil_app")) {
            assertThatExceptionOfType(BadSqlGrammarException.class)
                    .as(change)
                    .isThrownBy(() -> jdbc.sql(change).update())
                    .satisfies(refused ->
                            assertThat(refused.getSQLException().getSQLState()).isEqualTo("42501"));
        }
    }

    private long count(String sql) {
        return Long.parseLong(ask(sql));
    }

    private String ask(String sql) {
        try (Connection superuser = TestDatabase.superuser(database);
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
