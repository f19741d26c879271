package cn.civilaffairs.e2e;

import org.junit.jupiter.api.Test;

/** The life of a case in payment: ended, appealed against, given back; and a death nobody has to remember. */
@Journey
class LifeJourneyTests {

    @Test
    void anEndIsAppealedAgainstAndTakenBack(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_08a");
        String family = Families.one(clerk);

        clerk.go(family + "/members");
        clerk.page().locator("[data-open-row]").last().click();
        clerk.page().locator("summary:has-text('减员、死亡登记')").click();
        clerk.fill("死亡日期", "2026-11-12").fill("信息来源", "死亡医学证明");
        clerk.shot("register-form-of-a-family-in-payment").press("登记死亡");
        clerk.sees("已知的情况已经填在下面").shot("guided-change-filled-in");

        String caseAt = ended(browsers, clerk, family);
        Screen first = browsers.signIn("cc_1");
        first.go(caseAt);
        first.page().locator("summary:has-text('登记复议、诉讼、复查')").click();
        first.fill("受理机关", "县人民政府行政复议机构");
        first.page().locator("#appeals form button:has-text('登记')").last().click();
        first.sees("已登记");
        Screen second = browsers.signIn("cc_2");
        second.go(caseAt).sees("登记结果为“撤销”的，当即恢复").shot("appeal-before-its-outcome");
        second.choose("结果", "撤销").fill("决定书文号", "云政复决〔2026〕12号").press("登记结果");
        second.sees("恢复待遇", "自 2026年12月 起").shot("appeal-won");

        clerk.go(family + "/benefits").sees("办理增减停发", "更正").shot("family-restored");
    }

    private static String ended(Browsers browsers, Screen clerk, String family) {
        clerk.go(family + "/benefits").follow("办理增减停发").follow("停发（整户退出）");
        clerk.choose("退出原因", "12 拒不配合").fill("发生日期", "2026-11-12").fill("依据", "两次通知复核均未到场");
        clerk.press("看变动前后金额").sees("停发");
        String caseAt = clerk.press("报送乡镇审核").sees("已报送").path().replaceFirst("[?#].*", "");
        browsers.signIn("tr_08").go(caseAt).fill("意见", "属实。").press("同意").sees("县级确认");
        browsers.signIn("ca_1").go(caseAt).fill("意见", "同意停发。").press("同意").sees("已确认");
        return caseAt;
    }

    @Test
    void aDeathIsOnTheTownshipsDeskByItself(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_05a");
        clerk.go("/cases").sees("石有根").shot("queue-with-a-death");
        clerk.page().locator("tr:has-text('石有根') [data-open-row]").first().click();
        clerk.sees("死亡登记：死亡医学证明", "石玉兰").shot("case-the-system-made-out");
        clerk.follow("更正申报，重新报送").sees("石玉兰").fill("依据", "死亡医学证明，已与家属核对");
        clerk.press("看变动前后金额").sees("2026年12月", "2 人").shot("death-before-and-after");
        clerk.press("报送乡镇审核").sees("已报送");
        clerk.page().locator("main a[href*='/families/']").first().click();
        clerk.sees("成员死亡待核定").shot("family-held-for-a-death");
    }
}
