package cn.civilaffairs.assistance.review;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.change.ChangeProcedure;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.PlannedReviews;
import cn.civilaffairs.disbursement.ReviewDue;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.Parameters;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The review campaign (定期复核): households are looked at again by class, from 30 days before the date. The clerk records
 * what was found, the reviewer confirms; only then does the next date count, or the money wait. A review that is late goes
 * to the county's list and never stops a payment by itself (benefits handbook §1.10).
 */
@Service
@Transactional
public class ReviewDesk {

    /** How long before its date a review becomes a task, in days. */
    public static final int DAYS_AHEAD = 30;

    /** How far the plan looks. */
    public static final int MONTHS_PLANNED = 12;

    /** What a review that found nothing says unless the clerk says more. */
    public static final String NOTHING_CHANGED = "家庭人口、收入、财产均无变化。";

    private static final String OBJECT = "review";

    private final ReviewTasks tasks;
    private final EntitlementDesk entitlements;
    private final CaseDesk cases;
    private final Parameters parameters;
    private final OperationLog log;
    private final Clock clock;

    ReviewDesk(
            ReviewTasks tasks,
            EntitlementDesk entitlements,
            CaseDesk cases,
            Parameters parameters,
            OperationLog log,
            Clock clock) {
        this.tasks = tasks;
        this.entitlements = entitlements;
        this.cases = cases;
        this.parameters = parameters;
        this.log = log;
        this.clock = clock;
    }

    /** Makes the tasks that come within thirty days; doing it again makes none twice. */
    public int generate() {
        List<ReviewDue> due = entitlements.reviewsDue(MinimumLivingAllowance.CODE, today().plusDays(DAYS_AHEAD));
        int made = due.isEmpty() ? 0 : tasks.insert(due, today());
        if (made > 0) {
            log.done("REVIEWS_GENERATED", OBJECT, null, Acting.officer().area(), made + " 户");
        }
        return made;
    }

    /** The year ahead by place and class (复核计划): where it piles up, and where reviews may be brought forward. */
    @Transactional(readOnly = true)
    public List<PlannedReviews> plan() {
        return entitlements.reviewPlan(MinimumLivingAllowance.CODE, MONTHS_PLANNED);
    }

    @Transactional(readOnly = true)
    public List<ReviewTask> list(ReviewFilter filter, int limit, int offset) {
        return tasks.list(filter, today(), limit, offset, Acting.scope());
    }

    @Transactional(readOnly = true)
    public int count(ReviewFilter filter) {
        return tasks.count(filter, today(), Acting.scope());
    }

    /** Township by township, with the state of the filter left aside. */
    @Transactional(readOnly = true)
    public List<TownProgress> progress(ReviewFilter filter) {
        return tasks.progress(new ReviewFilter(null, filter.month(), null), today(), Acting.scope());
    }

    /** @throws NotFound if there is none in the officer's area */
    @Transactional(readOnly = true)
    public ReviewTask find(UUID id) {
        return tasks.find(id, Acting.scope()).orElseThrow(NotFound::new);
    }

    @Transactional(readOnly = true)
    public Optional<UUID> nextOpen(ReviewTask here, ReviewFilter filter) {
        return tasks.nextOpen(here, filter, today(), Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<ReviewTask> ofHousehold(UUID household) {
        return tasks.ofHousehold(household, Acting.scope());
    }

    /**
     * Writes down what a review found. May be written again until it is confirmed.
     *
     * @throws RuleViolation {@code review.not-clerk}, {@code review.note-missing}, {@code review.confirmed}
     */
    public void record(UUID id, int version, ReviewAnswer answer, String note) {
        Officer officer = Acting.officer();
        if (!AccessDecision.may(officer, Action.RECORD_REVIEW)) {
            throw new RuleViolation("review.not-clerk");
        }
        ReviewTask task = find(id);
        if (task.confirmedAt() != null) {
            throw new RuleViolation("review.confirmed", task.head());
        }
        String said = note.isBlank() && answer == ReviewAnswer.UNCHANGED ? NOTHING_CHANGED : note.strip();
        if (said.isBlank()) {
            throw new RuleViolation("review.note-missing");
        }
        if (!tasks.record(id, answer, said, officer.id(), now(), version, Acting.scope())) {
            throw new StaleVersion();
        }
        log.done("REVIEW_RECORDED", OBJECT, id, task.area(), task.fileNo() + " " + answer);
    }

    /** Sends an answer back to the clerk. */
    public void giveBack(UUID id, int version, String why) {
        requireReviewer();
        ReviewTask task = find(id);
        if (why.isBlank()) {
            throw new RuleViolation("review.note-missing");
        }
        if (!tasks.giveBack(id, why.strip(), version, Acting.scope())) {
            throw new StaleVersion();
        }
        log.done("REVIEW_RETURNED", OBJECT, id, task.area(), task.fileNo() + " " + why.strip());
    }

    /**
     * Confirms what was recorded: the next date by class counts, and where nobody was met or papers are missing, payment
     * waits from next month on and the household is looked at again in a month.
     *
     * @return when the household is looked at next
     * @throws RuleViolation {@code review.not-reviewer}, {@code review.same-person}, {@code review.not-recorded}, {@code
     *     review.change-missing} where a change was found and nobody reported it
     */
    public LocalDate confirm(UUID id, int version) {
        Officer officer = requireReviewer();
        ReviewTask task = find(id);
        ReviewAnswer answer = task.answer();
        if (answer == null || task.confirmedAt() != null) {
            throw new RuleViolation("review.not-recorded", task.head());
        }
        if (officer.isOneWith(task.recordedById())) {
            throw new RuleViolation("review.same-person", task.head());
        }
        if (answer == ReviewAnswer.CHANGED && !isReported(task)) {
            throw new RuleViolation("review.change-missing", task.head());
        }
        LocalDate next = answer.suspends() ? today().plusMonths(1) : today().plusMonths(months(task));
        if (!tasks.confirm(id, next, officer.id(), now(), version, Acting.scope())) {
            throw new StaleVersion();
        }
        if (answer.suspends()) {
            suspend(task, answer);
        }
        if (!entitlements.find(task.entitlementId()).ended()) {
            entitlements.reviewed(task.entitlementId(), task.reviewClass(), next);
        }
        log.done("REVIEW_CONFIRMED", OBJECT, id, task.area(), task.fileNo() + " " + answer + " " + next);
        return next;
    }

    private Officer requireReviewer() {
        Officer officer = Acting.officer();
        if (!AccessDecision.may(officer, Action.CONFIRM_REVIEW)) {
            throw new RuleViolation("review.not-reviewer");
        }
        return officer;
    }

    private boolean isReported(ReviewTask task) {
        LocalDate recorded = Objects.requireNonNull(task.recordedAt())
                .atZoneSameInstant(clock.getZone())
                .toLocalDate();
        return cases.ofHousehold(task.householdId()).stream()
                .anyMatch(file -> file.matter().equals(ChangeProcedure.CODE)
                        && !file.openedOn().isBefore(recorded));
    }

    /** A reason that stands already is not placed twice. */
    private void suspend(ReviewTask task, ReviewAnswer answer) {
        HoldReason reason =
                answer == ReviewAnswer.UNREACHABLE ? HoldReason.WHEREABOUTS_UNKNOWN : HoldReason.REVIEW_PAPERS_MISSING;
        boolean stands = entitlements.holds(task.entitlementId()).stream()
                .anyMatch(hold -> hold.open() && hold.reason() == reason);
        if (!stands) {
            entitlements.suspend(
                    task.entitlementId(),
                    reason,
                    "定期复核：" + task.note(),
                    YearMonth.from(today()).plusMonths(1));
        }
    }

    private int months(ReviewTask task) {
        AreaCode area = task.area();
        return parameters.integer(MinimumLivingAllowance.CODE + ".review-months." + task.reviewClass(), area, today());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
