package cn.civilaffairs.casework;

import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Duty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a case, by whom and when (办理经过). Never changed, never removed.
 *
 * @param step where the case was
 * @param toStep where it went, if it went anywhere
 * @param dueOn the deadline that came of it
 */
public record CaseEntry(
        int ordinal,
        String step,
        CaseAct act,
        @Nullable Duty duty,
        @Nullable String toStep,
        @Nullable String reasonCode,
        @Nullable String opinion,
        UUID officerId,
        String officerName,
        String officerUnit,
        Instant at,
        @Nullable LocalDate dueOn) {}
