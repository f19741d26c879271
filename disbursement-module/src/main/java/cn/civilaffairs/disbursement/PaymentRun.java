package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A month's run over the county (发放批次): who is paid how much, and how far it has come.
 *
 * @param read entitlements read; always paid + held + refused once built
 * @param households how many are paid (发放户数), what the signer types
 * @param secondSignerWhy why two must sign it; null where one is enough, and until it is checked
 * @param firstSignedBy the first of two signers
 * @param bridgeDifference what is left unexplained from last month to this; only 0 can be submitted
 */
public record PaymentRun(
        UUID id,
        String number,
        String scheme,
        AreaCode county,
        YearMonth benefitMonth,
        RunKind kind,
        int attempt,
        RunState state,
        @Nullable UUID previousRunId,
        LocalDate cutOff,
        LocalDate previousCutOff,
        int read,
        int paid,
        int held,
        int refused,
        int households,
        int persons,
        Money amount,
        @Nullable Money bridgeDifference,
        @Nullable String linesHash,
        long sampleSeed,
        UUID builtBy,
        @Nullable String builtByName,
        @Nullable Instant builtAt,
        @Nullable UUID checkedBy,
        @Nullable String checkedByName,
        @Nullable Instant checkedAt,
        @Nullable String secondSignerWhy,
        @Nullable UUID firstSignedBy,
        @Nullable String firstSignedByName,
        @Nullable Instant firstSignedAt,
        @Nullable UUID signedBy,
        @Nullable String signedByName,
        @Nullable Instant signedAt,
        @Nullable String sentByName,
        @Nullable Instant sentAt,
        @Nullable String closedByName,
        @Nullable Instant closedAt,
        @Nullable String closeNote,
        @Nullable String abandonedWhy,
        int version) {

    /** Whether the next signature is the first of two. */
    public boolean firstOfTwoSignatures() {
        return secondSignerWhy != null && firstSignedBy == null;
    }

    public boolean closesToZero() {
        return bridgeDifference != null && bridgeDifference.isZero();
    }
}
