package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.SystemOfficer;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.invariants.Invariants;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The county's month from the maker's first click to the closed run, one payment failing at the bank; and four families with
 * what led to what the month pays them: one that is new, one on its way out, one that was suspended, one that is stopped.
 */
@Journey
class MonthJourneyTests {

    private static final Path FOLDER = Path.of("target", "e2e-files");

    /** Whatever is decided in October counts for the month that is paid here. */
    private static final LocalDateTime IN_OCTOBER = LocalDateTime.of(2026, 10, 8, 9, 0);

    private static final String TAKEN_IN_BY = "tc_10a";
    private static final String SEEN_OUT_BY = "tc_04a";
    private static final String SUSPENDED_BY = "tc_02a";

    private static String newFamily;
    private static String leavingFamily;
    private static String half;

    @Autowired
    private BusinessClock clock;

    @Autowired
    private Invariants invariants;

    @Test
    @Order(1)
    void aFamilyIsFollowedFromItsVillageToItsTownshipsOwnDecision(Browsers browsers) {
        clock.moveTo(IN_OCTOBER);
        newFamily = new DevolvedCase(browsers).decided(TAKEN_IN_BY);
    }

    @Test
    @Order(2)
    void aFamilyThatGotAPensionIsPaidHalfOnItsWayOut(Browsers browsers) {
        clock.moveTo(IN_OCTOBER);
        Screen clerk = browsers.signIn(SEEN_OUT_BY);
        for (String family : Families.of(clerk, 1)) {
            clerk.go(family + "/benefits");
            clerk.follow("办理增减停发").follow("收入超标转渐退");
            BigDecimal before = new BigDecimal(clerk.text("a.pill-ok").replaceAll("[^0-9.]*([0-9.]+) 元.*", "$1"));
            clerk.choose("渐退原因", "领取养老金").fill("发生日期", "2026-10-01").fill("依据", "养老金存折");
            clerk.choose("新增第 1 项类别", "转移净收入")
                    .fill("新增第 1 项名称", "城乡居民养老金")
                    .fill("新增第 1 项金额", before.add(BigDecimal.valueOf(100)).toPlainString())
                    .choose("新增第 1 项周期", "月");
            clerk.press("看变动前后金额");
            clerk.page().locator("#outlook, main .alert-danger").first().waitFor();
            if (!clerk.has(clerk.page().locator("h3:has-text('渐退安排')"))) {
                continue; // such as a case still open
            }
            half = before.divide(BigDecimal.valueOf(2), 2, RoundingMode.HALF_UP).toPlainString();
            clerk.sees("2026年11月", half, "最后一个月 2027年4月，次月停发").shot("taper-before-and-after");
            clerk.press("报送乡镇审核").sees("已报送");
            String caseAt = CaseSteps.at(clerk);
            CaseSteps.agree(browsers.signIn("tr_04"), caseAt, "存折属实。").sees("县级确认");
            CaseSteps.agree(browsers.signIn("ca_1"), caseAt, "同意转渐退。").sees("已确认");
            clerk.go(family + "/benefits").sees("2027-04", half).shot("family-on-its-way-out");
            leavingFamily = family;
            return;
        }
        throw new AssertionError("No family of one is free to go");
    }

    @Test
    @Order(3)
    void theMonthIsComputedConfirmedCheckedSignedSentReadBackAndClosed(Browsers browsers) throws IOException {
        aListComesInAndIsAnswered(browsers);
        Suspension suspension = Suspension.of(browsers.signIn(SUSPENDED_BY));

        Screen maker = browsers.signIn("fm_1");
        String computed = compute(maker);
        String stopped = stop(browsers, computed);
        answerRedLines(browsers, computed);
        suspension.holdsIn(computed, browsers.signIn("cc_2"));
        suspension.isLifted(browsers.signIn("tr_02"));
        String runAt = recompute(maker, computed);
        confirmAllTownships(browsers, runAt);

        Screen checker = browsers.signIn("fc_1");
        openEveryHit(checker, runAt);
        checker.go(runAt).press("复核通过").sees("等待签发人签发").shot("run-checked");
        sign(browsers.signIn("fs_1"), runAt);
        Screen second = browsers.signIn("fs_2").go(runAt).sees("新增领款人", "还须另一名签发人签发");
        MonthSteps.signAgain(second, runAt, "户数");

        Download sent = MonthSteps.makeBankFile(maker, runAt);
        Path answer = answerOfBank(sent.path());
        maker.go(runAt + "/bank").upload("回盘文件", answer).press("读取回盘");
        maker.sees("失败待处理", "账户已销户").shot("return-file-read");

        checker.go(runAt + "/bank").press("办结本批次");
        checker.sees("批次已办结").shot("run-closed");

        assertThat(Families.lastPayment(browsers.signIn("tc_09"), stopped))
                .as("stopped from December on")
                .matches("2026-11 2026-11 .* 发放成功");
        Screen clerk = browsers.signIn(SUSPENDED_BY);
        assertThat(Families.lastPayment(clerk, suspension.family())).startsWith("2026-11 2026-11");
        assertThat(Families.lastPayment(clerk, suspension.family())).contains(" " + suspension.amount() + " 发放成功");
        assertThat(Families.lastPayment(browsers.signIn(SEEN_OUT_BY), leavingFamily))
                .matches("2026-11 2026-11 .* 1 " + half + " 发放成功");
        clerk = browsers.signIn(TAKEN_IN_BY);
        assertThat(Families.lastPayment(clerk, newFamily)).matches("2026-11 2026-11 .* 1 537.00 发放成功");
        clerk.shot("first-payment").followTo("^/why/");
        clerk.sees("为什么是这个数", "首次核定", "460.00 × 1", "537.00").shot("why-the-first-payment");
        assertThat(Acting.as(SystemOfficer.of(AreaCode.of("999001000000")), invariants::check))
                .allMatch(Invariants.Finding::sound);
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

    /** Nobody came to a review that is overdue: the money is held at once, and the end is decided by two more. */
    private static String stop(Browsers browsers, String runAt) {
        Screen township = browsers.signIn("tc_09").go(runAt + "/red?code=REVIEW_OVERDUE&status=UNANSWERED");
        township.page().locator("tr[data-row] [data-open-row]").first().click();
        String hit = township.sees("本批次这一户").path();
        township.page().getByLabel("停发").first().check();
        township.fill("理由", "两次上门、一次书面通知，均未配合复核").press("答复并看下一条");
        township.sees("已答复：停发，资金已暂停");
        township.go(hit).sees("停发尚未办结，资金已暂停", "乡镇审核、县级确认后生效").shot("red-line-to-stop");
        township.follow("按此办理增减停发").press("看变动前后金额");
        township.sees("停发", "2026年11月", "12 拒不配合", "没有补发和追缴").shot("change-by-red-line");
        township.press("报送乡镇审核").sees("已报送");
        String caseAt = CaseSteps.at(township);
        CaseSteps.agree(browsers.signIn("tr_09"), caseAt, "通知书已送达，情况属实。").sees("县级确认");
        CaseSteps.agree(browsers.signIn("ca_1"), caseAt, "同意停发。").sees("已确认");
        township.go(hit).sees("终止月份", "2026-11", "停发由").shot("red-line-stopped");
        township.followTo("^/families/[0-9a-f-]{36}/benefits");
        return township.path().replaceFirst("/benefits.*", "");
    }

    private static String recompute(Screen maker, String computed) {
        maker.go(computed).sees("仍在本批次中").press("按答复重新计算");
        String runAt = maker.path();
        assertThat(runAt).isNotEqualTo(computed);
        MonthSteps.awaitComputed(maker).sees("上月到本月", "已对平").shot("run-recomputed");
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
        MonthSteps.awaitComputed(maker).sees("上月到本月", "已对平", "0.00").shot("run-with-bridge");
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
