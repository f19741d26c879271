package cn.civilaffairs.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class MonthlyReportDeskTests {

    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);

    @Autowired
    private MonthlyReportDesk reports;

    @Autowired
    private PaymentRunDesk desk;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private People people;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private UUID september;

    @BeforeEach
    void twoMonthsWithComingsAndGoings() {
        county = counties.create();
        people.parameters(county, "15,0");
        LocalDate july = LocalDate.of(2026, 7, 1);
        People.Family three = people.family(county, county.village(1, 1), 3);
        UUID first = people.granted(county, three, AUGUST, july, "900.00");
        UUID second = people.granted(county, people.family(county, county.village(2, 1), 2), AUGUST, july, "600.00");
        people.paid(county, AUGUST);
        LocalDate decided = LocalDate.of(2026, 9, 3);
        Acting.as(county.officer(Role.COUNTY_APPROVER), () -> {
            entitlements.removePerson(first, three.members().get(2), AUGUST, ExitCode.DEATH);
            entitlements.determine(first, SEPTEMBER, People.due(2, "650.00", Cause.MEMBER_LEFT, decided));
            entitlements.end(second, ExitCode.INCOME, AUGUST, decided);
        });
        people.granted(county, people.family(county, county.village(2, 2), 4), SEPTEMBER, decided, "1200.00");
        clock.set(LocalDate.of(2026, 9, 17));
        september = Acting.as(county.officer(Role.FINANCE_MAKER), () -> desk.startNow(People.SCHEME, SEPTEMBER));
    }

    private Officer supervisor() {
        return county.officer(Role.SUPERVISOR);
    }

    private MonthlyReport report(Officer officer) {
        return Acting.as(officer, () -> reports.of(People.SCHEME, SEPTEMBER));
    }

    private static int figure(ReportRow row, ReportColumn column) {
        return row.figure(column).intValueExact();
    }

    @Test
    void addsUpInEveryRowAndCountsHouseholdsAndPeopleApart() {
        MonthlyReport report = report(supervisor());

        assertThat(report.failures()).isEmpty();
        ReportRow whole = report.rows().get(2);
        assertThat(figure(whole, ReportColumn.OPEN_PERSONS)).isEqualTo(5);
        assertThat(figure(whole, ReportColumn.IN_APPLIED_PERSONS)).isEqualTo(4);
        assertThat(figure(whole, ReportColumn.OUT_HOUSEHOLDS)).isEqualTo(1);
        assertThat(figure(whole, ReportColumn.OUT_PERSONS)).isEqualTo(3);
        assertThat(figure(whole, ReportColumn.OUT_MEANS_PERSONS)).isEqualTo(2);
        assertThat(figure(whole, ReportColumn.OUT_MEMBER_PERSONS)).isEqualTo(1);
        assertThat(figure(whole, ReportColumn.CLOSE_PERSONS)).isEqualTo(6);
        assertThat(whole.figure(ReportColumn.AMOUNT)).isEqualByComparingTo("1850.00");
        assertThat(whole.figure(ReportColumn.YEAR_TO_DATE)).isEqualByComparingTo("3350.00");
        assertThat(whole.figure(ReportColumn.PER_CAPITA)).isEqualByComparingTo("308.33");
        assertThat(report.rows()).hasSize(9);
    }

    @Test
    void countsHouseholdsAndPeopleApartByTheCodeOfTheirExit() {
        List<ExitCount> exits = Acting.as(supervisor(), () -> reports.exits(People.SCHEME, SEPTEMBER));

        assertThat(exits)
                .extracting(ExitCount::code, ExitCount::households, ExitCount::withHousehold, ExitCount::members)
                .containsExactly(tuple(ExitCode.DEATH, 0, 0, 1), tuple(ExitCode.INCOME, 1, 2, 0));
        assertThat(exits.stream().mapToInt(ExitCount::persons).sum())
                .isEqualTo(figure(report(supervisor()).rows().get(2), ReportColumn.OUT_PERSONS));
        assertThat(Acting.as(supervisor(), () -> reports.leavers(People.SCHEME, SEPTEMBER, "EXIT_01", 10, 0)))
                .singleElement()
                .satisfies(dead -> {
                    assertThat(dead.households()).isZero();
                    assertThat(dead.persons()).isEqualTo(1);
                    assertThat(dead.note()).isEqualTo("减员，末次保障月份 2026-08");
                });
        assertThat(Acting.as(county.elsewhere(Role.TOWN_CLERK), () -> reports.exits(People.SCHEME, SEPTEMBER)))
                .extracting(ExitCount::code)
                .containsExactly(ExitCode.INCOME);
        assertThat(Acting.as(
                        county.elsewhere(Role.TOWN_CLERK),
                        () -> reports.leavers(People.SCHEME, SEPTEMBER, "EXIT_01", 10, 0)))
                .isEmpty();
    }

    @Test
    void opensThePeopleBehindEveryFigure() {
        for (ReportRow row : report(supervisor()).rows()) {
            for (ReportColumn column : ReportColumn.values()) {
                if (column.kind() != ReportColumn.Kind.COUNT) {
                    continue;
                }
                List<RunListItem> behind = Acting.as(
                        supervisor(),
                        () -> reports.behind(People.SCHEME, SEPTEMBER, row.area(), row.residence(), column, 100, 0));
                int counted = behind.stream()
                        .mapToInt(item ->
                                Math.abs(column.name().endsWith("HOUSEHOLDS") ? item.households() : item.persons()))
                        .sum();
                assertThat(counted)
                        .as("%s %s %s", row.areaName(), row.residence(), column)
                        .isEqualTo(figure(row, column));
            }
        }
    }

    @Test
    @Tag("AC-028")
    void showsATownshipItselfOnly() {
        MonthlyReport report = report(county.elsewhere(Role.TOWN_CLERK));

        assertThat(report.rows()).extracting(ReportRow::area).containsOnly(county.township(2));
        assertThat(report.failures()).isEmpty();
        assertThat(Acting.as(
                        county.elsewhere(Role.TOWN_CLERK),
                        () -> reports.behind(
                                People.SCHEME,
                                SEPTEMBER,
                                county.township(1),
                                UrbanRural.RURAL,
                                ReportColumn.CLOSE_PERSONS,
                                10,
                                0)))
                .isEmpty();
    }

    @Test
    void exportsTheSameFiguresAndGivesTheDetailsWholeToThoseWhoPayOnly() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Acting.as(supervisor(), () -> reports.export(People.SCHEME, SEPTEMBER, out));
        assertThat(rows(out)).hasSize(3 + 9);

        List<@Nullable Object[]> masked = new ArrayList<>();
        Acting.as(supervisor(), () -> reports.details(september, false, masked::add));
        assertThat(masked.get(0)[10]).isEqualTo("999001************");
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> Acting.as(supervisor(), () -> reports.details(september, true, masked::add)));
        List<@Nullable Object[]> whole = new ArrayList<>();
        Acting.as(county.officer(Role.FINANCE_CHECKER), () -> reports.details(september, true, whole::add));
        assertThat(String.valueOf(whole.get(0)[10])).matches("999001[0-9]{11}[0-9X]");
    }

    private static List<Row> rows(ByteArrayOutputStream out) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()));
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            return rows.toList();
        }
    }

    @Test
    void showsTheTrendAndKnowsNoMonthWithoutARun() {
        assertThat(Acting.as(supervisor(), () -> reports.trend(People.SCHEME, SEPTEMBER, null)))
                .extracting(TrendPoint::persons)
                .containsExactly(5, 6);
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> Acting.as(supervisor(), () -> reports.of(People.SCHEME, YearMonth.of(2026, 12))));
    }
}
