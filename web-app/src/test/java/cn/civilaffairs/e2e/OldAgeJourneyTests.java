package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The old-age allowance from the birthday roster to the bank file, without anybody applying. */
@Journey
class OldAgeJourneyTests {

    private static final Pattern TOTAL = Pattern.compile("将发放\\s*([0-9,]+)\\s*人\\s*([0-9,.]+)\\s*元");

    @Test
    void theRosterIsConfirmedTheMonthRunAndTheBankFileMade(Browsers browsers) throws IOException {
        confirmedByTheTownship(browsers);
        confirmedByTheCounty(browsers);

        Screen maker = browsers.signIn("fm_1").go("/runs?scheme=old-age").sees("高龄津贴");
        maker.press("计算2026年11月高龄津贴发放");
        String runAt = maker.path();
        maker.waitFor("上月到本月", 180);
        maker.sees("已对平", "人").shot("old-age-run");
        Screen county = browsers.signIn("eo_1");
        explainRedLines(browsers.signIn("eo_2"), runAt);
        county.go(runAt);
        while (county.page().locator("#town").count() > 0) {
            county.fill("原因", "乡镇审核人员外出培训，电话确认").press("代为确认");
        }
        county.sees("全部乡镇已确认");
        Screen checker = browsers.signIn("fc_1");
        openEveryHit(checker, runAt);
        checker.go(runAt).press("复核通过").sees("等待签发人签发");
        Screen signer = browsers.signIn("fs_1").go(runAt);
        Matcher total = TOTAL.matcher(signer.text(".sign-words"));
        assertThat(total.find()).isTrue();
        signer.fill("人数", total.group(1)).fill("金额", total.group(2)).press("签发");
        signer.sees("已签发");
        Screen other = browsers.signIn("fs_2").go(runAt);
        if (other.page().content().contains("还须另一名签发人签发")) {
            other.fill("人数", total.group(1))
                    .fill("金额", total.group(2))
                    .press("签发")
                    .sees("已签发");
        }
        maker.go(runAt + "/bank").press("生成代发文件").sees("代发文件已生成").shot("old-age-bank-file");
        List<String> file = Files.readAllLines(maker.download(() -> maker.page()
                        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("下载"))
                        .first()
                        .click())
                .path());
        assertThat(file.size()).isGreaterThan(50);
        assertThat(file.get(1)).contains(",GL,");
    }

    /** Who reached ninety is paid a third more and crosses a red line by it. */
    private static void explainRedLines(Screen county, String runAt) {
        for (int most = 0; most < 20; most++) {
            var unanswered = county.go(runAt).page().locator("#red-pack a[href*='status=UNANSWERED']");
            if (unanswered.count() == 0) {
                return;
            }
            unanswered.first().click();
            county.page().waitForLoadState();
            county.fill("同一原因造成的", "到龄升档，已核实").press("一并说明");
        }
    }

    private static void openEveryHit(Screen checker, String runAt) {
        checker.go(runAt);
        if (checker.page().getByText("逐户打开").count() == 0) {
            return;
        }
        checker.follow("逐户打开");
        for (int most = 0; checker.path().contains("/red/") && most < 500; most++) {
            checker.page().keyboard().press("j");
            checker.page().waitForLoadState();
            checker.page().waitForTimeout(150);
        }
    }

    /** Some have no account: the clerk learns who, leaves those out, and confirms the others. */
    private static void confirmedByTheTownship(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_03a");
        clerk.sees("高龄津贴花名册").follow("高龄津贴").sees("免申即享").shot("old-age-rosters");
        clerk.follow("2026年11月").choose("办理情况", "待乡镇确认").press("筛选");
        clerk.sees("没有账户").shot("old-age-roster-of-a-township");
        clerk.page().getByLabel("全选本页").check();
        clerk.press("确认所选人员健在、账户无误").sees("没有启用的收款账户");
        while (clerk.page().locator("tr:has-text('没有账户')").count() > 0) {
            var without = clerk.page().locator("tr:has-text('没有账户')").first();
            without.locator("summary").click();
            without.getByLabel("原因").selectOption("NO_ACCOUNT");
            without.getByRole(AriaRole.BUTTON).first().click();
            clerk.sees("下月花名册会再次列出");
        }
        clerk.page().getByLabel("全选本页").check();
        clerk.press("确认所选人员健在、账户无误").sees("由县级确认后发放");
    }

    private static void confirmedByTheCounty(Browsers browsers) {
        Screen county = browsers.signIn("eo_1");
        county.follow("高龄津贴").follow("2026年11月").shot("old-age-roster-of-the-county");
        county.page()
                .locator("tr:has-text('柳林镇')")
                .first()
                .getByRole(AriaRole.BUTTON)
                .click();
        county.sees("已确认，自起发月份起随月度发放批次发放", "已纳入").shot("old-age-granted");
        county.followTo("/benefits/").sees("高龄津贴", "30.00").follow("为什么是这个数");
        county.sees("80 周岁档", "满 80 周岁").shot("old-age-why");
        browsers.signIn("cc_1").go("/desk").seesNot("高龄津贴花名册");
    }
}
