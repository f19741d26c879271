package cn.civilaffairs.disbursement;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Two figures from different places that must be the same (勾稽).
 *
 * @param group what kind of comparison; its word is {@code Reconciliation.<group>}
 */
public record Reconciliation(
        String group,
        String where,
        String left,
        BigDecimal leftFigure,
        String right,
        BigDecimal rightFigure,
        @Nullable String link) {

    public boolean agrees() {
        return leftFigure.compareTo(rightFigure) == 0;
    }

    public BigDecimal difference() {
        return leftFigure.subtract(rightFigure);
    }
}
