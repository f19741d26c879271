package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaCode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One paper printed for many in the background (批量打印任务), in parts of bounded size.
 *
 * @param total for whom it was asked, settled when it was
 * @param done how many of them have been seen to
 * @param leftOut those of them nothing was printed for
 */
public record PrintJob(
        UUID id,
        AreaCode area,
        String matter,
        String paper,
        String title,
        YearMonth month,
        boolean placeholders,
        int total,
        int done,
        int leftOut,
        State state,
        @Nullable String failure,
        UUID askedBy,
        Instant askedAt,
        List<Part> parts) {

    /** How far it has come. */
    public enum State {
        WORKING,
        DONE,
        FAILED
    }

    /**
     * One file of it.
     *
     * @param removed whether its time is over (已清理); that it was printed stays known
     */
    public record Part(int part, UUID fileId, int papers, int pages, int taken, boolean removed) {}

    public PrintJob {
        parts = List.copyOf(parts);
    }

    public boolean isWorking() {
        return state == State.WORKING;
    }

    /** Whether a file of it is gone. */
    public boolean isRemoved() {
        return parts.stream().anyMatch(Part::removed);
    }

    public int percent() {
        return total == 0 ? 100 : (int) (100L * done / total);
    }

    public int papers() {
        return parts.stream().mapToInt(Part::papers).sum();
    }

    public int pages() {
        return parts.stream().mapToInt(Part::pages).sum();
    }
}
