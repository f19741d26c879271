package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entitlement as a run finds it, with everything the decision needs (待处理待遇).
 *
 * @param inCare whether the month lies within it; false where only earlier months are still unpaid
 * @param determined the amount in force for the month, decided by the cut-off; null if there is none
 * @param heldFor the reason of an open hold
 * @param allDead whether everybody covered died too early to be paid for the month
 * @param payeeDead whether the payee did
 * @param accountId the payee's confirmed account in use
 * @param excludedBy the rule by which everybody covered has another benefit instead; null if anybody has not
 */
public record Candidate(
        UUID entitlementId,
        AreaCode area,
        UrbanRural residence,
        @Nullable UUID householdId,
        UUID residentId,
        UUID payeeId,
        String payeeName,
        @Nullable String category,
        boolean inCare,
        @Nullable Determined determined,
        @Nullable String heldFor,
        @Nullable String holdNote,
        boolean allDead,
        boolean payeeDead,
        @Nullable UUID accountId,
        @Nullable String excludedBy) {

    /** The determination in force. */
    public record Determined(UUID id, int persons, Money base, Money supplement) {

        public Money amount() {
            return base.plus(supplement);
        }
    }
}
