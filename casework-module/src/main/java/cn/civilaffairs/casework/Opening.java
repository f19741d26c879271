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
 * @param conditionalPapers codes of the conditional papers this application needs after all
 */
public record Opening(
        String matter,
        AreaCode area,
        @Nullable UUID householdId,
        @Nullable UUID applicantId,
        String title,
        Set<String> conditionalPapers,
        @Nullable String opinion) {

    public Opening {
        conditionalPapers = Set.copyOf(conditionalPapers);
    }
}
