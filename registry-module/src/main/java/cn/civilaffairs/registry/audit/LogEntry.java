package cn.civilaffairs.registry.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of the operation log as the auditor reads it (日志). */
public record LogEntry(
        long id,
        Instant at,
        String login,
        @Nullable String name,
        @Nullable String unit,
        String action,
        String objectType,
        @Nullable String objectId,
        @Nullable String area,
        String result,
        @Nullable String reason,
        String detail,
        @Nullable String address) {}
