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
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Stops somebody answered at a red line, which hold the money until the township has reported them (停发待申报). */
@Component
@Order(19)
class StopStrip implements DeskStrip {

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
        List<StopToReport> stops = redLines.stopsToReport(MinimumLivingAllowance.CODE).stream()
                .filter(stop -> !isReported(stop.householdId()))
                .toList();
        return stops.isEmpty()
                ? Optional.empty()
                : Optional.of(new PagePart(
                        "stops", "停发待申报", "assistance/minimum-living/stop-strip :: strip", Map.of("stops", stops)));
    }

    private boolean isReported(UUID household) {
        return cases.ofHousehold(household).stream()
                .anyMatch(file -> file.isOpen() && file.matter().equals(ChangeProcedure.CODE));
    }
}
