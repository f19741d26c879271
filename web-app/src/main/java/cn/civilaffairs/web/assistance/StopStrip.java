package cn.civilaffairs.web.assistance;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.change.ChangeProcedure;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.disbursement.StopToReport;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.web.casework.DeskStrip;
import cn.civilaffairs.web.casework.PagePart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Stops somebody answered at a red line, which hold the money until the township has reported them (停发待申报). */
@Component
@Order(19)
class StopStrip implements DeskStrip {

    private static final int SHOWN = 50;

    private final RedLineDesk redLines;
    private final CaseDesk cases;

    StopStrip(RedLineDesk redLines, CaseDesk cases) {
        this.redLines = redLines;
        this.cases = cases;
    }

    @Override
    public Optional<PagePart> of(Officer officer) {
        if (!AccessDecision.may(officer, Action.OPEN_CHANGE)) {
            return Optional.empty();
        }
        List<StopToReport> stops = notReported(redLines.stopsToReport(MinimumLivingAllowance.CODE));
        return stops.isEmpty()
                ? Optional.empty()
                : Optional.of(new PagePart(
                        "stops", "停发待申报", "assistance/minimum-living/stop-strip :: strip", Map.of("stops", stops)));
    }

    /** The longest waiting that nobody has reported yet. */
    private List<StopToReport> notReported(List<StopToReport> stops) {
        if (stops.isEmpty()) {
            return stops;
        }
        Set<UUID> reported = cases.householdsWithOpen(
                ChangeProcedure.CODE,
                stops.stream().map(StopToReport::householdId).toList());
        return stops.stream()
                .filter(stop -> !reported.contains(stop.householdId()))
                .limit(SHOWN)
                .toList();
    }
}
