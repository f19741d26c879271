package cn.civilaffairs.disbursement.review;

import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.AreaCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One review of the plan (计划复核), task or not yet.
 *
 * @param householdId and {@code fileNo}: null where a person holds the benefit
 * @param head the head of the household, or the person
 * @param recorded whether an answer was written down that nobody confirmed yet
 * @param version of the benefit, as shown
 */
public record PlannedReview(
        UUID entitlementId,
        AreaCode area,
        @Nullable UUID householdId,
        @Nullable String fileNo,
        UUID residentId,
        String head,
        String village,
        String township,
        ReviewClass reviewClass,
        boolean recorded,
        ReviewWindow window,
        int version) {}
