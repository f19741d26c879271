package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * Which claims a list shows.
 *
 * @param state null for every state but {@link RecoveryState#VOID}
 * @param text part of the debtor's name or a claim number
 */
public record RecoveryFilter(
        @Nullable RecoveryState state,
        @Nullable AreaCode within,
        boolean overdue,
        @Nullable String text) {

    public static final RecoveryFilter ALL = new RecoveryFilter(null, null, false, null);
}
