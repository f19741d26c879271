package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.limited.LimitGround;
import cn.civilaffairs.registry.limited.LimitedAccess;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.WebTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * Every route about an object × wrong place, wrong line of business, wrong sensitivity (security design §3.7): a real one
 * asked for by officers of the right role who serve another township or county, belong to another line, or are not
 * assigned to what is under limited access. {@code authorization-matrix-objects.txt} says what each is answered; a route
 * with a variable fails the build without a row, or without a reason why it names nobody's object. Nobody is answered otherwise than for a number nobody has, and
 * nothing changes.
 */
@WebTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class ObjectMatrixTests {

    private static final String FILE = "/authorization-matrix-objects.txt";
    private static final Set<Role> WHOLE_BUREAU = EnumSet.of(
            Role.FINANCE_MAKER,
            Role.FINANCE_CHECKER,
            Role.FINANCE_SIGNER,
            Role.SUPERVISOR,
            Role.SYS_ADMIN,
            Role.SEC_ADMIN,
            Role.AUDIT_ADMIN);
    private static final Set<Role> PAYS = EnumSet.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.FINANCE_SIGNER);

    /** What forms ask for, so that a refusal is not one for a missing field. */
    private static final String[] FIELDS = {
        "requestKey", "8f14e45f-ceea-467f-a0e6-aa3b1ba1d001",
        "version", "0",
        "why", "仅供权限矩阵测试使用",
        "note", "仅供权限矩阵测试使用",
        "reason", "仅供权限矩阵测试使用",
        "opinion", "仅供权限矩阵测试使用",
        "reply", "仅供权限矩阵测试使用",
        "explanation", "仅供权限矩阵测试使用",
        "act", "AGREE",
        "outcome", "UNTRUE",
        "answer", "UNCHANGED",
        "town", "999100001000",
        "number", "6228480000000000000",
        "parts", "2",
        "firstDue", "2026-11-01",
        "receivedOn", "2026-10-16",
        "agreedOn", "2026-10-16",
        "method", "TRANSFER",
        "bankRef", "NS-1",
        "payee", "8f14e45f-ceea-467f-a0e6-aa3b1ba1d002",
        "ground", "仅供权限矩阵测试使用",
        "monthly", "1.00",
        "agreement", "仅供权限矩阵测试使用",
        "reviewClass", "A",
        "code", "NO_ACCOUNT",
        "purpose", "仅供权限矩阵测试使用",
        "onlyIfAllPass", "false",
        "approve", "true",
        "grant", "true",
        "page", "999100001000",
        "scheme", "minimum-living",
        "agree", "true",
        "visitedOn", "2026-10-16",
        "login", "nobody",
        "hours", "1",
        "text", "仅供权限矩阵测试使用",
        "role", "TOWN_CLERK",
        "line", "ASSISTANCE",
        "enabled", "false",
        "field", "ID_NUMBER",
        "typed", "x",
        "cells", "x",
        "cremator", "某人",
        "typedNumber", "x",
        "collector", "某人",
        "holder", "某人",
        "bank", "农业银行",
        "kind", "CARD",
        "amount", "1.00",
        "month", "2026-11",
        "from", "2026-11",
        "households", "1",
        "on", "2026-10-16",
        "diedOn", "2026-10-01",
        "format", "CSV_UTF8"
    };

    private static final String SOMEBODY = "8f14e45f-ceea-467f-a0e6-aa3b1ba1d002";

    /** What some forms ask for in their own words, by the end of their address: fields and values in turn. */
    private static final Map<String, List<String>> OWN_FIELDS = Map.ofEntries(
            Map.entry(
                    "/appeals", List.of("kind", "RECONSIDERATION", "servedOn", "2026-10-10", "filedOn", "2026-10-15")),
            Map.entry("/appeals/{appeal}", List.of("outcome", "UPHELD", "outcomeOn", "2026-10-15", "document", "复议决定")),
            Map.entry("/promises/{paper}", List.of("act", "KEPT")),
            Map.entry("/holds", List.of("reason", "REVIEW_PAPERS_MISSING")),
            Map.entry("/holds/{hold}/release", List.of("pay", "true")),
            Map.entry("/head", List.of("newHead", SOMEBODY, "from", "2026-10-15")),
            Map.entry("/death", List.of("date", "2026-10-01", "source", "家属报告", "residentVersion", "0")),
            Map.entry("/left", List.of("from", "2026-10-15")),
            Map.entry("/end", List.of("last", "2026-10-15")),
            Map.entry("/sample/{seq}", List.of("outcome", "RIGHT")),
            Map.entry("/red/{entitlement:[0-9a-f-]{36}}", List.of("answer", "PAY")),
            Map.entry("/cases/{caseId}", List.of("finding", "IN_ORDER")),
            Map.entry("/confirm-life", List.of("candidate", SOMEBODY)),
            Map.entry("/leave-out", List.of("candidate", SOMEBODY, "why", "NOT_FOUND")));

    /** Routes that take a file, with what their form calls it. */
    private static final Map<String, String> FILES =
            Map.of("/assistance/minimum-living/cases/{id}/check/file", "file", "/runs/{id}/bank/returns", "upload");

    /** Addresses with a variable that names nothing of anybody's, each for its reason. */
    private static final Set<String> NO_OBJECT = Set.of(
            "/admin/officers/{id}/factor/reset", // accounts are the whole installation's
            "/admin/officers/{id}/enabled",
            "/admin/officers/{id}/grants",
            "/admin/officers/{id}/grants/{role}/end",
            "/admin/officers/{id}/password",
            "/areas/{code:[0-9]{12}}", // places are public
            "/areas/{code:[0-9]{12}}/close",
            "/areas/{code:[0-9]{12}}/merger",
            "/areas/{parent:[0-9]{12}}/add",
            "/areas/{code:[0-9]{12}}/list.xlsx",
            "/drafts/{form:[a-z0-9-]{1,80}}", // one's own by construction
            "/drafts/{form:[a-z0-9-]{1,80}}/discard",
            "/delegations/{delegate}/{role}/end", // one's own by construction
            "/imports/templates/{contract}.xlsx", // empty forms
            "/papers/blanks/{matter}/{code}.pdf",
            "/months/{month:[0-9]{4}-[0-9]{2}}", // a month of the officer's own county
            "/months/{month:[0-9]{4}-[0-9]{2}}/differences",
            "/months/{month:[0-9]{4}-[0-9]{2}}/quality",
            "/months/{month:[0-9]{4}-[0-9]{2}}/quality.xlsx",
            "/months/{month:[0-9]{4}-[0-9]{2}}/reopenings",
            "/months/{month:[0-9]{4}-[0-9]{2}}/sets");

    /** Lines that pay people all have these pages, each of its own; another of them gets past the front door. */
    private static final Pattern OF_A_PAYING_LINE = Pattern.compile("/(leads|benefits)/");

    private static final Pattern NUMBER = Pattern.compile("999001[0-9*Xx]{12}");

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private AutowireCapableBeanFactory beans;

    @Autowired
    private TestCounties counties;

    @Autowired
    private LimitedAccess limitedAccess;

    private Instant asked = Instant.now();
    private MatrixWorld.Objects objects;
    private TestCounty elsewhere;
    private final Map<String, Officer> specialists = new HashMap<>();
    private final Map<Role, Officer> marriageClerks = new EnumMap<>(Role.class);
    private final Map<Role, Officer> childrensClerks = new EnumMap<>(Role.class);

    /** The ways of being the wrong one to ask. */
    private enum Wrong {
        PLACE,
        LINE,
        LIMIT
    }

    @BeforeAll
    void aFamilyWithEverything() {
        objects = beans.createBean(MatrixWorld.class).make();
        elsewhere = counties.create();
        for (Role role : EnumSet.complementOf(EnumSet.copyOf(WHOLE_BUREAU))) {
            marriageClerks.put(role, counties.appoint(objects.county(), role, LineOfBusiness.MARRIAGE));
            childrensClerks.put(role, counties.appoint(objects.county(), role, LineOfBusiness.CHILD_WELFARE));
            for (LineOfBusiness line : List.of(LineOfBusiness.ELDER_CARE, LineOfBusiness.FUNERAL)) {
                specialists.put(line + " " + role, counties.appoint(elsewhere, role, line));
            }
        }
    }

    @Test
    void hasARowForEveryRouteAboutAnObject() throws IOException {
        List<String> missing = new ArrayList<>();
        for (AuthorizationMatrixTests.Row row : AuthorizationMatrixTests.matrix()) {
            boolean ofAnObject = row.pattern().contains("{") && !NO_OBJECT.contains(row.pattern());
            assertThat(objects.concerns(row.pattern()))
                    .as("there is an object for " + row.pattern())
                    .isEqualTo(ofAnObject);
            if (ofAnObject && !expected().containsKey(row.method() + " " + row.pattern())) {
                missing.add(row.method() + " " + row.pattern());
            }
        }
        assertThat(missing).as("No row in " + FILE + " for").isEmpty();
    }

    @Test
    @Tag("AC-027")
    void thenAnswersTheWrongOnesAsTheFileSaysAndChangesNothing() throws IOException, SQLException {
        Map<String, String[]> answers = new LinkedHashMap<>();
        String before = versionsOfBusinessTables();
        ask(answers, Wrong.PLACE);
        ask(answers, Wrong.LINE);
        assertThat(versionsOfBusinessTables()).isEqualTo(before);
        Officer clerk = objects.county().officer(Role.TOWN_CLERK);
        Officer second = objects.county().officer(Role.TOWN_CLERK, 2);
        Acting.as(
                clerk,
                () -> limitedAccess.place(
                        objects.household(), LimitGround.CHILD_PROTECTION, "家中儿童正在保护期间", List.of(second.login())));
        before = versionsOfBusinessTables();
        ask(answers, Wrong.LIMIT);
        assertThat(versionsOfBusinessTables()).isEqualTo(before);
        if ("write".equals(System.getProperty("matrix"))) {
            write(answers);
        }
        List<String> naming = new ArrayList<>();
        naming.addAll(naming(objects.county().officer(Role.COUNTY_CASEWORKER)));
        naming.addAll(naming(objects.county().officer(Role.TOWN_REVIEWER)));
        assertThat(naming).as("names a family to who may not see it").isEmpty();
        Map<String, String[]> expected = expected();
        List<String> differences = new ArrayList<>();
        answers.forEach((route, seen) -> {
            String[] said = expected.get(route);
            for (Wrong wrong : Wrong.values()) {
                if (said == null || !said[wrong.ordinal()].equals(seen[wrong.ordinal()])) {
                    differences.add(route + " wrong " + wrong + " answers " + seen[wrong.ordinal()]);
                }
            }
        });
        assertThat(differences).isEmpty();
        expected.forEach((route, said) -> assertThat(said)
                .as(route + ": an officer who is the wrong one gets nowhere")
                .allMatch(answer -> answer.equals("-")
                        || answer.matches("40[34]|422|302")
                        || isRule(route) && answer.matches("4[0-9][0-9]!|302!")
                        || isSum(route) && answer.equals("200!")));
    }

    /** Sums of the county that hold nobody's name: no secret of one line of business either. */
    private static boolean isSum(String route) {
        return route.contains(" /reports/given/");
    }

    /** What everything is reckoned by is shown to every line: that there is such a standard is no secret, what to do with it is. */
    private static boolean isRule(String route) {
        return route.contains(" /standards/") || route.contains(" /parameters/");
    }

    /** No list, page or workbook may name a family under limited access to who is not assigned to it. */
    private List<String> naming(Officer officer) throws IOException {
        List<String> naming = new ArrayList<>();
        for (AuthorizationMatrixTests.Row row : AuthorizationMatrixTests.matrix()) {
            if (row.method().equals("GET")
                    && row.roles().contains(officer.roles().iterator().next())
                    && content(request(row, officer, objects.address(row.pattern(), true)))
                            .contains(MatrixWorld.NAME)) {
                naming.add(row.pattern());
            }
        }
        return naming;
    }

    /**
     * Whoever may open what: of the number no more than its first six digits, on any page, in any attribute, in any workbook.
     * With birth date and sex beside it that leaves 500 numbers, and nothing a second page adds takes any of them away.
     */
    @Test
    @Tag("AC-032")
    @Tag("AC-033")
    @Tag("AC-060")
    void showsNoMoreThanTheFirstSixDigitsOnAnyPageAndLogsWhereWhatWasOpenedLies() throws IOException, SQLException {
        String digits = objects.number().value();
        List<String> leaks = new ArrayList<>();
        int shown = 0;
        for (Role role : List.of(
                Role.TOWN_CLERK,
                Role.TOWN_REVIEWER,
                Role.VILLAGE_ASSISTANT,
                Role.COUNTY_CASEWORKER,
                Role.COUNTY_APPROVER,
                Role.FINANCE_CHECKER,
                Role.SUPERVISOR)) {
            Officer officer = objects.county().officer(role);
            for (AuthorizationMatrixTests.Row row : AuthorizationMatrixTests.matrix()) {
                if (row.method().equals("GET") && row.roles().contains(role)) {
                    String page = content(request(row, officer, objects.address(row.pattern(), true)));
                    Matcher number = NUMBER.matcher(page);
                    while (number.find()) {
                        shown++;
                        if (!number.group().equals("999001************")) {
                            leaks.add(role + " " + row.pattern() + " shows " + number.group());
                        }
                    }
                    if (page.contains(digits.substring(6))) {
                        leaks.add(role + " " + row.pattern() + " holds the last twelve digits");
                    }
                }
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(shown).as("the masked number is shown at all").isPositive();
        assertThat(opened("true"))
                .as("kinds of things opened")
                .contains("FAMILIES", "PEOPLE", "BENEFITS", "WHY", "LEADS", "RUNS", "RECOVERIES");
        assertThat(opened("area_code is null or area_code not like '"
                        + objects.county().code().prefix() + "%' or object_id is null or ip is null"
                        + " or request_id is null"))
                .as("looks without their area, object, address or number")
                .isEmpty();
    }

    /** Kinds of things opened in this county of which something holds. */
    private List<String> opened(String condition) throws SQLException {
        List<String> kinds = new ArrayList<>();
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement();
                ResultSet kind = statement.executeQuery(
                        "select distinct object_type from registry.operation_log where action = 'VIEWED' and scope like '"
                                + objects.county().code().prefix() + "%' and (" + condition + ")")) {
            while (kind.next()) {
                kinds.add(kind.getString(1));
            }
        }
        return kinds;
    }

    /** A page as text; of a workbook all its parts. */
    private static String content(MvcTestResult answer) throws IOException {
        if (answer.getUnresolvedException() != null) {
            return ""; // a file of this world, which holds nothing, broke off
        }
        byte[] bytes = answer.getResponse().getContentAsByteArray();
        if (bytes.length < 2 || bytes[0] != 'P' || bytes[1] != 'K') {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder();
        Path workbook = Files.createTempFile("matrix", ".xlsx");
        try {
            Files.write(workbook, bytes);
            try (ZipFile parts = new ZipFile(workbook.toFile())) {
                for (ZipEntry part : parts.stream().map(ZipEntry.class::cast).toList()) {
                    text.append(new String(parts.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } finally {
            Files.delete(workbook);
        }
        return text.toString();
    }

    private void ask(Map<String, String[]> answers, Wrong wrong) throws IOException {
        for (AuthorizationMatrixTests.Row row : AuthorizationMatrixTests.matrix()) {
            if (!objects.concerns(row.pattern())) {
                continue;
            }
            String[] seen =
                    answers.computeIfAbsent(row.method() + " " + row.pattern(), route -> new String[] {"-", "-", "-"});
            Officer officer = officer(row, wrong);
            if (officer != null) {
                seen[wrong.ordinal()] = answer(row, officer);
            }
        }
    }

    private @org.jspecify.annotations.Nullable Officer officer(AuthorizationMatrixTests.Row row, Wrong wrong) {
        Set<Role> roles = row.roles();
        MatrixWorld.Whose whose = objects.whose(row.pattern());
        if (whose != MatrixWorld.Whose.FAMILY && wrong == Wrong.LIMIT) {
            return null;
        }
        if (wrong == Wrong.LINE
                && (row.pattern().startsWith("/relatives/") || row.pattern().startsWith("/areas/"))) {
            return null; // staff of every line declare their relatives, and places belong to no line
        }
        return switch (wrong) {
            case PLACE ->
                roles.stream()
                        .findFirst()
                        .map(role -> whose != MatrixWorld.Whose.COUNTY && role.seat() == Role.Seat.TOWNSHIP
                                ? objects.county().elsewhere(role)
                                : elsewhere(row.pattern(), role))
                        .orElse(null);
            case LINE ->
                roles.stream()
                        .filter(role -> !WHOLE_BUREAU.contains(role))
                        .findFirst()
                        .map(
                                (OF_A_PAYING_LINE.matcher(row.pattern()).lookingAt() ? childrensClerks : marriageClerks)
                                        ::get)
                        .orElse(null);
            case LIMIT ->
                roles.stream()
                        .filter(role -> !PAYS.contains(role) && role != Role.TOWN_CLERK)
                        .findFirst()
                        .map(role -> objects.county().officer(role))
                        .orElse(null);
        };
    }

    /** An officer of another county, in the line of business the object belongs to. */
    private Officer elsewhere(String pattern, Role role) {
        LineOfBusiness line = pattern.startsWith("/elder-care/")
                ? LineOfBusiness.ELDER_CARE
                : pattern.startsWith("/funeral/") ? LineOfBusiness.FUNERAL : null;
        return line == null ? elsewhere.officer(role) : specialists.get(line + " " + role);
    }

    /** The status; followed by a mark if the page says anything else than for a number nobody has. */
    private String answer(AuthorizationMatrixTests.Row row, Officer officer) {
        MvcTestResult real = request(row, officer, objects.address(row.pattern(), true));
        MvcTestResult nobodys = request(row, officer, objects.address(row.pattern(), false));
        if (real.getUnresolvedException() != null) {
            return "500!";
        }
        boolean same = real.getResponse().getStatus() == nobodys.getResponse().getStatus()
                && plain(real).equals(plain(nobodys));
        return real.getResponse().getStatus() + (same ? "" : "!");
    }

    @AfterAll
    void theMachineGoesOn() {
        SignInSession.machine = InstantSource.system();
    }

    /** A quarter of an hour after the one before: nobody who asks for everything may be told that they ask too often. */
    private MvcTestResult request(AuthorizationMatrixTests.Row row, Officer officer, String address) {
        asked = asked.plusSeconds(900);
        SignInSession.machine = InstantSource.fixed(asked);
        String uri = address.replaceAll("\\{month(:[0-9\\[\\]\\-{}]*)?}", "2026-10")
                .replaceAll("\\{(seq|part)(:[^}]*)?}", "1")
                .replaceAll("/circumstances/\\{kind}", "/circumstances/SUPPORTER")
                .replaceAll("\\{(step|kind|code|form|role)(:[^}]*)?}", "x")
                .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        String file = FILES.get(row.pattern());
        if (file != null) {
            return pages.post()
                    .uri(uri)
                    .multipart()
                    .file(file, new byte[] {1})
                    .with(csrf())
                    .with(user(officers.loadUserByUsername(officer.login())))
                    .exchange();
        }
        var request = pages.method(HttpMethod.valueOf(row.method()))
                .uri(uri)
                .with(csrf())
                .with(user(officers.loadUserByUsername(officer.login())));
        if (row.method().equals("POST")) {
            for (Map.Entry<String, String> field : fields(row.pattern()).entrySet()) {
                request = request.param(field.getKey(), field.getValue());
            }
        }
        return request.exchange();
    }

    private static Map<String, String> fields(String pattern) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < FIELDS.length; i += 2) {
            fields.put(FIELDS[i], FIELDS[i + 1]);
        }
        if (pattern.startsWith("/people/")) {
            fields.remove("ground"); // why somebody is a guardian is chosen from a list, and has a value to begin with
        }
        OWN_FIELDS.forEach((end, own) -> {
            if (pattern.endsWith(end)) {
                for (int i = 0; i < own.size(); i += 2) {
                    fields.put(own.get(i), own.get(i + 1));
                }
            }
        });
        return fields;
    }

    private static String plain(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "#")
                .replaceAll("name=\"_csrf\" (content|value)=\"[^\"]*\"", "")
                .replaceAll("value=\"[A-Za-z0-9_-]{60,}\"", "")
                .replaceAll("content=\"[A-Za-z0-9_-]{60,}\"", "");
    }

    private static Map<String, String[]> expected() throws IOException {
        Map<String, String[]> rows = new LinkedHashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ObjectMatrixTests.class.getResourceAsStream(FILE)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.strip().split("\\s+");
                    rows.put(parts[0] + " " + parts[1], new String[] {parts[2], parts[3], parts[4]});
                }
            }
        }
        return rows;
    }

    private static void write(Map<String, String[]> answers) throws IOException {
        StringBuilder text = new StringBuilder("""
                # What an officer of the right role is answered who is the wrong one to ask: serves another place, belongs to another line of
                # business, is not assigned to a family under limited access. "-" where no such officer or no such object exists.
                # Beside authorization-matrix.txt, which says which roles open the route; written by -Dmatrix=write, then read by a person.
                # method route                                                  place line limit
                """);
        answers.forEach((route, seen) -> text.append("%-5s %-64s %-5s %-4s %s%n"
                .formatted(route.split(" ")[0], route.split(" ")[1], seen[0], seen[1], seen[2])));
        Files.writeString(Path.of("src/test/resources" + FILE), text.toString());
    }

    /** Counts and newest versions of every business table, past all policies. */
    static String versionsOfBusinessTables() throws SQLException {
        TreeMap<String, String> rows = new TreeMap<>();
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement();
                Statement counting = connection.createStatement();
                ResultSet table = statement.executeQuery(
                        "select schemaname || '.' || tablename from pg_tables where schemaname in ('registry', 'casework',"
                                + " 'disbursement', 'assistance', 'eldercare', 'civilservices') and tablename not in"
                                + " ('operation_log', 'log_block', 'scheduled_tasks', 'idempotency_key')")) {
            while (table.next()) {
                try (ResultSet count = counting.executeQuery(
                        "select count(*) || '/' || coalesce(max(xmin::text::bigint), 0) from " + table.getString(1))) {
                    count.next();
                    rows.put(table.getString(1), count.getString(1));
                }
            }
        }
        return rows.toString();
    }
}
