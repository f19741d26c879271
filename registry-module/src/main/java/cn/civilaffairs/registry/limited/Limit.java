package cn.civilaffairs.registry.limited;

import cn.civilaffairs.kernel.AreaCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A household under limited access (限制查看).
 *
 * @param liftAskedBy who asked to lift it; somebody else has to agree
 */
public record Limit(
        UUID id,
        UUID householdId,
        String fileNo,
        AreaCode area,
        LimitGround ground,
        String why,
        String placedBy,
        Instant placedAt,
        @Nullable UUID liftAskedBy,
        @Nullable String liftWhy) {}
