package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The old-age allowance from the birthday roster to the bank file, without anybody applying. */
@Journey
class OldAgeJourneyTests {

    @Test
    void theRosterIsConfirmedTheMonthRunAndTheBankFileMade(Browsers browsers) throws IOException {
        confirmedByTheTownship(browsers);
        confirmedByTheCounty(browsers);

        Screen maker = browsers.signIn("fm_1").go("/runs?scheme=old-age").sees("高龄津贴");
        maker.press("计算2026年11月高龄津贴发放");
        String runAt = maker.path();
        MonthSteps.awaitComputed(maker).sees("上月到本月", "已对平", "人").shot("old-age-run");
        Screen county = browsers.signIn("eo_1");
        // who reached ninety is paid a third more and crosses a red line by it
        MonthSteps.explainRedLines(browsers.signIn("eo_2"), runAt, "到龄升档，已核实");
        MonthSteps.standInForTownships(county.go(runAt));
        Screen checker = browsers.signIn("fc_1").go(runAt);
        if (checker.has(checker.page().getByText("逐户打开"))) {
            MonthSteps.openEveryHit(checker);
        }
        checker.go(runAt).press("复核通过").sees("等待签发人签发");
        MonthSteps.sign(browsers.signIn("fs_1").go(runAt), "人数");
        MonthSteps.signAgain(browsers.signIn("fs_2"), runAt, "人数");
        List<String> file =
                Files.readAllLines(MonthSteps.makeBankFile(maker, runAt).path());
        assertThat(file.size()).isGreaterThan(50);
        assertThat(file.get(1)).contains(",GL,");
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
