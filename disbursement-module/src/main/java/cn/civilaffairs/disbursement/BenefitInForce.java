package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A benefit with the amount now in force, as pages show it. */
public record BenefitInForce(
        UUID entitlementId,
        String scheme,
        UrbanRural residence,
        @Nullable UUID householdId,
        UUID residentId,
        String residentName,
        UUID payeeId,
        String payeeName,
        @Nullable String category,
        @Nullable ReviewClass reviewClass,
        YearMonth firstMonth,
        @Nullable YearMonth lastMonth,
        @Nullable ExitCode exitCode,
        @Nullable UUID determinationId,
        int persons,
        Money amount,
        @Nullable HoldReason heldFor,
        @Nullable UUID holdId,
        int version) {

    public boolean ended() {
        return lastMonth != null;
    }
}
