package cn.civilaffairs.web.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line of the history of a family (经过).
 *
 * @param link where more of it stands
 */
public record FamilyEvent(
        LocalDate on,
        String kind,
        String words,
        @Nullable String who,
        @Nullable String link) {}
