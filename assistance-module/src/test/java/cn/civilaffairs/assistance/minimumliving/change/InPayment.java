package cn.civilaffairs.assistance.minimumliving.change;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.assistance.minimumliving.AllowanceDue;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner;
import cn.civilaffairs.assistance.minimumliving.PaidMonths;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseStatus;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.CoveredPerson;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.MonthlyReportDesk;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RecoveryDesk;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import cn.civilaffairs.registry.resident.CircumstanceRegister;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A household in payment, std 810, and those who pay it and decide on what happens to it. */
@DatabaseTest
abstract class InPayment {

    static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    static final YearMonth DECEMBER = YearMonth.of(2026, 12);
    static final YearMonth MARCH = YearMonth.of(2026, 3);
    static final LocalDate LONG_AGO = LocalDate.of(2025, 12, 1);

    @Autowired
    PaidMonths months;

    @Autowired
    TestAccounts accounts;

    @Autowired
    MinimumLivingChangeDesk desk;

    @Autowired
    MinimumLivingReckoner reckoner;

    @Autowired
    CaseDesk cases;

    @Autowired
    EntitlementDesk entitlements;

    @Autowired
    PaymentRunDesk runs;

    @Autowired
    RecoveryDesk recoveries;

    @Autowired
    MonthlyReportDesk reports;

    @Autowired
    HouseholdRegister households;

    @Autowired
    ResidentRegister residents;

    @Autowired
    CircumstanceRegister circumstances;

    @Autowired
    Standards standards;

    @Autowired
    TestCounties counties;

    @Autowired
    TestClock clock;

    TestCounty county;
    Officer clerk;
    Officer reviewer;
    Officer approver;
    UUID head;
    UUID wife;
    UUID son;
    UUID household;

    @BeforeEach
    void aCountyWhoseStandardIs810() {
        clock.set(MONDAY);
        county = counties.withDefaults();
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
        approver = county.officer(Role.COUNTY_APPROVER);
        raised("810.00", LocalDate.of(2026, 2, 1));
    }

    void raised(String monthly, LocalDate from) {
        UUID standard = as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> standards.propose(new Standards.Proposal(
                        MinimumLivingAllowance.CODE,
                        "",
                        county.code(),
                        Standard.Residence.RURAL,
                        Money.of(monthly),
                        Standard.Unit.MONTH,
                        from,
                        null,
                        "测民〔" + from.getYear() + "〕2号",
                        null)));
        as(approver, () -> done(() -> standards.approve(standard)));
    }

    AllowanceChange change(ChangeKind kind, LocalDate since, @Nullable UUID person, @Nullable ExitCode code) {
        return new AllowanceChange(
                household,
                kind,
                since,
                person,
                Relation.SON,
                EntryReason.BIRTH,
                code,
                null,
                Map.of(),
                List.of(),
                null,
                false,
                "出生医学证明");
    }

    void confirm(CaseFile file) {
        as(reviewer, () -> cases.agree(file.id(), version(file), "属实"));
        assertThat(as(approver, () -> cases.agree(file.id(), version(file), "同意"))
                        .status())
                .isEqualTo(CaseStatus.CONFIRMED);
        assertThat(as(approver, () -> desk.find(file.id())).appliedOn()).isNotNull();
    }

    int version(CaseFile file) {
        return cases.find(file.id()).version();
    }

    /** @param monthly what the household as a whole earns in a month */
    void family(int size, String monthly) {
        as(clerk, () -> {
            head = person("周大山", LocalDate.of(1970, 3, 1), Sex.MALE);
            household = households.open(
                    new NewHousehold(null, county.village(1, 1), UrbanRural.RURAL, "1组 5号", head, LONG_AGO));
            if (size > 1) {
                wife = person("吴小玉", LocalDate.of(1972, 5, 1), Sex.FEMALE);
                join(wife, Relation.SPOUSE);
                son = person("周平", LocalDate.of(2000, 5, 1), Sex.MALE);
                join(son, Relation.SON);
            }
            return household;
        });
        income(null, monthly);
    }

    UUID person(String name, LocalDate born, Sex sex) {
        return residents.register(ResidentDetails.citizen(county.village(1, 1), name, idNumber(born, sex)));
    }

    void join(UUID person, Relation relation) {
        households.addMember(
                household,
                new NewMember(person, relation, true, null, LONG_AGO, "建档"),
                households.today(household, clerk.scope()).version(),
                clerk.scope());
    }

    void income(@Nullable UUID whose, String monthly) {
        as(
                clerk,
                () -> households.addMeans(
                        household,
                        new NewMeansItem(
                                whose,
                                MeansCategory.TRANSFER,
                                "赡养费",
                                Money.of(monthly),
                                MeansPeriod.MONTH,
                                LONG_AGO,
                                null,
                                MeansSource.DECLARED,
                                null,
                                null),
                        households.today(household, clerk.scope()).version(),
                        clerk.scope()));
    }

    UUID granted(YearMonth first, LocalDate decided) {
        return as(approver, () -> {
            MinimumLivingCalculation reckoned = reckoner.reckon(
                            household, first, first.minusMonths(1).atDay(16), UrbanRural.RURAL, null)
                    .calculation();
            return entitlements.grant(new Grant(
                    MinimumLivingAllowance.CODE,
                    county.village(1, 1),
                    UrbanRural.RURAL,
                    household,
                    head,
                    head,
                    null,
                    ReviewClass.B,
                    LocalDate.of(2027, 5, 1),
                    EntryKind.APPLICATION,
                    first,
                    decided,
                    null,
                    households.today(household, approver.scope()).members().stream()
                            .map(HouseholdOnDate.Member::residentId)
                            .toList(),
                    AllowanceDue.of(reckoned, Cause.GRANTED, null, approver.id(), decided)));
        });
    }

    void account(UUID person) {
        accounts.confirmed(county, person, "周大山");
    }

    void pay(YearMonth month) {
        months.pay(county, month);
    }

    Determination latest(UUID allowance) {
        return as(clerk, () -> entitlements.determinations(allowance)).get(0);
    }

    List<UUID> covered(UUID allowance, boolean still) {
        return as(clerk, () -> entitlements.covered(allowance)).stream()
                .filter(person -> Optional.ofNullable(person.to()).isEmpty() == still)
                .map(CoveredPerson::residentId)
                .toList();
    }

    HouseholdOnDate today() {
        return as(clerk, () -> households.today(household, clerk.scope()));
    }

    /** A change the clerk reports, as a case of its own. */
    CaseFile submitted(AllowanceChange change) {
        return as(clerk, () -> desk.submit(change, null));
    }

    void assertRefused(String key, Supplier<?> act) {
        refused(key, () -> as(clerk, act));
    }

    static <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, work);
    }

    static boolean done(Runnable work) {
        work.run();
        return true;
    }
}
