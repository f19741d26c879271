package cn.civilaffairs.assistance.review;

import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One household to be looked at again, as lists show it.
 *
 * @param persons and {@code amount}: as they were when the task was made, yuan a month
 * @param returnedWhy why the reviewer sent the answer back, while it is open again
 */
public record ReviewTask(
        UUID id,
        UUID entitlementId,
        AreaCode area,
        UUID householdId,
        String fileNo,
        String head,
        String village,
        String township,
        ReviewClass reviewClass,
        LocalDate dueOn,
        int persons,
        Money amount,
        @Nullable ReviewAnswer answer,
        @Nullable String note,
        @Nullable UUID recordedById,
        @Nullable String recordedBy,
        @Nullable OffsetDateTime recordedAt,
        @Nullable String returnedWhy,
        @Nullable String confirmedBy,
        @Nullable OffsetDateTime confirmedAt,
        @Nullable LocalDate nextReviewOn,
        int version) {

    public ReviewState state(LocalDate today) {
        if (confirmedAt != null) {
            return ReviewState.CONFIRMED;
        }
        if (answer != null) {
            return ReviewState.RECORDED;
        }
        return dueOn.isBefore(today) ? ReviewState.OVERDUE : ReviewState.OPEN;
    }
}
