package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.UrbanRural;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of the monthly report computed from frozen ones (benefits handbook §8). Averages and ratios are computed anew
 * in every row, never added up or keyed: 687 of a standard of 810 is 84.81 %, whatever a seed report says (§10).
 */
final class ReportCalculation {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private ReportCalculation() {}

    /** The sum of rows, cell by cell; a standard weighs as many as are paid by it. */
    static Map<String, BigDecimal> sum(List<Map<String, BigDecimal>> parts) {
        Map<String, BigDecimal> sum = new HashMap<>();
        for (Map<String, BigDecimal> part : parts) {
            part.forEach((cell, value) -> {
                if (!cell.equals("STANDARD")) {
                    sum.merge(cell, value, BigDecimal::add);
                }
            });
        }
        return sum;
    }

    /** Adds what the standard would have paid everybody, the lower part of 补差率. */
    static Map<String, BigDecimal> withStandardSum(Map<String, BigDecimal> cells) {
        Map<String, BigDecimal> extended = new HashMap<>(cells);
        BigDecimal standard = cells.get("STANDARD");
        if (standard != null) {
            extended.put("STANDARD_SUM", standard.multiply(cell(cells, "PAID_PERSONS")));
        }
        return extended;
    }

    static Map<ReportColumn, BigDecimal> figures(Map<String, BigDecimal> cells, BigDecimal yearToDate) {
        Map<ReportColumn, BigDecimal> figures = new EnumMap<>(ReportColumn.class);
        ReportColumn.frozenOnes().forEach(column -> {
            BigDecimal value = cell(cells, column.name());
            figures.put(
                    column,
                    column.kind() == ReportColumn.Kind.COUNT ? value.setScale(0, RoundingMode.UNNECESSARY) : value);
        });
        figures.put(ReportColumn.YEAR_TO_DATE, yearToDate);
        figures.put(ReportColumn.PER_CAPITA, ratio(cell(cells, "BASE"), cell(cells, "PAID_PERSONS")));
        figures.put(ReportColumn.RATE, ratio(cell(cells, "BASE").multiply(HUNDRED), cell(cells, "STANDARD_SUM")));
        return figures;
    }

    private static BigDecimal ratio(BigDecimal upper, BigDecimal lower) {
        return lower.signum() == 0 ? BigDecimal.ZERO.setScale(2) : upper.divide(lower, 2, RoundingMode.HALF_UP);
    }

    private static BigDecimal cell(Map<String, BigDecimal> cells, String name) {
        return cells.getOrDefault(name, BigDecimal.ZERO);
    }

    /** 期末 = 期初 + 新增 − 退出 for households and people apart (E56), and the parts of each movement. */
    static List<FailedIdentity> check(ReportRow row) {
        List<FailedIdentity> failures = new ArrayList<>();
        String where =
                row.areaName() + (row.residence() == null ? "" : row.residence() == UrbanRural.URBAN ? " 城市" : " 农村");
        for (String unit : List.of("HOUSEHOLDS", "PERSONS")) {
            String word = unit.equals("HOUSEHOLDS") ? "户" : "人";
            BigDecimal rolled =
                    figure(row, "OPEN_", unit).add(figure(row, "IN_", unit)).subtract(figure(row, "OUT_", unit));
            compare(failures, where, "期末" + word + "数 = 期初 + 新增 − 退出", figure(row, "CLOSE_", unit), rolled);
            BigDecimal left = figure(row, "OUT_DEATH_", unit)
                    .add(figure(row, "OUT_MEANS_", unit))
                    .add(figure(row, "OUT_OTHER_", unit))
                    .add(unit.equals("PERSONS") ? row.figure(ReportColumn.OUT_MEMBER_PERSONS) : BigDecimal.ZERO);
            compare(failures, where, "退出" + word + "数 = 各项原因之和", figure(row, "OUT_", unit), left);
        }
        return failures;
    }

    private static BigDecimal figure(ReportRow row, String prefix, String unit) {
        return row.figure(ReportColumn.valueOf(prefix + unit));
    }

    static void compare(List<FailedIdentity> failures, String where, String what, BigDecimal left, BigDecimal right) {
        if (left.compareTo(right) != 0) {
            failures.add(new FailedIdentity(where, what, left, right));
        }
    }
}
