package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The supervisor asks a figure who is behind it. */
@Journey
class ReportJourneyTests {

    @Test
    void aFigureOfTheReportOpensItsPersonsAndTheirReasons(Browsers browsers) {
        Screen supervisor = browsers.signIn("sup_1");
        supervisor.follow("统计报表");
        supervisor.choose("月份", "2026年10月").press("查看");
        supervisor.sees("勾稽关系全部相符", "2026年10月").shot("monthly-report");

        Locator figure = supervisor
                .page()
                .locator("a[href*='cell?'][href*='column=IN_HOUSEHOLDS']")
                .first();
        int households = Integer.parseInt(figure.innerText().replace(",", ""));
        figure.click();
        supervisor.sees("新增户数", "导出明细").shot("persons-behind-a-figure");
        assertThat(supervisor.page().locator("main tbody tr").count()).isEqualTo(Math.min(households, 50));

        supervisor.followTo("^/families/[0-9a-f-]{36}/benefits");
        supervisor.sees("待遇", "最低生活保障", "发放记录").shot("benefits-of-a-family");
        supervisor.followTo("^/why/");
        supervisor.sees("计算过程", "保障标准").shot("why-for-the-supervisor");
    }

    @Test
    void theReportGoesIntoAWorkbook(Browsers browsers) throws IOException {
        Screen supervisor = browsers.signIn("sup_1").go("/reports/monthly");
        Download workbook = supervisor.download(() -> supervisor
                .page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("导出 Excel"))
                .click());

        assertThat(Files.readAllBytes(workbook.path())).startsWith('P', 'K');
    }

    @Test
    void theReportIsReadInLargePrintToo(Browsers browsers) {
        browsers.signInWithLargePrint("sup_1")
                .go("/reports/monthly")
                .sees("月度统计表")
                .shot("monthly-report-in-large-print");
    }
}
