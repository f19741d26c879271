package cn.civilaffairs.registry.resident;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of somebody's membership, as the history of a household lists them.
 *
 * @param to the first day it no longer held
 */
public record Membership(
        UUID id,
        UUID householdId,
        String fileNo,
        UUID residentId,
        String name,
        Relation relation,
        LocalDate from,
        @Nullable LocalDate to,
        String joinedWhy,
        @Nullable String leftWhy) {}
