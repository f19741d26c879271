package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Getting in, getting the print larger, getting out. */
@Journey
class SignInJourneyTests {

    @Test
    void anOfficerComesToTheDeskAndLeaves(Browsers browsers) {
        Screen screen = browsers.open(false).go("/desk");
        assertThat(screen.path()).isEqualTo("/login");
        screen.sees("民政综合服务平台", "演示账号").shot("sign-in");

        screen.fill("用户名", "tc_03a").fill("密码", "not-the-password").press("登录");
        screen.sees("用户名或密码不正确");

        Screen clerk = browsers.signIn(browsers.open(false), "tc_03a");
        assertThat(clerk.path()).isEqualTo("/desk");
        clerk.sees("我的工作台", "演示日期").shot("desk-of-a-township-clerk");
        clerk.press("退出").sees("您已退出");
    }

    @Test
    void thePrintGrowsAtTheTouchOfOneButton(Browsers browsers) {
        Screen approver = browsers.signIn("ca_1");
        double before = fontSize(approver);
        approver.press("大字版");

        assertThat(fontSize(approver)).isEqualTo(before * 1.25);
        approver.shot("desk-in-large-print");
        assertThat(approver.page().evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
                .as("no sideways scrolling")
                .isEqualTo(true);
        approver.press("标准版");
        assertThat(fontSize(approver)).isEqualTo(before);
    }

    private static double fontSize(Screen screen) {
        Object size = screen.page().evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)");
        return ((Number) size).doubleValue();
    }
}
