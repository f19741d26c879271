package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an application (低保申请) adds to its case.
 *
 * @param residence by which standard, urban or rural; a decision, never derived from the village code
 * @param cause why the household is in need, in the applicant's words (致贫原因)
 * @param relativeOfStaff whether a near relative works in the village or the office (近亲属备案); the county then visits
 * @param reviewClass how often the household will be looked at again, decided at the review
 * @param tier by which tier it is paid where the county pays by tiers (档次), decided at the review
 */
public record MinimumLivingApplication(
        UUID caseId,
        AreaCode area,
        UUID householdId,
        UrbanRural residence,
        LocalDate appliedOn,
        String cause,
        boolean relativeOfStaff,
        @Nullable ReviewClass reviewClass,
        @Nullable String tier,
        @Nullable String note,
        int version) {}
