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

    public boolean closesToZero() {
        return bridgeDifference != null && bridgeDifference.isZero();
    }
}
