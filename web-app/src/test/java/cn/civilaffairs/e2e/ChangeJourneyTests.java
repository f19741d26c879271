package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.Test;

/** What happens to families in payment: the head dies, a family leaves; reported, reviewed and confirmed by three people. */
@Journey
class ChangeJourneyTests {

    @Test
    void theHeadDiesAndTheFamilyGoesOnWithAnother(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_05a");
        for (String family : Families.of(clerk, 2)) {
            clerk.go(family).follow("办理增减停发");
            clerk.shot("change-kinds").follow("减员（死亡、迁出、服刑、离家等）");
            String before = clerk.text("a.pill-ok").replaceAll("[^0-9.,]*([0-9.,]+) 元.*", "$1");
            pick(clerk, "哪位家庭成员", "户主");
            clerk.choose("退出原因", "01 死亡").fill("发生日期", "2026-11-10").fill("依据", "死亡医学证明");
            clerk.page().getByLabel("新户主（同时为领款人）").selectOption(new SelectOption().setIndex(1));
            clerk.press("看变动前后金额").sees("变动前后金额", before);
            if (clerk.text(".change-sum").contains("停发")) {
                continue;
            }
            String after = clerk.text(".change-sum").replaceAll("(?s).*变动后\\s*1 人 ([0-9.,]+) 元/月.*", "$1");
            assertThat(after).matches("[0-9,]+\\.[0-9]{2}").isNotEqualTo(before);
            clerk.sees("2026年12月", "没有补发和追缴").shot("change-before-and-after");
            String caseAt = clerk.press("报送乡镇审核").sees("已报送").path().replaceFirst("[?#].*", "");

            confirm(browsers, caseAt, after);
            clerk.go(caseAt).sees("已确认", "已于").shot("change-confirmed");
            clerk.go(family + "/benefits").sees("历次核定", "减员", after).shot("family-after-a-death");
            clerk.page().locator("tr:has-text('减员') a[href^='/why/']").first().click();
            clerk.sees("为什么是这个数", "减员", after, before);
            return;
        }
        throw new AssertionError("No family of two whose allowance goes on");
    }

    @Test
    void aFamilyLeavesOfItsOwnWill(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_06a");
        String family = Families.of(clerk, 2).iterator().next();
        clerk.go(family).follow("办理增减停发");
        clerk.follow("停发（整户退出）");
        clerk.choose("退出原因", "11 自愿退出").fill("发生日期", "2026-11-12").fill("依据", "本人书面申请");
        clerk.press("看变动前后金额").sees("停发", "2026年11月", "没有补发和追缴").shot("change-end");
        String caseAt = clerk.press("报送乡镇审核").path().replaceFirst("[?#].*", "");

        Screen reviewer = browsers.signIn("tr_06");
        reviewer.go(caseAt).fill("意见", "已与本人核实。").press("同意").sees("县级确认");
        Screen approver = browsers.signIn("ca_1");
        approver.go(caseAt).sees("变动前后金额", "11").fill("意见", "同意停发。").press("同意").sees("已确认");

        clerk.go(family + "/benefits").sees("2026-11").seesNot("办理增减停发");
    }

    private static void confirm(Browsers browsers, String caseAt, String after) {
        Screen reviewer = browsers.signIn("tr_05");
        reviewer.go(caseAt).sees("变动前后金额", after, "死亡医学证明").shot("change-at-review");
        reviewer.fill("意见", "已与村核实，情况属实。").press("同意").sees("县级确认");
        Screen approver = browsers.signIn("ca_1");
        approver.go(caseAt)
                .sees("变动前后金额", after)
                .fill("意见", "同意变更。")
                .press("同意")
                .sees("已确认");
    }

    private static void pick(Screen clerk, String label, String part) {
        Locator field = clerk.page().getByLabel(label);
        for (Locator option : field.locator("option").all()) {
            if (option.innerText().contains(part)) {
                field.selectOption(option.getAttribute("value"));
                return;
            }
        }
        throw new AssertionError("No " + part + " to choose");
    }
}
