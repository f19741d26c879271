package cn.civilaffairs.e2e;

import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.Test;

/** A family moves to another township with its allowance: proposed by one, accepted by the other, seen by both. */
@Journey
class MoveJourneyTests {

    @Test
    void aFamilyMovesToTownAndTheOtherTownshipAcceptsIt(Browsers browsers) {
        Screen leaving = browsers.signIn("tc_13a");
        for (String family : Families.of(leaving)) {
            leaving.go(family).follow("办理迁移");
            leaving.page().getByLabel("迁入的村（社区）").selectOption(new SelectOption().setValue("999001016001"));
            leaving.choose("迁入后城乡类别", "城市").fill("迁移日期", "2026-11-10").fill("依据", "户口迁移证");
            leaving.shot("move-form").press("看迁移前后金额");
            if (leaving.page().locator("#outlook").count() == 0) {
                continue; // such as a case still open
            }
            leaving.sees("迁移后（元/月）", "2026年12月起由迁入地发放").shot("move-before-and-after");
            String move = leaving.press("提交迁入地乡镇接收").sees("等待对方答复").path();

            Screen receiving =
                    browsers.signIn("tc_16a").go("/desk").sees("迁移待我方答复").shot("move-on-the-desk");
            receiving.follow("迁移待我方答复").sees("溪东街道 溪东社区").shot("moves");
            receiving.go(move).sees("户口迁移证").shot("move-to-answer").press("接收");
            receiving.sees("已接收").shot("move-accepted");
            if (receiving.text("main").contains("已接收并生效")) { // another journey had November's money signed already
                leaving.go(move).sees("已迁移", "2026年12月起由迁入地发放");
                return;
            }
            receiving.sees("已接收，待生效", "2026-11 由迁出地发放");
            leaving.go(move).sees("已接收，待生效");
            leaving.go(family).sees("正在办理迁移，迁往 溪东街道 溪东社区").shot("family-that-moves");
            return;
        }
        throw new AssertionError("No family of the township is free to move");
    }
}
