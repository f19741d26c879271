package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list of beneficiaries that hangs in a village (公示), as it was made. Its columns are fixed and none takes free text: name,
 * village, size of household, amount, and the days it hangs.
 *
 * @param leftOut how many households are not named, for a child would be or their matter is limited to few
 * @param lines empty where only the notice itself was asked for
 */
public record PublicNotice(
        UUID id,
        AreaCode village,
        String scheme,
        LocalDate from,
        LocalDate until,
        int leftOut,
        UUID madeById,
        String madeBy,
        @Nullable String publishedBy,
        @Nullable String withdrawnBy,
        List<Line> lines) {

    /** What is said of a household. */
    public record Line(String name, int persons, Money amount) {}

    /** Where a notice stands. */
    public enum State {
        /** 待发布 */
        DRAFT,
        /** 未到期 */
        TO_COME,
        /** 公示中 */
        POSTED,
        /** 期满撤下 */
        OVER,
        /** 提前撤下 */
        WITHDRAWN
    }

    public State state(LocalDate today) {
        if (withdrawnBy != null) {
            return State.WITHDRAWN;
        }
        if (until.isBefore(today)) {
            return State.OVER;
        }
        if (publishedBy == null) {
            return State.DRAFT;
        }
        return from.isAfter(today) ? State.TO_COME : State.POSTED;
    }

    /** Nobody is shown it any more. */
    public boolean isGone(LocalDate today) {
        State state = state(today);
        return state == State.OVER || state == State.WITHDRAWN;
    }

    PublicNotice with(List<Line> named) {
        return new PublicNotice(
                id, village, scheme, from, until, leftOut, madeById, madeBy, publishedBy, withdrawnBy, named);
    }
}
