package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A resident by name only, with the household they live in. */
public record NamedResident(
        UUID id, String name, AreaCode area, @Nullable UUID householdId) {}
