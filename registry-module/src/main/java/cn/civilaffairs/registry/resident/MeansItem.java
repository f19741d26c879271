package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a household's means (收入、支出与财产条目).
 *
 * @param residentId whose it is; none where it is the household's
 * @param endOn the last day it applies, the day itself included
 */
public record MeansItem(
        UUID id,
        UUID householdId,
        @Nullable UUID residentId,
        MeansCategory category,
        String name,
        Money amount,
        MeansPeriod period,
        LocalDate startOn,
        @Nullable LocalDate endOn,
        MeansSource source,
        @Nullable Exemption exemption,
        @Nullable String remark,
        @Nullable String enteredBy,
        Instant enteredAt,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawnWhy) {}
