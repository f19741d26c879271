package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A township's reviews, worked through as somebody does who has keyed files for thirty years: without the mouse. */
@Journey
class ReviewJourneyTests {

    private static final int REVIEWS = 20;

    /** J, Enter to begin with; then A, Ctrl and Enter for each. */
    private static final int KEYS_AT_MOST = 2 + 3 * REVIEWS;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Pattern COUNT = Pattern.compile("共 ([0-9,]+) 户");

    @Test
    void twentyUnchangedReviewsByKeyboardAloneInUnderFiveMinutes(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_03b");
        clerk.go("/desk").sees("定期复核");
        int recorded = count(clerk, "RECORDED");
        int open = count(clerk, "OPEN");
        assertThat(open).isGreaterThanOrEqualTo(REVIEWS);
        clerk.shot("reviews-due");

        Keys keys = new Keys(clerk.page());
        Instant begun = Instant.now();
        keys.press("j");
        keys.pressAndArrive("Enter");
        for (int review = 1; review <= REVIEWS; review++) {
            keys.press("a");
            keys.pressAndArrive("Control+Enter");
        }
        Duration taken = Duration.between(begun, Instant.now());

        System.out.printf(
                Locale.ROOT, "%d unchanged reviews: %d keys, %.1f s%n", REVIEWS, keys.count, taken.toMillis() / 1000.0);
        assertThat(keys.count).isLessThanOrEqualTo(KEYS_AT_MOST);
        assertThat(taken).isLessThan(LIMIT);
        clerk.shot("review");
        assertThat(count(clerk, "RECORDED")).isEqualTo(recorded + REVIEWS);
        assertThat(count(clerk, "OPEN")).isEqualTo(open - REVIEWS);

        Screen reviewer = browsers.signIn("tr_03");
        int confirmed = count(reviewer, "CONFIRMED");
        reviewer.go("/reviews?state=RECORDED");
        reviewer.page().locator("[data-tick-all]").check();
        assertThat(reviewer.text("[data-tick-rows]")).isEqualTo(String.valueOf(recorded + REVIEWS));
        reviewer.shot("reviews-to-confirm").press("审核选中的户").sees("已审核");
        assertThat(count(reviewer, "CONFIRMED")).isEqualTo(confirmed + recorded + REVIEWS);
        reviewer.shot("reviews-confirmed");
    }

    @Test
    void theCountySeesWhichTownshipIsLate(Browsers browsers) {
        Screen caseworker = browsers.signIn("cc_1");
        caseworker.go("/reviews").sees("各乡镇进度", "其中逾期").shot("reviews-of-the-county");
        caseworker.followTo("state=OVERDUE");
        caseworker.sees("逾期", "不会自动停发");
    }

    private static int count(Screen screen, String state) {
        screen.go("/reviews?state=" + state);
        Matcher count = COUNT.matcher(screen.text("main"));
        return count.find() ? Integer.parseInt(count.group(1).replace(",", "")) : 0;
    }

    /** Every key that is pressed, a chord as many as it has. */
    private static final class Keys {

        private final Page page;
        private int count;

        Keys(Page page) {
            this.page = page;
        }

        void press(String chord) {
            count += chord.split("\\+").length;
            page.keyboard().press(chord);
        }

        void pressAndArrive(String chord) {
            String before = page.url();
            press(chord);
            page.waitForURL(url -> !url.equals(before));
            page.waitForLoadState();
        }
    }
}
