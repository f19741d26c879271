package cn.civilaffairs.disbursement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The monthly report as it stood when its month was closed (报表版本).
 *
 * @param id the snapshot number printed on it (快照号)
 * @param why why this version came about
 */
public record ReportVersion(
        UUID id,
        UUID runId,
        int number,
        String closedByName,
        Instant closedAt,
        String why,
        @Nullable String approvedByName,
        @Nullable Instant approvedAt) {

    public boolean approved() {
        return approvedAt != null;
    }

    /** Short enough to be read out on the telephone. */
    public String snapshot() {
        return id.toString().substring(24).toUpperCase(java.util.Locale.ROOT);
    }
}
