package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A benefit granted (待遇): to whom, from which month, covering whom, and the amount first determined.
 *
 * @param householdId null where the scheme is held by a person
 * @param residentId the holder; the head of the household where a household holds it
 * @param payeeId whose account receives the money
 * @param firstMonth the first month due, which is not always the first month paid
 * @param decidedOn counts against the cut-off
 * @param covered the people it covers, the holder among them
 */
public record Grant(
        String scheme,
        AreaCode area,
        UrbanRural residence,
        @Nullable UUID householdId,
        UUID residentId,
        UUID payeeId,
        @Nullable String category,
        @Nullable ReviewClass reviewClass,
        @Nullable LocalDate nextReviewOn,
        EntryKind entryKind,
        YearMonth firstMonth,
        LocalDate decidedOn,
        @Nullable UUID caseId,
        List<UUID> covered,
        Due due) {

    public Grant {
        covered = List.copyOf(covered);
    }
}
