package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.policy.Standard;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proposed standard with what it does to everybody (提标测算). Once previewed, its figures stand: what is approved is what
 * was seen.
 *
 * @param read how many households or people it concerns
 * @param monthlyBefore yuan a month before
 * @param arrears yuan to be paid for months already paid, where it takes effect in the past
 * @param excess yuan paid too much for such months
 * @param moved how many were left out because something about them changed after the preview
 * @param newcomers how many households not paid now would be entitled; they are asked, never granted anything by it
 */
public record Uplift(
        UUID id,
        String scheme,
        UUID standardId,
        AreaCode area,
        Standard.Residence residence,
        Money standardAmount,
        String document,
        YearMonth effectiveMonth,
        UpliftState state,
        int read,
        int raised,
        int lowered,
        int unchanged,
        int ineligible,
        int manual,
        Money monthlyBefore,
        Money monthlyAfter,
        Money arrears,
        Money excess,
        @Nullable String itemsHash,
        @Nullable String dataHash,
        int applied,
        int moved,
        int newcomers,
        int done,
        int total,
        @Nullable String failure,
        UUID proposedBy,
        String proposedByName,
        Instant proposedAt,
        @Nullable String approvedByName,
        @Nullable Instant approvedAt,
        @Nullable Instant appliedAt,
        int version) {

    /** Whom it changes, in households or people. */
    public int changes() {
        return raised + lowered;
    }

    public Money monthlyChange() {
        return monthlyAfter.minus(monthlyBefore);
    }

    public boolean working() {
        return state == UpliftState.PREVIEWING || state == UpliftState.APPLYING;
    }

    /** 0 to 100, for the bar. */
    public int percent() {
        return total == 0 ? 0 : (int) Math.min(99, 100L * done / total);
    }
}
