package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The county's month from the maker's first click to the closed run, one payment failing at the bank. */
@Journey
class MonthJourneyTests {

    private static final Path FOLDER = Path.of("target", "e2e-files");

    @Test
    void theMonthIsComputedConfirmedCheckedSignedSentReadBackAndClosed(Browsers browsers) throws IOException {
        aListComesInAndIsAnswered(browsers);

        Screen maker = browsers.signIn("fm_1");
        String computed = compute(maker);
        answerRedLines(browsers, computed);
        String runAt = recompute(maker, computed);
        confirmAllTownships(browsers, runAt);

        Screen checker = browsers.signIn("fc_1");
        openEveryHit(checker, runAt);
        checker.go(runAt).press("复核通过").sees("等待签发人签发").shot("run-checked");
        sign(browsers.signIn("fs_1"), runAt);
        MonthSteps.signAgain(browsers.signIn("fs_2"), runAt, "户数");

        Download sent = MonthSteps.makeBankFile(maker, runAt);
        Path answer = answerOfBank(sent.path());
        maker.go(runAt + "/bank").upload("回盘文件", answer).press("读取回盘");
        maker.sees("失败待处理", "账户已销户").shot("return-file-read");

        checker.go(runAt + "/bank").press("办结本批次");
        checker.sees("批次已办结").shot("run-closed");
    }

    /** Three people on a list of twenty are in payment; one of them, the township finds, now draws a pension. */
    private static void aListComesInAndIsAnswered(Browsers browsers) throws IOException {
        Screen county = browsers.signIn("cc_1").go("/imports");
        Download download = county.download(() -> county.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("部门比对清单"))
                .first()
                .click());
        Files.createDirectories(FOLDER);
        Path list = FOLDER.resolve("department-list.xlsx");
        download.saveAs(list);
        county.go("/imports").choose("名册种类", "部门比对清单").upload("Excel 文件", list).press("上传并检查");
        county.waitFor("问题清单", 60);
        county.sees("在享人员 3 行，其中新线索 3 条", "其余 17 行不是在享人员").shot("list-checked");
        county.press("写入通过的 20 行").waitFor("看产生的线索", 60);

        Screen township = browsers.signIn("tc_03a");
        township.sees("线索核实").go("/leads?view=TO_ANSWER&kind=PENSION").shot("leads-of-a-township");
        township.page()
                .locator("tr", new Page.LocatorOptions().setHasText("2026-11-06"))
                .locator("a")
                .first()
                .click();
        township.sees("部门提供的情况", "正在享受的待遇").shot("lead");
        township.page().getByLabel("属实-停发").first().check();
        township.fill("核实经过", "11月16日入户，本人承认11月起领取养老金，存折为证。").press("提交回复");
        township.sees("等待县级");
        String leadAt = township.path();

        county.go("/leads?view=TO_CONFIRM").sees("属实-停发").shot("leads-to-confirm");
        county.go(leadAt).press("确认这个回复").sees("已办结");
    }

    /** The township pauses the pensioner; the county explains the rest, cause by cause. */
    private static void answerRedLines(Browsers browsers, String runAt) {
        Screen township = browsers.signIn("tc_03b").go(runAt);
        township.sees("红线检查", "领取养老金线索").shot("run-red-lines-of-a-township");
        township.go(runAt + "/red?code=LEAD_PENSION&status=UNANSWERED").shot("red-lines");
        township.page()
                .locator("tr", new Page.LocatorOptions().setHasText("2026-11-06"))
                .locator("a")
                .first()
                .click();
        township.sees("本批次这一户").shot("red-line");
        township.page().getByLabel("暂停").first().check();
        township.fill("理由", "线索已核实，待办理减员").press("答复并看下一条");
        township.sees("已答复");

        Screen county = browsers.signIn("cc_1").go(runAt);
        county.shot("run-red-lines");
        MonthSteps.explainRedLines(county, runAt, "已逐户与乡镇核实，情况属实，应予发放");
    }

    private static String recompute(Screen maker, String computed) {
        maker.go(computed).sees("仍在本批次中").press("按答复重新计算");
        String runAt = maker.path();
        assertThat(runAt).isNotEqualTo(computed);
        maker.waitFor("上月到本月", 180);
        maker.sees("已对平").shot("run-recomputed");
        return runAt;
    }

    private static void openEveryHit(Screen checker, String runAt) {
        checker.go(runAt).sees("提示未打开").shot("check-refused");
        assertThat(checker.page().locator("button:has-text('复核通过')").isDisabled())
                .isTrue();
        MonthSteps.openEveryHit(checker);
    }

    private static String compute(Screen maker) {
        maker.go("/runs").sees("月度发放").shot("runs");
        maker.press("计算2026年11月");
        String runAt = maker.path();
        maker.shot("run-computing");
        maker.waitFor("上月到本月", 180);
        maker.sees("已对平", "0.00").shot("run-with-bridge");
        return runAt;
    }

    /** Two townships confirm themselves; the county's caseworker stands in for the others, saying why. */
    private static void confirmAllTownships(Browsers browsers, String runAt) {
        for (String reviewer : List.of("tr_03", "tr_09")) {
            browsers.signIn(reviewer).go(runAt).press("确认").sees("已确认");
        }
        Screen caseworker = browsers.signIn("cc_1").go(runAt);
        caseworker.shot("run-townships-confirming");
        MonthSteps.standInForTownships(caseworker);
    }

    private static void sign(Screen signer, String runAt) {
        signer.go(runAt).fill("户数", "1").fill("金额", "1.00").press("签发");
        signer.sees("不一致").shot("signature-refused");
        MonthSteps.sign(signer.go(runAt).shot("before-signature"), "户数");
    }

    /** What the bank sends back: every line paid but the fifth, whose account is closed. */
    private static Path answerOfBank(Path sent) throws IOException {
        List<String> answer = new ArrayList<>();
        answer.add("批次号,序号,收款账号,金额,处理结果,失败原因,处理日期,银行流水号");
        List<String> lines = Files.readAllLines(sent);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells[0].startsWith("合计") || cells.length < 10) {
                continue;
            }
            boolean failed = cells[1].equals("5");
            String account = cells[7].replaceAll("[^0-9]", "");
            answer.add(String.join(
                    ",",
                    cells[0],
                    cells[1],
                    account,
                    cells[9],
                    failed ? "失败" : "成功",
                    failed ? "账户已销户" : "",
                    "2026-11-25",
                    "LS" + cells[1]));
        }
        Files.createDirectories(FOLDER);
        return Files.write(FOLDER.resolve("return.csv"), answer);
    }
}
