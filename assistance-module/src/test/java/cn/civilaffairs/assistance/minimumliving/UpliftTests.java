package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.civilaffairs.casework.lead.Lead;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadKind;
import cn.civilaffairs.disbursement.BridgeRow;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Due;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.NewlyEligible.Ground;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.Uplift;
import cn.civilaffairs.disbursement.UpliftDesk;
import cn.civilaffairs.disbursement.UpliftItem;
import cn.civilaffairs.disbursement.UpliftNewcomer;
import cn.civilaffairs.disbursement.UpliftRule.Outcome;
import cn.civilaffairs.disbursement.UpliftState;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.NewMeansItem;
import cn.civilaffairs.registry.resident.NewMember;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestAccounts;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A raised standard from its proposal to the run that pays it, on the real database, with the handbook's E16. */
@DatabaseTest
class UpliftTests {

    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);

    @Autowired
    private PaidMonths months;

    @Autowired
    private TestAccounts accounts;

    @Autowired
    private UpliftDesk desk;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private MinimumLivingReckoner reckoner;

    @Autowired
    private Standards standards;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private LeadDesk leads;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer caseworker;
    private Officer approver;

    @BeforeEach
    void aCountyWithAStandardOfSevenHundredAndEighty() {
        clock.set(LocalDate.of(2026, 6, 8));
        county = counties.withDefaults();
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        approver = county.officer(Role.COUNTY_APPROVER);
        UUID earlier = propose("780", LocalDate.of(2026, 6, 1));
        Acting.as(approver, () -> standards.approve(earlier));
    }

    private UUID propose(String amount, LocalDate from) {
        return Acting.as(
                caseworker,
                () -> standards.propose(new Standards.Proposal(
                        MinimumLivingAllowance.CODE,
                        "",
                        county.code(),
                        Standard.Residence.RURAL,
                        Money.of(amount),
                        Standard.Unit.MONTH,
                        from,
                        null,
                        "测民〔2026〕" + amount + "号",
                        null)));
    }

    /** People of working age without supplements, an account, and no income. */
    private UUID household(int persons) {
        Officer clerk = county.officer(Role.TOWN_CLERK);
        return Acting.as(clerk, () -> {
            List<UUID> people = new ArrayList<>();
            for (int i = 0; i < persons; i++) {
                people.add(residents.register(ResidentDetails.citizen(
                        county.village(1, 1), "提标" + "甲乙丙丁".charAt(i), idNumber(LocalDate.of(1980, 3, 1), Sex.MALE))));
            }
            UUID household = households.open(new NewHousehold(
                    null, county.village(1, 1), UrbanRural.RURAL, null, people.get(0), LocalDate.of(2020, 1, 1)));
            for (UUID other : people.subList(1, persons)) {
                households.addMember(
                        household,
                        new NewMember(other, Relation.SIBLING, true, null, LocalDate.of(2020, 1, 1), "共同生活"),
                        households.today(household, clerk.scope()).version(),
                        clerk.scope());
            }
            return household;
        });
    }

    private UUID granted(UUID household, YearMonth from, Money amountOrNull) {
        return Acting.as(approver, () -> {
            MinimumLivingReckoner.Reckoned reckoned =
                    reckoner.reckon(household, from, from.atDay(1), UrbanRural.RURAL, null);
            Money amount = amountOrNull == null ? reckoned.calculation().amount() : amountOrNull;
            List<UUID> covered = reckoned.facts().counted().stream()
                    .map(HouseholdFacts.Member::residentId)
                    .toList();
            LocalDate decided = from.minusMonths(1).atDay(5);
            return entitlements.grant(new Grant(
                    MinimumLivingAllowance.CODE,
                    county.village(1, 1),
                    UrbanRural.RURAL,
                    household,
                    covered.get(0),
                    covered.get(0),
                    null,
                    null,
                    null,
                    EntryKind.APPLICATION,
                    from,
                    decided,
                    null,
                    covered,
                    new Due(covered.size(), amount, Money.ZERO, Cause.GRANTED, "1", "{}", null, null, null, decided)));
        });
    }

    private void account(UUID entitlement) {
        UUID payee = Acting.as(approver, () -> entitlements.find(entitlement).payeeId());
        accounts.confirmed(county, payee, "提标甲");
    }

    private UUID pay(YearMonth month) {
        return months.pay(county, month);
    }

    private Uplift preview(UUID standard) {
        UUID id = Acting.as(caseworker, () -> desk.open(standard));
        Acting.as(caseworker, () -> desk.workNow(id));
        return look(id);
    }

    private Uplift look(UUID id) {
        return Acting.as(approver, () -> desk.find(id));
    }

    private UpliftItem item(Uplift uplift, UUID entitlement) {
        return Acting.as(approver, () -> desk.items(uplift.id(), null, null, 100, 0)).stream()
                .filter(item -> item.entitlementId().equals(entitlement))
                .findFirst()
                .orElseThrow();
    }

    private Uplift approveAndApply(Uplift uplift) {
        Acting.as(approver, () -> desk.approved(uplift.id(), uplift.version(), uplift.changes()));
        Acting.as(approver, () -> desk.workNow(uplift.id()));
        return look(uplift.id());
    }

    @Test
    void e16RaisesAHouseholdOfThreeByNinetyAndPaysTheTwoMonthsThatPassed() {
        UUID three = granted(household(3), JULY, null);
        account(three);
        pay(JULY);
        pay(JULY.plusMonths(1));
        clock.set(LocalDate.of(2026, 9, 8));
        UUID proposed = propose("810", LocalDate.of(2026, 7, 1));

        Uplift preview = preview(proposed);

        assertThat(item(preview, three)).satisfies(item -> {
            assertThat(item.outcome()).isEqualTo(Outcome.RAISED);
            assertThat(item.before()).isEqualTo(Money.of("2340.00"));
            assertThat(item.after()).isEqualTo(Money.of("2430.00"));
            assertThat(item.monthsPast()).isEqualTo(2);
            assertThat(item.past()).isEqualTo(Money.of("180.00"));
        });
        assertThat(preview.monthlyChange()).isEqualTo(Money.of("90.00"));
        assertThat(preview.arrears()).isEqualTo(Money.of("180.00"));
        assertThat(Acting.as(approver, () -> standards.find(proposed)).approved())
                .isFalse();
        assertThat(Acting.as(approver, () -> entitlements.inForce(three)).amount())
                .isEqualTo(Money.of("2340.00"));

        Uplift applied = approveAndApply(preview);
        assertThat(applied.state()).isEqualTo(UpliftState.APPLIED);
        assertThat(applied.applied()).isEqualTo(1);
        assertThat(Acting.as(approver, () -> standards.find(proposed)).approved())
                .isTrue();
        UUID september = pay(SEPTEMBER);
        assertThat(Acting.as(approver, () -> runs.find(september))).satisfies(run -> {
            assertThat(run.amount()).isEqualTo(Money.of("2610.00"));
            assertThat(run.bridgeDifference()).isEqualTo(Money.ZERO);
        });
        assertThat(Acting.as(approver, () -> runs.bridge(september, null)).stream()
                        .filter(row -> row.step().equals("STANDARD_CHANGED"))
                        .map(BridgeRow::amount))
                .containsExactly(Money.of("90.00"));
    }

    @Test
    void keepsAnAmountTheRulesDoNotBearOutAndNamesTheHousehold() {
        UUID imported = granted(household(2), JULY, Money.of("500.00"));
        UUID reckoned = granted(household(1), JULY, null);
        UUID proposed = propose("810", LocalDate.of(2026, 12, 1));

        Uplift preview = preview(proposed);

        assertThat(item(preview, imported)).satisfies(item -> {
            assertThat(item.outcome()).isEqualTo(Outcome.MANUAL);
            assertThat(item.why()).contains("现发 500.00 元", "1560.00");
            assertThat(item.after()).isEqualTo(Money.of("500.00"));
        });
        Uplift applied = approveAndApply(preview);
        assertThat(applied.applied()).isEqualTo(1);
        assertThat(Acting.as(approver, () -> entitlements.determinations(imported)))
                .hasSize(1);
        assertThat(Acting.as(approver, () -> entitlements.determinations(reckoned))
                        .get(0))
                .satisfies(raised -> {
                    assertThat(raised.cause()).isEqualTo(Cause.STANDARD_CHANGED);
                    assertThat(raised.effectiveMonth()).isEqualTo(YearMonth.of(2026, 12));
                    assertThat(raised.amount()).isEqualTo(Money.of("810.00"));
                });
        List<UpliftItem> everybody = new ArrayList<>();
        Acting.as(approver, () -> desk.each(applied.id(), everybody::add));
        assertThat(everybody).isNotEmpty();
    }

    @Test
    void raisesEveryLaterMonthInWhichTheAmountChangesToo() {
        UUID household = household(3);
        UUID entitlement = granted(household, JULY, null);
        Officer clerk = county.officer(Role.TOWN_CLERK);
        Acting.as(
                clerk,
                () -> households.addMeans(
                        household,
                        means("3600.00", LocalDate.of(2026, 8, 20)),
                        households.today(household, clerk.scope()).version(),
                        clerk.scope()));
        MinimumLivingCalculation less = Acting.as(
                        approver,
                        () -> reckoner.reckon(household, SEPTEMBER, SEPTEMBER.atDay(1), UrbanRural.RURAL, null))
                .calculation();
        Acting.as(
                approver,
                () -> entitlements.determine(
                        entitlement,
                        SEPTEMBER,
                        new Due(
                                3,
                                less.base(),
                                less.supplements(),
                                Cause.MEANS_CHANGED,
                                "1",
                                "{}",
                                null,
                                null,
                                null,
                                LocalDate.of(2026, 6, 8))));

        Uplift applied = approveAndApply(preview(propose("810", LocalDate.of(2026, 7, 1))));

        assertThat(applied.applied()).isEqualTo(1);
        assertThat(Acting.as(approver, () -> entitlements.determinations(entitlement)).stream()
                        .filter(determination -> determination.cause() == Cause.STANDARD_CHANGED)
                        .map(determination -> determination.effectiveMonth() + " " + determination.amount()))
                .containsExactly("2026-09 " + less.amount().plus(Money.of(90)), "2026-07 2430.00");
    }

    private static NewMeansItem means(String yearly, LocalDate from) {
        return new NewMeansItem(
                null,
                MeansCategory.BUSINESS,
                "种植",
                Money.of(yearly),
                MeansPeriod.YEAR,
                from,
                null,
                MeansSource.DECLARED,
                null,
                null);
    }

    @Test
    void refusesAPreviewThatIsNoLongerTrueUntilItIsMadeAgain() {
        UUID entitlement = granted(household(1), JULY, null);
        UUID proposed = propose("810", LocalDate.of(2026, 12, 1));
        Uplift old = preview(proposed);
        Acting.as(
                approver,
                () -> entitlements.determine(
                        entitlement,
                        YearMonth.of(2026, 8),
                        new Due(
                                1,
                                Money.of("600.00"),
                                Money.ZERO,
                                Cause.CORRECTED,
                                "1",
                                "{}",
                                null,
                                null,
                                null,
                                LocalDate.of(2026, 6, 8))));

        refused("uplift.stale", () -> Acting.as(approver, () -> desk.approved(old.id(), old.version(), old.changes())));

        Uplift again = preview(proposed);
        assertThat(look(old.id()).state()).isEqualTo(UpliftState.REPLACED);
        assertThat(again.manual()).isEqualTo(1);
        assertThat(Acting.as(approver, () -> standards.find(proposed)).approved())
                .isFalse();
    }

    @Test
    void namesFamiliesItWouldLetInAndGivesThemToTheTownshipToAsk() {
        UUID known = knownWith("9540.00");
        knownWith("9720.00");
        knownWith("9300.00");
        UUID ended = household(1);
        UUID before = granted(ended, JULY, null);
        earns(ended, "9600.00");
        Acting.as(approver, () -> entitlements.end(before, ExitCode.INCOME, JULY, LocalDate.of(2026, 6, 8)));
        UUID left = household(1);
        UUID byChoice = granted(left, JULY, null);
        earns(left, "9600.00");
        Acting.as(approver, () -> entitlements.end(byChoice, ExitCode.VOLUNTARY, JULY, LocalDate.of(2026, 6, 8)));
        UUID settled = knownWith("9480.00");

        Uplift preview = preview(propose("810", LocalDate.of(2026, 12, 1)));

        assertThat(preview.newcomers()).isEqualTo(3);
        List<UpliftNewcomer> seen = Acting.as(approver, () -> desk.newcomers(preview.id(), null, 100, 0));
        assertThat(seen)
                .extracting(
                        newcomer -> newcomer.found().householdId(),
                        newcomer -> newcomer.found().ground())
                .containsExactlyInAnyOrder(
                        tuple(known, Ground.KNOWN), tuple(ended, Ground.ENDED), tuple(settled, Ground.KNOWN));
        UpliftNewcomer first = seen.stream()
                .filter(newcomer -> newcomer.found().householdId().equals(known))
                .findFirst()
                .orElseThrow();
        assertThat(first.found().monthlyIncome()).isEqualTo(Money.of("795.00"));
        assertThat(first.found().amount()).isEqualTo(Money.of("15.00"));
        assertThat(Acting.as(county.elsewhere(Role.TOWN_CLERK), () -> desk.newcomers(preview.id(), null, 100, 0)))
                .isEmpty();
        granted(settled, JULY, Money.of("10.00"));

        Uplift again = preview(preview.standardId());
        approveAndApply(again);

        assertThat(leadsOf(known)).singleElement().satisfies(lead -> {
            assertThat(lead.kind()).isEqualTo(LeadKind.NEWLY_ELIGIBLE);
            assertThat(lead.detail()).contains("795.00", "15.00", "不自动发放");
            assertThat(lead.dueOn()).isAfter(LocalDate.of(2026, 6, 8));
        });
        assertThat(leadsOf(ended)).hasSize(1);
        assertThat(leadsOf(settled)).isEmpty();
        assertThat(Acting.as(approver, () -> entitlements.ofHousehold(known))).isEmpty();
    }

    private UUID knownWith(String yearly) {
        UUID household = household(1);
        earns(household, yearly);
        return household;
    }

    private void earns(UUID household, String yearly) {
        Officer clerk = county.officer(Role.TOWN_CLERK);
        Acting.as(
                clerk,
                () -> households.addMeans(
                        household,
                        means(yearly, LocalDate.of(2026, 6, 1)),
                        households.today(household, clerk.scope()).version(),
                        clerk.scope()));
    }

    private List<Lead> leadsOf(UUID household) {
        Officer clerk = county.officer(Role.TOWN_CLERK);
        return Acting.as(
                clerk,
                () -> leads.ofResident(households
                        .today(household, clerk.scope())
                        .head()
                        .orElseThrow()
                        .residentId()));
    }

    @Test
    void setsAsideAHouseholdWhoseFactsMovedAfterThePreview() {
        UUID household = household(1);
        UUID entitlement = granted(household, JULY, null);
        Uplift preview = preview(propose("810", LocalDate.of(2026, 12, 1)));
        Officer clerk = county.officer(Role.TOWN_CLERK);
        Acting.as(
                clerk,
                () -> households.addMeans(
                        household,
                        means("1200.00", LocalDate.of(2026, 6, 1)),
                        households.today(household, clerk.scope()).version(),
                        clerk.scope()));

        Uplift applied = approveAndApply(preview);

        assertThat(applied.applied()).isZero();
        assertThat(applied.moved()).isEqualTo(1);
        assertThat(item(applied, entitlement).moved()).isTrue();
        assertThat(Acting.as(approver, () -> entitlements.determinations(entitlement)))
                .hasSize(1);
    }

    @Test
    void isProposedByOneAndApprovedByAnotherWhoTypesHowManyItChanges() {
        granted(household(1), JULY, null);
        UUID proposed = propose("810", LocalDate.of(2026, 12, 1));
        refused("uplift.not-caseworker", () -> Acting.as(approver, () -> desk.open(proposed)));
        Uplift preview = preview(proposed);

        refused(
                "uplift.not-approver",
                () -> Acting.as(caseworker, () -> desk.approved(preview.id(), preview.version(), 1)));
        refused(
                "uplift.count-differs",
                () -> Acting.as(approver, () -> desk.approved(preview.id(), preview.version(), 2)));
        approveAndApply(preview);
        refused(
                "uplift.not-in-state",
                () -> Acting.as(approver, () -> desk.approved(preview.id(), preview.version(), 1)));
    }
}
