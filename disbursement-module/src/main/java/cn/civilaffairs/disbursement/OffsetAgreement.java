package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A household's written consent that part of each coming month settles a claim (抵扣约定).
 *
 * @param monthly yuan at most taken off one month
 */
public record OffsetAgreement(
        UUID id,
        Money monthly,
        LocalDate agreedOn,
        String agreement,
        UUID proposedBy,
        String proposedByName,
        @Nullable String approvedByName) {}
