package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment the checker opens before the run is passed (复核打开的一户).
 *
 * @param why codes of why it is on the list: RED, NEW, UP, RETURNED, SAMPLE
 * @param paid whether the run pays it
 */
public record Inspected(
        UUID entitlementId,
        String areaName,
        @Nullable UUID householdId,
        String holder,
        boolean paid,
        Money amount,
        List<String> why) {

    public Inspected {
        why = List.copyOf(why);
    }
}
