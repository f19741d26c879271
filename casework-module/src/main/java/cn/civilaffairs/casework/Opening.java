package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaCode;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a case is opened with.
 *
 * @param area the village the household lives in
 * @param title the name of the head of household, or of whom else it is about
 * @param relative whether a near relative of staff applies, as the applicant declares
 * @param conditionalPapers codes of the conditional papers this application needs after all
 */
public record Opening(
        String matter,
        AreaCode area,
        @Nullable UUID householdId,
        @Nullable UUID applicantId,
        String title,
        Set<String> conditionalPapers,
        @Nullable String opinion,
        boolean relative) {

    public Opening {
        conditionalPapers = Set.copyOf(conditionalPapers);
    }

    public Opening(
            String matter,
            AreaCode area,
            @Nullable UUID householdId,
            @Nullable UUID applicantId,
            String title,
            Set<String> conditionalPapers,
            @Nullable String opinion) {
        this(matter, area, householdId, applicantId, title, conditionalPapers, opinion, false);
    }
}
