package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

/** The print centre, two editors at once, a working list edited offline, drafts, keys and large print, as clerks use them. */
@Journey
class PaperJourneyTests {

    @Test
    void aClerkWorksInThePrintCentre(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_06a");
        clerk.go("/desk").follow("打印中心").sees("打印登记", "补打", "校验值").shot("papers");
        clerk.go("/papers?reprints=true").sees("诚信承诺书", "补打").shot("papers-reprints");
        clerk.go("/papers?officer=没有这个人").sees("没有符合筛选条件的打印记录");

        clerk.go("/papers").follow("空白表样").sees("受理通知书", "民主评议记录", "送达回证").shot("papers-blanks");
        assertThat(clerk.print("空白诚信承诺书")).isNotNull();
        clerk.go("/papers").sees("诚信承诺书（空白）");

        clerk.go("/papers/batch?what=household:household-sheet&area=999001006201&month=2026-10");
        if (clerk.page().locator("input[name=ticked]").count() == 0) {
            clerk.go("/papers/batch").sees("包括打印过的").shot("papers-batch");
        } else {
            clerk.sees("一户一页").shot("papers-batch");
        }
        clerk.go("/papers/names").sees("姓名").shot("papers-names");
        Screen north = browsers.signIn("tc_12a");
        north.go("/papers/names").sees("U+20BB7", "怎么办").shot("papers-names-found");
    }

    @Test
    void theStandingListOfAVillageIsPreviewedAndPrinted(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_06a");
        Page page = clerk.page();
        clerk.go("/papers/posters").sees("公示榜", "未成年人领取的、限制查看的待遇不公示");
        page.locator("#village").pressSequentially("999001006");
        page.waitForFunction("() => document.querySelectorAll('#areas option').length > 0");
        String village = page.locator("#areas option").first().getAttribute("value");
        page.locator("#village").fill(village);
        clerk.fill("公示期从", "2026-11-01").fill("到", "2026-11-30").press("预览");
        clerk.sees("姓名", "保障人口", "公示期").shot("papers-poster");
        clerk.press("制作公示").sees("待发布", "等待另一人");
        String notice = clerk.path();
        Screen reviewer = browsers.signIn("tr_06");
        reviewer.go(notice).press("核对无误，发布").sees("公示中").shot("papers-notice");
        clerk.go(notice);
        assertThat(clerk.print("打印公示榜")).isNotNull();
        clerk.go("/papers").sees("长期公示榜");
    }

    @Test
    void aFamilysSheetIsPrintedFromItsFile(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_07a");
        family(clerk, "w");
        clerk.go(clerk.path().replaceFirst("/members.*", "") + "/papers").follow("打印一户一页、复核表、告知书");
        clerk.sees("一户一页", "动态管理复核表", "全家").shot("family-prints");
        clerk.print("打印一户一页");
        clerk.sees("补打");
    }

    @Test
    void theSecondOfTwoEditorsComparesFieldByField(Browsers browsers) {
        Screen first = browsers.signIn("tc_03b");
        String person = family(first, "l");
        Screen second = browsers.signIn("cc_1");
        first.go(person);
        second.go(person);
        open(first);
        open(second);

        first.page().locator("[name=labour]").selectOption("PARTIAL");
        first.page().locator("[name=remark]").fill("村干部来电告知");
        first.press("保存更正").sees("已更正");
        second.page().locator("[name=labour]").selectOption("NONE");
        second.page().locator("[name=health]").selectOption("SERIOUSLY_ILL");
        second.press("保存更正");

        second.sees("两人同时修改", "您填的", "对方保存的", "原来的", "村干部来电告知").shot("conflict");
        assertThat(second.page().locator("tr:has-text('健康状况') input:checked").getAttribute("value"))
                .isEqualTo("SERIOUSLY_ILL");
        assertThat(second.page().locator("tr:has-text('备注') input:checked").getAttribute("value"))
                .isEqualTo("村干部来电告知");
        Locator both = second.page().locator("tr:has-text('劳动能力')");
        if (both.locator("input:checked").count() == 0) {
            both.locator("input").first().check();
        }
        second.press("按所选保存").sees("已更正");
        open(second);
        assertThat(second.page().locator("[name=remark]").inputValue()).isEqualTo("村干部来电告知");
        assertThat(second.page().locator("[name=health]").inputValue()).isEqualTo("SERIOUSLY_ILL");
    }

    @Test
    void aVillagesListGoesOutIsEditedAndComesBackCellByCell(Browsers browsers) throws IOException {
        Screen clerk = browsers.signIn("tc_08a");
        Page page = clerk.page();
        clerk.go("/working-lists").sees("导出底表", "传回底表").shot("working-list");
        page.locator("#area").pressSequentially("999001008");
        page.waitForFunction("() => document.querySelectorAll('#areas option').length > 0");
        List<List<String>> rows = List.of();
        for (Locator option : page.locator("#areas option").all()) {
            page.locator("#area").fill(option.getAttribute("value"));
            Download download =
                    clerk.download(() -> page.locator("button:has-text('导出底表')").click());
            rows = read(Files.readAllBytes(download.path()));
            if (rows.size() > 6) {
                break;
            }
        }
        int header = header(rows);
        int health = rows.get(header).indexOf("健康状况");
        List<String> someone = rows.get(header + 1);
        String changed = someone.get(health).equals("一般疾病") ? "健康" : "一般疾病";
        someone.set(health, changed);
        Path file = Files.createTempFile("working-list", ".xlsx");
        Files.write(file, write(rows));

        clerk.go("/working-lists").upload("填好的底表（.xlsx）", file).press("上传，看差异");
        clerk.waitFor("处不同", 60)
                .sees("共 1 处不同", changed, someone.get(2))
                .seesNot("不是本系统导出的行标识")
                .shot("working-list-differences");
        clerk.press("采用勾选的").waitFor("更正了 1 人的登记", 60).shot("working-list-done");
    }

    @Test
    void whatWasTypedSurvivesATimeOut(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_10a");
        Page page = clerk.page();
        page.clock().install();
        clerk.go("/families/new");
        page.locator("[name='head.name']").fill("周半途");
        page.clock().fastForward(8_000);
        page.locator(".draft-note:has-text('已保存')").waitFor();
        page.context().clearCookies();

        clerk.go("/families/new");
        assertThat(clerk.path()).startsWith("/login");
        browsers.signIn(clerk, "tc_10a");
        clerk.go("/families/new").sees("您有一份未提交的内容").shot("draft-offered");
        page.locator("button:has-text('恢复')").click();
        assertThat(page.locator("[name='head.name']").inputValue()).isEqualTo("周半途");
    }

    @Test
    void everyKeyOfTheListDoesWhatItSays(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_11a");
        Page page = clerk.page();
        clerk.go("/desk");
        page.keyboard().press("?");
        assertThat(page.locator("#keys-help kbd").allInnerTexts())
                .containsExactly(
                        "/",
                        "g d",
                        "J",
                        "K",
                        "Enter",
                        "Ctrl+1…6、Alt+1…6",
                        "A",
                        "R",
                        "Ctrl+S",
                        "Alt+N",
                        "1…4",
                        "Ctrl+Enter",
                        "Esc",
                        "?");
        clerk.shot("keys-complete");
        page.keyboard().press("Escape");
        assertThat(page.locator("#keys-help[open]").count()).isZero();
        page.keyboard().press("/");
        assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("global-search");
        page.keyboard().type("z");
        page.keyboard().press("Enter");
        page.waitForURL("**/search");
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("k");
        page.keyboard().press("Enter");
        page.waitForURL("**/families/**");
        page.keyboard().press("Control+2");
        page.waitForURL("**/means");
        page.keyboard().press("Alt+1");
        page.waitForURL("**/members");
        if (page.locator("#add-member").count() > 0) {
            page.keyboard().press("Alt+n");
            assertThat(page.locator("#add-member[open]").count()).isEqualTo(1);
        }
        clerk.go("/families/new");
        page.locator("[name='head.name']").fill("周试键");
        page.keyboard().press("Control+s");
        clerk.sees("请选择城乡类别");
        page.locator("h1").click();
        page.keyboard().press("g");
        page.keyboard().press("d");
        page.waitForURL("**/desk");
    }

    @Test
    void largePrintBreaksNoDateInTwo(Browsers browsers) {
        Screen large = browsers.signInWithLargePrint("sup_1");
        for (String list : List.of(
                "/runs", "/cases?hold=OPEN", "/cases?hold=CLOSED", "/papers", "/recoveries", "/leads?view=ALL")) {
            large.go(list);
            List<?> broken = (List<?>) large.page().evaluate("""
                            () => [...document.querySelectorAll('.app-table td, .app-table th')]
                                .filter(cell => /^\\d{4}(-\\d{2}(-\\d{2})?( \\d{2}:\\d{2})?|年\\d{1,2}月(\\d{1,2}日)?)$/.test(cell.textContent.trim()))
                                .filter(cell => {
                                    const range = document.createRange();
                                    range.selectNodeContents(cell);
                                    return new Set([...range.getClientRects()].filter(r => r.width > 0).map(r => Math.round(r.top))).size > 1;
                                })
                                .map(cell => cell.textContent.trim())""");
            assertThat(broken).as("dates in two lines on " + list).isEmpty();
        }
        large.go("/runs").shot("runs-large");
    }

    /** Looks somebody up by initials and opens them; gives the address of the first person of the first family. */
    private static String family(Screen clerk, String initials) {
        Page page = clerk.page();
        clerk.go("/desk");
        page.keyboard().press("/");
        page.keyboard().type(initials);
        page.keyboard().press("Enter");
        page.waitForURL("**/search");
        clerk.followTo("/families/[0-9a-f-]{36}");
        clerk.followTo("/members/[0-9a-f-]{36}");
        return clerk.path();
    }

    private static void open(Screen screen) {
        screen.page().locator("summary:has-text('更正信息')").click();
    }

    private static int header(List<List<String>> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).contains("健康状况") && rows.get(i).contains("姓名")) {
                return i;
            }
        }
        throw new AssertionError("No header in " + rows);
    }

    private static List<List<String>> read(byte[] file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            for (Row row : book.getFirstSheet().read()) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    cells.add(i < row.getCellCount() ? row.getCellText(i) : "");
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    private static byte[] write(List<List<String>> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "office", "1.0")) {
            Worksheet sheet = book.newWorksheet("列表");
            for (int r = 0; r < rows.size(); r++) {
                for (int c = 0; c < rows.get(r).size(); c++) {
                    sheet.value(r, c, rows.get(r).get(c));
                }
            }
        }
        return out.toByteArray();
    }
}
