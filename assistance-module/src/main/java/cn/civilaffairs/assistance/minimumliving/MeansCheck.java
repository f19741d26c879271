package cn.civilaffairs.assistance.minimumliving;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One department's part in a means check (家庭经济状况核对).
 *
 * @param round 1 for the first check of a case, one more for every recheck
 * @param answer null until the department has answered
 */
public record MeansCheck(
        int round,
        Department department,
        String requestedBy,
        OffsetDateTime requestedAt,
        @Nullable CheckAnswer answer,
        @Nullable String finding,
        @Nullable String answeredBy,
        @Nullable OffsetDateTime answeredAt) {

    public boolean isAnswered() {
        return answer != null;
    }
}
