package cn.civilaffairs.disbursement.review;

import cn.civilaffairs.kernel.AreaCode;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Which reviews a list shows.
 *
 * @param scheme whose reviews
 * @param state null for all
 * @param month of the due date; null for every month
 * @param within a township or village; null for all the officer's area
 */
public record ReviewFilter(
        String scheme,
        @Nullable ReviewState state,
        @Nullable YearMonth month,
        @Nullable AreaCode within) {

    public boolean narrows() {
        return state != null || month != null || within != null;
    }
}
