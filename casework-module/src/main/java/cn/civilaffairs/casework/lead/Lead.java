package cn.civilaffairs.casework.lead;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lead as it stands (线索).
 *
 * @param kind as in {@link NewLead#kind}
 * @param amount what the other office gives as the sum, if any; a hint, never reckoned with
 * @param dueOn the last day the township may answer on
 * @param confirmedBy who let an answer stand that touches money; never who gave it
 * @param lines the lines of business it concerns: those that care for the person, or whose finding it is
 */
public record Lead(
        UUID id,
        String number,
        String kind,
        UUID residentId,
        AreaCode area,
        LocalDate eventOn,
        String source,
        String detail,
        @Nullable Money amount,
        @Nullable UUID sourceId,
        Instant openedAt,
        LocalDate dueOn,
        LeadState state,
        @Nullable LeadOutcome outcome,
        @Nullable String reply,
        @Nullable UUID answeredBy,
        @Nullable String answeredByName,
        @Nullable Instant answeredAt,
        @Nullable UUID confirmedBy,
        @Nullable String confirmedByName,
        @Nullable Instant confirmedAt,
        Set<LineOfBusiness> lines,
        int version) {

    public Lead {
        lines = Set.copyOf(lines);
    }

    public boolean awaitsAnswer() {
        return state == LeadState.OPEN || state == LeadState.ESCALATED;
    }

    public boolean isOverdue(LocalDate today) {
        return awaitsAnswer() && dueOn.isBefore(today);
    }

    public boolean isDeath() {
        return LeadKind.isDeath(kind);
    }
}
