package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody a household's benefit covers, and when they were born. */
public record CoveredBirth(
        UUID entitlementId,
        UUID householdId,
        UUID residentId,
        LocalDate birth,
        AreaCode area,
        UrbanRural residence,
        @Nullable String category) {}
