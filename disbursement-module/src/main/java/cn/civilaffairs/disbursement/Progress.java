package cn.civilaffairs.disbursement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far the computing of a run has come (计算进度). */
public record Progress(
        Phase phase,
        int done,
        int total,
        Instant beatAt,
        @Nullable String failure) {

    /** What is being done. */
    public enum Phase {
        /** 准备补发 */
        PREPARE,
        /** 逐户计算 */
        LINES,
        /** 汇总 */
        FINISH,
        /** 上月到本月对账 */
        BRIDGE,
        /** 红线检查 */
        RED_LINES,
        /** 完成 */
        DONE
    }

    /** 0 to 100, for the bar. */
    public int percent() {
        return phase == Phase.DONE ? 100 : total == 0 ? 0 : (int) Math.min(99, 100L * done / total);
    }
}
