package cn.civilaffairs.casework.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ImportBatch;
import cn.civilaffairs.registry.exchange.ImportDesk;
import cn.civilaffairs.registry.exchange.ImportFinding;
import cn.civilaffairs.registry.resident.DeathReported;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@Import(DepartmentListTests.Plugs.class)
class DepartmentListTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final String[] HEADERS = {"比对类型", "证件号码", "姓名", "事件日期", "详情", "金额", "来源部门"};

    @TestConfiguration(proxyBeanMethods = false)
    static class Plugs {

        final List<DeathReported> deaths = new CopyOnWriteArrayList<>();

        /** Whoever stands in this table is in care. */
        @Bean
        PeopleInCare peopleInCare() {
            return new PeopleInCare() {

                @Override
                public String query(YearMonth month) {
                    return "select id from registry.resident where remark like 'in care%'";
                }

                @Override
                public String lines(YearMonth month) {
                    return "select id as resident_id, 'ASSISTANCE' as line from registry.resident where remark like 'in care%'"
                            + " union all select id, 'ELDER_CARE' from registry.resident where remark = 'in care twice'";
                }
            };
        }

        @EventListener
        void hear(DeathReported death) {
            deaths.add(death);
        }
    }

    @Autowired
    private ImportDesk imports;

    @Autowired
    private LeadDesk desk;

    @Autowired
    private Villagers villagers;

    @Autowired
    private Plugs plugs;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private TestCounty county;
    private Officer caseworker;
    private Villagers.Villager inCare;
    private Villagers.Villager neighbour;

    @BeforeEach
    void twoPeopleOneOfThemInCare() {
        clock.set(MONDAY);
        county = counties.create();
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        inCare = villagers.in(county.village(1, 1), caseworker);
        neighbour = villagers.in(county.village(1, 1), caseworker);
        villagers.run(
                caseworker,
                () -> jdbc.sql("update registry.resident set remark = 'in care' where id = ?")
                        .param(inCare.id())
                        .update());
        plugs.deaths.clear();
    }

    @Test
    void makesALeadOfWhomItFindsAndCountsTheOthers() throws Exception {
        UUID batch = checked(
                row("养老金领取", inCare.number().value(), "张老六", "2026-11-02", "11月起领取", "218", "县人社局"),
                row("养老金领取", neighbour.number().value(), "张老六", "2026-11-02", "", "", "县人社局"),
                row("养老金领取", stranger(), "李四", "2026-11-02", "", "", "县人社局"));

        assertThat(find(batch).summary()).isEqualTo("共 3 行：在享人员 1 行，其中新线索 1 条，已有线索 0 条；其余 2 行不是在享人员，不保留。");
        assertThat(leads()).isEmpty();

        confirm(batch);

        assertThat(leads()).singleElement().satisfies(lead -> {
            assertThat(lead.residentId()).isEqualTo(inCare.id());
            assertThat(lead.dueOn()).isEqualTo("2026-11-30");
            assertThat(lead.amount()).hasToString("218.00");
            assertThat(lead.source()).isEqualTo("县人社局");
        });
    }

    @Test
    void changesNothingWhenItComesTwice() throws Exception {
        String[] row = row("户籍迁出", inCare.number().value(), "张老六", "2026-11-02", "", "", "县公安局");
        confirm(checked(row));

        UUID again = checked(row);
        assertThat(find(again).summary()).contains("新线索 0 条，已有线索 1 条");
        confirm(again);

        assertThat(leads()).hasSize(1);
        assertThat(find(again).rowsWritten()).isZero();
    }

    @Test
    void tellsEachLineOfBusinessOfThePeopleItCaresForAndNoOther() throws Exception {
        villagers.run(
                caseworker,
                () -> jdbc.sql("update registry.resident set remark = 'in care twice' where id = ?")
                        .param(neighbour.id())
                        .update());
        confirm(checked(
                row("车辆", inCare.number().value(), "张老六", "2026-11-02", "", "", "县交警"),
                row("车辆", neighbour.number().value(), "张老六", "2026-11-02", "", "", "县交警")));

        assertThat(seen(caseworker)).containsExactlyInAnyOrder(inCare.id(), neighbour.id());
        assertThat(seen(county.officer(Role.TOWN_CLERK, LineOfBusiness.ELDER_CARE)))
                .containsExactly(neighbour.id());
        assertThat(seen(county.officer(Role.COUNTY_CASEWORKER, LineOfBusiness.CHILD_WELFARE)))
                .isEmpty();
        assertThat(seen(county.officer(Role.SUPERVISOR))).hasSize(2);
    }

    private List<UUID> seen(Officer officer) {
        return villagers.as(officer, () -> desk.list(LeadFilter.of(LeadFilter.View.ALL), 50, 0)).stream()
                .map(line -> line.lead().residentId())
                .toList();
    }

    @Test
    void reportsADeathAtOnceAndOnce() throws Exception {
        UUID batch = checked(
                row("火化", inCare.number().value(), "张老六", "2026-11-14", "", "", "县殡仪馆"),
                row("死亡", inCare.number().value(), "张老六", "2026-11-13", "", "", "县卫健委"));
        assertThat(plugs.deaths).isEmpty();

        confirm(batch);

        assertThat(plugs.deaths).singleElement().satisfies(death -> {
            assertThat(death.residentId()).isEqualTo(inCare.id());
            assertThat(death.diedOn()).isEqualTo("2026-11-14");
        });
        assertThat(leads())
                .singleElement()
                .satisfies(lead -> assertThat(lead.dueOn()).isEqualTo("2026-11-19"));
    }

    @Test
    void saysEveryErrorOfEveryRow() throws Exception {
        UUID batch = checked(
                row("离世", "99900119540219001X", "张老六", "2026-11-20", "", "0", ""),
                row("死亡", "", "", "昨天", "", "", "县卫健委"));

        assertThat(findings(batch))
                .extracting(finding -> finding.row() + finding.column())
                .contains("2比对类型", "2证件号码", "2事件日期", "2金额", "2来源部门", "3证件号码", "3事件日期");
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> Acting.as(caseworker, () -> imports.confirm(batch, false, caseworker.scope())))
                .withMessage("import.nothing-passed");
    }

    @Test
    void warnsOfAnotherNameAndOfTheSameRowTwice() throws Exception {
        String number = inCare.number().value();
        UUID batch = checked(
                row("车辆", number, "王五", "2026-10-08", "小型轿车", "", "县公安局"),
                row("车辆", number, "王五", "2026-10-08", "小型轿车", "", "县公安局"));

        assertThat(findings(batch)).extracting(ImportFinding::words).anyMatch(words -> words.contains("不一致"));
        assertThat(findings(batch)).extracting(ImportFinding::words).contains("与第 2 行相同，只记一次");
        confirm(batch);
        assertThat(leads())
                .singleElement()
                .satisfies(lead -> assertThat(lead.detail()).contains("姓名不一致"));
    }

    @Test
    void isRemovedAfterThirtyDaysWhileItsLeadsStay() throws Exception {
        UUID batch = checked(row("服刑", inCare.number().value(), "张老六", "2026-09-01", "", "", "县法院"));
        confirm(batch);
        clock.set(LocalDate.of(2026, 12, 15));
        assertThat(Acting.as(caseworker, imports::removeFiles)).isZero();

        clock.set(LocalDate.of(2026, 12, 16));
        assertThat(Acting.as(caseworker, imports::removeFiles)).isEqualTo(1);

        assertThat(find(batch).fileRemovedAt()).isNotNull();
        assertThat(villagers.<Boolean>as(
                        caseworker,
                        () -> jdbc.sql("select content_enc is null from registry.stored_file where id = ?")
                                .param(find(batch).fileId())
                                .query(Boolean.class)
                                .single()))
                .isTrue();
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> Acting.as(
                        caseworker, () -> imports.report(batch, caseworker.scope(), new ByteArrayOutputStream())))
                .withMessage("file.removed");
        assertThat(leads()).hasSize(1);
        assertThat(Acting.as(caseworker, imports::removeFiles)).isZero();
    }

    @Test
    void isTheCountysBusiness() {
        Officer clerk = county.officer(Role.TOWN_CLERK);

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> Acting.as(
                        clerk,
                        () -> imports.upload(
                                DepartmentList.CODE, "a.xlsx", workbook(row("死亡", "", "", "", "", "", "")))))
                .withMessage("import.not-yours");
    }

    private static String[] row(String... cells) {
        return cells;
    }

    private static String stranger() {
        return TestPeople.idNumber(LocalDate.of(1980, 1, 2), Sex.FEMALE).value();
    }

    private UUID checked(String[]... rows) throws InterruptedException {
        byte[] workbook = workbook(rows);
        UUID id = Acting.as(caseworker, () -> imports.upload(DepartmentList.CODE, "名单.xlsx", workbook));
        await(id, ImportBatch.State.CHECKED);
        return id;
    }

    private void confirm(UUID id) throws InterruptedException {
        Acting.as(caseworker, () -> imports.confirm(id, true, caseworker.scope()));
        await(id, ImportBatch.State.CONFIRMED);
    }

    private void await(UUID id, ImportBatch.State state) throws InterruptedException {
        for (int i = 0; i < 400 && find(id).isWorking(); i++) {
            Thread.sleep(25);
        }
        assertThat(find(id).state()).as(find(id).message()).isEqualTo(state);
    }

    private ImportBatch find(UUID id) {
        return Acting.as(caseworker, () -> imports.get(id, caseworker.scope()));
    }

    private List<ImportFinding> findings(UUID id) {
        return Acting.as(caseworker, () -> imports.findings(id, false, 0, 100, caseworker.scope()));
    }

    private List<Lead> leads() {
        return Acting.as(caseworker, () -> desk.list(LeadFilter.of(LeadFilter.View.ALL), 50, 0)).stream()
                .map(LeadLine::lead)
                .toList();
    }

    private static byte[] workbook(String[]... rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("清单");
            for (int column = 0; column < HEADERS.length; column++) {
                sheet.value(0, column, HEADERS[column]);
                for (int row = 0; row < rows.length; row++) {
                    if (!rows[row][column].isEmpty()) {
                        sheet.value(row + 1, column, rows[row][column]);
                    }
                }
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toByteArray();
    }
}
