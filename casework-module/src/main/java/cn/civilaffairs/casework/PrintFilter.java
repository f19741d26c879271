package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaCode;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which prints a list shows.
 *
 * @param officer part of the name of whoever printed
 * @param forWhom part of the name of whom it was printed for
 * @param reprints only second and later copies
 */
public record PrintFilter(
        @Nullable String paper,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String officer,
        @Nullable AreaCode area,
        @Nullable String forWhom,
        boolean reprints) {

    public static final PrintFilter ALL = new PrintFilter(null, null, null, null, null, null, false);

    /** Whether anything narrows the list down. */
    public boolean narrows() {
        return reprints || Stream.of(paper, from, to, officer, area, forWhom).anyMatch(Objects::nonNull);
    }
}
