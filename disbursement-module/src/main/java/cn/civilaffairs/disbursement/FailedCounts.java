package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.util.Map;

/** How many failed payments are open, by stage (退票合计). */
public record FailedCounts(Map<FailedStage, Integer> byStage, int overdue, int longUnpaid, int open, Money amount) {

    public int of(FailedStage stage) {
        return byStage.getOrDefault(stage, 0);
    }
}
