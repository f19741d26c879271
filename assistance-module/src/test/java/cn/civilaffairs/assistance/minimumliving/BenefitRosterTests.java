package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ImportBatch;
import cn.civilaffairs.registry.exchange.ImportDesk;
import cn.civilaffairs.registry.exchange.TestImports;
import cn.civilaffairs.registry.exchange.TestWorkbook;
import cn.civilaffairs.registry.files.EvidencePaper;
import cn.civilaffairs.registry.guardian.GuardianReason;
import cn.civilaffairs.registry.guardian.GuardianRegister;
import cn.civilaffairs.registry.guardian.GuardianTie;
import cn.civilaffairs.registry.guardian.NewGuardian;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A county goes live: its households in payment come in, compared and never corrected. */
@DatabaseTest
class BenefitRosterTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);
    private static final String[] HEADERS = {"项目", "家庭编号", "证件号码", "城乡类别", "纳入月份", "当前月保障金额", "复核周期"};

    @Autowired
    private ImportDesk imports;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private GuardianRegister guardians;

    @Autowired
    private Standards standards;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer caseworker;
    private TestImports playing;

    @BeforeEach
    void county() {
        clock.set(TODAY);
        county = counties.withDefaults();
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        playing = new TestImports(imports);
    }

    @Test
    void keepsTheRostersAmountAndSaysWhereTheRulesDiffer() {
        Family right = family();
        Family wrong = family();
        byte[] roster = TestWorkbook.of(HEADERS)
                .row("低保", right.fileNo, right.number, "农村", "2024-03", "847.00", "A")
                .row("低保", wrong.fileNo, wrong.number, "农村", "2025-01", "900.50", "B")
                .bytes();

        ImportBatch checked = playing.check(caseworker, "benefits", roster);

        assertThat(playing.findings(caseworker, checked.id())).containsExactly("3? 当前月保障金额: 系统核定金额 847.00，差额 53.50");
        assertThat(benefits(wrong)).isEmpty();

        playing.confirm(caseworker, checked.id(), true);

        BenefitInForce benefit = benefits(wrong).get(0);
        assertThat(benefit.firstMonth()).isEqualTo(YearMonth.of(2025, 1));
        assertThat(benefit.amount()).isEqualTo(Money.of("900.50"));
        Determination determination = Acting.as(caseworker, () -> entitlements.determinations(benefit.entitlementId()))
                .get(0);
        assertThat(determination.computed()).isEqualTo(Money.of("847.00"));
        assertThat(determination.supplement()).isEqualTo(Money.of("77.00"));
        ReckoningJson.Reckoning reckoning = ReckoningJson.read(determination.reckoning());
        assertThat(reckoning.importedAmount()).isEqualTo(Money.of("900.50"));
        assertThat(reckoning.amount()).isEqualTo(Money.of("847.00"));
    }

    @Test
    void changesNothingTheSecondTime() {
        Family family = family();
        byte[] roster = TestWorkbook.of(HEADERS)
                .row("低保", family.fileNo, family.number, "农村", "2024-03", "847.00", "A")
                .bytes();
        playing.confirm(
                caseworker, playing.check(caseworker, "benefits", roster).id(), true);

        ImportBatch again = playing.confirm(
                caseworker, playing.check(caseworker, "benefits", roster).id(), true);

        assertThat(again)
                .extracting(ImportBatch::rowsWritten, ImportBatch::rowsUnchanged)
                .containsExactly(0, 1);
        assertThat(benefits(family)).hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithEveryRow() {
        Family family = family();
        Family other = family();
        byte[] roster = TestWorkbook.of(HEADERS)
                .row("特困", family.fileNo, family.number, "农村", "2024-03", "847", "A")
                .row("低保", null, family.number, "农村", "2024-03", "847", "A")
                .row("低保", "nowhere", family.number, "农村", "2024-03", "847", "A")
                .row("低保", family.fileNo, other.number, "农村", "2024-03", "847", "A")
                .row("低保", other.fileNo, other.number, "农村", "2026-12", "847", "A")
                .row("低保", other.fileNo, other.number, "城市", "2026-01", "847", "D")
                .bytes();

        ImportBatch checked = playing.check(caseworker, "benefits", roster);

        assertThat(checked.rowsFailed()).isEqualTo(6);
        assertThat(playing.findings(caseworker, checked.id()))
                .contains(
                        "2 项目: 现在只开通低保的发放，其他项目请在开通后导入",
                        "3 家庭编号: 低保是按户项目，请填写家庭编号",
                        "4 家庭编号: 您的服务区域内没有这个家庭，或已销户",
                        "5 证件号码: 不是这个家庭现在的户主",
                        "6 纳入月份: 不能晚于本月");
    }

    @Test
    void remarksOnAPayeeNobodyEntrusted() {
        Family paid = family();
        Family outside = family();
        byte[] roster = TestWorkbook.of("项目", "家庭编号", "证件号码", "城乡类别", "纳入月份", "当前月保障金额", "领款人证件号码")
                .row("低保", paid.fileNo, paid.number, "农村", "2024-03", "847.00", outside.number)
                .row("低保", outside.fileNo, outside.number, "农村", "2024-03", "847.00", outside.number)
                .bytes();

        assertThat(playing.findings(
                        caseworker,
                        playing.check(caseworker, "benefits", roster).id()))
                .singleElement(as(STRING))
                .startsWith("2? 领款人证件号码: 钱桂英 不是本户年满 18 周岁的成员，也没有有效的监护人、代领人登记。");

        UUID entrusted = Acting.as(
                county.officer(Role.TOWN_CLERK),
                () -> guardians.enter(new NewGuardian(
                        households
                                .today(paid.household, caseworker.scope())
                                .head()
                                .orElseThrow()
                                .residentId(),
                        outside.number,
                        "钱桂英",
                        GuardianReason.ENTRUSTED,
                        GuardianTie.NOT_RELATED,
                        TODAY,
                        TODAY.plusYears(1),
                        "委托书",
                        EvidencePaper.of("委托书.pdf", "%PDF-1.7 paper".getBytes(StandardCharsets.US_ASCII)))));
        Acting.as(county.officer(Role.TOWN_REVIEWER), () -> guardians.confirm(entrusted, 0));
        ImportBatch again = playing.check(caseworker, "benefits", roster);
        assertThat(playing.findings(caseworker, again.id())).isEmpty();
        playing.confirm(caseworker, again.id(), true);
        assertThat(benefits(paid).get(0).payeeName()).isEqualTo("钱桂英");
        assertThat(benefits(paid).get(0).payeeId())
                .isNotEqualTo(benefits(paid).get(0).residentId());
    }

    @Test
    void reportsTheComputedAmountOfEveryRow() throws IOException {
        Family family = family();
        byte[] roster = TestWorkbook.of(HEADERS)
                .row("低保", family.fileNo, family.number, "农村", "2024-03", "847.00", "A")
                .bytes();
        ImportBatch checked = playing.check(caseworker, "benefits", roster);
        ByteArrayOutputStream report = new ByteArrayOutputStream();

        Acting.as(caseworker, () -> imports.report(checked.id(), caseworker.scope(), report));

        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(report.toByteArray()))) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertThat(texts(rows.get(0))).endsWith("检查结果", "说明", "系统核定金额", "差额");
            assertThat(texts(rows.get(1))).contains("通过").endsWith("847.00", "0.00");
        }
    }

    @Test
    void proposesImportedStandardsForAnotherToApprove() {
        byte[] roster = TestWorkbook.of("项目", "档次", "区划代码", "城乡类别", "金额", "单位", "生效日期", "文号")
                .row("低保", null, county.code().value(), "农村", "820", "月", "2027-01-01", "云民〔2026〕9号")
                .row("低保", null, county.code().value(), "城市", "799", "月", "2027-01-01", "云民〔2026〕9号")
                .row("特困", "基本生活", county.code().value(), "农村", "1320", "月", "2027-01-01", "云民〔2026〕9号")
                .bytes();

        ImportBatch checked = playing.check(caseworker, "standards", roster);
        assertThat(playing.findings(caseworker, checked.id()))
                .singleElement()
                .asString()
                .contains("3", "799.00", "低于规定的下限 800.00");
        ImportBatch confirmed = playing.confirm(caseworker, checked.id(), false);
        assertThat(confirmed.rowsWritten()).isEqualTo(2);

        List<Standard> proposed = Acting.as(caseworker, () -> standards.list(county.code())).stream()
                .filter(standard -> !standard.approved())
                .toList();
        assertThat(proposed).extracting(Standard::amount).containsExactlyInAnyOrder(Money.of(820), Money.of(1320));
        ImportBatch again = playing.confirm(
                caseworker, playing.check(caseworker, "standards", roster).id(), false);
        assertThat(again.rowsUnchanged()).isEqualTo(2);
    }

    private static List<String> texts(Row row) {
        return row.stream().map(cell -> cell == null ? "" : cell.getText()).toList();
    }

    private List<BenefitInForce> benefits(Family family) {
        return Acting.as(caseworker, () -> entitlements.ofHousehold(family.household));
    }

    /** One person past seventy without income: 770 and a supplement of 77. */
    private Family family() {
        Officer clerk = county.officer(Role.TOWN_CLERK);
        IdNumber number = idNumber(LocalDate.of(1950, 3, 1), Sex.FEMALE);
        return Acting.as(clerk, () -> {
            UUID head = residents.register(ResidentDetails.citizen(county.village(1, 1), "钱桂英", number));
            UUID household = households.open(new NewHousehold(
                    null, county.village(1, 1), UrbanRural.RURAL, null, head, LocalDate.of(2020, 1, 1)));
            return new Family(
                    household, households.today(household, clerk.scope()).fileNo(), number.value());
        });
    }

    private record Family(UUID household, String fileNo, String number) {}
}
