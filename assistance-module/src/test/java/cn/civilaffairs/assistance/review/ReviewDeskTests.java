package cn.civilaffairs.assistance.review;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Due;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.disbursement.review.PlanFilter;
import cn.civilaffairs.disbursement.review.ReviewAnswer;
import cn.civilaffairs.disbursement.review.ReviewDesk;
import cn.civilaffairs.disbursement.review.ReviewFilter;
import cn.civilaffairs.disbursement.review.ReviewPlanDesk;
import cn.civilaffairs.disbursement.review.ReviewTask;
import cn.civilaffairs.disbursement.review.ReviewsMoved;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Households looked at again by class: made thirty days ahead, recorded by one, confirmed by another (定期复核). */
@DatabaseTest
class ReviewDeskTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final ReviewFilter ALL = new ReviewFilter(MinimumLivingAllowance.CODE, null, null, null);

    @Autowired
    private ReviewDesk desk;

    @Autowired
    private ReviewPlanDesk plan;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;
    private Officer reviewer;
    private Officer caseworker;
    private int number;

    @BeforeEach
    void aCounty() {
        clock.set(MONDAY);
        county = counties.withDefaults();
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
    }

    @Test
    void becomesATaskThirtyDaysAheadAndOnlyOnce() {
        inPayment(county.village(1, 1), ReviewClass.A, MONDAY.plusDays(30));
        inPayment(county.village(1, 2), ReviewClass.B, MONDAY.minusDays(3));
        inPayment(county.village(1, 1), ReviewClass.C, MONDAY.plusDays(31));

        assertThat(as(caseworker, desk::generate)).isEqualTo(2);
        assertThat(as(caseworker, desk::generate)).isZero();

        assertThat(list(clerk))
                .extracting(task -> task.dueOn() + " " + task.state(MONDAY))
                .containsExactly(MONDAY.minusDays(3) + " OVERDUE", MONDAY.plusDays(30) + " OPEN");
        clock.set(MONDAY.plusDays(1));
        assertThat(as(caseworker, desk::generate)).isEqualTo(1);
    }

    @Test
    void setsTheNextDateByClassOnceTwoPeopleHaveSeenIt() {
        UUID annual = inPayment(county.village(1, 1), ReviewClass.A, MONDAY.plusDays(5));
        UUID quarterly = inPayment(county.village(1, 1), ReviewClass.C, MONDAY.plusDays(6));
        as(caseworker, desk::generate);

        for (ReviewTask task : list(clerk)) {
            as(clerk, () -> done(() -> desk.record(task.id(), task.version(), ReviewAnswer.UNCHANGED, "")));
        }
        assertThat(next(annual)).isEqualTo(MONDAY.plusDays(5));
        for (ReviewTask task : list(reviewer)) {
            assertThat(task.note()).isEqualTo("家庭人口、收入、财产均无变化。");
            as(reviewer, () -> desk.confirm(task.id(), task.version()));
        }

        assertThat(next(annual)).isEqualTo(MONDAY.plusMonths(12));
        assertThat(next(quarterly)).isEqualTo(MONDAY.plusMonths(3));
        assertThat(as(caseworker, () -> desk.progress(ALL))).singleElement().satisfies(town -> {
            assertThat(town.total()).isEqualTo(2);
            assertThat(town.confirmed()).isEqualTo(2);
            assertThat(town.percent()).isEqualTo(100);
        });
    }

    @Test
    void holdsTheMoneyOnlyOnceItIsConfirmedThatNobodyWasMet() {
        UUID allowance = inPayment(county.village(1, 1), ReviewClass.B, MONDAY.minusDays(40));
        as(caseworker, desk::generate);
        ReviewTask task = list(clerk).get(0);

        assertThat(as(clerk, () -> entitlements.holds(allowance))).isEmpty();
        as(clerk, () -> done(() -> desk.record(task.id(), task.version(), ReviewAnswer.UNREACHABLE, "三次入户无人")));
        assertThat(as(clerk, () -> entitlements.holds(allowance))).isEmpty();
        as(reviewer, () -> desk.confirm(task.id(), task.version() + 1));

        assertThat(as(clerk, () -> entitlements.holds(allowance)))
                .singleElement()
                .satisfies(hold -> {
                    assertThat(hold.reason()).isEqualTo(HoldReason.WHEREABOUTS_UNKNOWN);
                    assertThat(hold.from()).isEqualTo(YearMonth.of(2026, 12));
                });
        assertThat(next(allowance)).isEqualTo(MONDAY.plusMonths(1));
        assertThat(as(clerk, () -> entitlements.find(allowance)).ended()).isFalse();
    }

    @Test
    void isNotConfirmedForAChangeNobodyReported() {
        inPayment(county.village(1, 1), ReviewClass.B, MONDAY.plusDays(3));
        as(caseworker, desk::generate);
        ReviewTask task = list(clerk).get(0);
        as(clerk, () -> done(() -> desk.record(task.id(), task.version(), ReviewAnswer.CHANGED, "儿子就业")));

        assertRefused("review.change-missing", reviewer, () -> desk.confirm(task.id(), task.version() + 1));
        as(reviewer, () -> done(() -> desk.giveBack(task.id(), task.version() + 1, "请申报变动")));

        assertThat(list(clerk)).singleElement().satisfies(back -> {
            assertThat(back.answer()).isNull();
            assertThat(back.returnedWhy()).isEqualTo("请申报变动");
        });
    }

    @Test
    void isDoneByTheTownshipAloneAndByTheRightHand() {
        inPayment(county.village(1, 1), ReviewClass.B, MONDAY.plusDays(3));
        as(caseworker, desk::generate);
        ReviewTask task = list(clerk).get(0);

        assertRefused(
                "review.not-clerk",
                reviewer,
                () -> done(() -> desk.record(task.id(), task.version(), ReviewAnswer.UNCHANGED, "")));
        assertRefused("review.not-reviewer", clerk, () -> desk.confirm(task.id(), task.version()));
        assertRefused("review.not-recorded", reviewer, () -> desk.confirm(task.id(), task.version()));
        assertThat(catchThrowableOfType(
                        NotFound.class, () -> as(county.elsewhere(Role.TOWN_CLERK), () -> desk.find(task.id()))))
                .isNotNull();
    }

    @Test
    void opensTheNextOneInTheOrderOfTheList() {
        for (int day = 1; day <= 3; day++) {
            inPayment(county.village(1, 1), ReviewClass.B, MONDAY.plusDays(day));
        }
        as(caseworker, desk::generate);
        List<ReviewTask> tasks = list(clerk);

        assertThat(as(clerk, () -> desk.nextOpen(tasks.get(1), ALL)))
                .contains(tasks.get(2).id());
        assertThat(as(clerk, () -> desk.nextOpen(tasks.get(2), ALL)))
                .contains(tasks.get(0).id());
    }

    @Test
    void isMovedToAnotherMonthWithinWhatItsClassAllows() {
        UUID annual = inPayment(county.village(1, 1), ReviewClass.A, LocalDate.of(2027, 1, 10));
        UUID halfYearly = inPayment(county.village(1, 2), ReviewClass.B, LocalDate.of(2027, 1, 20));
        PlanFilter january = shown(YearMonth.of(2027, 1));
        assertThat(as(caseworker, () -> plan.list(january, 50, 0)))
                .extracting(review -> review.window().latest())
                .containsExactly(LocalDate.of(2027, 9, 16), LocalDate.of(2027, 3, 16));

        ReviewsMoved moved = as(caseworker, () -> plan.moveAll(january, 2, YearMonth.of(2027, 5), "春耕后办"));

        assertThat(moved.moved()).isEqualTo(1);
        assertThat(moved.refused()).extracting(RuleViolation::messageKey).containsExactly("review.too-late");
        assertThat(next(annual)).isEqualTo(LocalDate.of(2027, 5, 10));
        assertThat(next(halfYearly)).isEqualTo(LocalDate.of(2027, 1, 20));
        assertThat(as(clerk, () -> plan.moves(annual)))
                .extracting(move -> move.from() + " " + move.to() + " " + move.reason() + " " + move.movedBy())
                .containsExactly("2027-01-10 2027-05-10 春耕后办 " + caseworker.name());
        assertThat(as(caseworker, () -> move(halfYearly, YearMonth.of(2027, 3))).moved())
                .isEqualTo(1);
        assertThat(next(halfYearly)).as("the last day allowed").isEqualTo(LocalDate.of(2027, 3, 16));
        as(caseworker, () -> move(halfYearly, YearMonth.from(MONDAY)));
        assertThat(next(halfYearly)).isEqualTo(LocalDate.of(2026, 11, 30));
    }

    @Test
    void takesItsTaskAlongUnlessThatIsAnswered() {
        UUID annual = inPayment(county.village(1, 1), ReviewClass.A, MONDAY.plusDays(9));
        as(caseworker, desk::generate);
        ReviewTask before = list(clerk).get(0);
        int shown = as(caseworker, () -> entitlements.find(annual)).version();

        as(caseworker, () -> move(annual, YearMonth.of(2027, 1)));

        assertThat(list(clerk)).extracting(ReviewTask::dueOn).containsExactly(LocalDate.of(2027, 1, 25));
        assertThat(catchThrowableOfType(
                        StaleVersion.class,
                        () -> as(
                                clerk,
                                () -> done(
                                        () -> desk.record(before.id(), before.version(), ReviewAnswer.UNCHANGED, "")))))
                .as("the clerk sees the new day first")
                .isNotNull();
        assertThat(as(
                                caseworker,
                                () -> plan.move(
                                        MinimumLivingAllowance.CODE,
                                        Map.of(annual, shown),
                                        YearMonth.of(2027, 2),
                                        "另一人"))
                        .refused())
                .extracting(RuleViolation::messageKey)
                .containsExactly("review.moved-meanwhile");
        as(clerk, () -> done(() -> desk.record(before.id(), before.version() + 1, ReviewAnswer.UNCHANGED, "")));
        assertThat(as(caseworker, () -> move(annual, YearMonth.of(2027, 2))).refused())
                .extracting(RuleViolation::messageKey)
                .containsExactly("review.waits-for-reviewer");
        clock.set(LocalDate.of(2027, 1, 10));
        assertThat(as(caseworker, desk::generate)).as("no second task").isZero();
    }

    @Test
    void isMovedByTheCountyAloneAndWithAReason() {
        UUID annual = inPayment(county.village(1, 1), ReviewClass.A, LocalDate.of(2027, 1, 10));
        PlanFilter january = shown(YearMonth.of(2027, 1));

        assertRefused("review.not-planner", clerk, () -> move(annual, YearMonth.of(2027, 2)));
        assertRefused(
                "review.move-reason-missing", caseworker, () -> plan.moveAll(january, 1, YearMonth.of(2027, 2), " "));
        assertRefused("review.month-unplanned", caseworker, () -> move(annual, YearMonth.of(2027, 11)));
        assertRefused("review.plan-changed", caseworker, () -> plan.moveAll(january, 2, YearMonth.of(2027, 2), "集中"));
        assertThat(as(county.elsewhere(Role.TOWN_CLERK), () -> plan.count(january)))
                .isZero();
        assertThat(next(annual)).isEqualTo(LocalDate.of(2027, 1, 10));
    }

    private static PlanFilter shown(YearMonth month) {
        return new PlanFilter(MinimumLivingAllowance.CODE, month, null, null);
    }

    /** A roster brought it in without a review: its date is the last one allowed, and stays so. */
    @Test
    void goesBackToWhereItWasAfterItWasBroughtForward() {
        UUID halfYearly = inPayment(county.village(1, 1), ReviewClass.B, LocalDate.of(2027, 6, 10));
        as(caseworker, () -> move(halfYearly, YearMonth.of(2026, 12)));
        assertThat(next(halfYearly)).isEqualTo(LocalDate.of(2026, 12, 10));

        as(caseworker, () -> move(halfYearly, YearMonth.of(2027, 6)));

        assertThat(next(halfYearly)).isEqualTo(LocalDate.of(2027, 6, 10));
        assertThat(as(caseworker, () -> move(halfYearly, YearMonth.of(2027, 7))).refused())
                .extracting(RuleViolation::messageKey)
                .containsExactly("review.too-late");
    }

    /** By the acting officer, who sees the benefit as it is. */
    private ReviewsMoved move(UUID allowance, YearMonth to) {
        int version = entitlements.find(allowance).version();
        return plan.move(MinimumLivingAllowance.CODE, Map.of(allowance, version), to, "均衡各月");
    }

    private LocalDate next(UUID allowance) {
        return as(clerk, () -> entitlements.find(allowance)).nextReviewOn();
    }

    private List<ReviewTask> list(Officer officer) {
        return as(officer, () -> desk.list(ALL, 50, 0));
    }

    private UUID inPayment(AreaCode village, ReviewClass reviewClass, LocalDate due) {
        number++;
        return as(county.officer(Role.COUNTY_APPROVER), () -> {
            UUID head = residents.register(
                    ResidentDetails.citizen(village, "周大山", idNumber(LocalDate.of(1950, 3, number), Sex.MALE)));
            UUID household = households.open(
                    new NewHousehold(null, village, UrbanRural.RURAL, null, head, MONDAY.minusYears(1)));
            return entitlements.grant(new Grant(
                    MinimumLivingAllowance.CODE,
                    village,
                    UrbanRural.RURAL,
                    household,
                    head,
                    head,
                    null,
                    reviewClass,
                    due,
                    EntryKind.APPLICATION,
                    YearMonth.of(2026, 10),
                    LocalDate.of(2026, 9, 16),
                    null,
                    List.of(head),
                    new Due(
                            1,
                            Money.of("770.00"),
                            Money.ZERO,
                            Cause.GRANTED,
                            "test",
                            "{}",
                            null,
                            null,
                            null,
                            LocalDate.of(2026, 9, 16))));
        });
    }

    private static void assertRefused(String key, Officer officer, Supplier<?> act) {
        refused(key, () -> as(officer, act));
    }

    private static <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, work);
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }
}
