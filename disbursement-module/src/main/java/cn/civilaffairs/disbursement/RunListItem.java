package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One household or person in a list behind a figure (明细), be it a step of the bridge, an exception or a flag.
 *
 * @param what the step, reason or flag as stored
 */
public record RunListItem(
        UUID entitlementId,
        String areaName,
        UrbanRural residence,
        @Nullable UUID householdId,
        String residentName,
        String what,
        @Nullable String note,
        int households,
        int persons,
        Money amount,
        @Nullable UUID determinationId) {}
