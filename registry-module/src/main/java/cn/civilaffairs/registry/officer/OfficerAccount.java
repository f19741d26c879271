package cn.civilaffairs.registry.officer;

import cn.civilaffairs.kernel.Officer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What signing in needs to know of an officer (账号).
 *
 * @param mustChange whether the password was given by somebody else
 * @param expired whether the password is older than {@link PasswordRules#VALID_DAYS}
 * @param failures wrong passwords since the last sign-in
 */
public record OfficerAccount(
        Officer officer,
        String passwordHash,
        boolean enabled,
        boolean mustChange,
        boolean expired,
        @Nullable Instant lockedUntil,
        int failures,
        int version) {

    public boolean lockedAt(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }
}
