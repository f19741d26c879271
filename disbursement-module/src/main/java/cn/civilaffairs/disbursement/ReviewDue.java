package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A benefit that is to be looked at again (待复核待遇).
 *
 * @param householdId null where a person holds it
 * @param amount yuan a month in force now
 */
public record ReviewDue(
        UUID entitlementId,
        AreaCode area,
        @Nullable UUID householdId,
        UUID residentId,
        ReviewClass reviewClass,
        LocalDate dueOn,
        int persons,
        Money amount) {}
