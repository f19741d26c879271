package cn.civilaffairs.registry.resident;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A payment account (收款账户) as pages show it: the bank and the last four digits. */
public record PaymentAccount(
        UUID id,
        UUID residentId,
        String holderName,
        String bank,
        String lastFour,
        AccountKind kind,
        @Nullable UUID enteredById,
        @Nullable String enteredBy,
        Instant enteredAt,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt,
        boolean active,
        @Nullable Instant closedAt) {

    /** Entered by one person and waiting for another to confirm it (待复核). */
    public boolean isPending() {
        return confirmedAt == null && closedAt == null;
    }

    public String masked() {
        return Masks.account(bank, lastFour);
    }
}
