package cn.civilaffairs.disbursement;

import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Money held back for a reason, until released (缓发). */
public record Hold(
        UUID id,
        UUID entitlementId,
        HoldReason reason,
        String note,
        YearMonth from,
        UUID placedById,
        String placedBy,
        Instant placedAt,
        @Nullable String releasedBy,
        @Nullable Instant releasedAt,
        @Nullable String releaseNote) {

    public boolean open() {
        return releasedAt == null;
    }
}
