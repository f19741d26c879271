package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What every month's money goes through, whatever the benefit; households are counted for some and persons for others. */
final class MonthSteps {

    private static final Pattern TOTAL = Pattern.compile("将发放\\s*([0-9,]+)\\s*[户人]\\s*([0-9,.]+)\\s*元");

    private static final double COMPUTED_MILLIS = 180_000;

    private MonthSteps() {}

    /** The page says by itself when the month is computed; a small one may be before its page is shown. */
    static Screen awaitComputed(Screen maker) {
        Locator done = maker.page().locator("#run-progress a");
        done.or(maker.page().locator("h2:has-text('各乡镇合计与确认')"))
                .first()
                .waitFor(new Locator.WaitForOptions().setTimeout(COMPUTED_MILLIS));
        return maker.has(done) ? maker.follow("查看结果") : maker;
    }

    /** Cause by cause, those of one cause together. */
    static void explainRedLines(Screen county, String runAt, String why) {
        var unanswered = county.page().locator("#red-pack a[href*='status=UNANSWERED']");
        for (int most = 0; most < 20 && county.go(runAt).has(unanswered); most++) {
            unanswered.first().click();
            county.page().waitForLoadState();
            county.fill("同一原因造成的", why).press("一并说明");
        }
        assertThat(county.go(runAt).has(unanswered)).isFalse();
    }

    /** The county stands in for the townships that have not confirmed, saying why. */
    static void standInForTownships(Screen county) {
        while (county.has(county.page().locator("#town"))) {
            county.fill("原因", "乡镇审核人员外出培训，电话确认").press("代为确认");
        }
        county.sees("全部乡镇已确认");
    }

    static void openEveryHit(Screen checker) {
        checker.follow("逐户打开");
        for (int most = 0; checker.path().contains("/red/"); most++) {
            checker.leaveBy("j");
            assertThat(most).isLessThan(500);
        }
        checker.sees("须复核打开的已全部打开");
    }

    /** @param counted {@code 户数} or {@code 人数} */
    static void sign(Screen signer, String counted) {
        Matcher total = TOTAL.matcher(signer.text(".sign-words"));
        assertThat(total.find()).isTrue();
        signer.fill(counted, total.group(1))
                .fill("金额", total.group(2))
                .press("签发")
                .sees("已签发");
    }

    /** Where the month changes much, another signer signs as well. */
    static void signAgain(Screen other, String runAt, String counted) {
        if (other.go(runAt).page().content().contains("还须另一名签发人签发")) {
            sign(other.shot("second-signer"), counted);
        }
    }

    static Download makeBankFile(Screen maker, String runAt) {
        maker.go(runAt + "/bank").press("生成代发文件").sees("代发文件已生成").shot("bank-file");
        return maker.download(() -> maker.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("下载"))
                .first()
                .click());
    }
}
