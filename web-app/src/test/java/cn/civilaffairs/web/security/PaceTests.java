package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.web.WebTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
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
        assertThat(pages.get().uri("/desk").with(user(principal(clerk))))
                .as("work goes on")
                .hasStatusOk();
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
