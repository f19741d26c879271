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
        List<Post> posts,
        boolean enabled,
        boolean locked,
        @Nullable Instant lastSignIn) {

    /** A role in every line of business it is held for now; taken back as a whole. */
    public record Post(String role, List<String> lines) {}
}
