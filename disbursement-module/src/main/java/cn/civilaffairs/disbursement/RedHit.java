package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One red line one payment crosses, with its answer (红线提示).
 *
 * @param residentId whom it is about, one of them if several
 * @param holder the head or the person the benefit belongs to
 * @param paid whether the run pays it as computed
 * @param stillPaid whether that is against its answer, so that the run must be computed anew
 * @param answer null until somebody has answered
 * @param stopConfirmedBy who let the stop stand
 * @param opened whether the officer looking has opened it before
 */
public record RedHit(
        UUID runId,
        UUID entitlementId,
        String code,
        AreaCode area,
        String areaName,
        @Nullable UUID householdId,
        UUID residentId,
        String holder,
        String person,
        boolean paid,
        boolean stillPaid,
        int persons,
        Money amount,
        String note,
        String evidence,
        @Nullable UUID answerId,
        @Nullable RedAnswer answer,
        @Nullable String reason,
        @Nullable UUID answeredBy,
        @Nullable String answeredByName,
        @Nullable Instant answeredAt,
        @Nullable String stopConfirmedBy,
        boolean opened) {

    public boolean awaitsStop() {
        return answer == RedAnswer.STOP && stopConfirmedBy == null;
    }
}
