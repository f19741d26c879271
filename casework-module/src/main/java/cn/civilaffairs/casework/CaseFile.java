package cn.civilaffairs.casework;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.casework.procedure.Step;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Role;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case (案卷): one application on its way through its procedure, as it stood when it was read. Only the {@link CaseDesk}
 * moves it.
 *
 * @param matter code of the procedure it follows
 * @param title whom it is about, as lists show it: the name of the head of household
 * @param dueOn last day of the current step's limit
 * @param pausedDays how long this step's limit has stood still so far, in the unit of that limit
 * @param returnTo the step that sent it back and gets it straight again
 * @param devolved whether the township decides it itself, as it was on the day the case was opened
 * @param limit what the current step was given when the case came to it; null for cases older than the sheet's limits
 * @param whole what the whole procedure was given when the case was opened
 * @param relative whether a near relative of staff applies: the county may act for the township, and decides
 * @param extended whether the whole limit was extended (延长)
 */
public record CaseFile(
        UUID id,
        String caseNo,
        String matter,
        AreaCode area,
        @Nullable UUID householdId,
        @Nullable UUID applicantId,
        String title,
        CaseStatus status,
        String step,
        LocalDate stepSince,
        @Nullable LocalDate dueOn,
        LocalDate openedOn,
        @Nullable LocalDate closedOn,
        @Nullable LocalDate pausedSince,
        int pausedDays,
        boolean returned,
        @Nullable String returnTo,
        boolean devolved,
        @Nullable Limit limit,
        @Nullable Limit whole,
        boolean extended,
        boolean relative,
        @Nullable UUID handlerId,
        @Nullable UUID reviewerId,
        @Nullable UUID confirmerId,
        int version) {

    public boolean isOpen() {
        return status == CaseStatus.OPEN;
    }

    public boolean isPaused() {
        return pausedSince != null;
    }

    /** Whose turn a step of this case is. */
    public Set<Role> turn(Step step) {
        return step.roles(devolved, relative);
    }

    /** The limit of the step it is at: what it was given, whatever the parameter sheet says by now. */
    public Limit limitAt(Step step) {
        return limit == null ? step.limit() : limit;
    }

    public @Nullable Limit wholeOf(Procedure procedure) {
        return whole == null ? procedure.whole() : whole;
    }
}
