package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * Which back payments a list shows.
 *
 * @param state null for every state
 * @param text part of the payee's name or a number
 */
public record BackPaymentFilter(
        @Nullable BackPaymentState state,
        @Nullable AreaCode within,
        @Nullable String text) {

    public static final BackPaymentFilter ALL = new BackPaymentFilter(null, null, null);
}
