package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A month still to be paid (应补发月份), and why it was not paid in time. */
record Arrear(
        UUID id,
        UUID entitlementId,
        YearMonth month,
        int attempt,
        int persons,
        Money amount,
        @Nullable UUID determinationId,
        String explanation) {}
