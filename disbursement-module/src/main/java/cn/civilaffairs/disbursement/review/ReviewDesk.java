package cn.civilaffairs.disbursement.review;

import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.PlannedReviews;
import cn.civilaffairs.disbursement.ReviewDue;
import cn.civilaffairs.disbursement.Schemes;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The review campaign (定期复核、生存认证): whoever is paid is looked at again by class, from 30 days before the date. The clerk
 * records what was found, the reviewer confirms; only then does the next date count, or the money wait. A review that is late
 * goes to the county's list and stops nothing by itself (benefits handbook §1.10), unless the scheme holds its money back until
 * somebody was seen. What is particular to a scheme its {@link ReviewProgramme} says.
 */
@Service
@Transactional
public class ReviewDesk {

    /** How long before its date a review becomes a task, in days. */
    public static final int DAYS_AHEAD = 30;

    private static final String OBJECT = "review";

    private final ReviewTasks tasks;
    private final ReviewPlans plans;
    private final EntitlementDesk entitlements;
    private final List<ReviewProgramme> programmes;
    private final Schemes schemes;
    private final Parameters parameters;
    private final OperationLog log;
    private final Clock clock;

    ReviewDesk(
            ReviewTasks tasks,
            ReviewPlans plans,
            EntitlementDesk entitlements,
            ObjectProvider<ReviewProgramme> programmes,
            Schemes schemes,
            Parameters parameters,
            OperationLog log,
            Clock clock) {
        this.tasks = tasks;
        this.plans = plans;
        this.entitlements = entitlements;
        this.programmes = programmes.stream()
                .sorted(Comparator.comparing(ReviewProgramme::scheme))
                .toList();
        this.schemes = schemes;
        this.parameters = parameters;
        this.log = log;
        this.clock = clock;
    }

    /** How far the plan looks. */
    public static final int MONTHS_PLANNED = 12;

    /** The year ahead by place and class (复核计划): where it piles up, and where reviews may be brought forward. */
    @Transactional(readOnly = true)
    public List<PlannedReviews> plan(String scheme) {
        return entitlements.reviewPlan(scheme, MONTHS_PLANNED);
    }

    /** Makes the tasks that come within thirty days; doing it again makes none twice. */
    public int generate() {
        int all = 0;
        plans.lock(Acting.officer().area().county());
        for (ReviewProgramme programme : programmes) {
            programme.prepare(Acting.officer().area(), today());
            List<ReviewDue> due = entitlements.reviewsDue(programme.scheme(), today().plusDays(DAYS_AHEAD));
            int made = due.isEmpty() ? 0 : tasks.insert(programme.scheme(), due, today());
            if (made > 0) {
                log.done("REVIEWS_GENERATED", OBJECT, null, Acting.officer().area(), programme.scheme() + " " + made);
            }
            all += made;
        }
        return all;
    }

    /** Holds the money of those not looked at in time, where their scheme says so. @return how many */
    public int holdOverdue() {
        int held = 0;
        for (ReviewProgramme programme : programmes) {
            if (programme.holdsOverdue(Acting.officer().area(), today())) {
                List<ReviewTask> late = tasks.overdueAndPaid(programme.scheme(), today(), Acting.scope());
                late.forEach(programme::overdue);
                held += late.size();
            }
        }
        return held;
    }

    /** The schemes whose reviews the acting officer may see, in a fixed order. */
    public List<String> schemes() {
        Officer officer = Acting.officer();
        return programmes.stream()
                .map(ReviewProgramme::scheme)
                .filter(scheme -> AccessDecision.may(officer, Action.VIEW_REVIEW, line(scheme)))
                .toList();
    }

    public ReviewProgramme programme(String scheme) {
        return programmes.stream()
                .filter(programme -> programme.scheme().equals(scheme))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private LineOfBusiness line(String scheme) {
        return schemes.named(scheme).line();
    }

    /** Whether the acting officer may do this to a scheme's reviews. */
    public boolean may(Action action, String scheme) {
        return AccessDecision.may(Acting.officer(), action, line(scheme));
    }

    @Transactional(readOnly = true)
    public List<ReviewTask> before(ReviewTask task) {
        return tasks.ofEntitlement(task.benefit().entitlementId(), Acting.scope()).stream()
                .filter(other -> !other.id().equals(task.id()) && other.answer() != null)
                .toList();
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
        return tasks.progress(new ReviewFilter(filter.scheme(), null, filter.month(), null), today(), Acting.scope());
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

    public void record(UUID id, int version, ReviewAnswer answer, String note) {
        record(id, version, answer, null, null, note);
    }

    /**
     * Writes down what a review found. May be written again until it is confirmed.
     *
     * @param way how somebody was found alive; needed for that answer alone
     * @param diedOn the day somebody is said to have died on; needed for that answer alone
     * @throws RuleViolation {@code review.not-clerk}, {@code review.answer-unfit}, {@code review.way-missing}, {@code
     *     review.died-on-missing}, {@code review.note-missing}, {@code review.confirmed}
     */
    public void record(
            UUID id,
            int version,
            ReviewAnswer answer,
            @Nullable ReviewWay way,
            @Nullable LocalDate diedOn,
            String note) {
        Officer officer = Acting.officer();
        ReviewTask task = find(id);
        if (!may(Action.RECORD_REVIEW, task.scheme())) {
            throw new RuleViolation("review.not-clerk");
        }
        ReviewProgramme programme = programme(task.scheme());
        if (!programme.answers().contains(answer)) {
            throw new RuleViolation("review.answer-unfit");
        }
        if (answer == ReviewAnswer.ALIVE && way == null) {
            throw new RuleViolation("review.way-missing");
        }
        if (answer == ReviewAnswer.DIED && (diedOn == null || diedOn.isAfter(today()))) {
            throw new RuleViolation("review.died-on-missing");
        }
        if (task.confirmedAt() != null) {
            throw new RuleViolation("review.confirmed", task.benefit().head());
        }
        boolean usual = answer == programme.answers().get(0);
        String said = note.isBlank() && usual ? programme.usualNote() : note.strip();
        RuleViolation.ifBlank(said, "review.note-missing");
        StaleVersion.unless(tasks.record(
                id,
                answer,
                answer == ReviewAnswer.ALIVE ? way : null,
                answer == ReviewAnswer.DIED ? diedOn : null,
                said,
                officer.id(),
                now(),
                version,
                Acting.scope()));
        log.done("REVIEW_RECORDED", OBJECT, id, task.benefit().area(), named(task) + " " + answer);
        programme.recorded(find(id));
    }

    /** Sends an answer back to the clerk. */
    public void giveBack(UUID id, int version, String why) {
        ReviewTask task = find(id);
        requireReviewer(task);
        RuleViolation.ifBlank(why, "review.note-missing");
        StaleVersion.unless(tasks.giveBack(id, why.strip(), version, Acting.scope()));
        log.done("REVIEW_RETURNED", OBJECT, id, task.benefit().area(), named(task) + " " + why.strip());
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
        ReviewTask task = find(id);
        Officer officer = requireReviewer(task);
        ReviewAnswer answer = task.answer();
        if (answer == null || task.confirmedAt() != null) {
            throw new RuleViolation("review.not-recorded", task.benefit().head());
        }
        officer.mustBeAnotherThan(
                task.recordedById(), "review.same-person", task.benefit().head());
        ReviewProgramme programme = programme(task.scheme());
        programme.beforeConfirming(task, answer);
        LocalDate next = answer.leavesOpen() ? today().plusMonths(1) : today().plusMonths(months(task));
        StaleVersion.unless(tasks.confirm(id, next, officer.id(), now(), version, Acting.scope()));
        if (!entitlements.find(task.benefit().entitlementId()).ended()) {
            programme.confirmed(task, answer);
            entitlements.reviewed(task.benefit().entitlementId(), task.benefit().reviewClass(), next);
        }
        log.done("REVIEW_CONFIRMED", OBJECT, id, task.benefit().area(), named(task) + " " + answer + " " + next);
        return next;
    }

    private Officer requireReviewer(ReviewTask task) {
        if (!may(Action.CONFIRM_REVIEW, task.scheme())) {
            throw new RuleViolation("review.not-reviewer");
        }
        return Acting.officer();
    }

    /** By the file, or by the person where there is none. */
    private static String named(ReviewTask task) {
        return task.benefit().fileNo() == null
                ? task.benefit().head()
                : task.benefit().fileNo();
    }

    private int months(ReviewTask task) {
        AreaCode area = task.benefit().area();
        return parameters.integer(
                task.scheme() + ".review-months." + task.benefit().reviewClass(), area, today());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
