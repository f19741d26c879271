package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A failed payment from its township back to the bank, and the month after its close. */
@Journey
class MonthEndJourneyTests {

    private static final String NEW_CARD = Accounts.card(0);

    @Test
    void aFailedPaymentGetsANewAccountByTwoAndIsPaidForItsOwnMonth(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_03a");
        clerk.go("/desk").sees("退票处理").shot("desk-with-failed-payments");
        clerk.go("/returns?stage=TO_CORRECT").sees("待补正账户", "补正账户").shot("failed-payments");
        clerk.followTo("#accounts");
        clerk.sees("录入新账户");
        String family = clerk.path().replaceAll("#.*", "");
        Accounts.enter(clerk, family, NEW_CARD);
        clerk.shot("new-account-entered");
        clerk.go("/returns?stage=TO_CONFIRM").sees("新账户待复核");

        Screen reviewer = browsers.signIn("tr_03");
        Accounts.confirm(reviewer, family, NEW_CARD);
        reviewer.shot("new-account-confirmed");

        Screen maker = browsers.signIn("fm_1");
        maker.go("/returns?stage=READY").sees("待重发", "等县级制单补发").shot("failed-ready");
        maker.page().getByText("计算补发批次").first().click();
        MonthSteps.awaitComputed(maker).sees("重发与退还").shot("supplementary-run");
        maker.go(maker.path() + "/lines").sees("重发", "2026-");
        clerk.go("/returns?stage=UNDER_WAY").sees("重发中", "补发批次").shot("failed-under-way");
    }

    @Test
    void theSupervisorChecksTheMonthPrintsTheSetAndAMonthIsOpenedAgainByTwo(Browsers browsers) {
        Screen supervisor = browsers.signIn("sup_1");
        supervisor.go("/months").sees("2026年10月", "曾重开").shot("months");
        supervisor
                .go("/months/2026-10?scheme=minimum-living")
                .sees("结账清单", "月度统计表勾稽相符", "快照号")
                .shot("month-end");
        supervisor.press("打印整套报表").sees("正在生成整套报表");
        for (int i = 0; i < 60 && !supervisor.text("#print").contains("补打 第 2 份"); i++) {
            supervisor.page().waitForTimeout(500);
            supervisor.go("/months/2026-10?scheme=minimum-living");
        }
        supervisor.sees("补打 第 2 份", "打开 PDF").shot("month-end-printed");
        supervisor
                .go("/months/2026-10/quality?scheme=minimum-living")
                .sees("按时率", "发放成功率")
                .shot("quality-cards");
        supervisor
                .go("/reports/checks?scheme=minimum-living&month=2026-10")
                .sees("全部相符", "+22", "−2")
                .shot("reconciliation");

        supervisor.go("/months/2026-08?scheme=minimum-living");
        supervisor.fill("重开原因", "银行通知 8 月一笔退汇").press("申请重开本月");
        supervisor.sees("须由另一位审批或分管领导决定").shot("reopening-asked");
        Screen approver = browsers.signIn("ca_1").go("/months/2026-08?scheme=minimum-living");
        approver.press("批准重开").sees("重开中").shot("month-open-again");
        String run = approver.page().locator("a[href*='/bank']").first().getAttribute("href");
        browsers.signIn("fc_1").go(run).press("办结本批次").sees("批次已办结");
        supervisor
                .go("/months/2026-08?scheme=minimum-living")
                .sees("第 2 版", "与上一版的差异")
                .shot("month-closed-again");
        supervisor.followTo("/differences").sees("两版的数字完全相同");
        assertThat(supervisor.path()).contains("/differences");
    }
}
