package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * Which failed payments are asked for; null where it does not matter.
 *
 * @param overdue only those whose limit has passed at the township
 * @param longUnpaid only those not received for longer than the parameter says (超过60天未到账)
 */
public record FailedFilter(
        @Nullable String scheme,
        @Nullable FailedStage stage,
        @Nullable AreaCode within,
        boolean overdue,
        boolean longUnpaid) {

    public static final FailedFilter ALL = new FailedFilter(null, null, null, false, false);
}
