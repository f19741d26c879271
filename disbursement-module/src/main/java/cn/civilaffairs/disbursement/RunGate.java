package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.RuleViolation;
import java.util.List;

/**
 * Plug: what must be settled before a run moves on. Asked within the officer's transaction; what is answered is shown on the
 * run's page beforehand and refuses the act.
 */
public interface RunGate {

    /** What stands in the way of the second person's check by the acting officer; nothing if it may go on. */
    default List<RuleViolation> beforeCheck(PaymentRun run) {
        return List.of();
    }

    /** What stands in the way of the signature. */
    default List<RuleViolation> beforeSign(PaymentRun run) {
        return List.of();
    }
}
