package cn.civilaffairs.registry.draft;

import java.time.Instant;

/**
 * A form as it was when it was last saved.
 *
 * @param content the fields as the page sent them, JSON
 */
public record Draft(String content, Instant savedAt) {}
