package cn.civilaffairs.registry.area;

import cn.civilaffairs.kernel.AreaCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A village about to merge into another (村级合并), as who approves it sees it.
 *
 * @param figures of each kind, of the village that goes, the one that remains, and both together
 */
public record AreaMerger(
        UUID id,
        AreaCode from,
        AreaCode to,
        String document,
        UUID proposedBy,
        String proposedByName,
        Instant proposedAt,
        List<Line> figures) {

    /** One kind of figure. */
    public record Line(FollowsMerger.Figure from, FollowsMerger.Figure to, FollowsMerger.Figure together) {}

    AreaMerger with(List<Line> lines) {
        return new AreaMerger(id, from, to, document, proposedBy, proposedByName, proposedAt, lines);
    }
}
