package cn.civilaffairs.disbursement.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Between which days a review may be moved. */
class ReviewWindowTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);

    @ParameterizedTest(name = "planned {0}, last looked at {1}, every {2} months, to {3}: {4}")
    @CsvSource({
        "2027-05-20, 2026-05-20, 12, 2027-02, 2027-02-20",
        "2027-05-20, 2026-05-20, 12, 2027-05, 2027-05-20",
        "2027-05-20, 2026-05-20, 12, 2027-06, ",
        "2027-02-20, 2026-05-20, 12, 2027-05, 2027-05-20",
        "2027-02-25, 2026-05-20, 12, 2027-05, 2027-05-20",
        "2027-01-31, 2026-11-10, 6, 2027-02, 2027-02-28",
        "2027-01-31, 2026-11-10, 3, 2027-02, 2027-02-10",
        "2027-05-20, 2026-05-20, 12, 2026-11, 2026-11-30",
        "2027-05-20, 2026-05-20, 12, 2026-10, ",
        "2026-10-20, 2026-04-20, 6, 2026-12, ",
        "2027-08-20, 2026-05-20, 12, 2027-07, 2027-07-20",
        "2027-08-20, 2026-05-20, 12, 2027-09, "
    })
    void keepTheIntervalOfTheClass(LocalDate planned, LocalDate looked, int months, YearMonth to, LocalDate day) {
        assertThat(new ReviewWindow(planned, planned, looked, months, false)
                        .dayIn(to, TODAY)
                        .orElse(null))
                .isEqualTo(day);
    }

    @Test
    void onlyBringsForwardWhatTheLastReviewLeftOpen() {
        ReviewWindow open = new ReviewWindow(LocalDate.of(2026, 12, 16), LocalDate.of(2026, 12, 16), TODAY, 12, true);

        assertThat(open.dayIn(YearMonth.of(2027, 1), TODAY)).isEmpty();
        assertThat(open.dayIn(YearMonth.of(2026, 11), TODAY)).contains(LocalDate.of(2026, 11, 30));
    }

    @Test
    void letWhatWasBroughtForwardGoBack() {
        ReviewWindow forward = new ReviewWindow(
                LocalDate.of(2027, 1, 20), LocalDate.of(2027, 8, 20), LocalDate.of(2020, 5, 20), 12, false);

        assertThat(forward.dayIn(YearMonth.of(2027, 8), TODAY)).contains(LocalDate.of(2027, 8, 20));
        assertThat(forward.dayIn(YearMonth.of(2027, 9), TODAY)).isEmpty();
    }

    @Test
    void leavesNobodyWithoutADayToBeSeen() {
        assertThat(new ReviewWindow(
                                LocalDate.of(2027, 5, 20),
                                LocalDate.of(2027, 5, 20),
                                LocalDate.of(2026, 5, 20),
                                12,
                                false)
                        .dayIn(YearMonth.of(2026, 11), LocalDate.of(2026, 11, 30)))
                .isEmpty();
    }
}
