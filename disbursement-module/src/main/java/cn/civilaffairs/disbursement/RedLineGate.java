package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * No run is checked before every red line is answered, the payments to be paused or stopped are out of it, and the checker
 * has opened each payment that was flagged or drawn (security design §3.4, AC-054).
 */
@Component
class RedLineGate implements RunGate {

    private final RedFlags flags;

    RedLineGate(RedFlags flags) {
        this.flags = flags;
    }

    @Override
    public List<RuleViolation> beforeCheck(PaymentRun run) {
        RedFlags.Open open = open(run);
        List<RuleViolation> inTheWay = answered(open);
        if (open.unopened() > 0 && AccessDecision.may(Acting.officer(), Action.CHECK_RUN)) {
            inTheWay.add(new RuleViolation("red.unopened", open.unopened()));
        }
        return inTheWay;
    }

    @Override
    public List<RuleViolation> beforeSign(PaymentRun run) {
        return answered(open(run));
    }

    private RedFlags.Open open(PaymentRun run) {
        return flags.open(run.id(), Acting.officer().id(), AreaScope.of(run.county()));
    }

    private static List<RuleViolation> answered(RedFlags.Open open) {
        List<RuleViolation> inTheWay = new ArrayList<>();
        if (open.unanswered() > 0) {
            inTheWay.add(new RuleViolation("red.unanswered", open.unanswered()));
        }
        if (open.stillPaid() > 0) {
            inTheWay.add(new RuleViolation("red.still-paid", open.stillPaid()));
        }
        return inTheWay;
    }
}
