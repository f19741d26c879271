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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The county's month from the maker's first click to the closed run, one payment failing at the bank. */
@Journey
class MonthJourneyTests {

    private static final Path FOLDER = Path.of("target", "e2e-files");
    private static final Pattern TOTAL = Pattern.compile("将发放\\s*([0-9,]+)\\s*户\\s*([0-9,.]+)\\s*元");

    @Test
    void theMonthIsComputedConfirmedCheckedSignedSentReadBackAndClosed(Browsers browsers) throws IOException {
        Screen maker = browsers.signIn("fm_1");
        String runAt = compute(maker);
        confirmAllTownships(browsers, runAt);

        Screen checker = browsers.signIn("fc_1");
        checker.go(runAt).press("复核通过").sees("等待签发人签发").shot("run-checked");
        sign(browsers.signIn("fs_1"), runAt);

        Download sent = makeBankFile(maker, runAt);
        Path answer = answerOfBank(sent.path());
        maker.go(runAt + "/bank").upload("回盘文件", answer).press("读取回盘");
        maker.sees("失败待处理", "账户已销户").shot("return-file-read");

        checker.go(runAt + "/bank").press("办结本批次");
        checker.sees("批次已办结").shot("run-closed");
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
        while (caseworker.page().locator("#town").count() > 0) {
            caseworker.fill("原因", "乡镇审核人员外出培训，电话确认").press("代为确认");
        }
        caseworker.sees("全部乡镇已确认");
    }

    private static void sign(Screen signer, String runAt) {
        signer.go(runAt).fill("户数", "1").fill("金额", "1.00").press("签发");
        signer.sees("不一致").shot("signature-refused");
        Matcher total = TOTAL.matcher(signer.go(runAt).text(".sign-words"));
        assertThat(total.find()).isTrue();
        signer.fill("户数", total.group(1)).fill("金额", total.group(2)).shot("before-signature");
        signer.press("签发").sees("已签发");
    }

    private static Download makeBankFile(Screen maker, String runAt) {
        maker.go(runAt + "/bank").press("生成代发文件").sees("代发文件已生成").shot("bank-file");
        return maker.download(() -> maker.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("下载"))
                .first()
                .click());
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
