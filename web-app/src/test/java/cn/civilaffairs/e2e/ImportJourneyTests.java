package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A township's rosters come in from Excel: with errors, corrected, confirmed by a second person. */
@Journey
class ImportJourneyTests {

    private static final Path FOLDER = Path.of("target", "e2e-files");

    @Test
    void aRosterIsCheckedCorrectedAndConfirmed(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_03a");
        clerk.follow("名册导入").shot("imports");

        String refused = upload(clerk, "家庭成员名册", sample(clerk, "家庭成员名册（含错误）", "roster-with-errors.xlsx"));
        assertThat(number(clerk, "#rows-failed")).isPositive();
        clerk.sees("问题清单", "证件号码", "校验码").shot("check-report-with-errors");
        Path report = download(clerk, "下载检查报告", "report.xlsx");
        assertThat(report).isNotEmptyFile();
        clerk.press("放弃，改好再传");

        String corrected = upload(clerk, "家庭成员名册", sample(clerk, "家庭成员名册（已更正）", "roster.xlsx"));
        assertThat(corrected).isNotEqualTo(refused);
        assertThat(number(clerk, "#rows-failed")).isZero();
        int people = number(clerk, "#rows-passed");
        clerk.shot("check-report-without-errors");

        Screen second = browsers.signIn("tc_03b").go(corrected);
        second.press("写入通过的 " + people + " 行").waitFor("与系统一致未变", 60);
        assertThat(number(second, "#rows-written")).isEqualTo(people);
        second.shot("roster-confirmed");

        importedAgainChangesNothing(clerk, people);
        comparedWithTheRule(browsers.signIn("cc_1"));
    }

    private static void importedAgainChangesNothing(Screen clerk, int people) {
        upload(clerk, "家庭成员名册", sample(clerk, "家庭成员名册（已更正）", "roster.xlsx"));
        clerk.press("写入通过的 " + people + " 行").waitFor("与系统一致未变", 60);
        assertThat(number(clerk, "#rows-written")).isZero();
    }

    /** What was paid so far stands beside what the rule says, and nothing is changed silently. */
    private static void comparedWithTheRule(Screen caseworker) {
        upload(caseworker, "家庭收入财产", sample(caseworker, "家庭收入财产", "means.xlsx"));
        caseworker.press("写入通过的").waitFor("与系统一致未变", 60);

        upload(caseworker, "在保名册", sample(caseworker, "在保名册", "in-payment.xlsx"));
        caseworker.sees("提醒", "核定").shot("benefits-compared");
        caseworker.press("写入通过的").waitFor("与系统一致未变", 60);
        caseworker.shot("benefits-taken-over");
    }

    private static String upload(Screen screen, String roster, Path file) {
        screen.go("/imports").choose("名册种类", roster).upload("Excel 文件", file).press("上传并检查");
        assertThat(screen.path()).as(screen.text("main")).matches("/imports/.+");
        screen.waitFor("问题清单", 60);
        return screen.path();
    }

    /** One of the demo county's own workbooks, saved under a name every machine can write. */
    private static Path sample(Screen screen, String link, String name) {
        return download(screen.go("/imports"), link, name);
    }

    private static Path download(Screen screen, String link, String name) {
        Download download = screen.download(() -> screen.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first()
                .click());
        Path file = FOLDER.resolve(name);
        download.saveAs(file);
        return file;
    }

    private static int number(Screen screen, String selector) {
        return Integer.parseInt(screen.text(selector).replace(",", ""));
    }
}
