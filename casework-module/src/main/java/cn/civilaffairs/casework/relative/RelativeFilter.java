package cn.civilaffairs.casework.relative;

import org.jspecify.annotations.Nullable;

/**
 * Which part of the register a list shows.
 *
 * @param text part of the name of either
 * @param ended also those who are no longer registered
 */
public record RelativeFilter(@Nullable String text, boolean ended) {

    public RelativeFilter {
        text = text == null || text.isBlank() ? null : text.strip();
    }
}
