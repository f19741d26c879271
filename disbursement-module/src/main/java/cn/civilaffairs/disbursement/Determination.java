package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One determination as stored (核定): what is due from a month on, and the working behind it. */
public record Determination(
        UUID id,
        UUID entitlementId,
        String scheme,
        @Nullable UUID householdId,
        UUID residentId,
        AreaCode area,
        YearMonth effectiveMonth,
        int ordinal,
        int persons,
        Money base,
        Money supplement,
        Money amount,
        Cause cause,
        String ruleVersion,
        String reckoning,
        @Nullable Money computed,
        @Nullable UUID caseId,
        @Nullable String decidedByName,
        LocalDate decidedOn) {}
