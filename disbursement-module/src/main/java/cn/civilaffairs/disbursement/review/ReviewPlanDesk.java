package cn.civilaffairs.disbursement.review;

import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.disbursement.Schemes;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.Parameter;
import cn.civilaffairs.registry.policy.ParameterBook;
import cn.civilaffairs.registry.policy.Parameters;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntBiFunction;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The plan of the coming reviews, and moving them to other months (复核计划调整): a caseworker of the county brings reviews forward
 * or back within what their class allows, with a reason, so that no month is too full. A task that was made already moves with
 * its review; one that was answered waits for its reviewer and stays.
 */
@Service
@Transactional
public class ReviewPlanDesk {

    private final ReviewPlans plans;
    private final Schemes schemes;
    private final Parameters parameters;
    private final OperationLog log;
    private final Clock clock;

    ReviewPlanDesk(ReviewPlans plans, Schemes schemes, Parameters parameters, OperationLog log, Clock clock) {
        this.plans = plans;
        this.schemes = schemes;
        this.parameters = parameters;
        this.log = log;
        this.clock = clock;
    }

    /** The months reviews may be moved to: those of the plan, without this one on its last day. */
    public List<YearMonth> months() {
        LocalDate today = LocalDate.now(clock);
        return IntStream.range(0, ReviewDesk.MONTHS_PLANNED)
                .mapToObj(YearMonth.from(today)::plusMonths)
                .filter(month -> month.atEndOfMonth().isAfter(today))
                .toList();
    }

    public boolean mayMove(String scheme) {
        return AccessDecision.may(
                Acting.officer(), Action.PLAN_REVIEW, schemes.named(scheme).line());
    }

    @Transactional(readOnly = true)
    public List<PlannedReview> list(PlanFilter filter, int limit, int offset) {
        return plans.list(
                filter, YearMonth.now(clock), months(filter.scheme()), clock.getZone(), limit, offset, Acting.scope());
    }

    @Transactional(readOnly = true)
    public int count(PlanFilter filter) {
        return plans.count(filter, YearMonth.now(clock), Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<ReviewMove> moves(UUID entitlement) {
        return plans.moves(entitlement, Acting.scope());
    }

    /**
     * Moves single reviews.
     *
     * @param chosen the benefits, each with the version that was shown
     * @throws RuleViolation {@code review.not-planner}, {@code review.move-reason-missing}, {@code review.month-unplanned}
     */
    public ReviewsMoved move(String scheme, Map<UUID, Integer> chosen, YearMonth to, String reason) {
        require(scheme, to, reason);
        plans.lock(Acting.officer().area().county());
        return moved(scheme, chosen, to, reason.strip());
    }

    /**
     * Moves whatever the filter shows, such as a village or a class.
     *
     * @param seen how many the officer saw
     * @throws RuleViolation as {@link #move}, and {@code review.plan-changed} if they are not that many any more
     */
    public ReviewsMoved moveAll(PlanFilter filter, int seen, YearMonth to, String reason) {
        require(filter.scheme(), to, reason);
        plans.lock(Acting.officer().area().county());
        Map<UUID, Integer> chosen = new LinkedHashMap<>();
        list(filter, Integer.MAX_VALUE, 0)
                .forEach(one -> chosen.put(one.benefit().entitlementId(), one.version()));
        if (chosen.size() != seen) {
            throw new RuleViolation("review.plan-changed", String.valueOf(chosen.size()), String.valueOf(seen));
        }
        return moved(filter.scheme(), chosen, to, reason.strip());
    }

    private void require(String scheme, YearMonth to, String reason) {
        if (!mayMove(scheme)) {
            throw new RuleViolation("review.not-planner");
        }
        RuleViolation.ifBlank(reason, "review.move-reason-missing");
        if (!months().contains(to)) {
            throw new RuleViolation("review.month-unplanned");
        }
    }

    private ReviewsMoved moved(String scheme, Map<UUID, Integer> chosen, YearMonth to, String reason) {
        Officer officer = Acting.officer();
        LocalDate today = LocalDate.now(clock);
        List<RuleViolation> refused = new ArrayList<>();
        List<ReviewPlans.Shift> shifts = new ArrayList<>();
        for (PlannedReview review :
                plans.chosen(scheme, chosen.keySet(), months(scheme), clock.getZone(), Acting.scope())) {
            ReviewWindow window = review.window();
            if (review.version() != chosen.getOrDefault(review.benefit().entitlementId(), -1)) {
                refused.add(new RuleViolation(
                        "review.moved-meanwhile", review.benefit().head()));
            } else if (review.recorded()) {
                refused.add(new RuleViolation(
                        "review.waits-for-reviewer", review.benefit().head()));
            } else if (YearMonth.from(window.plannedOn()).equals(to)) {
                refused.add(new RuleViolation(
                        "review.already-there", review.benefit().head()));
            } else {
                window.dayIn(to, today)
                        .ifPresentOrElse(
                                day -> shifts.add(new ReviewPlans.Shift(review, day)),
                                () -> refused.add(new RuleViolation(
                                        "review.too-late",
                                        review.benefit().head(),
                                        window.latest().toString(),
                                        String.valueOf(window.months()))));
            }
        }
        Set<UUID> moved = shifts.isEmpty()
                ? Set.of()
                : plans.move(shifts, reason, officer.id(), OffsetDateTime.now(clock), Acting.scope());
        for (ReviewPlans.Shift shift : shifts) {
            if (!moved.contains(shift.review().benefit().entitlementId())) {
                refused.add(new RuleViolation(
                        "review.moved-meanwhile", shift.review().benefit().head()));
            }
        }
        if (!moved.isEmpty()) {
            log.done(
                    "REVIEWS_MOVED",
                    "review",
                    null,
                    officer.area(),
                    "%s %d → %s %s".formatted(scheme, moved.size(), to, reason));
        }
        return new ReviewsMoved(moved.size(), refused);
    }

    /** Months between two reviews by place and class, as the parameter sheet says today. */
    private ToIntBiFunction<AreaCode, ReviewClass> months(String scheme) {
        ParameterBook book = parameters.book(Acting.officer().area().county());
        LocalDate today = LocalDate.now(clock);
        return (area, reviewClass) -> book.find(scheme + ".review-months." + reviewClass, area, today)
                .map(Parameter::value)
                .map(Integer::parseInt)
                .orElseThrow();
    }
}
