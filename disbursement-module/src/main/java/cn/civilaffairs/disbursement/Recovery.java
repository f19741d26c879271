package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claim for what was paid too much (追缴).
 *
 * @param amount yuan, the sum of its months' differences
 * @param received yuan received and confirmed by a second person
 * @param unconfirmed yuan entered and not yet confirmed
 * @param refunded yuan two officers decided to give back
 * @param overdue yuan that should have been repaid by today and was not
 */
public record Recovery(
        UUID id,
        String number,
        UUID entitlementId,
        String scheme,
        AreaCode area,
        String place,
        @Nullable UUID householdId,
        UUID debtorId,
        String debtorName,
        RecoveryState state,
        Origin origin,
        int revision,
        Money amount,
        Money received,
        Money unconfirmed,
        Money refunded,
        Money writtenOff,
        Money overdue,
        @Nullable String ground,
        boolean fraud,
        @Nullable Money fine,
        @Nullable String repaidBy,
        Instant foundAt,
        @Nullable UUID proposedBy,
        @Nullable String proposedByName,
        @Nullable UUID confirmedBy,
        @Nullable String confirmedByName,
        @Nullable Instant confirmedAt,
        @Nullable LocalDate dueOn,
        @Nullable String courtNo,
        @Nullable LocalDate courtOn,
        @Nullable String writeOffGround,
        @Nullable UUID writeOffBy,
        @Nullable String writeOffByName,
        @Nullable String droppedWhy,
        int version) {

    /** A fraud may be fined up to three times what it gained (社会救助暂行办法). */
    private static final int MOST_FINED = 3;

    /** Why too much was paid (多发由来). */
    public enum Origin {
        /** 死亡 */
        DEATH,
        /** 终止 */
        ENDED,
        /** 重新核定 */
        REASSESSED
    }

    /** What is still to be repaid; never below zero, and nothing where it was decided not to claim. */
    public Money outstanding() {
        return state == RecoveryState.DROPPED
                ? Money.ZERO
                : amount.minus(kept()).minus(writtenOff).atLeast(Money.ZERO);
    }

    /** Repaid beyond what the claim came to after all, and owed to the household (应退还). */
    public Money refundable() {
        return state == RecoveryState.DROPPED
                ? kept()
                : kept().plus(writtenOff).minus(amount).atLeast(Money.ZERO);
    }

    /** What came in and is not given back. */
    private Money kept() {
        return received.minus(refunded);
    }

    /** Whether money may come in: while it is demanded, and when a family repays what nobody asks for any more. */
    public boolean receives() {
        return state.demanded()
                || state == RecoveryState.WRITTEN_OFF
                || state == RecoveryState.SETTLED
                || state == RecoveryState.DROPPED;
    }

    /** The most a fraud of this size may be fined. */
    public Money highestFine() {
        return amount.times(MOST_FINED);
    }
}
