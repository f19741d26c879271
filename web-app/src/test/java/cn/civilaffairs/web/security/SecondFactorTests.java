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
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.WebTest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The second factor as its owner meets it: set up once, asked for at every sign-in, asked again before a signature. */
@WebTest
@TestPropertySource(properties = "civil.second-factor=on")
class SecondFactorTests {

    private static final String PASSWORD = "Mi-ma-2026-x";
    private static final Pattern SECRET = Pattern.compile("密钥：<code>([A-Z2-7 ]+)</code>");

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
    private MatrixWorld world;

    private Officer signer;
    private MockHttpSession session;

    @BeforeEach
    void aSignerSignsInWithThePassword() {
        clock.set(LocalDateTime.of(2026, 11, 16, 9, 0));
        TestCounty county = counties.create();
        signer = county.officer(Role.FINANCE_SIGNER);
        session = signIn(signer);
    }

    @AfterEach
    void theMachineGoesOn() {
        SignInSession.machine = InstantSource.system();
    }

    private MockHttpSession signIn(Officer officer) {
        Acting.as(officer, () -> accounts.changePassword(officer, encoder.encode(PASSWORD)));
        MvcTestResult answer = pages.post()
                .uri("/login")
                .with(csrf())
                .param("username", officer.login())
                .param("password", PASSWORD)
                .exchange();
        return (MockHttpSession) Objects.requireNonNull(answer.getRequest().getSession());
    }

    @Test
    @Tag("AC-021")
    void opensNothingBeforeTheFactorIsGiven() {
        for (String page : new String[] {"/desk", "/runs", "/reports/monthly"}) {
            assertThat(pages.get().uri(page).session(session)).hasRedirectedUrl("/factor");
        }
        assertThat(give(codeOf(secret(), 0))).hasRedirectedUrl("/desk");
        assertThat(pages.get().uri("/runs").session(session)).hasStatusOk();
    }

    @Test
    void doesNotAskAClerkWhoMovesNoMoney() {
        Officer clerk = counties.create().officer(Role.TOWN_CLERK);
        assertThat(pages.get().uri("/desk").session(signIn(clerk))).hasStatusOk();
    }

    /** Whoever serves children, whatever else they serve beside (security design §7). */
    @Test
    @Tag("AC-021")
    void asksWhoeverServesChildren() {
        TestCounty county = counties.create();
        Officer clerk = county.officer(Role.TOWN_CLERK);
        Acting.as(
                county.officer(Role.SEC_ADMIN),
                () -> accounts.grant(clerk.id(), Role.TOWN_CLERK, LineOfBusiness.CHILD_WELFARE));
        assertThat(pages.get().uri("/desk").session(signIn(clerk))).hasRedirectedUrl("/factor");
    }

    @Test
    @Tag("AC-022")
    void refusesACodeUsedBeforeAndLocksAfterWrongOnes() {
        byte[] secret = secret();
        String code = codeOf(secret, 0);
        assertThat(give(code)).hasRedirectedUrl("/desk");
        assertThat(give(code)).hasRedirectedUrl("/factor?error&return=%2Fdesk");
        for (int i = 0; i < 5; i++) {
            assertThat(give("000000")).hasRedirectedUrl("/factor?error&return=%2Fdesk");
        }
        assertThat(give(codeOf(secret, 1))).as("locked").hasRedirectedUrl("/factor?error&return=%2Fdesk");
        clock.set(LocalDateTime.of(2026, 11, 16, 9, 15, 31));
        assertThat(give(codeOf(secret, 31))).hasRedirectedUrl("/desk");
    }

    @Test
    @Tag("AC-023")
    void asksAgainBeforeASignatureWhenFiveMinutesHavePassed() {
        byte[] secret = secret();
        give(codeOf(secret, 0));
        String run = "/runs/" + new UUID(7, 7);
        SignInSession.machine = InstantSource.fixed(Instant.now().plusSeconds(361));

        MvcTestResult signing =
                pages.post().uri(run + "/sign").session(session).with(csrf()).exchange();

        assertThat(signing).hasRedirectedUrl("/factor?return=" + run);
        assertThat(pages.get().uri("/factor?return=" + run).session(session))
                .bodyText()
                .contains("此刻什么都还没有签发");
        clock.set(LocalDateTime.of(2026, 11, 16, 9, 6, 1));
        assertThat(pages.post()
                        .uri("/factor")
                        .session(session)
                        .with(csrf())
                        .param("code", codeOf(secret, 12))
                        .param("return", run))
                .hasRedirectedUrl(run);
        assertThat(pages.post().uri(run + "/sign").session(session).with(csrf()))
                .as("no such run, but the factor is fresh")
                .hasStatus(400);
    }

    /** A run that waits for its signature: asked for the factor nothing is signed, given it the page shows again, then it is. */
    @Test
    @Tag("AC-023")
    void signsARunOnlyWithAFactorOfTheLastFiveMinutes() throws SQLException {
        MatrixWorld.Objects objects = world.make();
        clock.set(LocalDateTime.of(2026, 11, 16, 9, 0));
        String id = String.valueOf(objects.ids().get("/runs/#id"));
        String run = "/runs/" + id;
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica"); // answered, as far as this test goes
            statement.execute("delete from disbursement.red_flag where run_id = '" + id + "'");
            statement.execute("set session_replication_role = default");
            statement.execute("update disbursement.payment_run set state = 'TOWN_OK' where id = '" + id + "'");
            statement.execute(
                    "update disbursement.payment_run set state = 'CHECKED', checked_at = now(), checked_by = '"
                            + objects.county().officer(Role.FINANCE_CHECKER).id() + "', version = 7 where id = '" + id
                            + "'");
        }
        session = signIn(objects.county().officer(Role.FINANCE_SIGNER));
        byte[] secret = secret();
        give(codeOf(secret, 0));
        assertThat(text(pages.get().uri(run).session(session).exchange())).contains("将发放", "请输入户数和金额确认");
        SignInSession.machine = InstantSource.fixed(Instant.now().plusSeconds(361));

        assertThat(sign(run)).hasRedirectedUrl("/factor?return=" + run);
        assertThat(stateOf(id)).as("asked for the factor").isEqualTo("CHECKED");

        clock.set(LocalDateTime.of(2026, 11, 16, 9, 6, 1));
        assertThat(pages.post()
                        .uri("/factor")
                        .session(session)
                        .with(csrf())
                        .param("code", codeOf(secret, 12))
                        .param("return", run))
                .hasRedirectedUrl(run);
        assertThat(text(pages.get().uri(run).session(session).exchange())).contains("请输入户数和金额确认");
        assertThat(stateOf(id)).as("given the factor").isEqualTo("CHECKED");

        MvcTestResult signed = sign(run);
        assertThat(signed.getMvcResult().getFlashMap().get("refusal")).isNull();
        assertThat(stateOf(id)).isEqualTo("SIGNED");
    }

    private MvcTestResult sign(String run) {
        return pages.post()
                .uri(run + "/sign")
                .session(session)
                .with(csrf())
                .param("requestKey", UUID.randomUUID().toString())
                .param("version", "7")
                .param("households", "1")
                .param("amount", "610.00")
                .exchange();
    }

    private static String stateOf(String run) throws SQLException {
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select state from disbursement.payment_run where id = '" + run + "'")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void goesBackToPagesOfOursOnly() {
        byte[] secret = secret();
        assertThat(pages.post()
                        .uri("/factor")
                        .session(session)
                        .with(csrf())
                        .param("code", codeOf(secret, 0))
                        .param("return", "//evil.example/x"))
                .hasRedirectedUrl("/desk");
    }

    private MvcTestResult give(String code) {
        return pages.post()
                .uri("/factor")
                .session(session)
                .with(csrf())
                .param("code", code)
                .exchange();
    }

    /** What an authenticator would read off the page. */
    private byte[] secret() {
        String page = text(pages.get().uri("/factor").session(session).exchange());
        Matcher shown = SECRET.matcher(page);
        assertThat(shown.find()).isTrue();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char letter : shown.group(1).replace(" ", "").toCharArray()) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits & 0xff);
            }
        }
        return bytes.toByteArray();
    }

    private static String text(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param steps how many half minutes after nine o'clock */
    private static String codeOf(byte[] secret, int steps) {
        long nine = LocalDateTime.of(2026, 11, 16, 9, 0)
                .atZone(java.time.ZoneId.of("Asia/Shanghai"))
                .toEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(
                    ByteBuffer.allocate(8).putLong(nine / 30 + steps).array());
            int at = hash[19] & 15;
            return String.format(
                    Locale.ROOT, "%06d", (ByteBuffer.wrap(hash, at, 4).getInt() & 0x7fffffff) % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
