package cn.civilaffairs.registry.limited;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A household came under limited access, or out of it again; modules that keep rows about it label theirs in the same
 * transaction.
 *
 * @param limitId null when it was lifted
 */
public record AccessLimited(UUID householdId, @Nullable UUID limitId) {}
