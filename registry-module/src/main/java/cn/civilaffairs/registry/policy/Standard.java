package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A published amount (保障标准): what a scheme pays each person of a tier, in an area and residence, from a day on.
 *
 * @param scheme the benefit, such as {@code minimum-living}
 * @param tier the step within it (档次), empty where there is only one
 * @param amount yuan for one {@code unit}
 * @param effectiveTo the first day it no longer applies, where the notice names one; otherwise the next row ends it
 * @param document number of the notice (文号)
 * @param proposedBy null for rows that came with the installation
 * @param approved a row not yet approved by a second officer is never applied
 */
public record Standard(
        UUID id,
        String scheme,
        String tier,
        AreaCode area,
        Residence residence,
        Money amount,
        Unit unit,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        String document,
        @Nullable LocalDate publishedOn,
        @Nullable UUID proposedBy,
        @Nullable String proposedByName,
        @Nullable String approvedByName,
        boolean approved) {

    /** What it would be once another officer has approved it. */
    Standard asApproved() {
        return new Standard(
                id,
                scheme,
                tier,
                area,
                residence,
                amount,
                unit,
                effectiveFrom,
                effectiveTo,
                document,
                publishedOn,
                proposedBy,
                proposedByName,
                approvedByName,
                true);
    }

    boolean isInForceOn(LocalDate day) {
        return approved && !effectiveFrom.isAfter(day) && (effectiveTo == null || effectiveTo.isAfter(day));
    }

    /** Whom it is for (城乡类别). */
    public enum Residence {
        /** 城市 */
        URBAN,
        /** 农村 */
        RURAL,
        /** 统一 */
        UNIFIED;

        public boolean covers(UrbanRural residence) {
            return this == UNIFIED || name().equals(residence.name());
        }
    }

    /** What one amount is for (单位). */
    public enum Unit {
        /** 月 */
        MONTH,
        /** 年 */
        YEAR,
        /** 次 */
        TIME,
        /** 餐 */
        MEAL
    }
}
