package cn.civilaffairs.disbursement.review;

import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.AreaCode;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Which planned reviews a list shows.
 *
 * @param scheme whose reviews
 * @param month they are planned for; what is overdue belongs to the month that runs, as in the plan
 * @param reviewClass null for every class
 * @param within a township or village; null for all the officer's area
 */
public record PlanFilter(
        String scheme,
        YearMonth month,
        @Nullable ReviewClass reviewClass,
        @Nullable AreaCode within) {}
