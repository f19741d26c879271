package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A township's new standard: proposed, tried out, seen by name, approved by another officer, and carried out. */
@Journey
class UpliftJourneyTests {

    private static final Pattern CHANGES = Pattern.compile("批准后标准生效[，,]\\s*([0-9,]+)\\s*户");

    @Test
    void aNewStandardIsSeenByNameBeforeItIsApprovedAndThenCarriedOut(Browsers browsers) {
        Screen caseworker = browsers.signIn("cc_1").go("/standards/new");
        caseworker.page().locator("#area").selectOption("999001015000");
        caseworker.page().locator("select[name=residence]").selectOption("RURAL");
        caseworker.fill("金额（元）", "880").fill("文号", "云民〔2026〕21号");
        caseworker.page().locator("input[name=effectiveFrom]").fill("2026-12-01");
        caseworker.press("提出").sees("请先测算影响").sees("880.00").shot("standard-proposed");

        Screen approver = browsers.signIn("ca_1").go("/standards");
        approver.sees("县级经办测算影响后在测算结果页批准");

        caseworker.press("测算影响");
        String upliftAt = caseworker.path();
        assertThat(upliftAt).startsWith("/uplifts/");
        caseworker.waitFor("查看结果", 120);
        caseworker.go(upliftAt).sees("待批准").sees("各乡镇").sees("名单").shot("uplift-preview");

        Matcher changes = CHANGES.matcher(approver.go(upliftAt).text(".sign-words"));
        assertThat(changes.find()).isTrue();
        approver.fill("变动户数", "1").press("批准并执行").sees("不一致");
        approver.fill("变动户数", changes.group(1)).press("批准并执行");
        approver.waitFor("查看结果", 120);
        approver.go(upliftAt).sees("已执行").shot("uplift-applied");
        approver.go("/standards").sees("880.00").sees("查看测算");
    }
}
