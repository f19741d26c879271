package cn.civilaffairs.casework;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A posting (公示) of what is proposed.
 *
 * @param endsOn its last day; it may be closed from the next working day on
 * @param content the text that hung out: name, household size and amount only (benefits handbook §1.9)
 */
public record Posting(
        UUID id,
        LocalDate postedOn,
        LocalDate endsOn,
        String place,
        String content,
        @Nullable Result result,
        @Nullable String resultNote,
        @Nullable LocalDate closedOn) {

    public enum Result {
        /** 无异议 */
        NO_OBJECTION,
        /** 有异议 */
        OBJECTION
    }

    public boolean isRunning() {
        return result == null;
    }

    /** The case is held at its posting until it was looked into again and posted anew. */
    public boolean isObjectedTo() {
        return result == Result.OBJECTION;
    }
}
