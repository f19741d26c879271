package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the next lines of a run are computed from.
 *
 * @param after where the run has to stand for them to be written
 * @param candidates none if there are no more
 * @param unpaidMonths by entitlement
 * @param deductions by entitlement, of the whole run
 */
record RunChunk(
        PaymentRuns.Position after,
        List<Candidate> candidates,
        Map<UUID, List<Arrear>> unpaidMonths,
        Map<UUID, Money> deductions) {

    /** Where the run stands once they are written. */
    PaymentRuns.Position next() {
        if (candidates.isEmpty()) {
            return new PaymentRuns.Position(
                    Progress.Phase.FINISH, after.done(), after.total(), after.area(), after.id());
        }
        Candidate last = candidates.get(candidates.size() - 1);
        return new PaymentRuns.Position(
                Progress.Phase.LINES,
                after.done() + candidates.size(),
                after.total(),
                last.area().value(),
                last.entitlementId());
    }
}
