package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.officer.Delegations;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.WebTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** How one gets in, and how one is put out again. */
@WebTest
class SigningInTests {

    private static final String PASSWORD = "Mi-ma-2026-x";

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private OfficerAccounts accounts;

    @Autowired
    private PasswordEncoder encoder;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private Delegations delegations;

    private TestCounty county;
    private Officer clerk;
    private String current = PASSWORD;

    @BeforeEach
    void aClerkWithAPassword() {
        clock.set(LocalDateTime.of(2026, 11, 16, 9, 0));
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        Acting.as(clerk, () -> accounts.changePassword(clerk, encoder.encode(PASSWORD)));
    }

    @Test
    void sendsAnybodyElseToTheSignInPage() {
        for (String page : new String[] {"/desk", "/cases", "/runs", "/families/x", "/imports", "/admin/officers"}) {
            assertThat(pages.get().uri(page)).as(page).hasStatus3xxRedirection().hasRedirectedUrl("/login");
        }
        assertThat(pages.get().uri("/login")).hasStatusOk();
    }

    @Test
    void opensTheDeskToTheRightPasswordAndChangesTheSession() {
        MvcTestResult answer = signIn(PASSWORD);
        assertThat(answer).hasRedirectedUrl("/desk");
    }

    /** An appointment written into the table ends the session, and lets nobody in again. */
    @Test
    void letsNobodyInWhoIsOtherThanTheLogHasIt() throws SQLException {
        String login = "log_" + county.code().prefix();
        UUID id = Acting.as(
                county.officer(Role.SYS_ADMIN),
                () -> accounts.create(login, "有记录", "测试单位", county.township(1), encoder.encode("Yi-ci-2026-x")));
        Acting.as(
                county.officer(Role.SEC_ADMIN),
                () -> accounts.grant(id, Role.VILLAGE_ASSISTANT, LineOfBusiness.ASSISTANCE));
        Officer officer = accounts.byId(id).orElseThrow().officer();
        Acting.as(officer, () -> accounts.changePassword(officer, encoder.encode(PASSWORD)));
        MockHttpSession session =
                (MockHttpSession) signIn(login, PASSWORD).getRequest().getSession();
        assertThat(pages.get().uri("/desk").session(session)).hasStatusOk();

        try (Connection connection = TestDatabase.superuser();
                PreparedStatement grant = connection.prepareStatement(
                        "insert into registry.officer_grant (officer_id, role, line, valid_from) values (?, 'VILLAGE_ASSISTANT',"
                                + " 'CHILD_WELFARE', '2026-01-01')")) {
            grant.setObject(1, id);
            grant.execute();
        }

        assertThat(pages.get().uri("/desk").session(session)).hasRedirectedUrl("/login?changed");
        assertThat(signIn(login, PASSWORD)).hasRedirectedUrl("/login?error");
    }

    @Test
    void answersEveryFailureAlikeAndLocksForAQuarterOfAnHourAfterTheFifth() {
        assertThat(signIn("nobody_here", "x")).hasRedirectedUrl("/login?error");
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("wrong-" + i)).hasRedirectedUrl("/login?error");
        }
        assertThat(signIn(PASSWORD)).hasRedirectedUrl("/login?error");

        clock.set(LocalDateTime.of(2026, 11, 16, 9, 15, 40));
        assertThat(signIn(PASSWORD)).hasRedirectedUrl("/desk");
    }

    @Test
    @Tag("AC-012")
    @Tag("asvs-6.3.1")
    void locksTheAccountForTheSourceOnlySoThatAStrangerCannotKeepAClerkOut() {
        for (int i = 0; i < 5; i++) {
            assertThat(signInFrom("203.0.113.7", "wrong-" + i)).hasRedirectedUrl("/login?error");
        }
        assertThat(signInFrom("203.0.113.7", PASSWORD)).hasRedirectedUrl("/login?error");
        assertThat(signInFrom("192.0.2.10", PASSWORD)).hasRedirectedUrl("/desk");
        assertThat(logged("SIGN_IN_LOCKED", clerk.login())).isEqualTo("203.0.113.7");
    }

    @Test
    @Tag("AC-011")
    void logsAFailureWithItsSourceAddress() {
        assertThat(signInFrom("203.0.113.8", "wrong")).hasRedirectedUrl("/login?error");
        assertThat(logged("SIGN_IN_FAILED", clerk.login())).isEqualTo("203.0.113.8");
        assertThat(pages.get().uri("/login?error=")).bodyText().contains("用户名或密码不正确，或账号已锁定。");
    }

    @Test
    @Tag("AC-013")
    void tellsOfWrongPasswordsSinceTheLastTime() {
        for (int i = 0; i < 5; i++) {
            signIn("wrong-" + i);
        }
        clock.set(LocalDateTime.of(2026, 11, 16, 9, 15, 40));
        MvcTestResult in = signIn(PASSWORD);
        assertThat(in).hasRedirectedUrl("/desk");
        assertThat(pages.get().uri("/desk").session(session(in))).bodyText().contains("有 5 次密码错误");
    }

    @Test
    @Tag("asvs-6.3.1")
    void tellsASourceThatTriedFiftyTimesToWait() {
        String address = "198.51.100." + new java.util.Random().nextInt(250);
        for (int i = 0; i < 50; i++) {
            signInAs("guess_" + i, address, "x");
        }
        MvcTestResult refused = signInAs(clerk.login(), address, PASSWORD);
        assertThat(refused).hasStatus(429);
        assertThat(refused.getResponse().getHeader("Retry-After")).isNotNull();
    }

    @Test
    @Tag("AC-006")
    void asksForANewPasswordAfterNinetyDays() {
        clock.set(LocalDateTime.of(2027, 2, 15, 9, 0));
        MockHttpSession session = session(signIn(PASSWORD));
        assertThat(pages.get().uri("/desk").session(session)).hasRedirectedUrl("/password?expired");
        assertThat(pages.get().uri("/cases").session(session)).hasRedirectedUrl("/password?expired");
        assertThat(pages.get().uri("/password?expired").session(session))
                .bodyText()
                .contains("密码已满 90 天");
    }

    @Test
    @Tag("AC-007")
    void takesLongPasswordsAndChineseOnesWhole() {
        for (String fresh : new String[] {"Ab1-".repeat(16), "民政服务平台的口令长一些才好记又难猜到一二三四Aa7", "Liu yue 2026 xia yu"}) {
            MockHttpSession session = session(signIn(current));
            assertThat(change(session, fresh)).hasRedirectedUrl("/login?changed");
            current = fresh;
            assertThat(signIn(fresh)).hasRedirectedUrl("/desk");
            assertThat(signIn(fresh.substring(0, fresh.length() - 1))).hasRedirectedUrl("/login?error");
        }
    }

    @Test
    @Tag("AC-009")
    void endsTheSessionWhenTheCurrentPasswordIsWrongFiveTimes() {
        MockHttpSession session = session(signIn(PASSWORD));
        for (int i = 0; i < 4; i++) {
            assertThat(change(session, "wrong", "Xin-mi-ma-78"))
                    .hasStatus(422)
                    .bodyText()
                    .contains("当前密码不正确");
        }
        assertThat(change(session, "wrong", "Xin-mi-ma-78")).hasRedirectedUrl("/login?passwords");
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    @Tag("AC-010")
    void closesAnAccountNobodyUsedForNinetyDays() {
        String login = "idle_" + county.code().value().substring(0, 6);
        java.util.UUID id = Acting.as(
                county.officer(Role.SYS_ADMIN),
                () -> accounts.create(login, "久未登录", "测试单位", county.code(), encoder.encode(PASSWORD)));
        accounts.closeIdle();
        assertThat(logged("ACCOUNT_DISABLED_IDLE", login)).isEqualTo("no row");

        clock.set(LocalDateTime.of(2027, 2, 15, 9, 0));
        accounts.closeIdle();

        assertThat(accounts.byId(id).orElseThrow().enabled()).isFalse();
        assertThat(logged("ACCOUNT_DISABLED_IDLE", login)).isEqualTo("no source");
        assertThat(signInAs(login, "127.0.0.1", PASSWORD)).hasRedirectedUrl("/login?error");
    }

    @Test
    @Tag("AC-017")
    void endsASessionAfterTenHours() {
        MockHttpSession session = session(signIn(PASSWORD));
        java.time.Instant later = java.time.Instant.now().plusSeconds(36_001);
        SignInSession.machine = java.time.InstantSource.fixed(later);
        try {
            assertThat(pages.get().uri("/desk").session(session)).hasRedirectedUrl("/login?expired");
        } finally {
            SignInSession.machine = java.time.InstantSource.system();
        }
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    @Tag("AC-015")
    void saysThatASessionRanOut() {
        assertThat(pages.get().uri("/desk").with(request -> {
                    request.setRequestedSessionId("gone");
                    request.setRequestedSessionIdValid(false);
                    return request;
                }))
                .hasRedirectedUrl("/login?timeout");
        assertThat(pages.get().uri("/login?timeout=")).bodyText().contains("超过 30 分钟没有操作");
    }

    @Test
    @Tag("AC-025")
    void answersProgramsInJson() {
        MvcTestResult answer =
                pages.get().uri("/cases").header("Accept", "application/json").exchange();
        assertThat(answer).hasStatus(401);
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo("AUTH_REQUIRED");
    }

    @Test
    void handsARoleToAColleagueForAWhileAndTheColleagueCountsAsOneWithTheGiver() {
        Officer reviewer = county.officer(Role.TOWN_REVIEWER);
        Officer colleague = county.officer(Role.TOWN_REVIEWER, 2);
        Acting.as(county.officer(Role.SEC_ADMIN), () -> accounts.revoke(colleague.id(), Role.TOWN_REVIEWER));
        java.time.LocalDate friday = java.time.LocalDate.of(2026, 11, 20);

        Acting.as(reviewer, () -> delegations.give(Role.TOWN_REVIEWER, colleague.login(), friday, "外出培训"));

        Officer standIn = accounts.byId(colleague.id()).orElseThrow().officer();
        assertThat(standIn.roles()).containsExactly(Role.TOWN_REVIEWER);
        assertThat(standIn.isOneWith(reviewer.id())).isTrue();
        clock.set(LocalDateTime.of(2026, 11, 21, 9, 0));
        assertThat(accounts.byId(colleague.id()).orElseThrow().officer().roles())
                .isEmpty();
    }

    @Test
    void refusesADelegationThatWouldJoinWhatMustStayApart() {
        Officer reviewer = county.officer(Role.TOWN_REVIEWER);
        Acting.as(
                reviewer,
                () -> org.assertj.core.api.Assertions.assertThatExceptionOfType(
                                cn.civilaffairs.kernel.RuleViolation.class)
                        .isThrownBy(() -> delegations.give(
                                Role.TOWN_REVIEWER, clerk.login(), java.time.LocalDate.of(2026, 11, 20), "外出培训"))
                        .withMessage("officer.incompatible-roles"));
    }

    @Test
    @Tag("AC-044")
    void endsTheSessionWithTheNextRequestOnceARoleIsTakenAway() {
        MockHttpSession session = session(signIn(PASSWORD));
        assertThat(pages.get().uri("/password").session(session)).hasStatusOk();

        Acting.as(county.officer(Role.SEC_ADMIN), () -> accounts.revoke(clerk.id(), Role.TOWN_CLERK));

        assertThat(pages.get().uri("/password").session(session)).hasRedirectedUrl("/login?changed");
    }

    @Test
    @Tag("AC-043")
    void refusesRolesOnePersonMayNotHoldTogether() {
        Officer maker = county.officer(Role.FINANCE_MAKER);
        Acting.as(
                county.officer(Role.SEC_ADMIN),
                () -> org.assertj.core.api.Assertions.assertThatExceptionOfType(
                                cn.civilaffairs.kernel.RuleViolation.class)
                        .isThrownBy(() -> accounts.grant(maker.id(), Role.FINANCE_SIGNER, LineOfBusiness.FINANCE))
                        .withMessage("officer.incompatible-roles"));
        assertThat(accounts.byId(maker.id()).orElseThrow().officer().roles()).containsExactly(Role.FINANCE_MAKER);
    }

    /** The page asked for first is opened afterwards, on this host and no other, whatever host the request named. */
    @Test
    void goesToThePageAskedForOnThisHostOnly() {
        MockHttpSession session = (MockHttpSession) java.util.Objects.requireNonNull(pages.get()
                .uri("/cases?hold=OPEN")
                .with(request -> {
                    request.setServerName("evil.example");
                    return request;
                })
                .exchange()
                .getRequest()
                .getSession());
        assertThat(pages.post()
                        .uri("/login")
                        .session(session)
                        .with(csrf())
                        .param("username", clerk.login())
                        .param("password", PASSWORD))
                .hasHeader("Location", "/cases?hold=OPEN&continue");
    }

    @Test
    void answersToItsOwnNamesOnly() {
        HttpFirewall firewall = new SecurityConfiguration().firewall(java.util.Set.of("mz.example.gov.cn"));
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/login");
        request.setServerName("mz.example.gov.cn");
        assertThat(firewall.getFirewalledRequest(request)).isNotNull();
        request.setServerName("evil.example");
        org.assertj.core.api.Assertions.assertThatExceptionOfType(RequestRejectedException.class)
                .isThrownBy(() -> firewall.getFirewalledRequest(request));
    }

    @Test
    @Tag("AC-077")
    void refusesAPostWithoutItsToken() {
        MockHttpSession session = session(signIn(PASSWORD));
        assertThat(pages.method(HttpMethod.POST)
                        .uri("/preferences/print")
                        .param("large", "true")
                        .session(session))
                .hasStatus(403);
    }

    @Test
    @Tag("AC-083")
    void closesWhatIsNotNamed() {
        MockHttpSession session = session(signIn(PASSWORD));
        assertThat(pages.get().uri("/admin/officers").session(session)).hasStatus(403);
        for (String page : new String[] {
            "/actuator/env",
            "/actuator/heapdump",
            "/actuator",
            "/h2-console",
            "/swagger-ui",
            "/swagger-ui/index.html",
            "/v3/api-docs"
        }) {
            assertThat(pages.get().uri(page).session(session)).as(page).hasStatus(404);
            assertThat(pages.get().uri(page)).as(page).hasStatus(404);
        }
        assertThat(pages.get().uri("/no-such-page").session(session)).hasStatus(404);
    }

    @Test
    @Tag("AC-001")
    @Tag("AC-002")
    void asksForAWellChosenNewPasswordAndNoFormerOne() {
        MockHttpSession session = session(signIn(PASSWORD));
        String hash = accounts.byId(clerk.id()).orElseThrow().passwordHash();
        for (String poor : new String[] {
            "12345678",
            "12345678901",
            "minzheng2026",
            "Minzheng-2026",
            clerk.login() + "-A1",
            "Ab1-xyz89",
            "abcdefghij12"
        }) {
            assertThat(change(session, poor)).as(poor).hasStatus(422).bodyText().contains("至少 10 位");
        }
        assertThat(accounts.byId(clerk.id()).orElseThrow().passwordHash()).isEqualTo(hash);
        assertThat(change(session, PASSWORD)).hasStatus(422).bodyText().contains("最近 5 次");
        assertThat(change(session, "Xin-mi-ma-77")).hasRedirectedUrl("/login?changed");
        assertThat(signIn("Xin-mi-ma-77")).hasRedirectedUrl("/desk");
    }

    private MvcTestResult change(MockHttpSession session, String fresh) {
        return change(session, current, fresh);
    }

    private MvcTestResult change(MockHttpSession session, String typed, String fresh) {
        return pages.post()
                .uri("/password")
                .session(session)
                .with(csrf())
                .param("current", typed)
                .param("fresh", fresh)
                .param("again", fresh)
                .exchange();
    }

    private MvcTestResult signIn(String password) {
        return signIn(clerk.login(), password);
    }

    private MvcTestResult signIn(String login, String password) {
        return signInAs(login, "127.0.0.1", password);
    }

    private MvcTestResult signInFrom(String address, String password) {
        return signInAs(clerk.login(), address, password);
    }

    /** The source address of the last row of an action about an account; "no source" or "no row". */
    private static String logged(String action, String login) {
        try (Connection connection = TestDatabase.superuser();
                PreparedStatement query = connection.prepareStatement(
                        "select coalesce(ip, 'no source') from registry.operation_log where action = ? and object_id = ?"
                                + " order by id desc limit 1")) {
            query.setString(1, action);
            query.setString(2, login);
            ResultSet row = query.executeQuery();
            return row.next() ? row.getString(1) : "no row";
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private MvcTestResult signInAs(String login, String address, String password) {
        return pages.post()
                .uri("/login")
                .with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                })
                .with(csrf())
                .param("username", login)
                .param("password", password)
                .exchange();
    }

    private static MockHttpSession session(MvcTestResult answer) {
        return (MockHttpSession)
                java.util.Objects.requireNonNull(answer.getRequest().getSession());
    }
}
