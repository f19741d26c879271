package cn.civilaffairs.registry.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Today is Shanghai's, wherever the machine thinks it stands. */
class BusinessClockTests {

    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void theMachineStandsWhereItStood() {
        TimeZone.setDefault(before);
    }

    @ParameterizedTest
    @Tag("AC-091")
    @ValueSource(strings = {"UTC", "Asia/Shanghai", "America/New_York"})
    void halfPastMidnightInShanghaiIsTheNewMonth(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        BusinessClock clock = new BusinessClock();
        clock.moveTo(LocalDateTime.of(2026, 4, 1, 0, 30));

        assertThat(clock.instant().toString()).startsWith("2026-03-31T16:30");
        assertThat(YearMonth.now(clock)).isEqualTo(YearMonth.of(2026, 4));
        assertThat(LocalDate.now(clock)).isEqualTo("2026-04-01");
    }
}
