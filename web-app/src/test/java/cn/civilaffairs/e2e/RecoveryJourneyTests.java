package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A claim nobody has taken up yet, from the list to the last yuan, by the four officers it takes. */
@Journey
class RecoveryJourneyTests {

    private static final Pattern NUMBER = Pattern.compile("ZJ2026-[0-9]{6}");
    private static final Pattern AMOUNT = Pattern.compile("应追缴\\s*([0-9,.]+)\\s*元");

    @Test
    void aClaimIsTakenUpConfirmedDemandedRepaidAndSettled(Browsers browsers) {
        Screen caseworker = browsers.signIn("cc_1").go("/recoveries");
        caseworker.sees("合计").sees("归还中").sees("已移送法院").shot("recoveries");
        caseworker.go("/recoveries?state=PROPOSED").shot("recoveries-proposed");
        Matcher number = NUMBER.matcher(caseworker.text("tbody"));
        assertThat(number.find()).isTrue();
        caseworker
                .page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(number.group()))
                .click();
        String claimAt = caseworker.path();
        caseworker.sees("与往来账一致").shot("recovery-found");
        Matcher amount = AMOUNT.matcher(caseworker.text(".run-head"));
        assertThat(amount.find()).isTrue();
        caseworker.fill("理由", "死亡迟报，多发已核实");
        caseworker
                .page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("提出").setExact(true))
                .click();
        caseworker.sees("由县级审批确认");

        browsers.signIn("ca_1").go(claimAt).press("确认追缴").sees("待通知").shot("recovery-confirmed");

        caseworker.go(claimAt);
        caseworker
                .page()
                .waitForPopup(() -> caseworker
                        .page()
                        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("打印并送达追缴通知书"))
                        .click());
        caseworker.go(claimAt).sees("已通知").press("约定分期").sees("已约定分期").shot("recovery-demanded");

        Screen maker = browsers.signIn("fm_1").go(claimAt);
        maker.fill("到账金额（元）", amount.group(1)).fill("银行流水号或凭证号", "NSJOURNEY001");
        maker.press("录入到账").sees("待发放复核");
        browsers.signIn("fc_1").go(claimAt).press("复核").sees("已还清").shot("recovery-settled");
    }
}
