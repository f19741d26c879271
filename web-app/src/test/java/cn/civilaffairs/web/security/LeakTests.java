package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Where numbers must not turn up, and what a failure tells. */
@WebTest
@ExtendWith(OutputCaptureExtension.class)
class LeakTests {

    private static final String GRANT_TO_LOG =
            "grant insert (actor_id, actor_login, roles, scope, session_hash, ip, action, object_type, object_id,"
                    + " area_code, result, reason, request_id, detail, mac, key_id, canon_version)"
                    + " on registry.operation_log to civil_app";

    @Autowired
    private Visits visits;

    @Autowired
    private OfficerAccounts accounts;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private MeterRegistry meters;

    private TestCounty county;
    private Officer clerk;

    @BeforeEach
    void aClerk() {
        clock.set(LocalDate.of(2026, 11, 16));
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
    }

    @Test
    @Tag("AC-069")
    @Tag("AC-070")
    void keepsWholeNumbersOutOfTheDatabaseTheLogsTheMetricsAndTheTemporaryFiles(CapturedOutput output)
            throws SQLException, IOException {
        long began = System.currentTimeMillis();
        IdNumber number = TestPeople.idNumber(LocalDate.of(1954, 3, 4), Sex.MALE);
        String phone = "19900007341";
        String family = visits.family(county, clerk, "王小明", number, "head.phone", phone);
        visits.post(clerk, "/search", "q", number.value());
        visits.post(clerk, "/search", "q", phone);
        visits.post(clerk, "/residents/lookup", "head.idNumber", number.value());
        visits.get(clerk, family + "/members");

        assertThat(rowsThatContain(number.value())).isEmpty();
        assertThat(rowsThatContain(phone)).isEmpty();
        visits.get(clerk, "/search/list.xlsx?q=" + number.value());
        visits.post(clerk, "/search/list.xlsx", "q", number.value());
        visits.get(clerk, "/nowhere/" + number.value());
        assertThat(output.getAll()).doesNotContain(number.value(), phone);
        assertThat(meters.getMeters().stream()
                        .map(meter -> meter.getId().toString())
                        .filter(id -> id.contains(number.value()) || id.contains(phone)))
                .isEmpty();
        assertThat(temporaryFilesWith(number.value(), began)).isEmpty();
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement()) {
            ResultSet setting = statement.executeQuery(
                    "select current_setting('log_statement')," + " current_setting('log_min_duration_statement')");
            setting.next();
            assertThat(setting.getString(1))
                    .as("statements with their values are not logged")
                    .isEqualTo("none");
            assertThat(setting.getString(2)).isEqualTo("-1");
        }
    }

    private static List<Path> temporaryFilesWith(String text, long since) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() < 50_000_000)
                    .filter(file -> file.toFile().lastModified() >= since) // what lay there before is not this test's
                    .toList()) {
                try {
                    if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                        found.add(file);
                    }
                } catch (IOException goneMeanwhile) {
                    // another process's
                }
            }
        }
        return found;
    }

    /** Tables with a row in which a text stands, in any column and in any form a dump would show. */
    private static List<String> rowsThatContain(String text) throws SQLException {
        List<String> found = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement()) {
            ResultSet table = statement.executeQuery("select quote_ident(schemaname) || '.' || quote_ident(tablename)"
                    + " from pg_tables where schemaname not in ('pg_catalog', 'information_schema')");
            while (table.next()) {
                tables.add(table.getString(1));
            }
            for (String one : tables) {
                ResultSet rows = statement.executeQuery(
                        "select count(*) from " + one + " t where strpos(t::text, '" + text + "') > 0");
                rows.next();
                if (rows.getInt(1) > 0) {
                    found.add(one);
                }
            }
        }
        assertThat(tables).hasSizeGreaterThan(30);
        return found;
    }

    @Test
    @Tag("AC-067")
    void doesNothingItCannotLog() throws SQLException {
        superuser("revoke insert on registry.operation_log from civil_app");
        try {
            assertThat(tried(() -> Acting.as(county.officer(Role.SYS_ADMIN), () -> accounts.enable(clerk.id(), false))))
                    .isTrue();
            MvcTestResult registered = visits.post(
                    clerk,
                    "/families",
                    "requestKey",
                    UUID.randomUUID().toString(),
                    "head.idType",
                    "CITIZEN",
                    "head.idNumber",
                    TestPeople.idNumber(LocalDate.of(1953, 3, 4), Sex.MALE).value(),
                    "head.name",
                    "未记日",
                    "head.health",
                    "HEALTHY",
                    "area",
                    county.village(1, 1).value(),
                    "residence",
                    "RURAL",
                    "openedOn",
                    "2026-01-01");
            assertThat(registered).hasStatus(500);
            assertThat(Visits.text(registered))
                    .containsPattern("编号：<code>[0-9a-f]{8}")
                    .doesNotContain("operation_log");
        } finally {
            superuser(GRANT_TO_LOG);
        }
        assertThat(accounts.byId(clerk.id()).orElseThrow().enabled()).isTrue();
        assertThat(Visits.text(visits.post(clerk, "/search", "q", "未记日"))).doesNotContain("data-open-row");
    }

    private static boolean tried(Runnable act) {
        try {
            act.run();
            return false;
        } catch (RuleViolation rule) {
            throw rule;
        } catch (RuntimeException refused) {
            return true;
        }
    }

    @Test
    @Tag("AC-084")
    void showsAReferenceAndNothingOfTheInsideWhicheverPageBreaks() throws SQLException, IOException {
        List<String> taken = readable();
        List<String> wrong = new ArrayList<>();
        int broken = 0;
        superuser("revoke select on " + String.join(", ", taken) + " from civil_app");
        try {
            for (AuthorizationMatrixTests.Row row : AuthorizationMatrixTests.matrix()) {
                if (!row.method().equals("GET") || row.isPublic()) {
                    continue;
                }
                MvcTestResult answer = visits.get(
                        county.officer(row.roles().iterator().next()), AuthorizationMatrixTests.address(row));
                String page = Visits.text(answer);
                if (answer.getUnresolvedException() != null) {
                    wrong.add(row.pattern() + " has no page for " + answer.getUnresolvedException());
                } else if (answer.getResponse().getStatus() >= 500) {
                    broken++;
                    if (!page.matches("(?s).*系统出了点问题.*编号：<code>[0-9a-f]{8}.*")) {
                        wrong.add(row.pattern() + " names no reference");
                    }
                }
                if (page.matches(
                                "(?s).*(SQL|Exception|cn\\.civilaffairs|permission denied|select .* from |\\.java\\b).*")
                        || taken.stream().anyMatch(page::contains)) {
                    wrong.add(row.pattern() + " tells of the inside");
                }
            }
        } finally {
            superuser("grant select on " + String.join(", ", taken) + " to civil_app");
        }
        assertThat(wrong).isEmpty();
        assertThat(broken).as("pages that broke").isGreaterThan(80);
    }

    /** Every table the application reads whole, but those without which nobody is signed in and nothing runs at all. */
    private static List<String> readable() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement();
                ResultSet table = statement.executeQuery(
                        "select table_schema || '.' || table_name from information_schema.table_privileges"
                                + " where grantee = 'civil_app' and privilege_type = 'SELECT'"
                                + " and table_schema in ('registry', 'casework', 'disbursement', 'assistance', 'eldercare',"
                                + " 'civilservices') and table_name not in ('officer', 'officer_grant', 'crypto_key',"
                                + " 'scheduled_tasks', 'operation_log', 'log_block', 'area', 'limited_access',"
                                + " 'limited_access_officer', 'limited_access_request', 'sign_in_source')")) {
            while (table.next()) {
                tables.add(table.getString(1));
            }
        }
        return tables;
    }

    /** The row comes first: where it cannot be written, nobody sees the number. */
    @Test
    @Tag("AC-035")
    void showsNoNumberWhoseLookItCannotLog() throws SQLException {
        IdNumber number = TestPeople.idNumber(LocalDate.of(1955, 3, 4), Sex.MALE);
        String family = visits.family(county, clerk, "王小明", number);
        Matcher resident = Pattern.compile("/members/([0-9a-f-]{36})").matcher(visits.page(clerk, family + "/members"));
        assertThat(resident.find()).isTrue();
        String reveal = "/residents/" + resident.group(1) + "/reveal";
        String reason = "与本人电话核对时需要完整号码";
        superuser("revoke insert on registry.operation_log from civil_app");
        try {
            MvcTestResult unlogged = visits.post(clerk, reveal, "field", "ID_NUMBER", "reason", reason);
            assertThat(unlogged).hasStatus(500);
            assertThat(Visits.text(unlogged)).doesNotContain(number.value());
        } finally {
            superuser(GRANT_TO_LOG);
        }
        assertThat(Visits.text(visits.post(clerk, reveal, "field", "ID_NUMBER", "reason", reason)))
                .contains(number.value());
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select concat_ws('|', actor_login, result, detail, reason, area_code),"
                                + " l::text from registry.operation_log l where action = 'REVEALED' and object_id = '"
                                + resident.group(1) + "'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1))
                    .isEqualTo(clerk.login() + "|DONE|ID_NUMBER|" + reason + "|"
                            + county.village(1, 1).value());
            assertThat(row.getString(2))
                    .doesNotContain(number.value(), number.value().substring(6));
            assertThat(row.next()).as("one look, one row").isFalse();
        }
    }

    private static void superuser(String sql) throws SQLException {
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
