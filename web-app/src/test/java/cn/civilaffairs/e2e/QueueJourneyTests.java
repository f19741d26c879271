package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** Working through the queue without the mouse, and finding the way back to the same row. */
@Journey
class QueueJourneyTests {

    @Test
    void aClerkWorksThroughTheQueueByKeys(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_03a");
        clerk.go("/desk").sees("超期", "三个工作日内到期", "退回给我", "新收").shot("desk");
        Page page = clerk.page();

        clerk.go("/cases?hold=OPEN").sees("案号", "户主").shot("queue");
        page.keyboard().press("?");
        clerk.sees("看全部按键").shot("keys");
        page.keyboard().press("Escape");

        page.keyboard().press("j");
        page.keyboard().press("j");
        String second =
                page.evaluate("() => document.activeElement.closest('tr').id").toString();
        page.keyboard().press("Enter");
        page.waitForURL("**/cases/*-*");
        clerk.sees("办理经过", "返回队列").shot("case");

        clerk.follow("返回队列");
        assertThat(page.locator("tr.row-marked").getAttribute("id")).isEqualTo(second);
        page.keyboard().press("g");
        page.keyboard().press("d");
        page.waitForURL("**/desk");
    }

    @Test
    void agreeingAndReturningTakeMoreThanOneKey(Browsers browsers) {
        Screen reviewer = browsers.signIn("tr_03");
        reviewer.go("/cases").sees("待我办理").shot("queue-of-a-reviewer");
        Page page = reviewer.page();
        reviewer.followTo("/cases/[0-9a-f-]{36}");
        String before = reviewer.path();

        page.keyboard().press("a");
        assertThat(focused(page)).isIn("AGREE", "why-AGREE");
        page.keyboard().press("r");
        assertThat(focused(page)).isIn("toStep", "why-RETURN");
        assertThat(reviewer.path()).isEqualTo(before);
        reviewer.shot("case-under-review");
    }

    @Test
    void tickingRowsAddsThemUp(Browsers browsers) {
        Screen reviewer = browsers.signIn("tr_03");
        reviewer.go("/cases");
        Page page = reviewer.page();
        assertThat(page.locator("[data-tick-bar]").isVisible()).isFalse();

        page.locator("input[name=ticked]").first().check();

        assertThat(page.locator("[data-tick-bar]").isVisible()).isTrue();
        assertThat(page.locator("[data-tick-rows]").innerText()).isEqualTo("1");
        reviewer.shot("queue-with-a-row-ticked");
    }

    private static String focused(Page page) {
        return page.evaluate("() => document.activeElement.value && document.activeElement.name === 'act'"
                        + " ? document.activeElement.value : document.activeElement.id")
                .toString();
    }
}
