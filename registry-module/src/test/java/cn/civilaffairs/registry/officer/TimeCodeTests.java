package cn.civilaffairs.registry.officer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codes of RFC 6238, appendix B (its last six digits), and how far a code reaches. */
class TimeCodeTests {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void givesTheCodesOfTheStandard(long second, String code) {
        assertThat(TimeCode.at(SECRET, TimeCode.step(Instant.ofEpochSecond(second))))
                .isEqualTo(code);
    }

    @Test
    void acceptsACodeOneStepEarlyOrLateAndNeverTwice() {
        Instant now = Instant.ofEpochSecond(1111111109);
        String code = TimeCode.at(SECRET, TimeCode.step(now));
        assertThat(TimeCode.accepted(SECRET, code, now, 0)).hasValue(TimeCode.step(now));
        assertThat(TimeCode.accepted(SECRET, " 081 804 ", now.plusSeconds(30), 0))
                .isPresent();
        assertThat(TimeCode.accepted(SECRET, code, now.minusSeconds(30), 0)).isPresent();
        assertThat(TimeCode.accepted(SECRET, code, now.plusSeconds(90), 0)).isEmpty();
        assertThat(TimeCode.accepted(SECRET, code, now, TimeCode.step(now))).isEmpty();
    }

    @Test
    void writesTheSecretAsAuthenticatorsTakeIt() {
        assertThat(TimeCode.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }
}
