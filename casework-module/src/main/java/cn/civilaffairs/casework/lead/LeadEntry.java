package cn.civilaffairs.casework.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One act on a lead (经过). */
public record LeadEntry(Act act, @Nullable LeadOutcome outcome, String note, String officerName, Instant at) {

    public enum Act {
        /** 收到线索 */
        OPEN,
        /** 超期上报 */
        ESCALATE,
        /** 核实回复 */
        ANSWER,
        /** 县级确认 */
        CONFIRM,
        /** 退回重核 */
        SEND_BACK
    }
}
