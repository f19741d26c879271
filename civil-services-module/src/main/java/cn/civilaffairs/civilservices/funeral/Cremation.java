package cn.civilaffairs.civilservices.funeral;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A cremation as registered (火化登记). */
public record Cremation(
        UUID caseId,
        String caseNo,
        String caseStatus,
        String step,
        AreaCode area,
        String place,
        UUID residentId,
        String name,
        String maskedIdNumber,
        LocalDate diedOn,
        LocalDate receivedOn,
        String deathPaperNo,
        boolean natural,
        @Nullable String policePaperNo,
        String handler,
        String handlerRelation,
        @Nullable LocalDate crematedOn,
        @Nullable String cremator,
        @Nullable String recheckedByName,
        @Nullable Money feeTotal,
        @Nullable Money waived,
        @Nullable String certificateNo,
        @Nullable LocalDate certifiedOn,
        @Nullable String ashesTo,
        @Nullable LocalDate ashesOn,
        int version) {

    public boolean isCremated() {
        return crematedOn != null;
    }

    /** What is left to pay; null before the bill is entered. */
    public @Nullable Money payable() {
        return feeTotal == null || waived == null ? null : feeTotal.minus(waived);
    }
}
