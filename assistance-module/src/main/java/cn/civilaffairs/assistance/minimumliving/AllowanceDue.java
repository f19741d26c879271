package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Due;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a reckoning comes to, as the register of benefits takes it: the amount with its working. */
public final class AllowanceDue {

    private AllowanceDue() {}

    /** @param caseId where a case decided it */
    public static Due of(
            MinimumLivingCalculation reckoned,
            Cause cause,
            @Nullable UUID caseId,
            @Nullable UUID decidedBy,
            LocalDate decidedOn) {
        return new Due(
                reckoned.persons(),
                reckoned.base(),
                reckoned.supplements(),
                cause,
                reckoned.ruleVersion(),
                ReckoningJson.write(reckoned),
                null,
                caseId,
                decidedBy,
                decidedOn);
    }
}
