package cn.civilaffairs.registry.guardian;

import cn.civilaffairs.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the register are asked for; null where it does not matter.
 *
 * @param stage as {@link Guardianship#stage}
 * @param text part of the ward's or the guardian's name
 */
public record GuardianFilter(
        @Nullable String stage,
        @Nullable AreaCode within,
        @Nullable String text) {}
