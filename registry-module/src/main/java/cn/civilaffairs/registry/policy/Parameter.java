package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AreaCode;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One value of the parameter sheet (参数), from a day on.
 *
 * @param document the decision it rests on (文号)
 * @param proposedBy null for rows that came with the installation
 * @param approved a row not yet approved by a second officer is never applied
 */
public record Parameter(
        UUID id,
        String key,
        AreaCode area,
        String value,
        LocalDate effectiveFrom,
        String document,
        @Nullable UUID proposedBy,
        @Nullable String proposedByName,
        @Nullable String approvedByName,
        boolean approved) {}
