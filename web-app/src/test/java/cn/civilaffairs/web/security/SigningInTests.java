package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.WebTest;
import java.time.LocalDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.crypto.password.PasswordEncoder;
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

    private TestCounty county;
    private Officer clerk;

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

    @Test
    void answersEveryFailureAlikeAndLocksForAQuarterOfAnHourAfterTheFifth() {
        assertThat(signIn("nobody_here", "x")).hasRedirectedUrl("/login?error");
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("wrong-" + i)).hasRedirectedUrl("/login?error");
        }
        assertThat(signIn(PASSWORD)).hasRedirectedUrl("/login?error");

        clock.set(LocalDateTime.of(2026, 11, 16, 9, 15, 2));
        assertThat(signIn(PASSWORD)).hasRedirectedUrl("/desk");
    }

    @Test
    void endsTheSessionWithTheNextRequestOnceARoleIsTakenAway() {
        MockHttpSession session = session(signIn(PASSWORD));
        assertThat(pages.get().uri("/password").session(session)).hasStatusOk();

        Acting.as(county.officer(Role.SEC_ADMIN), () -> accounts.revoke(clerk.id(), Role.TOWN_CLERK));

        assertThat(pages.get().uri("/password").session(session)).hasRedirectedUrl("/login?changed");
    }

    @Test
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

    @Test
    void refusesAPostWithoutItsToken() {
        MockHttpSession session = session(signIn(PASSWORD));
        assertThat(pages.method(HttpMethod.POST)
                        .uri("/preferences/print")
                        .param("large", "true")
                        .session(session))
                .hasStatus(403);
    }

    @Test
    void closesWhatIsNotNamed() {
        MockHttpSession session = session(signIn(PASSWORD));
        assertThat(pages.get().uri("/admin/officers").session(session)).hasStatus(403);
        assertThat(pages.get().uri("/actuator/env").session(session)).hasStatus(403);
        assertThat(pages.get().uri("/no-such-page").session(session)).hasStatus(403);
    }

    @Test
    void asksForAWellChosenNewPasswordAndNoFormerOne() {
        MockHttpSession session = session(signIn(PASSWORD));
        assertThat(change(session, "12345678901")).bodyText().contains("至少 10 位");
        assertThat(change(session, PASSWORD)).bodyText().contains("最近 5 次");
        assertThat(change(session, "Xin-mi-ma-77")).hasRedirectedUrl("/login?changed");
        assertThat(signIn("Xin-mi-ma-77")).hasRedirectedUrl("/desk");
    }

    private MvcTestResult change(MockHttpSession session, String fresh) {
        return pages.post()
                .uri("/password")
                .session(session)
                .with(csrf())
                .param("current", PASSWORD)
                .param("fresh", fresh)
                .param("again", fresh)
                .exchange();
    }

    private MvcTestResult signIn(String password) {
        return signIn(clerk.login(), password);
    }

    private MvcTestResult signIn(String login, String password) {
        return pages.post()
                .uri("/login")
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
