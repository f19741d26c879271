package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One benefit in an uplift, as lists show it. */
public record UpliftItem(
        UUID entitlementId,
        YearMonth month,
        String place,
        UrbanRural residence,
        @Nullable UUID householdId,
        String name,
        int persons,
        Money before,
        Money after,
        UpliftRule.Outcome outcome,
        @Nullable String why,
        int monthsPast,
        Money past,
        boolean moved) {}
