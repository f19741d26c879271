package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.WebTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route × every role against {@code authorization-matrix.txt} (security design §3.7). A route without a row fails the
 * build, so does a row without a route. Records are asked for by numbers nobody has, so an open door answers anything but
 * "not permitted", and a closed one nothing else.
 */
@WebTest
class AuthorizationMatrixTests {

    private static final String NOBODY = UUID.randomUUID().toString();

    @Autowired
    private MockMvcTester pages;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    @Autowired
    private OfficerAccounts accounts;

    @Autowired
    private TestCounties counties;

    @Autowired
    private Clock clock;

    @Test
    @Tag("AC-026")
    void hasARowForEveryRouteAndARouteForEveryRow() throws IOException {
        Set<String> mapped = new TreeSet<>();
        for (RequestMappingInfo info : routes.getHandlerMethods().keySet()) {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            for (String pattern : info.getPatternValues()) {
                for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                    mapped.add(method + " " + pattern);
                }
            }
        }
        mapped.removeIf(route -> route.endsWith("/error") || route.contains("/actuator"));
        Set<String> rows = new TreeSet<>();
        for (Row row : matrix()) {
            rows.add(row.method + " " + row.pattern);
        }
        assertThat(mapped).as("No rule for").isSubsetOf(rows);
        assertThat(rows).as("No route for").isSubsetOf(mapped);
    }

    @Test
    @Tag("AC-024")
    void sendsStrangersToTheSignInPageWhateverTheyAskFor() throws IOException {
        for (Row row : matrix()) {
            if (!row.isPublic) {
                assertThat(ask(row, null).getResponse().getRedirectedUrl())
                        .as(row.method + " " + row.pattern)
                        .isEqualTo("/login");
            }
        }
    }

    @Test
    @Tag("AC-025")
    void tellsProgramsThatAreNotSignedInSoInJsonWhateverTheyAskFor() throws IOException {
        for (Row row : matrix()) {
            if (!row.isPublic) {
                MvcTestResult answer = pages.method(HttpMethod.valueOf(row.method))
                        .uri(address(row))
                        .with(csrf())
                        .accept(MediaType.APPLICATION_JSON)
                        .exchange();
                assertThat(answer).as(row.method + " " + row.pattern).hasStatus(401);
                assertThat(answer)
                        .as(row.method + " " + row.pattern)
                        .bodyJson()
                        .extractingPath("code")
                        .isEqualTo("AUTH_REQUIRED");
            }
        }
    }

    @Test
    @Tag("AC-030")
    @Tag("AC-040")
    @Tag("AC-041")
    @Tag("AC-042")
    void closesEachRouteToEveryRoleNotInItsRowAndChangesNothing() throws IOException, SQLException {
        TestCounty county = counties.create();
        String before = ObjectMatrixTests.versionsOfBusinessTables();
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Row row : matrix()) {
            for (Role role : EnumSet.complementOf(EnumSet.copyOf(row.roles))) {
                int status = status(ask(row, county.officer(role)));
                asked++;
                if (status != 403) {
                    wrong.add(row.method + " " + row.pattern + " " + role + " answers " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(ObjectMatrixTests.versionsOfBusinessTables()).isEqualTo(before);
        assertThat(refusalsLogged(county)).as("each of them stands in the log").isEqualTo(asked);
    }

    /** The file itself may not say otherwise: three administrators without business, an auditor who changes nothing. */
    @Test
    @Tag("AC-040")
    @Tag("AC-041")
    @Tag("AC-042")
    void givesNoAdministratorAnyBusinessAndTheAuditorNothingToChange() throws IOException {
        Set<Role> administrators = EnumSet.of(Role.SYS_ADMIN, Role.SEC_ADMIN, Role.AUDIT_ADMIN);
        List<String> wrong = new ArrayList<>();
        for (Row row : matrix()) {
            if (row.roles.size() == Role.values().length) {
                continue; // everybody's: the desk, one's own password, the calendar
            }
            boolean business = row.pattern.matches(
                    "/(cases|families|people|residents|search|runs|returns|recoveries|back-payments|benefits|why|leads|reviews"
                            + "|samples|moves|relatives|working-lists|papers|assistance|elder-care|funeral|reports|months|uplifts"
                            + "|limited-access|supervision)\\b.*");
            if (business && row.roles.stream().anyMatch(administrators::contains)) {
                wrong.add(row.method + " " + row.pattern + " is opened to an administrator");
            }
            if (row.roles.contains(Role.AUDIT_ADMIN)
                    && !row.method.equals("GET")
                    && !row.pattern.startsWith("/audit/")) {
                wrong.add(row.method + " " + row.pattern + " lets the auditor change something");
            }
            if (row.pattern.contains("/grants") && row.roles.contains(Role.SYS_ADMIN)) {
                wrong.add(row.method + " " + row.pattern + " lets the system administrator appoint");
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Nothing is changed by a form without its token, whoever sends it. */
    @Test
    @Tag("AC-077")
    void takesNoFormWithoutItsTokenFromAnybody() throws IOException, SQLException {
        TestCounty county = counties.create();
        String before = ObjectMatrixTests.versionsOfBusinessTables();
        List<String> wrong = new ArrayList<>();
        for (Row row : matrix()) {
            if (!row.method.equals("GET")) {
                Officer officer = county.officer(row.roles.iterator().next());
                int status = status(pages.method(HttpMethod.valueOf(row.method))
                        .uri(address(row))
                        .with(user(new OfficerPrincipal(
                                accounts.byId(officer.id()).orElseThrow(), clock.instant(), false)))
                        .exchange());
                if (status != 403) {
                    wrong.add(row.method + " " + row.pattern + " answers " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(ObjectMatrixTests.versionsOfBusinessTables()).isEqualTo(before);
    }

    private static int refusalsLogged(TestCounty county) throws SQLException {
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from registry.operation_log"
                        + " where action = 'ACCESS_DENIED' and result = 'DENIED' and scope like '"
                        + county.code().prefix() + "%'")) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void opensEachRouteToTheRolesOfItsRow() throws IOException {
        TestCounty county = counties.create();
        Map<Role, Officer> officers = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            officers.put(role, counties.appointEverywhere(county, role));
        }
        List<String> wrong = new ArrayList<>();
        for (Row row : matrix()) {
            if (row.pattern.equals("/login")) {
                continue;
            }
            for (Role role : row.roles) {
                int status = status(ask(row, officers.get(role)));
                if (status == 403 || status >= 500) {
                    wrong.add(row.method + " " + row.pattern + " " + role + " answers " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** A page that fails while it is written has sent its headers already: that is a 500 too. */
    private static int status(MvcTestResult answer) {
        return answer.getUnresolvedException() == null ? answer.getResponse().getStatus() : 500;
    }

    private MvcTestResult ask(Row row, @org.jspecify.annotations.Nullable Officer officer) {
        var request =
                pages.method(HttpMethod.valueOf(row.method)).uri(address(row)).with(csrf());
        if (officer != null) {
            request = request.with(
                    user(new OfficerPrincipal(accounts.byId(officer.id()).orElseThrow(), clock.instant(), false)));
        }
        return request.exchange();
    }

    static String address(Row row) {
        String ofItsForm = "(:[^{}]*(\\{[0-9,]+\\}[^{}]*)*)?\\}";
        return row.pattern
                .replaceAll("\\{month" + ofItsForm, "2026-10")
                .replaceAll("\\{(code|parent):[^{}]*\\{12\\}\\}", "999100001000")
                .replaceAll("\\{(role|kind|code|form|contract|field|tab|step|key)" + ofItsForm, "x")
                .replaceAll("\\{[a-zA-Z]+" + ofItsForm, NOBODY);
    }

    static List<Row> matrix() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(AuthorizationMatrixTests.class.getResourceAsStream("/authorization-matrix.txt")),
                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    rows.add(Row.of(line));
                }
            }
        }
        return rows;
    }

    /** One line of the file: method, pattern, who. */
    record Row(String method, String pattern, boolean isPublic, Set<Role> roles) {

        static Row of(String line) {
            String[] parts = line.strip().split("\\s+");
            Set<Role> roles = EnumSet.noneOf(Role.class);
            boolean isPublic = false;
            for (String word : Arrays.copyOfRange(parts, 2, parts.length)) {
                switch (word) {
                    case "PUBLIC" -> isPublic = true;
                    case "SIGNED_IN" -> roles.addAll(EnumSet.allOf(Role.class));
                    default -> roles.add(Role.valueOf(word));
                }
            }
            if (isPublic) {
                roles.addAll(EnumSet.allOf(Role.class));
            }
            return new Row(parts[0], parts[1], isPublic, roles);
        }
    }
}
