package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * Which changes of payee are asked for; null where it does not matter.
 *
 * @param text part of a name: the holder's, or one of the payees'
 */
public record PayeeChangeFilter(
        @Nullable PayeeChangeState state,
        @Nullable AreaCode within,
        @Nullable String text) {}
