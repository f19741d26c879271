package cn.civilaffairs.disbursement.review;

import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A benefit to be looked at again, as lists show it.
 *
 * @param persons and {@code amount}: as they were when the task was made, yuan a month
 * @param way how somebody was found alive
 * @param diedOn the day somebody is said to have died on
 * @param returnedWhy why the reviewer sent the answer back, while it is open again
 */
public record ReviewTask(
        UUID id,
        String scheme,
        ReviewedBenefit benefit,
        LocalDate dueOn,
        int persons,
        Money amount,
        @Nullable ReviewAnswer answer,
        @Nullable ReviewWay way,
        @Nullable LocalDate diedOn,
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
