package cn.civilaffairs.registry.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** R9: ends of months and years, leap days, and a machine's clock three days ahead or behind. */
    @ParameterizedTest
    @CsvSource({
        "2026-12-31T15:59:59Z, 2026-12-31",
        "2026-12-31T16:00:00Z, 2027-01-01",
        "2026-08-30T16:00:00Z, 2026-08-31",
        "2026-08-31T16:00:00Z, 2026-09-01",
        "2027-02-28T16:00:00Z, 2027-03-01",
        "2028-02-28T16:00:00Z, 2028-02-29",
        "2028-02-29T16:00:00Z, 2028-03-01"
    })
    void tellsTheCountysDayOfEveryInstant(Instant instant, LocalDate day) {
        for (Duration jump : List.of(Duration.ZERO, Duration.ofDays(3), Duration.ofDays(-3))) {
            BusinessClock clock = new BusinessClock();
            clock.moveTo(LocalDateTime.ofInstant(instant.plus(jump), BusinessClock.ZONE));

            assertThat(LocalDate.now(clock)).isEqualTo(day.plusDays(jump.toDays()));
            assertThat(YearMonth.now(clock)).isEqualTo(YearMonth.from(day.plusDays(jump.toDays())));
        }
    }
}
