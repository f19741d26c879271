package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who draws a benefit, as public lists need it (长期公示): no numbers, no accounts, no conditions.
 *
 * @param limited whether few may know of it at all (限制查看)
 */
public record PublicLine(
        UUID entitlementId,
        @Nullable UUID householdId,
        String name,
        LocalDate birthDate,
        int persons,
        Money amount,
        boolean limited) {}
