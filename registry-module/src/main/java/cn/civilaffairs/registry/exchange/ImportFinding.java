package cn.civilaffairs.registry.exchange;

import org.jspecify.annotations.Nullable;

/** What is wrong with, or worth knowing about, one cell of a roster. */
public record ImportFinding(
        int row, boolean error, @Nullable String column, String words) {}
