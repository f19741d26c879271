package cn.civilaffairs.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** The texts checks were made over, letter by letter: whoever changes them makes every log ever written look forged. */
class LogTextTests {

    private static final LogText ROW = new LogText(
            "2026-11-22T08:30:00.123456Z",
            "4711",
            "01890a5d-ac96-774b-bcce-b302099a8057",
            "clerk_03",
            "TOWN_CLERK",
            "999001001000",
            "5f3a21",
            "10.1.2.3",
            "CASE_CONFIRMED",
            "case",
            "01890a5d-ac96-774b-bcce-b302099a8058",
            "999001001201",
            "DONE",
            null,
            "1f2e3d4c",
            "确认,30元a");

    @Test
    void writesVersionTwoWithTimeAndSource() {
        assertThat(ROW.canonical(2))
                .isEqualTo("v2|27:2026-11-22T08:30:00.123456Z|4:4711|36:01890a5d-ac96-774b-bcce-b302099a8057|8:clerk_03"
                        + "|10:TOWN_CLERK|12:999001001000|6:5f3a21|8:10.1.2.3|14:CASE_CONFIRMED|4:case"
                        + "|36:01890a5d-ac96-774b-bcce-b302099a8058|12:999001001201|4:DONE|-|8:1f2e3d4c|7:确认,30元a");
    }

    @Test
    void writesVersionOneAsTheFirstReleasesDid() {
        assertThat(ROW.canonical(1))
                .isEqualTo("v1|8:clerk_03|10:TOWN_CLERK|12:999001001000|14:CASE_CONFIRMED|4:case"
                        + "|36:01890a5d-ac96-774b-bcce-b302099a8058|12:999001001201|4:DONE|-|7:确认,30元a");
    }

    @Test
    void knowsNoOtherVersion() {
        assertThatIllegalArgumentException().isThrownBy(() -> ROW.canonical(3));
    }
}
