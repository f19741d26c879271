package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Sex;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a search result: the person and the household the file of which to open. Birth date and village tell namesakes
 * apart, so that nobody needs the digits of a number for it.
 */
public record FoundResident(
        UUID id,
        String name,
        String maskedIdNumber,
        Sex sex,
        LocalDate birthDate,
        AreaCode area,
        @Nullable LocalDate deathDate,
        @Nullable UUID householdId,
        @Nullable String fileNo,
        @Nullable Relation relation) {}
