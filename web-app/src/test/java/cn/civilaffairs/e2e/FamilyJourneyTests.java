package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** From the search box into a family file, through its tabs, and to a whole number with a reason. */
@Journey
class FamilyJourneyTests {

    @Test
    void aClerkFindsAFamilyAndReadsItsFile(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_03a");
        Page page = clerk.page();
        clerk.go("/desk");
        page.keyboard().press("/");
        page.keyboard().type("w");
        page.keyboard().press("Enter");
        page.waitForURL("**/search");
        clerk.sees("与户主关系", "999001************").shot("search");

        clerk.followTo("/families/[0-9a-f-]{36}");
        clerk.sees("家庭成员（", "档案号", "元/月").shot("family");
        String family = clerk.path().replace("/members", "");
        for (String tab : new String[] {"means", "papers", "checks", "benefits", "history"}) {
            clerk.go(family + "/" + tab).shot("family-" + tab);
        }
        page.keyboard().press("Control+1");
        page.waitForURL("**/members");

        clerk.followTo("/members/[0-9a-f-]{36}").sees("收款账户", "核对证件号码").shot("family-person");
        assertThat(page.content()).doesNotContainPattern("999001[0-9]{8}");
        clerk.press("查看完整号码");
        page.locator("#reveal-id-usual").selectOption("HOUSEHOLD_BOOK");
        page.locator("#reveal-id button:not([type=button])").click();
        page.locator("#reveal-id-answer b").waitFor();
        assertThat(clerk.text("#reveal-id-answer")).matches("999001[0-9]{11}[0-9X]");
        clerk.shot("family-number");
    }

    @Test
    void aVillageIsFoundByItsInitialsWhileAFamilyIsKeyed(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_09");
        Page page = clerk.page();
        clerk.go("/families/new");
        page.locator("input[data-id-number]").fill("11010519491231002X");

        page.locator(".id-answer .ok-text").waitFor();
        assertThat(clerk.text(".id-answer")).contains("女 · 1949-12-31 出生");
        assertThat(page.locator("[name='head.birthDate']").inputValue()).isEqualTo("1949-12-31");
        page.locator("#area").pressSequentially("999001009");
        page.waitForFunction("() => document.querySelectorAll('#areas option').length > 0");
        clerk.shot("family-new");
    }
}
