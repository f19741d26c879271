package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
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
import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What a page gives away, keeps or refuses, tried from outside (security design §8). */
@WebTest
class WebDefencesTests {

    private static final String PASSWORD = "Mi-ma-2026-x";

    /** Sixty ways to break out of a text: SQL, template, path and header. */
    private static final List<String> INJECTIONS = List.of(
            "' or 1=1--",
            "'; drop table registry.resident; --",
            "1) or (1=1",
            "\" or \"\"=\"",
            "' union select null--",
            "' union select null,null--",
            "name;select 1",
            "(select 1)",
            "1;select pg_sleep(5)",
            "' || pg_sleep(5) || '",
            "%' or '1'='1",
            "%%%",
            "_",
            "\\",
            "\\'",
            "''",
            "'",
            "\"",
            "`",
            ";",
            "--",
            "/*",
            "*/",
            "/**/or/**/1=1",
            "0x31",
            "char(39)",
            "1e309",
            "-1",
            "999999999999999999999",
            "NaN",
            "null",
            "undefined",
            "true",
            "()",
            "[]",
            "{}",
            "${7*7}",
            "#{7*7}",
            "*{7*7}",
            "@{7*7}",
            "~{::x}",
            "__${7*7}__::.x",
            "<%= 7*7 %>",
            "{{7*7}}",
            "../../etc/passwd",
            "..%2f..%2f",
            "%00",
            "\u0000",
            "\r\nX-Evil: 1",
            "%0d%0aX-Evil: 1",
            "🙂",
            "𠮷",
            "\u202e",
            "\ufeff",
            "set_config('app.lo','0',true)",
            "'); select set_config('app.lo','0',true); --",
            "asc; --",
            "1,2,3",
            "id desc",
            "case when 1=1 then 1 else 2 end");

    /** Twenty-five ways to run a script. */
    private static final List<String> SCRIPTS = List.of(
            "<img src=x onerror=alert(1)>",
            "<script>alert(1)</script>",
            "<svg onload=alert(1)>",
            "\"><script>alert(1)</script>",
            "'><img src=x onerror=alert(1)>",
            "</textarea><script>alert(1)</script>",
            "</title><script>alert(1)</script>",
            "<iframe src=javascript:alert(1)>",
            "javascript:alert(1)",
            "<a href=javascript:alert(1)>x</a>",
            "<body onload=alert(1)>",
            "<input autofocus onfocus=alert(1)>",
            "<details open ontoggle=alert(1)>",
            "<math><mtext></mtext><script>alert(1)</script></math>",
            "<ScRiPt>alert(1)</sCrIpT>",
            "<<script>alert(1)//<</script>",
            "<img src=`x`onerror=alert(1)>",
            "<style>@import 'http://x'</style>",
            "<base href=//x>",
            "<link rel=stylesheet href=//x>",
            "<object data=//x>",
            "<embed src=//x>",
            "<meta http-equiv=refresh content=0;url=//x>",
            "<marquee onstart=alert(1)>",
            "&lt;script&gt;alert(1)&lt;/script&gt;<b onclick=alert(1)>");

    @Autowired
    private Visits visits;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private OfficerAccounts accounts;

    @Autowired
    private PasswordEncoder encoder;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    private TestCounty county;
    private Officer clerk;

    @BeforeEach
    void aClerk() {
        clock.set(LocalDateTime.of(2026, 11, 16, 9, 0));
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
    }

    @Test
    @Tag("AC-008")
    void helpsPasswordManagersWithThePasswordForm() {
        String form = Visits.text(visits.get(clerk, "/password"));
        assertThat(form).contains("autocomplete=\"new-password\"", "autocomplete=\"current-password\"");
        assertThat(form).doesNotContain("onpaste");
        assertThat(Pattern.compile("<input[^>]*name=\"(current|fresh|again)\"[^>]*>")
                        .matcher(form)
                        .results()
                        .toList())
                .hasSize(3)
                .allMatch(input -> input.group().contains("type=\"password\""));
    }

    @Test
    @Tag("AC-016")
    @Tag("AC-019")
    void changesTheSessionWithTheSignInAndEndsItWithTheSignOut() {
        Acting.as(clerk, () -> accounts.changePassword(clerk, encoder.encode(PASSWORD)));
        MockHttpSession before = (MockHttpSession) Objects.requireNonNull(
                pages.get().uri("/login").exchange().getRequest().getSession());
        String visitor = before.getId();
        pages.post()
                .uri("/login")
                .session(before)
                .with(csrf())
                .param("username", clerk.login())
                .param("password", PASSWORD)
                .exchange();
        assertThat(before.getId()).isNotEqualTo(visitor);
        assertThat(pages.get().uri("/desk").session(before))
                .hasStatusOk()
                .hasHeader("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");

        pages.post().uri("/logout").session(before).with(csrf()).exchange();

        assertThat(before.isInvalid()).isTrue();
        assertThat(logged("SIGNED_OUT", clerk.id().toString())).isEqualTo(1);
        assertThat(pages.get().uri("/desk").with(request -> {
                    request.setRequestedSessionId(before.getId());
                    request.setRequestedSessionIdValid(false);
                    return request;
                }))
                .as("the cookie sent again")
                .hasRedirectedUrl("/login?timeout");
    }

    @Test
    @Tag("AC-018")
    void endsTheFirstSessionWithTheSecondAndSaysWhy() {
        Acting.as(clerk, () -> accounts.changePassword(clerk, encoder.encode(PASSWORD)));
        MockHttpSession first = signIn();
        signIn();
        assertThat(pages.get().uri("/desk").session(first)).hasRedirectedUrl("/login?elsewhere");
        assertThat(logged("SESSION_REPLACED", clerk.id().toString())).isEqualTo(1);
    }

    private MockHttpSession signIn() {
        return (MockHttpSession) Objects.requireNonNull(pages.post()
                .uri("/login")
                .with(csrf())
                .param("username", clerk.login())
                .param("password", PASSWORD)
                .exchange()
                .getRequest()
                .getSession());
    }

    @Test
    @Tag("AC-004")
    @Tag("AC-005")
    void opensNothingToAOneTimePasswordButTheChoiceOfOnesOwn() {
        Officer administrator = county.officer(Role.SYS_ADMIN);
        Acting.as(clerk, () -> accounts.changePassword(clerk, encoder.encode(PASSWORD)));
        MockHttpSession working = signIn();
        MvcTestResult reset = visits.post(administrator, "/admin/officers/" + clerk.id() + "/password");
        String oneTime = String.valueOf(reset.getMvcResult().getFlashMap().get("done"))
                .replaceAll(".*一次性密码 (\\S+?)[（(].*", "$1");

        assertThat(pages.get().uri("/desk").session(working)).as("ended").hasRedirectedUrl("/login?changed");
        assertThat(logged("PASSWORD_RESET", clerk.id().toString())).isEqualTo(1);
        MvcTestResult in = pages.post()
                .uri("/login")
                .with(csrf())
                .param("username", clerk.login())
                .param("password", oneTime)
                .exchange();
        MockHttpSession session =
                (MockHttpSession) Objects.requireNonNull(in.getRequest().getSession());
        for (String page : new String[] {"/desk", "/cases", "/search"}) {
            assertThat(pages.get().uri(page).session(session)).hasRedirectedUrl("/password");
        }
        clock.set(LocalDateTime.of(2026, 11, 17, 9, 5));
        assertThat(pages.post()
                        .uri("/login")
                        .with(csrf())
                        .param("username", clerk.login())
                        .param("password", oneTime))
                .as("a day later")
                .hasRedirectedUrl("/login?error");
    }

    @Test
    @Tag("AC-020")
    void protectsEveryPageWithItsHeaders() {
        MvcTestResult page = visits.get(clerk, "/desk");
        assertThat(page.getResponse().getHeader("Content-Security-Policy"))
                .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page).hasHeader("X-Content-Type-Options", "nosniff").hasHeader("Referrer-Policy", "same-origin");
        assertThat(pages.get()
                        .uri("/login")
                        .with(request -> {
                            request.setSecure(true);
                            return request;
                        })
                        .exchange()
                        .getResponse()
                        .getHeader("Strict-Transport-Security"))
                .contains("max-age=31536000");
    }

    @Test
    @Tag("asvs-16.3.2")
    @Tag("AC-060")
    @Tag("AC-061")
    void logsWhoOpenedAFileAndWhoWasRefusedIt() {
        String family = visits.family(county, clerk, "王小明", TestPeople.idNumber(LocalDate.of(1954, 3, 4), Sex.MALE));
        String id = family.substring(family.lastIndexOf('/') + 1);
        visits.get(clerk, family + "/members");
        assertThat(logged("VIEWED", id)).as("opened").isPositive();

        assertThat(visits.get(county.elsewhere(Role.TOWN_CLERK), family + "/members"))
                .hasStatus(404);
        assertThat(logged("ACCESS_DENIED_SCOPE", family + "/members")).isEqualTo(1);
        assertThat(visits.get(county.officer(Role.SYS_ADMIN), family + "/members"))
                .hasStatus(403);
        assertThat(logged("ACCESS_DENIED", family + "/members")).isEqualTo(1);
    }

    @Test
    void tellsWhoIsRefusedUnderWhichNumberTheLogHasIt() {
        MvcTestResult refused = visits.get(clerk, "/admin/officers/new");
        Object reference = refused.getRequest().getAttribute(RequestMarksFilter.REFERENCE);

        assertThat(refused).hasStatus(403);
        assertThat(logged("ACCESS_DENIED", "/admin/officers/new", String.valueOf(reference)))
                .isEqualTo(1);
        assertThat(errorPage(refused))
                .contains("您没有办理这项业务的权限", "您的岗位不能打开这个页面", "编号：<code>" + reference + "</code>", "回到我的工作台");

        MvcTestResult expired = pages.post()
                .uri("/families")
                .with(user(officers.loadUserByUsername(clerk.login())))
                .exchange();
        assertThat(expired).hasStatus(403);
        assertThat(errorPage(expired))
                .contains("页面已过期，没有提交", "返回上一页并刷新", "存为草稿")
                .doesNotContain("岗位");
    }

    /** What the container shows for an answer that was sent as an error. */
    private String errorPage(MvcTestResult refused) {
        return Visits.text(pages.get()
                .uri("/error")
                .accept(MediaType.TEXT_HTML)
                .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/refused")
                .requestAttr(
                        RequestDispatcher.ERROR_STATUS_CODE,
                        refused.getResponse().getStatus())
                .requestAttr(
                        RequestMarksFilter.REFERENCE, refused.getRequest().getAttribute(RequestMarksFilter.REFERENCE))
                .requestAttr("formExpired", refused.getRequest().getAttribute("formExpired"))
                .exchange());
    }

    @Test
    @Tag("AC-049")
    @Tag("AC-078")
    void ignoresFieldsAFormDoesNotHave() {
        String family = visits.family(
                county,
                clerk,
                "王小明",
                TestPeople.idNumber(LocalDate.of(1955, 3, 4), Sex.MALE),
                "head.accountNumber",
                TestPeople.cardNumber(77),
                "amount",
                "99999",
                "status",
                "CONFIRMED",
                "createdBy",
                "x",
                "head.deathDate",
                "2020-01-01");
        String page = Visits.text(visits.get(clerk, family + "/members"));
        assertThat(page)
                .contains("王小明")
                .doesNotContain("99999", "2020-01-01", TestPeople.cardNumber(77).substring(14));

        // the form that corrects a person: what it offers changes, nothing else does
        Matcher resident = Pattern.compile("/members/([0-9a-f-]{36})").matcher(page);
        assertThat(resident.find()).isTrue();
        String id = resident.group(1);
        String before = row(FIXED_OF_A_PERSON, id);
        String[] form = {
            "version", "0",
            "name", "王小明",
            "health", "HEALTHY",
            "ethnicity", "苗族",
            "idNumber", TestPeople.idNumber(LocalDate.of(1960, 1, 1), Sex.MALE).value(),
            "birthDate", "1960-01-01",
            "sex", "FEMALE",
            "area", county.village(2, 1).value(),
            "areaCode", county.village(2, 1).value(),
            "deathDate", "2020-01-01",
            "accountNumber", TestPeople.cardNumber(78),
            "number", TestPeople.cardNumber(78),
            "bank", "农业银行",
            "holder", "王小明",
            "active", "true",
            "status", "CONFIRMED",
            "amount", "99999",
            "id", UUID.randomUUID().toString(),
            "createdBy", "x"
        };
        assertThat(visits.post(clerk, family + "/members/" + id, form)).hasStatus3xxRedirection();
        assertThat(row(FIXED_OF_A_PERSON, id))
                .as("nothing the form does not offer")
                .isEqualTo(before);
        assertThat(row("select ethnicity from registry.resident where id = ?::uuid", id))
                .isEqualTo("苗族");
        assertThat(row("select count(*) from registry.payment_account where resident_id = ?::uuid", id))
                .as("an account is entered by its own form, and confirmed by another person")
                .isEqualTo("0");
    }

    private static final String FIXED_OF_A_PERSON =
            "select concat_ws('|', area_code, encode(id_number_index, 'hex'), sex, birth_date, death_date)"
                    + " from registry.resident where id = ?::uuid";

    private static String row(String sql, String id) {
        try (Connection connection = TestDatabase.superuser();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, id);
            ResultSet row = query.executeQuery();
            assertThat(row.next()).isTrue();
            return row.getString(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    @Tag("AC-029")
    void registersNobodyInAnotherTownshipByTheForm() {
        String name = "外乡" + (char) ('一' + new java.util.Random().nextInt(10_000));
        MvcTestResult refused = visits.send(
                clerk,
                "/families",
                "head.idType",
                "CITIZEN",
                "head.idNumber",
                TestPeople.idNumber(LocalDate.of(1961, 3, 4), Sex.MALE).value(),
                "head.name",
                name,
                "head.health",
                "HEALTHY",
                "area",
                county.village(2, 1).value(),
                "residence",
                "RURAL",
                "openedOn",
                "2026-01-01");
        assertThat(refused).hasStatus(422);
        assertThat(Visits.text(refused)).contains("不在您的服务区域内", name);
        assertThat(row("select count(*) from registry.resident where name = ?", name))
                .isEqualTo("0");
    }

    @Test
    @Tag("AC-076")
    void runsNoScriptFromANameOrAText() {
        for (String script : SCRIPTS) {
            MvcTestResult refused = visits.post(
                    clerk,
                    "/families",
                    "requestKey",
                    UUID.randomUUID().toString(),
                    "head.idType",
                    "CITIZEN",
                    "head.idNumber",
                    TestPeople.idNumber(LocalDate.of(1956, 3, 4), Sex.MALE).value(),
                    "head.name",
                    script,
                    "area",
                    county.village(1, 1).value(),
                    "residence",
                    "RURAL",
                    "openedOn",
                    "2026-01-01");
            assertThat(refused).as(script).hasStatus(422);
            assertThat(Visits.text(refused))
                    .as(script)
                    .doesNotContain(script.contains("<") ? script : "href=\"" + script);
        }
        String family = visits.family(county, clerk, "王小明", TestPeople.idNumber(LocalDate.of(1957, 3, 4), Sex.MALE));
        for (String script : SCRIPTS) {
            String page = Visits.text(visits.post(clerk, "/search", "q", script));
            if (script.contains("<")) {
                assertThat(page).as(script).doesNotContain(script);
            }
        }
        assertThat(visits.get(clerk, family + "/members")).hasStatusOk();
    }

    /** A reason is text that others read: the supervisor on their page, the auditor in the log. The thirty-first look is refused. */
    @Test
    @Tag("AC-076")
    @Tag("AC-034")
    @Tag("AC-036")
    void showsWhatWasTypedAsAReasonAsTextAndStopsAfterThirtyLooks() {
        String family = visits.family(county, clerk, "王小明", TestPeople.idNumber(LocalDate.of(1959, 3, 4), Sex.MALE));
        Matcher resident = Pattern.compile("/members/([0-9a-f-]{36})")
                .matcher(Visits.text(visits.get(clerk, family + "/members")));
        assertThat(resident.find()).isTrue();
        String reveal = "/residents/" + resident.group(1) + "/reveal";
        MvcTestResult without = visits.post(clerk, reveal, "field", "ID_NUMBER", "reason", " ");
        assertThat(without).hasStatus(422);
        assertThat(Visits.text(without)).doesNotContainPattern("999001[0-9]{11}");
        assertThat(logged("REVEALED", resident.group(1))).isZero();
        for (int i = 0; i < 30; i++) {
            String reason = i < SCRIPTS.size() ? SCRIPTS.get(i) : "核对户口簿原件上的号码";
            assertThat(visits.post(clerk, reveal, "field", "ID_NUMBER", "reason", reason))
                    .as(reason)
                    .hasStatusOk();
        }
        assertThat(visits.post(clerk, reveal, "field", "ID_NUMBER", "usual", "HOUSEHOLD_BOOK"))
                .hasStatus(429);

        for (String page : List.of(
                Visits.text(visits.get(county.officer(Role.SUPERVISOR), "/supervision")),
                Visits.text(visits.get(county.officer(Role.AUDIT_ADMIN), "/audit?login=" + clerk.login())))) {
            assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;", "核对户口簿原件上的号码", "证件号码");
            for (String script : SCRIPTS) {
                if (script.contains("<")) {
                    assertThat(page).as(script).doesNotContain(script);
                }
            }
        }
        assertThat(Visits.text(visits.get(county.officer(Role.SUPERVISOR), "/supervision")))
                .as("and the refusal stands among the alarms")
                .contains("查看完整号码（被拒）");
        assertThat(Visits.text(visits.get(county.officer(Role.SUPERVISOR), "/desk")))
                .contains("被拒与告警");
    }

    /** Every list there is, every field its address takes: each word stands in one of them, and opens nobody else's rows. */
    @Test
    @Tag("AC-079")
    void takesInjectedWordsForWords() throws IOException {
        Officer neighbour = county.elsewhere(Role.TOWN_CLERK);
        visits.send(
                neighbour,
                "/families",
                "head.idType",
                "CITIZEN",
                "head.idNumber",
                TestPeople.idNumber(LocalDate.of(1962, 3, 4), Sex.MALE).value(),
                "head.name",
                "邻乡人",
                "head.health",
                "HEALTHY",
                "area",
                county.village(2, 1).value(),
                "residence",
                "RURAL",
                "openedOn",
                "2026-01-01");
        List<String> wrong = new ArrayList<>();
        int lists = 0;
        int next = 0;
        for (AuthorizationMatrixTests.Row row : AuthorizationMatrixTests.matrix()) {
            List<String> fields = row.method().equals("GET") && !row.isPublic() ? fields(row.pattern()) : List.of();
            if (fields.isEmpty() || row.pattern().contains("{") || row.pattern().endsWith(".xlsx")) {
                continue;
            }
            lists++;
            Officer officer = row.roles().contains(Role.TOWN_CLERK)
                    ? clerk
                    : county.officer(row.roles().iterator().next());
            int rows = rowsOf(visits.get(officer, row.pattern()));
            for (int turn = 0; turn < 5; turn++) {
                var request = pages.get().uri(row.pattern());
                StringBuilder asked = new StringBuilder(row.pattern());
                for (String field : fields) {
                    String word = INJECTIONS.get(next++ % INJECTIONS.size());
                    request = request.param(field, word);
                    asked.append(' ').append(field).append('=').append(word);
                }
                MvcTestResult answer = request.with(user(officers.loadUserByUsername(officer.login())))
                        .exchange();
                String page = Visits.text(answer);
                if (answer.getUnresolvedException() != null
                        || answer.getResponse().getStatus() >= 500) {
                    wrong.add(asked + " breaks");
                }
                if (answer.getResponse().getHeader("X-Evil") != null
                        || page.contains(">49<")
                        || page.contains("PSQLException")
                        || officer == clerk && page.contains("邻乡人")
                        || answer.getResponse().getStatus() == 200 && rowsOf(answer) > rows) {
                    wrong.add(asked + " does what it says");
                }
            }
        }
        for (String word : INJECTIONS) {
            MvcTestResult answer = visits.post(clerk, "/search", "q", word);
            if (answer.getResponse().getStatus() >= 500 || Visits.text(answer).contains("邻乡人")) {
                wrong.add("/search " + word);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(lists).as("lists").isGreaterThan(25);
        assertThat(next).as("each word more than once").isGreaterThan(3 * INJECTIONS.size());
    }

    private static int rowsOf(MvcTestResult page) {
        return Visits.text(page).split("<tr", -1).length;
    }

    /** What an address takes from its query, as its controller's method says. */
    private List<String> fields(String pattern) {
        List<String> fields = new ArrayList<>();
        routes.getHandlerMethods().forEach((info, method) -> {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            if (!info.getPatternValues().contains(pattern) || !methods.contains(RequestMethod.GET)) {
                return;
            }
            for (Parameter parameter : method.getMethod().getParameters()) {
                if (parameter.isAnnotationPresent(RequestParam.class)) {
                    RequestParam named = parameter.getAnnotation(RequestParam.class);
                    fields.add(named.name().isEmpty() ? parameter.getName() : named.name());
                } else if (parameter.getType().isRecord() && parameter.getAnnotations().length == 0) {
                    for (RecordComponent component : parameter.getType().getRecordComponents()) {
                        fields.add(component.getName());
                    }
                }
            }
        });
        return fields;
    }

    @Test
    @Tag("AC-003")
    void makesTheFirstAdministratorsInAnEmptyInstallationOnly() {
        assertThat(accounts.nobodyYet()).as("this one is in use").isFalse();
        for (String login : new String[] {"admin", "root", "system", "test", "guest", "administrator"}) {
            for (String password : new String[] {"admin", "123456", "password", "", "admin123", "root"}) {
                assertThat(pages.post()
                                .uri("/login")
                                .with(request -> {
                                    request.setRemoteAddr("198.51.100.77");
                                    return request;
                                })
                                .with(csrf())
                                .param("username", login)
                                .param("password", password))
                        .hasRedirectedUrl("/login?error");
            }
        }
    }

    @Test
    @Tag("AC-033")
    void leavesNobodyFewerThanThirtyCandidatesForANumber() {
        var number = TestPeople.idNumber(LocalDate.of(1958, 3, 4), Sex.FEMALE);
        String family = visits.family(county, clerk, "李桂英", number);
        StringBuilder everything = new StringBuilder();
        for (String tab : List.of("members", "means", "papers", "checks", "benefits", "history")) {
            everything.append(Visits.text(visits.get(clerk, family + "/" + tab)));
        }
        everything.append(Visits.text(visits.post(clerk, "/search", "q", "李桂英")));
        // prefix, birth date and sex are shown: 500 orders remain, unless any end of the number stands somewhere
        String value = number.value();
        long candidates = 500;
        for (int shown = 1; shown <= 12; shown++) {
            if (Pattern.compile("\\*" + value.substring(18 - shown) + "\\b")
                    .matcher(everything)
                    .find()) {
                candidates = Math.min(candidates, shown == 1 ? 46 : shown == 2 ? 10 : 1);
            }
        }
        assertThat(everything.toString()).doesNotContain(value.substring(6), value.substring(10));
        assertThat(candidates).isGreaterThanOrEqualTo(30);
    }

    private static int logged(String action, String object) {
        return logged(action, object, "%");
    }

    private static int logged(String action, String object, String reference) {
        try (Connection connection = TestDatabase.superuser();
                PreparedStatement query = connection.prepareStatement("select count(*) from registry.operation_log"
                        + " where action = ? and object_id = ? and request_id like ?")) {
            query.setString(1, action);
            query.setString(2, object);
            query.setString(3, reference);
            ResultSet row = query.executeQuery();
            row.next();
            return row.getInt(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
