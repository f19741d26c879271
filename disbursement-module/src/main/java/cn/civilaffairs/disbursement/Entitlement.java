package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A benefit somebody receives, as it stands (待遇).
 *
 * @param tapers whether its end was planned ahead and it is paid in full standing until then (渐退)
 */
public record Entitlement(
        UUID id,
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
        @Nullable YearMonth lastMonth,
        @Nullable ExitCode exitCode,
        boolean tapers,
        int version) {

    public boolean ended() {
        return lastMonth != null;
    }
}
