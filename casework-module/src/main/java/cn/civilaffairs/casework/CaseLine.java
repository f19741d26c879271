package cn.civilaffairs.casework;

import cn.civilaffairs.casework.procedure.Step;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A case as a line of a list.
 *
 * @param fileNo 档案号 of the family, where it is about one
 * @param postedUntil last day of the posting that hangs out now
 */
public record CaseLine(
        CaseFile file,
        Step step,
        @Nullable String fileNo,
        String village,
        String township,
        @Nullable LimitClock clock,
        @Nullable LocalDate postedUntil) {

    /** Whether there is anything out of the ordinary to mark it by: returned, paused or posted. */
    public boolean flagged() {
        return file.returned() || file.isPaused() || postedUntil != null;
    }

    /** The message that says what to do next, as a verb. */
    public String nextAct(LocalDate today) {
        if (step.posting() == null) {
            return "Step." + file.matter() + "." + step.code() + ".act";
        }
        if (postedUntil == null) {
            return "CaseAct.POST";
        }
        return today.isAfter(postedUntil) ? "Queue.close-posting" : "Queue.posting";
    }
}
