package cn.civilaffairs.registry.officer;

import cn.civilaffairs.kernel.Officer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What signing in needs to know of an officer (账号). */
public record OfficerAccount(
        Officer officer,
        String passwordHash,
        boolean enabled,
        boolean mustChange,
        @Nullable Instant lockedUntil,
        int version) {

    public boolean lockedAt(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }
}
