package cn.civilaffairs.assistance.review;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.change.ChangeProcedure;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.review.ReviewAnswer;
import cn.civilaffairs.disbursement.review.ReviewProgramme;
import cn.civilaffairs.disbursement.review.ReviewTask;
import cn.civilaffairs.kernel.RuleViolation;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Households on the minimum living allowance, looked at again by class (低保定期复核, benefits handbook §1.10). A change that was
 * found is reported as a case of its own; where nobody was met or papers are missing, payment waits.
 */
@Component
class AllowanceReviews implements ReviewProgramme {

    private final EntitlementDesk entitlements;
    private final CaseDesk cases;
    private final Clock clock;

    AllowanceReviews(EntitlementDesk entitlements, CaseDesk cases, Clock clock) {
        this.entitlements = entitlements;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public String scheme() {
        return MinimumLivingAllowance.CODE;
    }

    @Override
    public List<ReviewAnswer> answers() {
        return List.of(
                ReviewAnswer.UNCHANGED, ReviewAnswer.CHANGED, ReviewAnswer.UNREACHABLE, ReviewAnswer.PAPERS_MISSING);
    }

    @Override
    public String usualNote() {
        return "家庭人口、收入、财产均无变化。";
    }

    @Override
    public void beforeConfirming(ReviewTask task, ReviewAnswer answer) {
        if (answer == ReviewAnswer.CHANGED && !isReported(task)) {
            throw new RuleViolation("review.change-missing", task.benefit().head());
        }
    }

    private boolean isReported(ReviewTask task) {
        LocalDate recorded = Objects.requireNonNull(task.recordedAt())
                .atZoneSameInstant(clock.getZone())
                .toLocalDate();
        return cases.ofHousehold(Objects.requireNonNull(task.benefit().householdId())).stream()
                .anyMatch(file -> file.matter().equals(ChangeProcedure.CODE)
                        && !file.openedOn().isBefore(recorded));
    }

    /** A reason that stands already is not placed twice. */
    @Override
    public void confirmed(ReviewTask task, ReviewAnswer answer) {
        if (!answer.suspends()) {
            return;
        }
        HoldReason reason =
                answer == ReviewAnswer.UNREACHABLE ? HoldReason.WHEREABOUTS_UNKNOWN : HoldReason.REVIEW_PAPERS_MISSING;
        boolean stands = entitlements.holds(task.benefit().entitlementId()).stream()
                .anyMatch(hold -> hold.open() && hold.reason() == reason);
        if (!stands) {
            entitlements.suspend(
                    task.benefit().entitlementId(),
                    reason,
                    "定期复核：" + task.note(),
                    YearMonth.now(clock).plusMonths(1));
        }
    }
}
