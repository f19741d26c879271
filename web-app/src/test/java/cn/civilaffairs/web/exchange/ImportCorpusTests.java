package cn.civilaffairs.web.exchange;

import static cn.civilaffairs.web.exchange.RawWorkbook.error;
import static cn.civilaffairs.web.exchange.RawWorkbook.formula;
import static cn.civilaffairs.web.exchange.RawWorkbook.number;
import static cn.civilaffairs.web.exchange.RawWorkbook.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.audit.LogReader;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ImportBatch;
import cn.civilaffairs.registry.exchange.ImportDesk;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.LeftFiles;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * The bad-input corpus of the security design (§6.5): 14 files and 34 rows, each with the answer, the words, what is saved
 * and what is logged. The files are made here. Sizes are those of contract 0 (50 MB, 200,000 rows).
 */
@WebTest
class ImportCorpusTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);
    private static final String[] PEOPLE = {
        "家庭编号", "与户主关系", "姓名", "证件号码", "性别", "出生日期", "户籍地区划代码", "居住地区划代码", "城乡类别", "开户银行", "银行账号", "账户类型"
    };
    private static final String[] MEANS = {"家庭编号", "证件号码", "项目类别", "项目名称", "金额", "周期", "起始日期", "来源"};
    private static final String NO_WORKBOOK = "这不是有效的 .xlsx 工作簿。请下载模板填写，不要直接改文件扩展名。";
    private static final String UNSAFE = "这个工作簿不能安全打开，已拒绝。请下载模板，把数据粘贴为数值后再上传。";

    @Autowired
    private Visits visits;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private ImportDesk desk;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private AreaRegister areas;

    @Autowired
    private LogReader log;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private org.springframework.transaction.support.TransactionTemplate transaction;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer caseworker;
    private Officer clerk;
    private String village;
    private int family;

    @BeforeEach
    void aCountyOnMonday() {
        clock.set(TODAY);
        county = counties.create();
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        clerk = county.officer(Role.TOWN_CLERK);
        village = county.village(1, 1).value();
    }

    @Test
    void f01ToF04AreNoWorkbooks() {
        refuses("F01", "名册.xlsx", ole(), 422, "这是旧版 .xls 文件。请在 Excel 中“另存为”.xlsx 工作簿后再上传。", "import.file-xls");
        byte[] table = "<html><table><tr><td>王明</td></tr></table></html>".getBytes(StandardCharsets.UTF_8);
        refuses("F02", "名册.xlsx", table, 422, NO_WORKBOOK, "import.file-not-xlsx");
        refuses("F03", "名册.xlsx", new byte[0], 422, "文件是空的，没有任何内容。", "import.file-empty");
        byte[] whole = people().bytes();
        refuses(
                "F04",
                "名册.xlsx",
                Arrays.copyOf(whole, whole.length / 2),
                422,
                "文件已损坏或不完整，无法读取。请在 Excel 中打开并重新保存后再上传。",
                "import.file-damaged");
    }

    @Test
    @Tag("AC-081")
    void f05AndF06AreBombsRefusedInLittleMemory() throws Exception {
        byte[] bomb = people().bomb();
        assertThat(bomb.length).isBetween(10_000_000, 12_000_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        refuses("F05", "名册.xlsx", bomb, 422, UNSAFE, "import.file-unsafe");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes ever allocated on the way, however soon given back")
                .isLessThan(64L << 20);
        assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);

        RawWorkbook rows = new RawWorkbook().header(PEOPLE);
        for (int i = 0; i < 200_001; i++) {
            rows.row(text("1"));
        }
        byte[] file = rows.bytes();
        start = System.nanoTime();
        refusesLater("F06", file, "超过 200,000 行，请拆成几个文件分别导入。", "import.too-many-rows");
        assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
    }

    @Test
    void f07ToF11AreNotOpened() throws Exception {
        refuses(
                "F07",
                "名册.xlsx",
                people().prolog("<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")
                        .bytes(),
                422,
                UNSAFE,
                "import.file-unsafe");
        String macros = "不接受带宏的工作簿。请另存为不带宏的 .xlsx 后再上传。";
        refuses("F08", "名册.xlsm", people().bytes(), 422, macros, "import.file-macros");
        refuses(
                "F08 renamed",
                "名册.xlsx",
                people().with("xl/vbaProject.bin", "x").bytes(),
                422,
                macros,
                "import.file-macros");
        refuses("F09", "名册.xlsx", encrypted(people().bytes()), 422, "文件设有打开密码。请取消密码后再上传。", "import.file-encrypted");
        String links = "工作簿中有指向其他文件或数据源的链接。请断开链接后再上传。";
        refuses(
                "F10",
                "名册.xlsx",
                people().with(
                                "xl/externalLinks/externalLink1.xml",
                                "<externalLink><ddeLink ddeService=\"cmd\"/></externalLink>")
                        .bytes(),
                422,
                links,
                "import.file-external-links");
        refuses(
                "F11",
                "名册.xlsx",
                new byte[(50 << 20) + 100_000],
                413,
                "文件超过 50 MB，请拆成几个文件分别导入。",
                "import.file-too-large");
    }

    @Test
    void f12AndF13HaveTheirDataOrTheirHeadersElsewhere() throws Exception {
        byte[] second = workbook(book -> {
            book.newWorksheet("说明").value(0, 0, "请看第二页");
            sheet(book.newWorksheet("名册"));
        });
        String elsewhere = "数据须放在第一个可见的工作表。现在第一个工作表是“%s”，数据在“名册”。";
        refuses("F12", "名册.xlsx", second, 422, elsewhere.formatted("说明"), "import.other-sheet");
        byte[] hidden = workbook(book -> {
            Worksheet roster = book.newWorksheet("名册");
            sheet(roster);
            roster.setVisibilityState(VisibilityState.HIDDEN);
            book.newWorksheet("空白").value(0, 0, "空");
        });
        refuses("F12 hidden", "名册.xlsx", hidden, 422, elsewhere.formatted("空白"), "import.other-sheet");

        String[] renamed = PEOPLE.clone();
        renamed[3] = "身份号";
        refuses(
                "F13 renamed",
                "名册.xlsx",
                new RawWorkbook().header(renamed).row(good("王明", male(1960))).bytes(),
                422,
                "工作表“Sheet1”中没有找到这些列：证件号码。请对照模板检查表头。",
                "import.columns-missing");
        byte[] merged = workbook(book -> {
            Worksheet sheet = book.newWorksheet("名册");
            sheet.value(0, 0, "家庭编号");
            sheet.range(0, 0, 0, 3).merge();
            sheet.value(1, 0, "1");
        });
        refuses(
                "F13 merged",
                "名册.xlsx",
                merged,
                422,
                "工作表“名册”中没有找到这些列：与户主关系、姓名、证件号码、户籍地区划代码、居住地区划代码、城乡类别。请对照模板检查表头。",
                "import.columns-missing");
        String[] cells = good("王明", male(1960));
        String[] turned = new String[PEOPLE.length];
        String[] turnedCells = new String[PEOPLE.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = PEOPLE[turned.length - 1 - i];
            turnedCells[i] = cells[turned.length - 1 - i];
        }
        accepts(
                "F13 reordered",
                new RawWorkbook().header(turned).row(turnedCells).bytes(),
                "residents",
                List.of(),
                1);
    }

    @Test
    void f14IsEmptyHoweverManyRowsWereFormatted() throws Exception {
        RawWorkbook rows = new RawWorkbook().header(PEOPLE);
        for (int i = 1; i < 1_048_576; i++) {
            rows.row("<c r=\"@\" s=\"0\"/>");
        }
        byte[] file = rows.bytes();
        long start = System.nanoTime();
        refusesLater("F14", file, "文件中没有数据行。", "import.no-rows");
        assertThat(System.nanoTime() - start)
                .as("10 s is the mark; this leaves room for a busy machine")
                .isLessThan(30_000_000_000L);
    }

    @Test
    void b01ToB07AreNumbersOfPersons() throws Exception {
        rejects("B01", person(3, number("340722196001010010")), "证件号码: 是数字格式，号码可能已经丢失末几位，请将单元格设为“文本”后重新填写完整号码");
        rejects("B02", person(3, text(male(1960).substring(0, 17))), "证件号码: 证件号码应为 18 位，现在是 17 位。");
        String right = male(1960);
        rejects(
                "B03",
                person(3, text(right.substring(0, 17) + (right.endsWith("1") ? "2" : "1"))),
                "证件号码: 校验码不对，请对照证件逐位核对。");
        takes("B04", person(3, text(endingInX().toLowerCase(java.util.Locale.ROOT))));
        takes("B05", person(3, text(fullWidth(male(1961)))));
        String spaced = male(1962);
        takes(
                "B06",
                person(
                        3,
                        text(spaced.substring(0, 6) + "\u00A0" + spaced.substring(6, 14) + "\u200B "
                                + spaced.substring(14))),
                "证件号码: 号码中有空格或看不见的字符，已去掉");
        takes("B07", person(3, text("999001" + "540228" + "001")), "证件号码: 是 15 位旧号码，已换算为 18 位，请核对");
    }

    @Test
    void b08ToB14AreBirthDays() throws Exception {
        String impossible = "99900119990230001";
        rejects(
                "B08",
                person(3, text(impossible + IdNumber.checkCharacter(impossible))),
                "证件号码: 证件号码中的出生日期不存在，或早于 1890 年。");
        rejects("B08 column", person(5, text("19990230")), "出生日期: 日期不存在");
        rejects("B09", person(3, text(id(LocalDate.of(2026, 12, 1), Sex.MALE))), "证件号码: 出生日期晚于今天");
        rejects("B10", person(3, text(id(LocalDate.of(1895, 11, 16), Sex.MALE))), "证件号码: 年龄超过 130 岁，请核对");
        takes("B10 of 130", person(3, text(id(LocalDate.of(1895, 11, 17), Sex.MALE))));
        rejects("B11", person(5, text("1961-03-04")), "出生日期: 与证件号码不一致");
        rejects("B12", person(4, text("女")), "性别: 与证件号码不一致");
        for (String gap : List.of("1940-06-01", "1941-03-15", "1986-05-04")) {
            LocalDate born = LocalDate.parse(gap);
            String[] cells = good("钟变", id(born, Sex.MALE));
            cells[5] = text(gap);
            takes("B13 " + gap, cells);
        }
        String[] leap = good("闰生", id(LocalDate.of(2008, 2, 29), Sex.MALE));
        leap[5] = text("2008-02-29");
        takes("B14", leap);
    }

    @Test
    void b15ToB17AreDates() throws Exception {
        LocalDate serial = LocalDate.of(2023, 3, 15);
        String[] cells = good("数日", id(serial, Sex.MALE));
        cells[5] = number("45000");
        takes("B15", cells);
        for (String words : List.of("2016/3/1", "2016年3月1日", "20160301", "2016.3.1")) {
            String[] written = good("写日", id(LocalDate.of(2016, 3, 1), Sex.MALE));
            written[5] = text(words);
            takes("B16 " + words, written);
        }
        rejects("B16 ambiguous", person(5, text("01/02/1960")), "出生日期: 日期有歧义，请写成 2026-03-01 的样子");
        String[] since1904 = good("旧历", id(serial, Sex.MALE));
        since1904[5] = number(String.valueOf(45000 - 1462));
        accepts(
                "B17",
                new RawWorkbook().since1904().header(PEOPLE).row(since1904).bytes(),
                "residents",
                List.of(),
                1);
    }

    @Test
    void b18ToB25AreAmounts() throws Exception {
        String home = registeredFamily();
        accepts(
                "B18",
                new RawWorkbook()
                        .header(MEANS)
                        .row(means(home, "一", text("1,200.00")))
                        .row(means(home, "二", text("￥1200")))
                        .bytes(),
                "means",
                List.of(),
                2);
        rejectsAmount("B19", home, number("1200.005"), "金额: 金额最多两位小数");
        rejectsAmount("B20", home, number("-1"), "金额: 金额不能为负数");
        rejectsAmount("B21", home, number("0"), "金额: 金额不能为 0");
        rejectsAmount("B22", home, number("1E12"), "金额: 金额过大，请核对单位是否为元");
        rejectsAmount("B23", home, text("一千二"), "金额: 不是金额，请填阿拉伯数字");
        rejectsAmount("B24", home, formula("A1*2", "2"), "金额: 是公式，请先“复制—选择性粘贴—数值”再导入");
        rejectsAmount("B25", home, error("#REF!"), "金额: 单元格中是错误值（如 #REF!），请改正");
    }

    @Test
    void b26ToB30AreNames() throws Exception {
        rejects("B26", person(2, text("=cmd|'/c calc'!A1")), "姓名: 姓名中有不能用于姓名的字符。");
        rejects("B27", person(2, text("<script>")), "姓名: 姓名中有不能用于姓名的字符。");
        rejects("B28", person(2, text("长".repeat(300))), "姓名: 姓名最多 50 个字。");
        String rare = "\uD842\uDFB7";
        assertThat(rare.codePointAt(0)).isEqualTo(0x20BB7);
        UUID batch = takes("B29", person(2, text(rare + "明")));
        assertThat(names(batch)).containsExactly(rare + "明");
        for (String dot : List.of("\u00B7", "\u2022", "\u2027", "\u30FB", "\u22C5")) {
            UUID dotted = takes("B30 " + dot, person(2, text("阿卜杜" + dot + "热合曼")));
            assertThat(names(dotted)).containsExactly("阿卜杜·热合曼");
        }
    }

    @Test
    void b31ToB34AreOfElsewhereOrTwice() throws Exception {
        rejects(clerk, "B31", person(7, text(county.village(2, 1).value())), "居住地区划代码: 不在您的服务区域内");
        Acting.as(
                county.officer(Role.SYS_ADMIN),
                () -> areas.close(county.village(1, 3), LocalDate.of(2026, 7, 1), county.village(1, 2)));
        rejects("B32", person(7, text(county.village(1, 3).value())), "居住地区划代码: “1镇3村”已于 2026-07-01 撤销，由“1镇2村”承接");
        String twice = male(1970);
        UUID batch = upload(
                caseworker,
                "residents",
                new RawWorkbook()
                        .header(PEOPLE)
                        .row(good("钱二", twice))
                        .row(good("钱二", twice))
                        .bytes());
        assertThat(findings(caseworker, batch)).containsExactly("证件号码: 与第 2、3 行是同一个人", "证件号码: 与第 2 行是同一个人");
        assertNothingPassed(caseworker, "B33", batch);
        String theirs = male(1980);
        Officer elsewhere = county.elsewhere(Role.TOWN_CLERK);
        Acting.as(
                elsewhere,
                () -> residents.register(ResidentDetails.citizen(county.village(2, 1), "周五", new IdNumber(theirs))));
        rejects(clerk, "B34", person(3, text(theirs)), "证件号码: 此人已在县内其他区域登记，请联系县级经办核实并办理迁移");
        rejects(
                "B34 account as number",
                account(number("6228480000001234567"), "银行卡"),
                "银行账号: 是数字格式，号码可能已经丢失末几位，请将单元格设为“文本”后重新填写完整号码");
        takes(
                "B34 account's check digit",
                account(text("6228480000001234567"), "银行卡"),
                "银行账号: 银行卡号校验不通过，请核对；如为存折请把账户类型改为存折");
        takes("B34 passbook", account(text("6228480000001234567"), "存折"));
        rejects("B34 account missing", account(null, "银行卡"), "银行账号: 填了开户银行或账户类型，但没有账号");
    }

    @Test
    @Tag("AC-075")
    void leavesNoFileBehindWhetherTakenOrRefused() throws Exception {
        Set<String> before = LeftFiles.now();
        takes("a good file", good("王明", male(1960)));
        refuses("a bad file", "名册.xlsx", ole(), 422, "这是旧版 .xls 文件。请在 Excel 中“另存为”.xlsx 工作簿后再上传。", "import.file-xls");
        UUID batch = upload(caseworker, "residents", people().bytes());
        for (String given : List.of("/imports/" + batch + "/report.xlsx", "/imports/list.xlsx")) {
            assertThat(visits.get(caseworker, given)).hasStatusOk();
        }
        LeftFiles.assertNothingNew(before);
    }

    /** The product takes workbooks and the bank's return files, and no picture: what a name says is never believed. */
    @Test
    @Tag("AC-082")
    void takesNoFileForWhatItsNameSaysAndGivesNoneBackToBeOpened() throws Exception {
        byte[] html = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write("%PDF-1.7 ".getBytes(StandardCharsets.US_ASCII));
        both.write(people().bytes());
        refuses("page as picture", "照片.jpg", html, 422, NO_WORKBOOK, "import.file-not-xlsx");
        refuses("page as workbook", "名册.xlsx", html, 422, NO_WORKBOOK, "import.file-not-xlsx");
        refuses("two in one", "名册.xlsx", both.toByteArray(), 422, NO_WORKBOOK, "import.file-not-xlsx");
        MvcTestResult figures = pages.post()
                .multipart()
                .uri("/reports/given/upload")
                .file(new MockMultipartFile("upload", "数字.xlsx", "application/octet-stream", people().bomb()))
                .param("requestKey", UUID.randomUUID().toString())
                .param("title", "外来")
                .param("source", "县财政局")
                .with(csrf())
                .with(user(officers.loadUserByUsername(caseworker.login())))
                .exchange();
        assertThat(Visits.refusal(figures)).isEqualTo(UNSAFE);

        MvcTestResult climbing = send(clerk, "residents", "../../etc/名册.xlsx", people().bytes());
        UUID batch = UUID.fromString(
                String.valueOf(climbing.getResponse().getRedirectedUrl()).substring("/imports/".length()));
        settle(clerk, batch);
        assertThat(batch(clerk, batch).fileName()).isEqualTo(".._.._etc_名册.xlsx");
        MvcTestResult back = visits.get(clerk, "/imports/" + batch + "/report.xlsx");
        assertThat(back).hasStatusOk();
        assertThat(back.getResponse().getHeader("Content-Disposition")).startsWith("attachment");
        assertThat(back.getResponse().getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        Officer elsewhere = county.elsewhere(Role.TOWN_CLERK);
        assertThat(visits.get(elsewhere, "/imports/" + batch)).hasStatus(404);
        assertThat(visits.get(elsewhere, "/imports/" + batch + "/report.xlsx")).hasStatus(404);
    }

    // what every case states ------------------------------------------------------------------------------------------

    private void refuses(String what, String name, byte[] content, int status, String words, String logged) {
        int people = registered();
        MvcTestResult answer = send(caseworker, "residents", name, content);
        assertThat(answer).as(what).hasStatus(status);
        assertThat(Visits.text(answer).replace("&quot;", "\"")).as(what).contains(words);
        assertThat(registered()).as(what).isEqualTo(people);
        assertThat(log("IMPORT_REFUSED")).as(what).contains("residents " + logged);
    }

    private void refusesLater(String what, byte[] content, String words, String logged) throws Exception {
        int people = registered();
        UUID batch = upload(caseworker, "residents", content);
        assertThat(batch(caseworker, batch))
                .as(what)
                .extracting(ImportBatch::state, ImportBatch::message)
                .containsExactly(ImportBatch.State.REFUSED, words);
        assertThat(Visits.text(visits.get(caseworker, "/imports/" + batch))).contains(words);
        assertThat(registered()).as(what).isEqualTo(people);
        assertThat(log("IMPORT_REFUSED")).as(what).contains("residents " + logged);
    }

    private void rejects(String what, String[] cells, String... words) throws Exception {
        rejects(caseworker, what, cells, words);
    }

    private void rejects(Officer officer, String what, String[] cells, String... words) throws Exception {
        UUID batch = upload(
                officer,
                "residents",
                new RawWorkbook().header(PEOPLE).row(cells).bytes());
        assertThat(findings(officer, batch)).as(what).containsExactly(words);
        assertNothingPassed(officer, what, batch);
    }

    private void rejectsAmount(String what, String home, String cell, String words) throws Exception {
        UUID batch = upload(
                caseworker,
                "means",
                new RawWorkbook().header(MEANS).row(means(home, what, cell)).bytes());
        assertThat(findings(caseworker, batch)).as(what).containsExactly(words);
        assertNothingPassed(caseworker, what, batch);
    }

    private void assertNothingPassed(Officer officer, String what, UUID batch) {
        int people = registered();
        MvcTestResult answer = visits.post(officer, "/imports/" + batch + "/confirm", "onlyIfAllPass", "false");
        assertThat(answer).as(what).hasStatus3xxRedirection();
        assertThat(Visits.refusal(answer)).as(what).isEqualTo("没有通过检查的行，不能确认。");
        assertThat(registered()).as(what).isEqualTo(people);
        assertThat(log("IMPORT_CHECKED", batch)).as(what).hasSize(1);
        assertThat(log("IMPORT_CONFIRMED", batch)).as(what).isEmpty();
    }

    private UUID takes(String what, String[] cells, String... reminders) throws Exception {
        return accepts(what, new RawWorkbook().header(PEOPLE).row(cells).bytes(), "residents", List.of(reminders), 1);
    }

    private UUID accepts(String what, byte[] content, String contract, List<String> reminders, int rows)
            throws Exception {
        UUID batch = upload(caseworker, contract, content);
        assertThat(findings(caseworker, batch)).as(what).containsExactlyElementsOf(reminders);
        assertThat(visits.post(caseworker, "/imports/" + batch + "/confirm", "onlyIfAllPass", "true"))
                .as(what)
                .hasRedirectedUrl("/imports/" + batch);
        settle(caseworker, batch);
        assertThat(batch(caseworker, batch))
                .as(what)
                .extracting(ImportBatch::state, ImportBatch::rowsWritten, ImportBatch::message)
                .containsExactly(ImportBatch.State.CONFIRMED, rows, null);
        assertThat(log("IMPORT_CONFIRMED", batch))
                .as(what)
                .containsExactly("%s 写入 %d 未变 0 未通过 0".formatted(contract, rows));
        return batch;
    }

    // rows ------------------------------------------------------------------------------------------------------------

    private RawWorkbook people() {
        return new RawWorkbook().header(PEOPLE).row(good("王明", male(1960)));
    }

    private String[] good(String name, String number) {
        String[] cells = new String[PEOPLE.length];
        String[] said = {county.code().prefix() + "-" + ++family, "户主", name, number, null, null, village, village, "农村"
        };
        for (int i = 0; i < said.length; i++) {
            cells[i] = said[i] == null ? null : text(said[i]);
        }
        return cells;
    }

    private String[] person(int column, String cell) {
        String[] cells = good("王明", male(1960));
        cells[column] = cell;
        return cells;
    }

    private String[] account(String cell, String kind) {
        String[] cells = person(9, text("农商银行"));
        cells[10] = cell;
        cells[11] = text(kind);
        return cells;
    }

    private static String[] means(String home, String name, String amount) {
        return new String[] {
            text(home), null, text("其他收入"), text(name), amount, text("年"), text("2025-11-01"), text("核对")
        };
    }

    private String registeredFamily() throws Exception {
        takes("a family", good("郑七", male(1950)));
        return county.code().prefix() + "-" + family;
    }

    private static String male(int year) {
        return id(LocalDate.of(year, 3, 4), Sex.MALE);
    }

    private static String id(LocalDate born, Sex sex) {
        return TestPeople.idNumber(born, sex).value();
    }

    private static String endingInX() {
        for (int i = 1; i <= 200; i++) {
            String number = id(LocalDate.of(1959, 5, 1 + i % 28), i % 3 == 0 ? Sex.MALE : Sex.FEMALE);
            if (number.endsWith("X")) {
                return number;
            }
        }
        throw new AssertionError("none of 200 numbers ends in X");
    }

    private static String fullWidth(String digits) {
        StringBuilder wide = new StringBuilder();
        digits.chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
        return wide.toString();
    }

    private void sheet(Worksheet sheet) {
        for (int i = 0; i < PEOPLE.length; i++) {
            sheet.value(0, i, PEOPLE[i]);
        }
        sheet.value(1, 0, "1");
    }

    private static byte[] workbook(java.util.function.Consumer<Workbook> content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "test", "1.0")) {
            content.accept(book);
        }
        return out.toByteArray();
    }

    /** A workbook as Excel 2003 writes it, as far as anybody looks: a compound file with such a stream. */
    private static byte[] ole() {
        try (POIFSFileSystem file = new POIFSFileSystem()) {
            file.createDocument(new ByteArrayInputStream(new byte[5000]), "Workbook");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            file.writeFilesystem(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static byte[] encrypted(byte[] workbook) throws Exception {
        try (POIFSFileSystem file = new POIFSFileSystem()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var out = encryptor.getDataStream(file)) {
                out.write(workbook);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            file.writeFilesystem(out);
            return out.toByteArray();
        }
    }

    // asking ----------------------------------------------------------------------------------------------------------

    private MvcTestResult send(Officer officer, String contract, String name, byte[] content) {
        return pages.post()
                .multipart()
                .uri("/imports")
                .file(new MockMultipartFile("file", name, "application/octet-stream", content))
                .param("contract", contract)
                .with(csrf())
                .with(user(officers.loadUserByUsername(officer.login())))
                .exchange();
    }

    private UUID upload(Officer officer, String contract, byte[] content) throws InterruptedException {
        MvcTestResult answer = send(officer, contract, "名册.xlsx", content);
        assertThat(answer).as(Visits.text(answer)).hasStatus3xxRedirection();
        String to = String.valueOf(answer.getResponse().getRedirectedUrl());
        UUID batch = UUID.fromString(to.substring("/imports/".length()));
        settle(officer, batch);
        return batch;
    }

    private void settle(Officer officer, UUID batch) throws InterruptedException {
        while (batch(officer, batch).isWorking()) {
            Thread.sleep(20);
        }
    }

    private ImportBatch batch(Officer officer, UUID id) {
        return Acting.<ImportBatch>as(officer, () -> desk.get(id, officer.scope()));
    }

    private List<String> findings(Officer officer, UUID batch) {
        return Acting.as(officer, () -> desk.findings(batch, false, 0, 100, officer.scope())).stream()
                .map(finding -> finding.column() + ": " + finding.words())
                .toList();
    }

    private int registered() {
        return Acting.<Integer>as(
                caseworker,
                () -> transaction.execute(status -> jdbc.sql("select count(*) from registry.resident")
                        .query(Integer.class)
                        .single()));
    }

    /** The names of those the last import registered. */
    private List<String> names(UUID batch) {
        assertThat(batch(caseworker, batch).rowsWritten()).isEqualTo(1);
        return Acting.<List<String>>as(
                caseworker,
                () -> transaction.execute(
                        status -> jdbc.sql("select name from registry.resident order by id desc limit 1")
                                .query(String.class)
                                .list()));
    }

    private List<String> log(String action) {
        return entries(action).values().stream().flatMap(List::stream).toList();
    }

    private List<String> log(String action, UUID batch) {
        return entries(action).getOrDefault(batch.toString(), List.of());
    }

    private Map<String, List<String>> entries(String action) {
        LocalDate today = LocalDate.ofInstant(Instant.now(), BusinessClock.ZONE);
        Map<String, List<String>> entries = new TreeMap<>();
        for (Officer officer : List.of(caseworker, clerk)) {
            log.find(officer.login(), "", action, today.minusDays(1), today.plusDays(1), Long.MAX_VALUE, 100)
                    .forEach(entry -> entries.computeIfAbsent(
                                    String.valueOf(entry.objectId()), key -> new java.util.ArrayList<>())
                            .add(entry.detail()));
        }
        return entries;
    }
}
