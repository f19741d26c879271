package cn.civilaffairs.disbursement;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Payment suspended by hand for one reason or several, and revived when the last is gone (暂停发放). */
@DatabaseTest
class SuspensionTests {

    private static final YearMonth APRIL = YearMonth.of(2026, 4);

    @Autowired
    private EntitlementDesk desk;

    @Autowired
    private People people;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private TestCounty county;
    private Officer clerk;
    private Officer reviewer;
    private UUID entitlement;

    @BeforeEach
    void oneFamilyInPayment() {
        clock.set(LocalDate.of(2026, 4, 6));
        county = counties.create();
        people.parameters(county, "15,0");
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
        entitlement = people.granted(
                county, people.family(county, county.village(1, 1), 2), APRIL, LocalDate.of(2026, 3, 3), "610.00");
    }

    @Test
    void paymentRevivesOnlyWhenTheLastReasonIsGone() {
        UUID first = as(clerk, () -> desk.suspend(entitlement, HoldReason.WHEREABOUTS_UNKNOWN, "三次入户无人", APRIL));
        UUID second = as(clerk, () -> desk.suspend(entitlement, HoldReason.REVIEW_PAPERS_MISSING, "复核材料未交", APRIL));

        as(reviewer, () -> done(() -> desk.resume(first, "已联系上", true)));
        assertThat(as(clerk, () -> desk.inForce(entitlement)).heldFor()).isEqualTo(HoldReason.REVIEW_PAPERS_MISSING);

        as(reviewer, () -> done(() -> desk.resume(second, "材料已交", true)));
        assertThat(as(clerk, () -> desk.inForce(entitlement)).heldFor()).isNull();
    }

    @Test
    void whoPlacedItDoesNotPayTheHeldMonthsOutAlone() {
        UUID hold = as(clerk, () -> desk.suspend(entitlement, HoldReason.COMPLAINT, "举报待核实", APRIL));

        assertRefused("hold.same-person", () -> done(() -> desk.resume(hold, "查无此事", true)));
        as(clerk, () -> done(() -> desk.resume(hold, "查无此事", false)));

        assertThat(as(clerk, () -> desk.holds(entitlement))).noneMatch(Hold::open);
    }

    @Test
    void theDatabaseRefusesOnePersonForBothHands() {
        UUID hold = as(clerk, () -> desk.suspend(entitlement, HoldReason.COMPLAINT, "举报待核实", APRIL));

        DataIntegrityViolationException refused = catchThrowableOfType(
                DataIntegrityViolationException.class,
                () -> people.as(
                        clerk,
                        () -> jdbc.sql("update disbursement.hold set release_approved_by = :by where id = :id")
                                .param("by", clerk.id())
                                .param("id", hold)
                                .update()));
        assertThat(refused).hasMessageContaining("hold_release_two_people");
    }

    @Test
    void oneReasonStandsOnceAndFromNoMonthThatIsOver() {
        as(clerk, () -> desk.suspend(entitlement, HoldReason.COMPLAINT, "举报待核实", APRIL));

        assertRefused("hold.reason-open", () -> desk.suspend(entitlement, HoldReason.COMPLAINT, "又一件", APRIL));
        assertRefused("hold.month-past", () -> desk.suspend(entitlement, HoldReason.OTHER, "其他", APRIL.minusMonths(1)));
        assertRefused(
                "hold.reason-automatic", () -> desk.suspend(entitlement, HoldReason.DEATH_TO_VERIFY, "死亡", APRIL));
    }

    private void assertRefused(String key, Supplier<?> act) {
        refused(key, () -> as(clerk, act));
    }

    private <T> T as(Officer officer, Supplier<T> work) {
        return people.as(officer, work);
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }
}
