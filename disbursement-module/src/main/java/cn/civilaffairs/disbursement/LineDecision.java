package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a run does with one entitlement, and why (发放判定). Pure: the same candidate always gives the same answer. A
 * death outweighs a hold, and a hold outweighs a missing account, because the first reason is the one to act on.
 *
 * @param reason name of a {@link HoldReason} or {@link RefusalReason}; null when paid
 */
public record LineDecision(
        Disposition disposition,
        @Nullable String reason,
        @Nullable String note,
        int persons,
        Money amount) {

    public static LineDecision of(Candidate candidate) {
        return candidate.inCare() ? ofMonth(candidate) : ofArrearsOnly(candidate);
    }

    private static LineDecision ofMonth(Candidate candidate) {
        Candidate.Determined due = candidate.determined();
        if (due == null) {
            return refused(RefusalReason.NO_DETERMINATION, 0, Money.ZERO);
        }
        if (candidate.allDead()) {
            return refused(RefusalReason.DEAD, due.persons(), due.amount());
        }
        if (candidate.excludedBy() != null) {
            return new LineDecision(
                    Disposition.REFUSED,
                    RefusalReason.EXCLUDED.name(),
                    candidate.excludedBy(),
                    due.persons(),
                    due.amount());
        }
        if (!due.amount().isPositive()) {
            return refused(RefusalReason.ZERO_AMOUNT, due.persons(), due.amount());
        }
        if (candidate.heldFor() != null) {
            return new LineDecision(
                    Disposition.HELD, candidate.heldFor(), candidate.holdNote(), due.persons(), due.amount());
        }
        if (candidate.payeeDead()) {
            return refused(RefusalReason.PAYEE_DEAD, due.persons(), due.amount());
        }
        if (candidate.accountId() == null) {
            return refused(RefusalReason.NO_ACCOUNT, due.persons(), due.amount());
        }
        return new LineDecision(Disposition.PAID, null, null, due.persons(), due.amount());
    }

    private static LineDecision ofArrearsOnly(Candidate candidate) {
        boolean payable = candidate.heldFor() == null && !candidate.payeeDead() && candidate.accountId() != null;
        return payable
                ? new LineDecision(Disposition.PAID, null, null, 0, Money.ZERO)
                : refused(RefusalReason.ARREARS_UNPAYABLE, 0, Money.ZERO);
    }

    private static LineDecision refused(RefusalReason reason, int persons, Money amount) {
        return new LineDecision(Disposition.REFUSED, reason.name(), null, persons, amount);
    }
}
