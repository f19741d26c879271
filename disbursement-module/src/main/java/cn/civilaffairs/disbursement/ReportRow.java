package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the monthly report.
 *
 * @param residence null for 小计
 */
public record ReportRow(
        AreaCode area, String areaName, @Nullable UrbanRural residence, Map<ReportColumn, BigDecimal> figures) {

    /** Whether it is about households counted for the county only, whom no list behind a figure names. */
    public boolean withheld() {
        return WithheldPlace.is(area);
    }

    public BigDecimal figure(ReportColumn column) {
        return figures.getOrDefault(column, BigDecimal.ZERO);
    }
}
