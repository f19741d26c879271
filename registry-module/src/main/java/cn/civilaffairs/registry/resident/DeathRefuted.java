package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reported death proved to be wrong (核实不属实): what was held back because of it is to be paid. Two people stand behind
 * it, whoever looked and whoever released.
 *
 * @param why what was found, in the words of those who looked
 * @param sourceId the record whose report is taken back
 */
public record DeathRefuted(
        UUID residentId,
        AreaCode area,
        String why,
        @Nullable UUID sourceId) {}
