package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.RuleViolation;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person joining a household.
 *
 * @param counts whether the person counts in the size of the household (计入家庭人口)
 * @param reasonNotCounted said if and only if the person does not
 */
public record NewMember(
        UUID residentId,
        Relation relation,
        boolean counts,
        @Nullable String reasonNotCounted,
        LocalDate from,
        String why) {

    public NewMember {
        if (relation == Relation.HEAD) {
            throw new RuleViolation("household.head-by-change-only");
        }
        RuleViolation.ifBlank(why, "household.reason-missing");
        if (!counts && (reasonNotCounted == null || reasonNotCounted.isBlank())) {
            throw new RuleViolation("household.not-counted-without-reason");
        }
        reasonNotCounted = counts ? null : reasonNotCounted;
    }
}
