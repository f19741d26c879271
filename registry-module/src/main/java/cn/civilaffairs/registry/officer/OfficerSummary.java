package cn.civilaffairs.registry.officer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line of the list of accounts (账号列表). */
public record OfficerSummary(
        UUID id,
        String login,
        String name,
        String unit,
        String area,
        List<String> roles,
        boolean enabled,
        boolean locked,
        @Nullable Instant lastSignIn) {}
