package cn.civilaffairs.disbursement;

import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money held back for a reason, until released (缓发).
 *
 * @param awaits the case or promise it waits for and ends with; null for one that ends by hand
 * @param placedById null where the product placed it by a rule
 * @param paidAgainFrom the first month paid again, once released
 * @param heldMonthsPaid whether the months held are paid after all, once released
 */
public record Hold(
        UUID id,
        UUID entitlementId,
        HoldReason reason,
        String note,
        YearMonth from,
        @Nullable UUID awaits,
        @Nullable UUID placedById,
        String placedBy,
        Instant placedAt,
        @Nullable String releasedBy,
        @Nullable Instant releasedAt,
        @Nullable String releaseNote,
        @Nullable YearMonth paidAgainFrom,
        @Nullable Boolean heldMonthsPaid) {

    public boolean open() {
        return releasedAt == null;
    }
}
