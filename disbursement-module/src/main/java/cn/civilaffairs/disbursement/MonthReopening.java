package cn.civilaffairs.disbursement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A closed month asked to be opened again, and what another person decided (月份重开). */
public record MonthReopening(
        UUID id,
        UUID runId,
        String reason,
        UUID askedBy,
        String askedByName,
        Instant askedAt,
        @Nullable String decidedByName,
        @Nullable Instant decidedAt,
        @Nullable Boolean approved,
        @Nullable String decisionNote,
        @Nullable Instant closedAgainAt) {

    public boolean undecided() {
        return approved == null;
    }

    /** Whether the month stands open again because of it. */
    public boolean inForce() {
        return Boolean.TRUE.equals(approved) && closedAgainAt == null;
    }
}
