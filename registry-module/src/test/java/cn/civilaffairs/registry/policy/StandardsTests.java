package cn.civilaffairs.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.Refusals;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class StandardsTests {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);

    @Autowired
    private Standards standards;

    @Autowired
    private Parameters parameters;

    @Autowired
    private PolicyDefaults defaults;

    @Autowired
    private TestCounties counties;

    private TestCounty county;

    @BeforeEach
    void shippedSheet() {
        county = counties.create();
        Acting.as(county.officer(Role.SYS_ADMIN), () -> defaults.install(county.code(), List.of(county.township(2))));
    }

    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource({"2025-12, RURAL, 735.00", "2025-12, URBAN, 765.00", "2026-01, RURAL, 770.00", "2026-11, URBAN, 800.00"})
    void applyFromTheFirstMonthTheyAreInForce(YearMonth month, UrbanRural residence, String expected) {
        assertThat(standards.inForce("minimum-living", "", county.village(1, 1), residence, month))
                .map(Standard::amount)
                .contains(Money.of(expected));
        assertThat(standards.inForce("minimum-living", "", county.village(1, 1), residence, YearMonth.of(2024, 12)))
                .isEmpty();
    }

    @Test
    void applyOnlyOnceAnotherOfficerHasApprovedThem() {
        UUID id = as(Role.COUNTY_CASEWORKER, () -> standards.propose(raise(county.code(), "820", "2026-07-01")));
        assertThat(amountInJuly()).isEqualTo(Money.of(770));

        as(Role.COUNTY_APPROVER, () -> approve(id));

        assertThat(amountInJuly()).isEqualTo(Money.of(820));
        assertThat(standards.find(id).approvedByName()).isEqualTo("测试1");
    }

    @Test
    void resolveTheNearestAreaBeforeTheLatestDay() {
        UUID own = as(Role.COUNTY_CASEWORKER, () -> standards.propose(raise(county.township(1), "900", "2025-06-01")));
        as(Role.COUNTY_APPROVER, () -> approve(own));

        assertThat(inForce(county.village(1, 1), JANUARY)).isEqualTo(Money.of(900));
        assertThat(inForce(county.village(2, 1), JANUARY)).isEqualTo(Money.of(770));
    }

    @Test
    void areProposedByOneRoleAndApprovedByAnother() {
        refused(
                "policy.not-proposer",
                Role.COUNTY_APPROVER,
                () -> standards.propose(raise(county.code(), "820", "2026-07-01")));
        UUID id = as(Role.COUNTY_CASEWORKER, () -> standards.propose(raise(county.code(), "820", "2026-07-01")));
        refused("policy.not-approver", Role.COUNTY_CASEWORKER, () -> approve(id));
    }

    @Test
    void areNeverProposedForAnotherCounty() {
        AreaCode elsewhere = counties.create().code();

        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() ->
                        as(Role.COUNTY_CASEWORKER, () -> standards.propose(raise(elsewhere, "820", "2026-07-01"))));
    }

    @Test
    void doNotFall() {
        refused(
                "policy.below-floor",
                Role.COUNTY_CASEWORKER,
                () -> standards.propose(raise(county.code(), "769.99", "2026-07-01")));
    }

    @ParameterizedTest(name = "E57 {0}: {1}")
    @CsvSource({"850, false", "852.12, true", "855, true"})
    void e57GrowAtLeastAsConsumptionDid(String amount, boolean accepted) {
        UUID base = as(Role.COUNTY_CASEWORKER, () -> standards.propose(raise(county.code(), "810", "2026-07-01")));
        as(Role.COUNTY_APPROVER, () -> approve(base));
        UUID growth = as(
                Role.COUNTY_CASEWORKER,
                () -> parameters.propose(
                        ParameterKey.GROWTH_FLOOR, county.code(), "5.2", LocalDate.of(2026, 12, 1), "云统〔2026〕4号"));
        as(Role.COUNTY_APPROVER, () -> {
            parameters.approve(growth);
            return growth;
        });

        Standards.Proposal next = raise(county.code(), amount, "2027-01-01");
        if (accepted) {
            assertThat(as(Role.COUNTY_CASEWORKER, () -> standards.propose(next)))
                    .isNotNull();
        } else {
            refused("policy.below-floor", Role.COUNTY_CASEWORKER, () -> standards.propose(next));
        }
    }

    @ParameterizedTest(name = "E24 {0}: {1}")
    @CsvSource({"1231.99, false", "1232, true"})
    void e24KeepDestituteSupportAboveItsMultiple(String amount, boolean accepted) {
        Standards.Proposal proposal = new Standards.Proposal(
                "destitute-support",
                "basic",
                county.code(),
                Standard.Residence.RURAL,
                Money.of(amount),
                Standard.Unit.MONTH,
                LocalDate.of(2026, 7, 1),
                null,
                "云民〔2026〕9号",
                null);
        if (accepted) {
            assertThat(as(Role.COUNTY_CASEWORKER, () -> standards.propose(proposal)))
                    .isNotNull();
        } else {
            refused("policy.below-floor", Role.COUNTY_CASEWORKER, () -> standards.propose(proposal));
        }
    }

    @Test
    void replaceAnUnapprovedProposalButNeverAnApprovedRow() {
        UUID first = as(Role.COUNTY_CASEWORKER, () -> standards.propose(raise(county.code(), "820", "2026-07-01")));
        UUID second = as(Role.COUNTY_CASEWORKER, () -> standards.propose(raise(county.code(), "830", "2026-07-01")));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> as(Role.COUNTY_APPROVER, () -> approve(first)));
        as(Role.COUNTY_APPROVER, () -> approve(second));

        refused(
                "policy.exists",
                Role.COUNTY_CASEWORKER,
                () -> standards.propose(raise(county.code(), "840", "2026-07-01")));
    }

    @Test
    void installTheSheetOnce() {
        refused("policy.already-installed", Role.SYS_ADMIN, () -> {
            defaults.install(county.code(), List.of());
            return county.code();
        });
    }

    @Test
    void completeASheetThatAnOlderVersionInstalled() {
        TestCounty other = counties.create();
        UUID own = Acting.<UUID>as(
                other.officer(Role.COUNTY_CASEWORKER),
                () -> parameters.propose(
                        ParameterKey.ROUNDING, other.code(), "YUAN_CEIL", LocalDate.of(2026, 1, 1), "云民〔2026〕9号"));
        Acting.as(other.officer(Role.COUNTY_APPROVER), () -> parameters.approve(own));

        Acting.as(other.officer(Role.SYS_ADMIN), () -> defaults.install(other.code(), List.of()));

        LocalDate today = LocalDate.of(2026, 11, 16);
        assertThat(parameters.text("minimum-living.rounding", other.code(), today))
                .isEqualTo("YUAN_CEIL");
        assertThat(parameters.text("minimum-living.deemed-income", other.code(), today))
                .isEqualTo("OFF");
        assertThat(defaults.missing(other.code())).isZero();
        assertThat(standards.list(other.code()))
                .noneMatch(standard -> standard.area().equals(other.code()));
    }

    @ParameterizedTest(name = "E22 {0} {1}: {2}")
    @CsvSource({
        "care-full-ability, 38.59, false",
        "care-full-ability, 38.60, true",
        "care-partly-disabled, 578.99, false",
        "care-partly-disabled, 579, true",
        "care-fully-disabled, 1157.99, false",
        "care-fully-disabled, 1158, true"
    })
    void e22KeepCareAboveItsPartOfTheMinimumWage(String tier, String amount, boolean accepted) {
        Standards.Proposal proposal = new Standards.Proposal(
                "destitute-support",
                tier,
                county.code(),
                Standard.Residence.UNIFIED,
                Money.of(amount),
                Standard.Unit.MONTH,
                LocalDate.of(2026, 7, 1),
                null,
                "云民〔2026〕9号",
                null);
        if (accepted) {
            assertThat(as(Role.COUNTY_CASEWORKER, () -> standards.propose(proposal)))
                    .isNotNull();
        } else {
            refused("policy.below-floor", Role.COUNTY_CASEWORKER, () -> standards.propose(proposal));
        }
    }

    @Test
    void knowWhichTownshipsConfirmForThemselves() {
        assertThat(parameters.isOn("casework.devolved", county.village(2, 1), LocalDate.of(2026, 1, 1)))
                .isTrue();
        assertThat(parameters.isOn("casework.devolved", county.village(2, 1), LocalDate.of(2025, 12, 31)))
                .isFalse();
        assertThat(parameters.isOn("casework.devolved", county.village(1, 1), LocalDate.of(2026, 1, 1)))
                .isFalse();
    }

    @Test
    void refuseAValueThatMakesNoSense() {
        refused(
                "policy.value-malformed",
                Role.COUNTY_CASEWORKER,
                () -> parameters.propose(
                        ParameterKey.ROUNDING, county.code(), "UP", LocalDate.of(2026, 7, 1), "云民〔2026〕9号"));
    }

    private Standards.Proposal raise(AreaCode area, String amount, String from) {
        return new Standards.Proposal(
                "minimum-living",
                "",
                area,
                Standard.Residence.RURAL,
                Money.of(amount),
                Standard.Unit.MONTH,
                LocalDate.parse(from),
                null,
                "云民〔2026〕9号",
                LocalDate.of(2026, 6, 20));
    }

    private UUID approve(UUID id) {
        standards.approve(id);
        return id;
    }

    private Money amountInJuly() {
        return inForce(county.village(1, 1), YearMonth.of(2026, 7));
    }

    private Money inForce(AreaCode area, YearMonth month) {
        return standards
                .inForce("minimum-living", "", area, UrbanRural.RURAL, month)
                .orElseThrow()
                .amount();
    }

    private <T> T as(Role role, Supplier<T> work) {
        return Acting.as(county.officer(role), work);
    }

    private void refused(String key, Role role, Supplier<?> work) {
        Refusals.refused(key, () -> as(role, work));
    }
}
