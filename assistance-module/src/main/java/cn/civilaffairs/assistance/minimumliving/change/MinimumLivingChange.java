package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.kernel.AreaCode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a change adds to its case: what happened, and what it means in money as it was last reckoned.
 *
 * @param submittedBy who reported it, and so may not be the one who applies it
 * @param appliedOn null until it is confirmed
 * @param undone what is paid again since an appeal did away with it; null while it stands
 */
public record MinimumLivingChange(
        UUID caseId,
        AreaCode area,
        UUID householdId,
        UUID entitlementId,
        AllowanceChange facts,
        ChangeOutlook outlook,
        UUID submittedBy,
        OffsetDateTime reckonedAt,
        @Nullable LocalDate appliedOn,
        @Nullable Restoration undone,
        @Nullable LocalDate undoneOn,
        int version) {}
