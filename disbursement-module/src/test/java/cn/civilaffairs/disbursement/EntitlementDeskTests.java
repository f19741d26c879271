package cn.civilaffairs.disbursement;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class EntitlementDeskTests {

    private static final LocalDate MARCH_THIRD = LocalDate.of(2026, 3, 3);
    private static final YearMonth APRIL = YearMonth.of(2026, 4);

    @Autowired
    private EntitlementDesk desk;

    @Autowired
    private People people;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private People.Family family;
    private UUID entitlement;

    @BeforeEach
    void aFamilyOfThreeWithABenefitFromApril() {
        clock.set(LocalDate.of(2026, 5, 6));
        county = counties.create();
        family = people.family(county, county.village(1, 1), 3);
        entitlement = people.granted(county, family, APRIL, MARCH_THIRD, "1530.00");
    }

    private <T> T approver(Supplier<T> work) {
        return people.as(county.officer(Role.COUNTY_APPROVER), work);
    }

    private void approver(Runnable work) {
        approver(() -> {
            work.run();
            return true;
        });
    }

    @Test
    void showsAHouseholdsBenefitWithTheAmountInForce() {
        approver(() -> desk.determine(
                entitlement, YearMonth.of(2026, 5), People.due(3, "1620.00", Cause.STANDARD_CHANGED, MARCH_THIRD)));
        approver(() -> desk.determine(
                entitlement, YearMonth.of(2026, 6), People.due(3, "9.00", Cause.MEANS_CHANGED, MARCH_THIRD)));

        List<BenefitInForce> benefits = approver(() -> desk.ofHousehold(family.householdId()));

        assertThat(benefits).singleElement().satisfies(benefit -> {
            assertThat(benefit.amount()).isEqualTo(Money.of("1620.00"));
            assertThat(benefit.persons()).isEqualTo(3);
            assertThat(benefit.ended()).isFalse();
        });
        assertThat(approver(() -> desk.determinations(entitlement))).hasSize(3);
    }

    @Test
    void keepsTwoDeterminationsForOneMonthAndPaysTheLater() {
        for (String amount : List.of("1000.00", "1100.00")) {
            approver(() -> desk.determine(
                    entitlement, YearMonth.of(2026, 5), People.due(3, amount, Cause.CORRECTED, MARCH_THIRD)));
        }

        assertThat(approver(() -> desk.inForce(entitlement)).amount()).isEqualTo(Money.of("1100.00"));
        assertThat(approver(() -> desk.determinations(entitlement)))
                .extracting(Determination::ordinal)
                .containsExactly(2, 1, 1);
    }

    @Test
    void refusesASecondBenefitForOneHousehold() {
        refused("entitlement.exists", () -> people.granted(county, family, APRIL, MARCH_THIRD, "10.00"));
    }

    @Test
    void refusesToCoverAPersonTwice() {
        People.Family other = people.family(county, county.village(1, 2), 1);
        UUID second = people.granted(county, other, APRIL, MARCH_THIRD, "500.00");

        refused(
                "entitlement.person-covered",
                () -> approver(
                        () -> desk.addPerson(second, family.members().get(2), YearMonth.of(2026, 6), "MARRIED")));
    }

    @Test
    void countsAMembersExitApartFromTheHouseholds() {
        approver(() -> desk.removePerson(entitlement, family.members().get(2), APRIL, ExitCode.DETAINED));

        assertThat(approver(() -> desk.find(entitlement)).ended()).isFalse();
        assertThat(approver(() -> desk.covered(entitlement)))
                .filteredOn(person -> person.to() == null)
                .hasSize(2);

        approver(() -> desk.end(entitlement, ExitCode.INCOME, YearMonth.of(2026, 5), LocalDate.of(2026, 5, 6)));

        assertThat(approver(() -> desk.find(entitlement)).exitCode()).isEqualTo(ExitCode.INCOME);
        assertThat(approver(() -> desk.covered(entitlement)))
                .extracting(CoveredPerson::exitCode)
                .containsOnly(ExitCode.DETAINED, ExitCode.INCOME);
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> approver(() -> desk.end(entitlement, ExitCode.INCOME, APRIL, MARCH_THIRD)));
    }

    @Test
    void keepsEveryReasonToHoldUntilEachIsReleased() {
        UUID first = approver(() -> desk.hold(entitlement, HoldReason.COMPLAINT, "信访件核实中", APRIL));
        approver(() -> desk.hold(entitlement, HoldReason.WHEREABOUTS_UNKNOWN, "两次入户无人", APRIL));
        approver(() -> desk.release(first, "查无此事", YearMonth.of(2026, 6), true));

        assertThat(approver(() -> desk.inForce(entitlement)).heldFor()).isEqualTo(HoldReason.WHEREABOUTS_UNKNOWN);
        assertThat(approver(() -> desk.holds(entitlement)))
                .filteredOn(Hold::open)
                .hasSize(1);
    }

    @Test
    void isNotThereForAnotherTownship() {
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> people.as(county.elsewhere(Role.TOWN_CLERK), () -> desk.find(entitlement)));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> people.as(
                        county.elsewhere(Role.TOWN_CLERK),
                        () -> desk.determine(entitlement, APRIL, People.due(1, "1.00", Cause.CORRECTED, MARCH_THIRD))));
    }

    @Test
    void grantsManyAtOnce() {
        List<Grant> grants = java.util.stream.IntStream.range(0, 20)
                .mapToObj(
                        i -> People.grant(people.family(county, county.village(2, 1), 1), APRIL, MARCH_THIRD, "300.00"))
                .toList();

        assertThat(approver(() -> desk.grantAll(grants))).hasSize(20).doesNotHaveDuplicates();
    }
}
