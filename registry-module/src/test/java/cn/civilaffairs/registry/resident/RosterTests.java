package cn.civilaffairs.registry.resident;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ImportBatch;
import cn.civilaffairs.registry.exchange.ImportDesk;
import cn.civilaffairs.registry.exchange.TestImports;
import cn.civilaffairs.registry.exchange.TestWorkbook;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Rows of the bad-input corpus (security design §6.5) among good ones, through all three steps. */
@DatabaseTest
class RosterTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);
    private static final String[] HEADERS = {
        "家庭编号", "与户主关系", "姓名", "证件号码", "性别", "出生日期", "户籍地区划代码", "居住地区划代码", "城乡类别", "开户银行", "银行账号", "账户类型"
    };

    @Autowired
    private ImportDesk imports;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private AccountRegister accounts;

    @Autowired
    private AreaRegister areas;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer caseworker;
    private TestImports playing;
    private String village;
    private String prefix;

    @BeforeEach
    void createCounty() {
        clock.set(TODAY);
        county = counties.create();
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        playing = new TestImports(imports);
        village = county.village(1, 1).value();
        prefix = county.code().prefix() + "-";
    }

    @Test
    void writesHouseholdsAfterConfirmationAndNothingBefore() {
        IdNumber head = id(1960, Sex.MALE);
        IdNumber wife = id(1962, Sex.FEMALE);
        String card = TestPeople.cardNumber(31);
        TestWorkbook roster = TestWorkbook.of(HEADERS)
                .row(prefix + 1, "户主", "王建国", head.value(), null, null, village, village, "农村", "农商银行", card, "银行卡")
                .row(
                        prefix + 1,
                        "妻",
                        "李秀英",
                        wife.value().toLowerCase(java.util.Locale.ROOT),
                        "女",
                        "1962-03-04",
                        village,
                        village,
                        "农村");

        ImportBatch checked = playing.check(caseworker, "residents", roster.bytes());

        assertThat(playing.findings(caseworker, checked.id())).isEmpty();
        assertThat(checked)
                .extracting(ImportBatch::state, ImportBatch::rowsRead, ImportBatch::rowsPassed)
                .containsExactly(ImportBatch.State.CHECKED, 2, 2);
        assertThat(find(head)).isNull();

        Officer second = county.officer(Role.COUNTY_CASEWORKER, 2);
        ImportBatch confirmed = playing.confirm(second, checked.id(), true);

        assertThat(confirmed)
                .extracting(ImportBatch::state, ImportBatch::rowsWritten, ImportBatch::message)
                .containsExactly(ImportBatch.State.CONFIRMED, 2, null);
        UUID household = Acting.<UUID>as(
                caseworker,
                () -> households.findByFileNo(prefix + 1, caseworker.scope()).orElseThrow());
        HouseholdOnDate family = Acting.as(caseworker, () -> households.today(household, caseworker.scope()));
        assertThat(family.members())
                .extracting(HouseholdOnDate.Member::relation)
                .containsExactly(Relation.HEAD, Relation.SPOUSE);
        assertThat(family.openedOn()).isEqualTo("2026-11-01");
        UUID payee = family.head().orElseThrow().residentId();
        assertThat(Acting.<List<PaymentAccount>>as(caseworker, () -> accounts.of(payee, caseworker.scope())))
                .singleElement()
                .satisfies(account -> {
                    assertThat(account.active())
                            .as("a second person confirmed the import")
                            .isTrue();
                    assertThat(List.of(day(account.enteredAt()), day(account.confirmedAt())))
                            .as("by the product's clock")
                            .containsOnly(TODAY);
                });
        assertThat(Acting.<String>as(
                        caseworker,
                        () -> accounts.reveal(
                                payee,
                                Acting.<List<PaymentAccount>>as(
                                                caseworker, () -> accounts.of(payee, caseworker.scope()))
                                        .get(0)
                                        .id(),
                                "核对账号",
                                caseworker.scope())))
                .isEqualTo(card);
    }

    private LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneId.of("Asia/Shanghai"));
    }

    @Test
    void changesNothingWhenTheSameFileComesAgain() {
        TestWorkbook roster = TestWorkbook.of(HEADERS)
                .row(
                        prefix + 1,
                        "户主",
                        "王建国",
                        id(1960, Sex.MALE).value(),
                        null,
                        null,
                        village,
                        village,
                        "农村",
                        "农商银行",
                        TestPeople.cardNumber(32),
                        "银行卡")
                .row(prefix + 1, "子", "王强", id(1990, Sex.MALE).value(), null, null, village, village, "农村");
        playing.confirm(
                caseworker,
                playing.check(caseworker, "residents", roster.bytes()).id(),
                true);

        ImportBatch again = playing.confirm(
                caseworker,
                playing.check(caseworker, "residents", roster.bytes()).id(),
                true);

        assertThat(again)
                .extracting(ImportBatch::rowsWritten, ImportBatch::rowsUnchanged)
                .containsExactly(0, 2);
    }

    @Test
    void reportsEveryErrorOfEveryRow() {
        String good = id(1960, Sex.MALE).value();
        String twice = id(1961, Sex.MALE).value();
        Acting.as(
                county.officer(Role.SYS_ADMIN),
                () -> areas.close(county.village(1, 3), LocalDate.of(2026, 7, 1), county.village(1, 2)));
        TestWorkbook roster = TestWorkbook.of(HEADERS)
                .row(prefix + 1, "户主", "王建国", good, "男", "1960/3/4", village, village, "农村")
                .row(prefix + 2, "户主", "数字号", 340722196001010010.0, null, null, village, village, "农村")
                .row(prefix + 3, "户主", "短号", good.substring(0, 17), null, null, village, village, "农村")
                .row(prefix + 4, "户主", "错码", wrongCheck(good), "女", "1960-03-05", "12", village, "乡下")
                .row(prefix + 5, "户主", "<script>", twice, "女", "1961-03-05", village, village, "农村")
                .row(prefix + 6, "户主", "又一个", twice, null, "01/02/1961", village, village, "农村")
                .row(prefix + 7, "配偶", "无户主", id(1963, Sex.FEMALE).value(), null, null, village, village, "农村")
                .row(
                        prefix + 8,
                        "户主",
                        "撤村",
                        id(1964, Sex.FEMALE).value(),
                        null,
                        null,
                        village,
                        county.village(1, 3).value(),
                        "农村")
                .row(prefix + 9, "户主", "公式", new TestWorkbook.Formula("A1+1"), null, null, village, village, "农村")
                .row(
                        prefix + 1,
                        "子",
                        "王小",
                        null,
                        null,
                        null,
                        village,
                        village,
                        "城市",
                        "农商银行",
                        6228480000001234566L,
                        "银行卡")
                .row(
                        prefix + 10,
                        "户主",
                        "孙红",
                        id(1965, Sex.FEMALE).value(),
                        null,
                        LocalDate.of(1965, 3, 4),
                        village,
                        village,
                        "农村",
                        "农商银行",
                        "6228480000001234567",
                        "银行卡");

        ImportBatch checked = playing.check(caseworker, "residents", roster.bytes());

        assertThat(playing.findings(caseworker, checked.id()))
                .containsExactly(
                        "2 家庭编号: 同一家庭第 11 行未通过检查，整户不导入",
                        "3 证件号码: 是数字格式，号码可能已经丢失末几位，请将单元格设为“文本”后重新填写完整号码",
                        "4 证件号码: 证件号码应为 18 位，现在是 17 位。",
                        "5 户籍地区划代码: 应为 12 位区划代码",
                        "5 城乡类别: 不在可选范围内（城市/农村）",
                        "5 证件号码: 校验码不对，请对照证件逐位核对。",
                        "6 姓名: 姓名中有不能用于姓名的字符。",
                        "6 出生日期: 与证件号码不一致",
                        "6 性别: 与证件号码不一致",
                        "7 出生日期: 日期有歧义，请写成 2026-03-01 的样子",
                        "8 与户主关系: 这个家庭没有户主",
                        "9 居住地区划代码: “1镇3村”已于 2026-07-01 撤销，由“1镇2村”承接",
                        "10 证件号码: 是公式，请先“复制—选择性粘贴—数值”再导入",
                        "11 证件号码: 没有填写",
                        "11 银行账号: 是数字格式，号码可能已经丢失末几位，请将单元格设为“文本”后重新填写完整号码",
                        "12? 银行账号: 银行卡号校验不通过，请核对；如为存折请把账户类型改为存折");
        assertThat(checked.rowsFailed()).isEqualTo(10);
        refused("import.rows-failed", () -> playing.confirm(caseworker, checked.id(), true));
        assertThat(playing.confirm(caseworker, checked.id(), false).rowsWritten())
                .isEqualTo(1);
    }

    @Test
    void findsAPersonTwiceInTheFileOrInAnotherHousehold() {
        IdNumber twice = id(1970, Sex.MALE);
        IdNumber elsewhere = id(1971, Sex.MALE);
        playing.confirm(
                caseworker,
                playing.check(
                                caseworker,
                                "residents",
                                TestWorkbook.of(HEADERS)
                                        .row(
                                                prefix + 1,
                                                "户主",
                                                "赵一",
                                                elsewhere.value(),
                                                null,
                                                null,
                                                village,
                                                village,
                                                "农村")
                                        .bytes())
                        .id(),
                true);
        TestWorkbook roster = TestWorkbook.of(HEADERS)
                .row(prefix + 2, "户主", "钱二", twice.value(), null, null, village, village, "农村")
                .row(prefix + 3, "户主", "钱二", twice.value(), null, null, village, village, "农村")
                .row(prefix + 4, "户主", "赵一", elsewhere.value(), null, null, village, village, "农村")
                .row(prefix + 5, "户主", "孙三", id(1972, Sex.MALE).value(), null, null, village, village, "农村")
                .row(prefix + 5, "户主", "李四", id(1973, Sex.MALE).value(), null, null, village, village, "农村");

        ImportBatch checked = playing.check(caseworker, "residents", roster.bytes());

        assertThat(playing.findings(caseworker, checked.id()))
                .containsExactly(
                        "2 证件号码: 与第 2、3 行是同一个人",
                        "3 证件号码: 与第 2 行是同一个人",
                        "4 证件号码: 现为家庭 " + prefix + "1 的成员，请先在原家庭办理减员",
                        "5 与户主关系: 这个家庭有 2 个户主",
                        "6 与户主关系: 这个家庭有 2 个户主");
    }

    @Test
    @Tag("AC-029")
    void keepsATownshipToItsOwnVillagesAndPeople() {
        IdNumber theirs = id(1980, Sex.MALE);
        Officer clerk = county.officer(Role.TOWN_CLERK);
        Officer elsewhere = county.elsewhere(Role.TOWN_CLERK);
        Acting.as(elsewhere, () -> residents.register(ResidentDetails.citizen(county.village(2, 1), "周五", theirs)));
        TestWorkbook roster = TestWorkbook.of(HEADERS)
                .row(prefix + 1, "户主", "周五", theirs.value(), null, null, village, village, "农村")
                .row(
                        prefix + 2,
                        "户主",
                        "吴六",
                        id(1981, Sex.MALE).value(),
                        null,
                        null,
                        village,
                        county.village(2, 1).value(),
                        "农村");

        ImportBatch checked = playing.check(clerk, "residents", roster.bytes());

        assertThat(playing.findings(clerk, checked.id()))
                .containsExactly("2 证件号码: 此人已在县内其他区域登记，请联系县级经办核实并办理迁移", "3 居住地区划代码: 不在您的服务区域内");
    }

    @Test
    void importsMeansAndReplacesAnItemWhoseFigureChanged() {
        IdNumber head = id(1960, Sex.MALE);
        playing.confirm(
                caseworker,
                playing.check(
                                caseworker,
                                "residents",
                                TestWorkbook.of(HEADERS)
                                        .row(prefix + 1, "户主", "郑七", head.value(), null, null, village, village, "农村")
                                        .bytes())
                        .id(),
                true);
        String[] headers = {"家庭编号", "证件号码", "项目类别", "项目名称", "金额", "周期", "起始日期", "来源", "豁免项"};
        TestWorkbook good = TestWorkbook.of(headers)
                .row(prefix + 1, head.value(), "工资性收入", "务工", "￥12,000.50", "年", "2025年11月1日", "申报", "无")
                .row(prefix + 1, null, "转移净收入", "基础养老金", 2400, "年", 45962, "核对", "中央基础养老金");
        ImportBatch first = playing.check(caseworker, "means", good.bytes());
        assertThat(playing.findings(caseworker, first.id())).isEmpty();
        assertThat(playing.confirm(caseworker, first.id(), true).rowsWritten()).isEqualTo(2);

        TestWorkbook next = TestWorkbook.of(headers)
                .row(prefix + 1, head.value(), "工资性收入", "务工", new BigDecimal("13000"), "年", "20251101", "申报", "无")
                .row(prefix + 1, null, "转移净收入", "基础养老金", 2400, "年", "2025-11-01", "核对", "中央基础养老金")
                .row(prefix + 1, null, "其他收入", "负数", -1, "年", "2025-11-01", "核对", null)
                .row(prefix + 1, null, "其他收入", "三位小数", 1200.005, "年", "2025-11-01", "核对", null)
                .row(prefix + 1, null, "其他收入", "汉字", "一千二", "年", "2025-11-01", "核对", null)
                .row(prefix + 1, null, "其他收入", "零", 0, "年", "2025-11-01", "核对", null)
                .row(prefix + 1, null, "其他收入", "过大", 1e12, "年", "2025-02-30", "核对", null)
                .row(prefix + 9, null, "其他收入", "无户", 1, "年", "2025-11-01", "核对", null);
        ImportBatch second = playing.check(caseworker, "means", next.bytes());

        assertThat(playing.findings(caseworker, second.id()))
                .containsExactly(
                        "2? 金额: 系统中同一项为 12000.50 元，确认后原项目撤回、按本文件重新登记",
                        "4 金额: 金额不能为负数",
                        "5 金额: 金额最多两位小数",
                        "6 金额: 不是金额，请填阿拉伯数字",
                        "7 金额: 金额不能为 0",
                        "8 金额: 金额过大，请核对单位是否为元",
                        "8 起始日期: 日期不存在",
                        "9 家庭编号: 您的服务区域内没有这个家庭，或已销户");
        assertThat(playing.confirm(caseworker, second.id(), false))
                .extracting(ImportBatch::rowsWritten, ImportBatch::rowsUnchanged)
                .containsExactly(1, 1);
        UUID household = Acting.<UUID>as(
                caseworker,
                () -> households.findByFileNo(prefix + 1, caseworker.scope()).orElseThrow());
        assertThat(Acting.<List<MeansItem>>as(caseworker, () -> households.means(household, caseworker.scope())))
                .filteredOn(item -> item.category() == MeansCategory.WAGE)
                .extracting(MeansItem::amount, item -> item.withdrawnAt() != null)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Money.of("12000.50"), true),
                        org.assertj.core.groups.Tuple.tuple(Money.of("13000.00"), false));
        assertThat(Acting.<List<MeansItem>>as(caseworker, () -> households.means(household, caseworker.scope())))
                .allSatisfy(item -> assertThat(day(item.enteredAt())).isEqualTo(TODAY))
                .filteredOn(item -> item.withdrawnAt() != null)
                .allSatisfy(item -> assertThat(day(item.withdrawnAt())).isEqualTo(TODAY));
    }

    @Test
    void writesTheReportAsTheSameSheetWithItsResults() throws IOException {
        TestWorkbook roster = TestWorkbook.of(HEADERS)
                .row(prefix + 1, "户主", "王建国", id(1960, Sex.MALE).value(), null, "1960-03-04", village, village, "农村")
                .row(prefix + 2, "户主", "=1+1", "123", null, null, village, village, "农村");
        ImportBatch checked = playing.check(caseworker, "residents", roster.bytes());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Acting.as(caseworker, () -> imports.report(checked.id(), caseworker.scope(), out));

        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            List<Row> rows = workbook.getFirstSheet().read();
            int width = HEADERS.length;
            assertThat(rows.get(0).getCellText(width)).isEqualTo("检查结果");
            assertThat(rows.get(1).getCellText(width)).isEqualTo("通过");
            assertThat(rows.get(2).getCellText(width)).isEqualTo("错误");
            assertThat(rows.get(2).getCellText(width + 1)).contains("姓名：", "证件号码：");
            assertThat(rows.get(2).getCell(2).getType()).isEqualTo(CellType.STRING);
        }
        assertThat(playing.check(caseworker, "residents", out.toByteArray()).rowsFailed())
                .as("a report sent in again reads as the roster it was made from")
                .isEqualTo(1);
    }

    @Test
    void offersTemplatesThatCanBeFilledIn() {
        for (String contract : List.of("areas", "residents", "means")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Acting.as(caseworker, () -> imports.template(contract, out));

            Officer officer = contract.equals("areas") ? county.officer(Role.SYS_ADMIN) : caseworker;
            assertThat(playing.check(officer, contract, out.toByteArray()))
                    .extracting(ImportBatch::state, ImportBatch::message)
                    .containsExactly(ImportBatch.State.REFUSED, "文件中没有数据行。");
        }
    }

    private @Nullable Resident find(IdNumber number) {
        return Acting.<@Nullable Resident>as(
                caseworker, () -> residents.find(number, caseworker.scope()).orElse(null));
    }

    private static IdNumber id(int year, Sex sex) {
        return TestPeople.idNumber(LocalDate.of(year, 3, 4), sex);
    }

    private static String wrongCheck(String number) {
        return number.substring(0, 17) + (number.charAt(17) == '1' ? '2' : '1');
    }
}
