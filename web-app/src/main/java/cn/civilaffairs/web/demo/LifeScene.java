package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.TaperRule;
import cn.civilaffairs.assistance.minimumliving.change.AllowanceChange;
import cn.civilaffairs.assistance.minimumliving.change.ChangeOutlook;
import cn.civilaffairs.assistance.minimumliving.change.ChangeProcedure;
import cn.civilaffairs.assistance.minimumliving.change.ComingOfAge;
import cn.civilaffairs.assistance.minimumliving.change.MeansLine;
import cn.civilaffairs.assistance.minimumliving.change.MinimumLivingChangeDesk;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.review.ReviewAnswer;
import cn.civilaffairs.disbursement.review.ReviewDesk;
import cn.civilaffairs.disbursement.review.ReviewFilter;
import cn.civilaffairs.disbursement.review.ReviewState;
import cn.civilaffairs.disbursement.review.ReviewTask;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.SystemOfficer;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What happens to families in payment (增减停发、定期复核): a change at each step of its way, one family on its way out, one
 * suspended for two reasons, and the reviews of the coming weeks, some late and some waiting for the reviewer. Nothing of
 * it touches a month that is closed or the one that stands open.
 */
@Component
@Conditional(OnDemoServer.class)
class LifeScene {

    private static final AreaCode THIRD = AreaCode.of("999001003000");
    private static final AreaCode NINTH = AreaCode.of("999001009000");

    /** Reviews each of the two townships has at least, whatever the size of the county. */
    private static final int REVIEWS = 26;

    private static final int LATE = 3;
    private static final int RECORDED = 4;

    private final MinimumLivingChangeDesk changes;
    private final ReviewDesk reviews;
    private final CaseDesk cases;
    private final EntitlementDesk entitlements;
    private final ComingOfAge ages;
    private final BusinessClock clock;
    private final TransactionTemplate transaction;

    LifeScene(
            MinimumLivingChangeDesk changes,
            ReviewDesk reviews,
            CaseDesk cases,
            EntitlementDesk entitlements,
            ComingOfAge ages,
            BusinessClock clock,
            TransactionTemplate transaction) {
        this.changes = changes;
        this.reviews = reviews;
        this.cases = cases;
        this.entitlements = entitlements;
        this.ages = ages;
        this.clock = clock;
        this.transaction = transaction;
    }

    void play(DemoPlan plan, Crew crew) {
        clock.moveTo(DemoCounty.STANDS_AT.minusDays(4));
        Iterator<DemoHousehold> families = families(plan, NINTH, 2).iterator();
        change(families, crew, 0);
        change(families, crew, 1);
        change(families, crew, 2);
        taper(families, crew);
        suspend(families, crew);
        clock.moveTo(DemoCounty.STANDS_AT.minusDays(3));
        plan(families(plan, THIRD, 1), crew);
        plan(families(plan, NINTH, 1), crew);
        as(crew.named("cc_1"), reviews::generate);
        record(THIRD, crew);
        record(NINTH, crew);
        Acting.as(SystemOfficer.of(DemoArea.COUNTY), ages::run);
    }

    /** Families nothing else happens to, the later ones of their township first, so that others' examples stay as they are. */
    static List<DemoHousehold> families(DemoPlan plan, AreaCode town, int atLeast) {
        List<DemoHousehold> families = new ArrayList<>();
        for (DemoHousehold household : plan.inCare(DemoPlan.OPEN)) {
            boolean quiet = household.hold() == null
                    && household.lastMonth() == null
                    && household.members().stream()
                            .allMatch(member -> member.joined() == null && member.left() == null);
            if (quiet
                    && household.village().township().equals(town)
                    && household.members().size() >= atLeast) {
                families.add(0, household);
            }
        }
        return families;
    }

    /** The last member moves out; the case stands at the review, at the confirmation, or back at the township. */
    private void change(Iterator<DemoHousehold> families, Crew crew, int stage) {
        while (families.hasNext()) {
            DemoHousehold family = families.next();
            Officer clerk = crew.clerkOf(family.village());
            DemoPerson leaving = family.members().get(family.members().size() - 1);
            AllowanceChange change = AllowanceChange.leaves(
                    family.id(),
                    clock.instant().atZone(clock.getZone()).toLocalDate().minusDays(6),
                    leaving.id(),
                    ExitCode.MOVED_OUT,
                    false,
                    "户口迁出证明，随子女在外县居住");
            if (wouldStop(clerk, change)) {
                continue;
            }
            UUID file = as(clerk, () -> changes.submit(change, null).id());
            Officer reviewer = crew.reviewerOf(family.village());
            if (stage == 1) {
                as(reviewer, () -> cases.agree(file, cases.find(file).version(), "已与村核对，情况属实。"));
            } else if (stage == 2) {
                as(
                        reviewer,
                        () -> cases.sendBack(
                                file, cases.find(file).version(), ChangeProcedure.ENTRY, "FACTS", "请补充户口迁出证明复印件。"));
            }
            return;
        }
    }

    private boolean wouldStop(Officer clerk, AllowanceChange change) {
        try {
            ChangeOutlook outlook = as(clerk, () -> changes.preview(change, null));
            return outlook.stops();
        } catch (RuleViolation notThisOne) {
            return true;
        }
    }

    /** Somebody found work: income above the standard, below one and a half. */
    private void taper(Iterator<DemoHousehold> families, Crew crew) {
        while (families.hasNext()) {
            DemoHousehold family = families.next();
            Officer clerk = crew.clerkOf(family.village());
            int persons = family.membersIn(DemoPlan.OPEN).size();
            AllowanceChange work = AllowanceChange.tapers(
                    family.id(),
                    clock.instant().atZone(clock.getZone()).toLocalDate().minusDays(10),
                    List.of(MeansLine.added(
                            null, MeansCategory.OTHER, "县城务工收入", Money.of(850L * persons), MeansPeriod.MONTH)),
                    TaperRule.Cause.EMPLOYMENT,
                    "务工合同和工资流水");
            if (!wouldTaper(clerk, work)) {
                continue;
            }
            UUID file = as(clerk, () -> changes.submit(work, null).id());
            as(
                    crew.reviewerOf(family.village()),
                    () -> cases.agree(file, cases.find(file).version(), "已与用工单位核实。"));
            as(
                    crew.confirmerOf(family.village()),
                    () -> cases.agree(file, cases.find(file).version(), "同意按就业渐退办理。"));
            return;
        }
    }

    private boolean wouldTaper(Officer clerk, AllowanceChange work) {
        try {
            return as(clerk, () -> changes.preview(work, null)).tapers();
        } catch (RuleViolation notThisOne) {
            return false;
        }
    }

    private void suspend(Iterator<DemoHousehold> families, Crew crew) {
        if (!families.hasNext()) {
            return;
        }
        DemoHousehold family = families.next();
        UUID allowance = allowance(family, crew);
        as(
                crew.clerkOf(family.village()),
                () -> entitlements.suspend(
                        allowance, HoldReason.CERTIFICATE_EXPIRED, "残疾证到期，正在换发。", DemoPlan.OPEN.plusMonths(1)));
        as(
                crew.clerkOf(family.village()),
                () -> entitlements.suspend(
                        allowance, HoldReason.COMPLAINT, "群众反映家中有车，待核实。", DemoPlan.OPEN.plusMonths(1)));
    }

    private UUID allowance(DemoHousehold family, Crew crew) {
        return as(crew.clerkOf(family.village()), () -> entitlements.ofHousehold(family.id())).stream()
                .filter(benefit -> benefit.scheme().equals(MinimumLivingAllowance.CODE) && !benefit.ended())
                .map(BenefitInForce::entitlementId)
                .findFirst()
                .orElseThrow();
    }

    /** Some families of a township come due in the next weeks, the first of them some days ago. */
    private void plan(List<DemoHousehold> families, Crew crew) {
        LocalDate today = clock.instant().atZone(clock.getZone()).toLocalDate();
        for (int i = 0; i < Math.min(REVIEWS, families.size()); i++) {
            DemoHousehold family = families.get(families.size() - 1 - i);
            UUID allowance = allowance(family, crew);
            LocalDate due = i < LATE ? today.minusDays(9 - i) : today.plusDays(3 + i);
            as(crew.named("cc_1"), () -> {
                entitlements.reviewed(
                        allowance,
                        Objects.requireNonNull(entitlements.find(allowance).reviewClass()),
                        due);
                return allowance;
            });
        }
    }

    /** The clerk has begun; the reviewer has not confirmed anything yet. */
    private void record(AreaCode town, Crew crew) {
        Officer clerk = crew.clerkOf(town);
        List<ReviewTask> open = as(
                clerk,
                () -> reviews.list(
                        new ReviewFilter(MinimumLivingAllowance.CODE, ReviewState.OPEN, null, null),
                        LATE + RECORDED + 1,
                        0));
        for (int i = LATE; i < open.size(); i++) {
            ReviewTask task = open.get(i);
            boolean met = i < LATE + RECORDED;
            as(clerk, () -> {
                reviews.record(
                        task.id(),
                        task.version(),
                        met ? ReviewAnswer.UNCHANGED : ReviewAnswer.UNREACHABLE,
                        met ? "" : "两次入户无人，电话停机，邻居称外出务工。");
                return task;
            });
        }
    }

    private <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, () -> transaction.execute(status -> work.get()));
    }
}
