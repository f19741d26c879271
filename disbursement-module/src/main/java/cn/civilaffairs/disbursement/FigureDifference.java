package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import java.math.BigDecimal;

/** A figure in which two versions of a report differ (版本差异). */
public record FigureDifference(
        AreaCode area, String areaName, UrbanRural residence, String cell, BigDecimal before, BigDecimal after) {

    public BigDecimal change() {
        return after.subtract(before);
    }
}
