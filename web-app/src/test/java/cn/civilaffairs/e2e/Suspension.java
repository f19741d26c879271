package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;

/**
 * A family's payment suspended for two reasons (暂停发放), each of which has to go before it revives (恢复发放).
 *
 * @param clerk who suspended it
 * @param amount what it is due each month
 */
record Suspension(Screen clerk, String family, String amount) {

    static Suspension of(Screen clerk) {
        for (String family : Families.of(clerk)) {
            clerk.go(family + "/benefits");
            Locator form = clerk.page().locator("summary:has-text('暂停发放 最低生活保障')");
            if (form.count() == 0) {
                continue;
            }
            String amount = clerk.text("main td a[href^='/why/']");
            suspend(clerk, "下落不明", "入户三次无人，电话不通");
            suspend(clerk, "证件过期", "户主身份证 10 月到期");
            clerk.shot("family-suspended-for-two-reasons");
            return new Suspension(clerk, family, amount);
        }
        throw new AssertionError("No family that could be suspended");
    }

    private static void suspend(Screen clerk, String reason, String note) {
        clerk.page().locator("summary:has-text('暂停发放 最低生活保障')").first().click();
        clerk.choose("暂停原因", reason).fill("情况说明", note).press("暂停发放");
        clerk.sees("已暂停发放：" + reason + "，自 2026-11 起");
    }

    void holdsIn(String runAt, Screen county) {
        county.go(runAt + "/exceptions?town=999001002000&disposition=HELD");
        Locator row = county.page().locator("tr:has(a[href='" + family + "/benefits'])");
        assertThat(row.innerText()).contains("下落不明", amount);
        county.shot("run-with-a-family-suspended");
    }

    /** Whoever suspended it does not decide alone that the months are made up for; and one reason left is enough. */
    void isLifted(Screen reviewer) {
        clerk.go(family + "/benefits");
        lift(clerk, "下落不明", "本人已返乡，见面核实");
        clerk.sees("须由另一人恢复").shot("revival-refused");
        reviewer.go(family + "/benefits");
        lift(reviewer, "下落不明", "本人已返乡，见面核实");
        reviewer.sees("已解除这一暂停原因", "尚未恢复").shot("one-reason-lifted");
        lift(reviewer, "证件过期", "新身份证已核对");
        reviewer.sees("已解除这一暂停原因").seesNot("尚未恢复").shot("family-revived");
    }

    private static void lift(Screen officer, String reason, String why) {
        officer.fill(reason + " 恢复依据", why);
        officer.page()
                .locator("tr:has-text('" + reason + "') button:has-text('恢复并补发')")
                .click();
    }
}
