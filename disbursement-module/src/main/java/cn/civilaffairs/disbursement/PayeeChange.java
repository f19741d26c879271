package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of who receives a benefit's money (领款人变更): asked for by one, decided by another. */
public record PayeeChange(
        UUID id,
        UUID entitlementId,
        String scheme,
        AreaCode area,
        String place,
        @Nullable UUID householdId,
        String holderName,
        UUID fromPayee,
        String fromName,
        UUID toPayee,
        String toName,
        PayeeBasis basis,
        String reason,
        UUID paperFile,
        PayeeChangeState state,
        UUID proposedBy,
        String proposedByName,
        Instant proposedAt,
        @Nullable String decidedByName,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote,
        int version) {

    public boolean open() {
        return state == PayeeChangeState.PROPOSED;
    }
}
