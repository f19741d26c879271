package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The register now says that a resident is dead (死亡登记). Heard in the transaction of the entry: what follows from a death
 * follows at once, or the death is not entered.
 */
public record DeathRecorded(UUID residentId, AreaCode area, LocalDate diedOn) {}
