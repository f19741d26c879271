package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.StepGuard;
import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Obstacle;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RunState;
import cn.civilaffairs.kernel.RuleViolation;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What must be so before a change goes on: the money shown is the money it is, and no run is being computed. */
@Component
class ChangeGuard implements StepGuard {

    private final ObjectProvider<MinimumLivingChangeDesk> desk;
    private final PaymentRunDesk runs;
    private final Clock clock;

    /** @param desk asked for late, since the desk itself moves cases */
    ChangeGuard(ObjectProvider<MinimumLivingChangeDesk> desk, PaymentRunDesk runs, Clock clock) {
        this.desk = desk;
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public String matter() {
        return ChangeProcedure.CODE;
    }

    @Override
    public List<Obstacle> obstacles(CaseFile file, CaseAct act) {
        if (act != CaseAct.AGREE) {
            return List.of();
        }
        MinimumLivingChangeDesk changes = desk.getObject();
        if (file.step().equals(ChangeProcedure.ENTRY)) {
            return changes.missing(file.id()).stream()
                    .map(missing -> Obstacle.of(missing.messageKey(), missing.arguments()))
                    .toList();
        }
        List<Obstacle> found = new ArrayList<>();
        try {
            ChangeOutlook told = changes.find(file.id()).outlook();
            ChangeOutlook now = changes.now(file.id());
            if (!now.sameMoney(told)) {
                found.add(Obstacle.of(
                        "change.outdated",
                        told.amountAfter().toString(),
                        now.amountAfter().toString()));
            }
        } catch (RuleViolation impossible) {
            found.add(Obstacle.of(impossible.messageKey(), impossible.arguments()));
        }
        if (file.step().equals(ChangeProcedure.CONFIRMATION) && isComputing()) {
            found.add(Obstacle.of("change.run-building"));
        }
        return found;
    }

    private boolean isComputing() {
        return runs.ofMonth(MinimumLivingAllowance.CODE, YearMonth.now(clock))
                .filter(run -> run.state() == RunState.BUILDING)
                .isPresent();
    }
}
