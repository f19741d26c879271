package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money given back to a family that repaid more than it had to (退还): a claim that came down after it was repaid, or that had
 * been given up already.
 *
 * @param paidByRun the number of the signed run that paid it; null until then
 */
public record Refund(
        UUID id,
        UUID recoveryId,
        UUID payeeId,
        String payeeName,
        Money amount,
        String ground,
        BackPaymentState state,
        UUID proposedBy,
        String proposedByName,
        Instant proposedAt,
        @Nullable String decidedByName,
        @Nullable String decisionNote,
        @Nullable UUID paidByRunId,
        @Nullable String paidByRun,
        int version) {

    public boolean open() {
        return state == BackPaymentState.PROPOSED;
    }

    /** Somebody of the family the money can go to: alive and with an account in use. */
    public record Payee(UUID residentId, String name, String account) {}
}
