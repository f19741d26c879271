package cn.civilaffairs.casework;

import cn.civilaffairs.casework.calendar.WorkCalendar;
import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A remedy somebody seeks against a decision (救济; benefits handbook §1.8).
 *
 * @param servedOn when the notice of the decision reached the applicant
 * @param lastDay of the time allowed, from the day after
 * @param lateWhy why it was taken though late
 * @param body who decides on it
 * @param document of the outcome (文号)
 * @param monthlyAmount yuan a month, where the organ decided otherwise and says the amount itself (变更)
 */
public record Appeal(
        UUID id,
        UUID caseId,
        Kind kind,
        LocalDate servedOn,
        LocalDate filedOn,
        LocalDate lastDay,
        @Nullable String lateWhy,
        String body,
        UUID recordedById,
        String recordedBy,
        @Nullable Outcome outcome,
        @Nullable LocalDate outcomeOn,
        @Nullable String document,
        @Nullable Money monthlyAmount,
        @Nullable String decidedBy) {

    /** Which way, and how long it is open (行政复议法 art. 20, 行政诉讼法 art. 46, 信访工作条例 art. 35). */
    public enum Kind {
        /** 行政复议, 60 days */
        RECONSIDERATION,
        /** 行政诉讼, six months */
        LITIGATION,
        /** 信访复查, 30 days */
        PETITION_REVIEW;

        public LocalDate lastDay(LocalDate servedOn, WorkCalendar calendar) {
            return switch (this) {
                case RECONSIDERATION -> calendar.plusDays(servedOn, 60);
                case LITIGATION -> calendar.plusMonths(servedOn, 6);
                case PETITION_REVIEW -> calendar.plusDays(servedOn, 30);
            };
        }
    }

    public enum Outcome {
        /** 维持 */
        UPHELD,
        /** 撤销, to be decided anew */
        REVOKED,
        /** 变更, decided otherwise */
        CHANGED,
        /** 申请人撤回 */
        WITHDRAWN;

        /** Whether the case has to be taken up again. */
        public boolean reopens() {
            return this == REVOKED || this == CHANGED;
        }
    }

    public boolean isOpen() {
        return outcome == null;
    }
}
