package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.UrbanRural;
import org.jspecify.annotations.Nullable;

/** Which lines of a run a list shows. @param outcome {@code SUCCEEDED}, {@code FAILED} or {@code UNANSWERED} */
public record LineFilter(
        @Nullable UrbanRural residence,
        @Nullable LineKind kind,
        @Nullable String outcome) {

    public static final LineFilter ALL = new LineFilter(null, null, null);
}
