package cn.civilaffairs.casework.lead;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lead in a list, with whom it is about.
 *
 * @param daysLeft working days until it is due, today not counted; negative once it is overdue
 */
public record LeadLine(
        Lead lead,
        String residentName,
        String maskedIdNumber,
        @Nullable UUID householdId,
        String village,
        String township,
        int daysLeft) {}
