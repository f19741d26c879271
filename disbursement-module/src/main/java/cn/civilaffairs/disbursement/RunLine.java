package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line of a run as lists show it (发放明细); the account is masked to bank and last four. */
public record RunLine(
        int seq,
        LineKind kind,
        YearMonth benefitMonth,
        String areaName,
        UrbanRural residence,
        @Nullable UUID householdId,
        String residentName,
        String payeeName,
        String bank,
        String accountLastFour,
        int persons,
        Money base,
        Money supplement,
        Money arrears,
        Money deduction,
        Money amount,
        @Nullable UUID determinationId,
        String explanation,
        @Nullable Boolean succeeded,
        @Nullable String failure) {}
