package cn.civilaffairs.registry.limited;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asking to see what is under limited access (查看申请).
 *
 * @param askedFor the file number given; never an identity number
 * @param granted null while nobody has decided
 */
public record AccessRequest(
        UUID id,
        String askedFor,
        UUID askedById,
        String askedBy,
        String unit,
        Instant askedAt,
        String reason,
        int hours,
        @Nullable String decidedBy,
        @Nullable Boolean granted,
        @Nullable Instant expiresAt) {

    public boolean isOpenAt(Instant time) {
        return expiresAt != null && expiresAt.isAfter(time);
    }

    /** As the status dictionary calls it. */
    public String stateAt(Instant time) {
        if (granted == null) {
            return "ACCESS_ASKED";
        }
        return !granted ? "ACCESS_REFUSED" : isOpenAt(time) ? "ACCESS_OPEN" : "ACCESS_EXPIRED";
    }
}
