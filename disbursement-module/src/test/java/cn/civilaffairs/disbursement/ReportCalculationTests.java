package cn.civilaffairs.disbursement;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.AreaCode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The handbook's E56 and the ratio a seed report printed wrongly (§10). */
class ReportCalculationTests {

    private static final AreaCode COUNTY = AreaCode.of("999001000000");

    private static Map<String, BigDecimal> cells(Object... pairs) {
        Map<String, BigDecimal> cells = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            cells.put((String) pairs[i], new BigDecimal(pairs[i + 1].toString()));
        }
        return cells;
    }

    private static ReportRow row(Map<String, BigDecimal> cells) {
        return new ReportRow(
                COUNTY,
                "云溪县",
                null,
                ReportCalculation.figures(ReportCalculation.withStandardSum(cells), BigDecimal.ZERO));
    }

    @Test
    void e56RollsHouseholdsAndPeopleForwardApart() {
        Map<String, BigDecimal> cells = cells(
                "OPEN_HOUSEHOLDS",
                1000,
                "OPEN_PERSONS",
                1600,
                "IN_HOUSEHOLDS",
                40,
                "IN_PERSONS",
                62 + 18,
                "IN_MEMBER_PERSONS",
                18,
                "OUT_HOUSEHOLDS",
                55,
                "OUT_PERSONS",
                81 + 25,
                "OUT_OTHER_HOUSEHOLDS",
                55,
                "OUT_OTHER_PERSONS",
                81,
                "OUT_MEMBER_PERSONS",
                25,
                "CLOSE_HOUSEHOLDS",
                985,
                "CLOSE_PERSONS",
                1574);

        assertThat(ReportCalculation.check(row(cells))).isEmpty();

        cells.put("CLOSE_PERSONS", new BigDecimal(1575));
        assertThat(ReportCalculation.check(row(cells)))
                .singleElement()
                .satisfies(failure -> assertThat(failure.right()).isEqualByComparingTo("1574"));
    }

    @Test
    void showsWhereTheSeedReportsExitsDoNotAddUp() {
        Map<String, BigDecimal> cells = cells(
                "OUT_HOUSEHOLDS",
                522,
                "OUT_PERSONS",
                704,
                "OUT_DEATH_HOUSEHOLDS",
                266,
                "OUT_DEATH_PERSONS",
                311,
                "OUT_MEANS_HOUSEHOLDS",
                278,
                "OUT_MEANS_PERSONS",
                391,
                "OPEN_HOUSEHOLDS",
                522,
                "OPEN_PERSONS",
                704);

        assertThat(ReportCalculation.check(row(cells)))
                .extracting(FailedIdentity::right)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(new BigDecimal(544), new BigDecimal(702));
    }

    @Test
    void computesTheRatioAnewAndRoundsHalfUp() {
        ReportRow row = row(cells("BASE", 687 * 2836, "PAID_PERSONS", 2836, "STANDARD", 810));

        assertThat(row.figure(ReportColumn.PER_CAPITA)).isEqualByComparingTo("687.00");
        assertThat(row.figure(ReportColumn.RATE)).isEqualByComparingTo("84.81");
    }

    @Test
    void weighsTheStandardsOfASumByThePeoplePaid() {
        Map<String, BigDecimal> urban = cells("BASE", 1000, "PAID_PERSONS", 2, "STANDARD", 900);
        Map<String, BigDecimal> rural = cells("BASE", 1400, "PAID_PERSONS", 4, "STANDARD", 700);

        Map<ReportColumn, BigDecimal> sum = ReportCalculation.figures(
                ReportCalculation.sum(
                        List.of(ReportCalculation.withStandardSum(urban), ReportCalculation.withStandardSum(rural))),
                BigDecimal.ZERO);

        assertThat(sum.get(ReportColumn.PER_CAPITA)).isEqualByComparingTo("400.00");
        assertThat(sum.get(ReportColumn.RATE)).isEqualByComparingTo("52.17");
    }
}
