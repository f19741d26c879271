package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A benefit with the amount now in force, as pages show it.
 *
 * @param lastMonth the last month due, known in advance where a household is on its way out (渐退)
 * @param ended whether its end is decided, and not only planned ahead for a household on its way out
 */
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
        boolean ended,
        int version) {

    /** Whether it is still paid though its end is known (渐退). */
    public boolean endsSoon() {
        return lastMonth != null && !ended;
    }
}
