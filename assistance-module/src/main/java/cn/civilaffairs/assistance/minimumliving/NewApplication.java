package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.kernel.UrbanRural;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An application as the township takes it in (受理).
 *
 * @param appliedOn the day it was handed in, never in the future
 * @param conditionalPapers codes of the conditional papers this household needs after all
 * @param receivedPapers codes of the papers handed in with it
 */
public record NewApplication(
        UUID householdId,
        UrbanRural residence,
        LocalDate appliedOn,
        String cause,
        boolean relativeOfStaff,
        @Nullable String note,
        Set<String> conditionalPapers,
        Set<String> receivedPapers) {

    public NewApplication {
        conditionalPapers = Set.copyOf(conditionalPapers);
        receivedPapers = Set.copyOf(receivedPapers);
    }
}
