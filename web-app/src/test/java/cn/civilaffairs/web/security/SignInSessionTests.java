package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpSession;

class SignInSessionTests {

    @AfterEach
    void theMachinesClockAgain() {
        SignInSession.machine = InstantSource.system();
    }

    /** R9: whichever way the machine's clock jumps, no session and no factor lives longer than it may. */
    @ParameterizedTest
    @CsvSource({
        "2026-12-31T15:58:00Z, PT0S, true, false",
        "2026-12-31T15:58:00Z, PT5M, true, false",
        "2026-12-31T15:58:00Z, PT5M1S, false, false",
        "2028-02-28T15:58:00Z, PT10H, false, false",
        "2028-02-28T15:58:00Z, PT10H1S, false, true",
        "2026-08-31T12:00:00Z, P3D, false, true",
        "2026-08-31T12:00:00Z, P-3D, false, true",
        "2026-08-31T12:00:00Z, PT-1H, false, true",
        "2026-08-31T12:00:00Z, PT-20S, true, false"
    })
    void trustsNeitherASessionNorAFactorPastItsTime(Instant began, Duration jump, boolean fresh, boolean tooLong) {
        MockHttpSession session = new MockHttpSession();
        SignInSession.machine = InstantSource.fixed(began);
        SignInSession.begin(session);
        SignInSession.factorPassed(session);

        SignInSession.machine = InstantSource.fixed(began.plus(jump));

        assertThat(SignInSession.hasFreshFactor(session)).isEqualTo(fresh);
        assertThat(SignInSession.tooLong(session)).isEqualTo(tooLong);
    }
}
