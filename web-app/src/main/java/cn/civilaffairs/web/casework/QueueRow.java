package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.CaseFigure;
import cn.civilaffairs.casework.CaseLine;
import cn.civilaffairs.casework.LimitClock;
import org.jspecify.annotations.Nullable;

/**
 * A case as a row of the queue's page, with the words of its cells. The page only places them: whatever a template works out
 * costs several times what it costs here, and there are fifty rows of it.
 *
 * @param mark how the row opened last is set apart
 * @param tick what the box to tick stands for; null where there is none
 * @param url of the case, remembering the list it was opened from
 * @param step the step it is at; null once it is closed, when a pill says how
 */
public record QueueRow(
        CaseLine line,
        String anchor,
        @Nullable String mark,
        @Nullable String tick,
        String url,
        String matter,
        String place,
        @Nullable String step,
        @Nullable Limit limit,
        @Nullable CaseFigure figure,
        String amount,
        String act) {

    /** The limit of a step for a narrow column: {@code 6/15，暂停 7} and {@code （剩 2）}. */
    public record Limit(String used, String left, @Nullable String tone) {

        static @Nullable Limit of(@Nullable LimitClock clock, CaseWords words) {
            if (clock == null) {
                return null;
            }
            String used = clock.used() + "/" + clock.limit().count();
            return new Limit(
                    clock.paused() > 0 ? used + "，暂停 " + clock.paused() : used,
                    "（" + words.left(clock) + "）",
                    clock.isOverdue() ? "bad-text" : null);
        }
    }
}
