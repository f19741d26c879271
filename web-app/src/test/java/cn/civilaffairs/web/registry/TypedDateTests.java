package cn.civilaffairs.web.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.RuleViolation;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedDateTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);

    @ParameterizedTest
    @CsvSource({
        "19540228, 1954-02-28",
        "1954-2-28, 1954-02-28",
        "54.2.28, 1954-02-28",
        "26/11/16, 2026-11-16",
        "27.1.1, 1927-01-01",
        "1954年2月28日, 1954-02-28",
        "' 1956-02-29 ', 1956-02-29",
    })
    void readsDatesAsTheyAreKeyed(String typed, LocalDate date) {
        assertThat(TypedDate.of(typed, TODAY)).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "19540229", "1954-13-01", "昨天", "540228"})
    void refusesWhatIsNoDate(String typed) {
        assertThatExceptionOfType(RuleViolation.class).isThrownBy(() -> TypedDate.of(typed, TODAY));
    }

    @Test
    void takesNothingForNothingWhereADateIsOptional() {
        assertThat(TypedDate.optional(" ", TODAY)).isNull();
    }
}
