package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RunState;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.web.casework.DeskStrip;
import cn.civilaffairs.web.casework.PagePart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where each programme's month stands, below the cases on the desk (月度条). */
@Component
class RunStrip implements DeskStrip {

    private static final int SHOWN = 3;

    private final PaymentRunDesk desk;
    private final SchemesInSight schemes;

    RunStrip(PaymentRunDesk desk, SchemesInSight schemes) {
        this.desk = desk;
        this.schemes = schemes;
    }

    @Override
    public Optional<PagePart> of(Officer officer) {
        if (!AccessDecision.may(officer, Action.VIEW_RUN)) {
            return Optional.empty();
        }
        List<PaymentRun> runs = schemes.of(officer).stream()
                .flatMap(scheme -> desk.runs(scheme.code(), SHOWN * 2, 0).stream()
                        .filter(run -> run.state() != RunState.ABANDONED)
                        .limit(SHOWN))
                .toList();
        return runs.isEmpty()
                ? Optional.empty()
                : Optional.of(new PagePart("runs", "月度发放", "runs/strip :: strip", Map.of("runs", runs)));
    }
}
