package cn.civilaffairs.disbursement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A printed set of the month's reports (整套报表). The first copy is set from frozen figures; later ones are that copy again. */
public record ReportSet(
        UUID id,
        UUID versionId,
        String paperSize,
        int copyNo,
        State state,
        @Nullable UUID fileId,
        @Nullable String sha256,
        @Nullable Integer pages,
        @Nullable String failure,
        String askedByName,
        Instant askedAt,
        @Nullable Instant doneAt) {

    public enum State {
        WORKING,
        DONE,
        FAILED
    }

    public boolean done() {
        return state == State.DONE;
    }
}
