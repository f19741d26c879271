package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaCode;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which cases a list shows; the whole of it stands in the address of the page (design: ui, queue).
 *
 * @param hold whose cases
 * @param text part of the name, or the number of the case or of the family file
 */
public record CaseFilter(
        Hold hold,
        @Nullable Urgency urgency,
        @Nullable String matter,
        @Nullable String step,
        @Nullable AreaCode area,
        @Nullable String text,
        Sort sort,
        boolean descending) {

    public enum Hold {
        /** 待我办理 */
        MINE,
        /** 全部在办 */
        OPEN,
        /** 已办结 */
        CLOSED
    }

    public enum Sort {
        DUE,
        OPENED,
        NUMBER,
        TITLE,
        AREA
    }

    public static final CaseFilter MINE = new CaseFilter(Hold.MINE, null, null, null, null, null, Sort.DUE, false);

    public CaseFilter {
        text = text == null || text.isBlank() ? null : text.strip();
    }

    public CaseFilter with(@Nullable Urgency block) {
        return new CaseFilter(hold, block, matter, step, area, text, sort, descending);
    }

    /** Whether anything narrows the list down, so that an empty one may have a fuller one behind it. */
    public boolean narrows() {
        return Stream.of(urgency, matter, step, area, text).anyMatch(Objects::nonNull);
    }
}
