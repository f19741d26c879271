package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.audit.LogReader;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.web.WebTest;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Whoever opens or guesses files faster than anybody works is stopped. */
@WebTest
class PaceTests {

    private static final Instant NINE = Instant.parse("2026-11-16T01:00:00Z");

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private TestCounties counties;

    @Autowired
    private OfficerAccounts accounts;

    @Autowired
    private Clock clock;

    @Autowired
    private OperationLog log;

    @Autowired
    private LogReader reader;

    @Test
    @Tag("AC-085")
    void allowsTwoHundredFilesInTenMinutesAndNotOneMore() {
        Pace pace = new Pace(200, Duration.ofMinutes(10));
        UUID clerk = UUID.randomUUID();
        for (int i = 0; i < 200; i++) {
            assertThat(pace.count(clerk, NINE.plusSeconds(i))).isZero();
        }
        assertThat(pace.count(clerk, NINE.plusSeconds(300))).isEqualTo(Duration.ofMinutes(5));
        assertThat(pace.count(UUID.randomUUID(), NINE.plusSeconds(300)))
                .as("somebody else")
                .isZero();
        assertThat(pace.count(clerk, NINE.plusSeconds(600)))
                .as("the first has passed")
                .isZero();
        assertThat(pace.count(clerk, NINE.plusSeconds(600))).isPositive();
    }

    @Test
    @Tag("asvs-2.4.1")
    void stopsWhoeverGuessesAddresses() {
        Officer clerk = counties.create().officer(Role.TOWN_CLERK);
        for (int i = 0; i < 30; i++) {
            assertThat(guess(clerk)).hasStatus(404);
        }
        MvcTestResult refused = guess(clerk);
        assertThat(refused).hasStatus(429);
        assertThat(refused.getResponse().getHeader("Retry-After")).isNotNull();
        assertThat(refused.getMvcResult().getRequest().getAttribute("waitMinutes"))
                .as("what the page says")
                .isEqualTo(5L);
        assertThat(pages.get().uri("/desk").with(user(principal(clerk))))
                .as("work goes on")
                .hasStatusOk();
    }

    /** The door itself: what is a file, what is not, and what whoever opens too many is told. */
    @Test
    @Tag("AC-085")
    void closesTheDoorWithAnAnswerAndALogRow() throws Exception {
        PaceFilter door = new PaceFilter(3, log);
        Officer clerk = counties.create().officer(Role.TOWN_CLERK);
        String family = "/families/" + UUID.randomUUID();
        for (int i = 0; i < 9; i++) {
            assertThat(through(door, clerk, "/runs/" + UUID.randomUUID() + "/progress")
                            .getStatus())
                    .as("a page that asks by itself is nobody's look")
                    .isEqualTo(200);
        }
        for (String file : new String[] {"", "/means", "/members/" + UUID.randomUUID()}) {
            assertThat(through(door, clerk, family + file).getStatus()).isEqualTo(200);
        }
        MockHttpServletResponse refused = through(door, clerk, family + "/history");
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(1, 601);
        LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.ofHours(8));
        assertThat(reader.watched(clerk.scope(), today.minusDays(1), today, 10))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.action()).isEqualTo("TOO_MANY_REQUESTS");
                    assertThat(row.objectId()).isEqualTo(family + "/history");
                });
    }

    private static MockHttpServletResponse through(PaceFilter door, Officer officer, String page) {
        MockHttpServletResponse answer = new MockHttpServletResponse();
        Acting.as(officer, () -> {
            try {
                door.doFilter(new MockHttpServletRequest("GET", page), answer, new MockFilterChain());
            } catch (IOException | ServletException failed) {
                throw new IllegalStateException(failed);
            }
        });
        return answer;
    }

    private MvcTestResult guess(Officer officer) {
        return pages.get()
                .uri("/cases/" + UUID.randomUUID())
                .with(user(principal(officer)))
                .exchange();
    }

    private OfficerPrincipal principal(Officer officer) {
        return new OfficerPrincipal(accounts.byId(officer.id()).orElseThrow(), clock.instant(), false);
    }
}
