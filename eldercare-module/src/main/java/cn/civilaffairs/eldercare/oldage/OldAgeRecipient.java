package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who receives the allowance (享受人员). @param nextCheckOn by when they are to be seen alive */
public record OldAgeRecipient(
        UUID entitlementId,
        UUID residentId,
        String name,
        String maskedIdNumber,
        LocalDate birthDate,
        String place,
        YearMonth firstMonth,
        @Nullable UUID determinationId,
        Money monthly,
        boolean held,
        @Nullable LocalDate nextCheckOn) {}
