package cn.civilaffairs.registry.officer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to somebody's account (账号变动), as it is told to them.
 *
 * @param id of the log's row
 * @param by who did it; nobody for what the product does by itself
 * @param own whether they did it themselves, or somebody in their name
 */
public record AccountChange(
        long id,
        Instant at,
        @Nullable String by,
        @Nullable String unit,
        boolean own,
        String action,
        String detail,
        @Nullable String address) {}
