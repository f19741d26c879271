package cn.civilaffairs.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Money held back, stopped and let go when somebody is said to have died. */
@DatabaseTest
class AfterDeathTests {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final LocalDate DIED = LocalDate.of(2026, 3, 4);
    private static final YearMonth MARCH = YearMonth.of(2026, 3);

    @Autowired
    private EntitlementDesk desk;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private People people;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;

    @BeforeEach
    void aCountyOfItsOwn() {
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        people.parameters(county, "15,0");
        clock.set(LocalDate.of(2026, 3, 5));
    }

    private UUID granted(People.Family family) {
        return people.granted(county, family, JANUARY, LocalDate.of(2025, 12, 20), "600.00");
    }

    private People.Family family(int size) {
        return people.family(county, county.village(1, 1), size);
    }

    private void report(UUID person) {
        people.as(clerk, () -> {
            residents.reportDeath(person, DIED, "火化登记", null, clerk.scope());
            return true;
        });
    }

    private void record(UUID person) {
        people.as(clerk, () -> {
            Resident resident = residents.get(person, clerk.scope());
            residents.recordDeath(person, DIED, "火化登记 2026-03-05", resident.version(), clerk.scope());
            return true;
        });
    }

    private Entitlement look(UUID entitlement) {
        return people.as(clerk, () -> desk.find(entitlement));
    }

    private List<Hold> holds(UUID entitlement) {
        return people.as(clerk, () -> desk.holds(entitlement));
    }

    @Test
    void aReportedDeathHoldsTheMoneyBackFromTheMonthAfter() {
        People.Family family = family(1);
        UUID entitlement = granted(family);

        report(family.head());
        report(family.head());

        assertThat(holds(entitlement)).singleElement().satisfies(hold -> {
            assertThat(hold.reason()).isEqualTo(HoldReason.DEATH_TO_VERIFY);
            assertThat(hold.from()).isEqualTo(MARCH.plusMonths(1));
            assertThat(hold.note()).startsWith("火化登记 2026-03-05（死亡日期 2026-03-04）");
        });
        assertThat(look(entitlement).ended()).isFalse();
        clock.set(LocalDate.of(2026, 4, 16));
        UUID april = people.as(
                county.officer(Role.FINANCE_MAKER), () -> runs.startNow(People.SCHEME, YearMonth.of(2026, 4)));
        assertThat(people.as(county.officer(Role.FINANCE_MAKER), () -> runs.lines(april, LineFilter.ALL, null, 10, 0)))
                .isEmpty();
    }

    @Test
    void aMemberSaidToBeDeadDoesNotHoldTheMoneyOfTheOthersBack() {
        People.Family family = family(3);
        UUID entitlement = granted(family);

        report(family.members().get(2));

        assertThat(holds(entitlement)).isEmpty();
    }

    @Test
    void aRecordedDeathEndsWhatWasTheirsAloneAfterTheMonthOfDeath() {
        People.Family family = family(1);
        UUID entitlement = granted(family);
        report(family.head());

        record(family.head());

        assertThat(look(entitlement).lastMonth()).isEqualTo(MARCH);
        assertThat(look(entitlement).exitCode()).isEqualTo(ExitCode.DEATH);
        assertThat(holds(entitlement)).noneMatch(Hold::open);
    }

    @Test
    void aDeathBeforeTheFirstMonthLeavesNoMonthDue() {
        People.Family family = family(1);
        UUID entitlement = people.granted(county, family, MARCH.plusMonths(2), LocalDate.of(2026, 3, 1), "600.00");

        record(family.head());

        assertThat(look(entitlement).lastMonth()).isEqualTo(MARCH.plusMonths(1));
    }

    @Test
    void aDeadMemberIsNoLongerCoveredWhileTheHouseholdGoesOn() {
        People.Family family = family(3);
        UUID entitlement = granted(family);
        UUID member = family.members().get(2);

        record(member);

        assertThat(look(entitlement).ended()).isFalse();
        assertThat(people.as(clerk, () -> desk.covered(entitlement)))
                .filteredOn(covered -> covered.residentId().equals(member))
                .singleElement()
                .satisfies(covered -> {
                    assertThat(covered.to()).isEqualTo(MARCH);
                    assertThat(covered.exitCode()).isEqualTo(ExitCode.DEATH);
                });
    }

    @Test
    void aReportProvedWrongLetsTheMoneyGo() {
        People.Family family = family(1);
        UUID entitlement = granted(family);
        report(family.head());

        people.as(county.officer(Role.TOWN_REVIEWER), () -> {
            residents.refuteDeath(family.head(), "入户见到本人", null, clerk.scope());
            return true;
        });

        assertThat(holds(entitlement)).singleElement().satisfies(hold -> {
            assertThat(hold.open()).isFalse();
            assertThat(hold.releaseNote()).isEqualTo("入户见到本人");
        });
        record(family.head());
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> people.as(clerk, () -> {
                    residents.refuteDeath(family.head(), "入户见到本人", null, clerk.scope());
                    return true;
                }));
    }
}
