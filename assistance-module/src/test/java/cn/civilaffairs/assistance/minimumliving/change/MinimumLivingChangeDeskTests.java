package cn.civilaffairs.assistance.minimumliving.change;

import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner;
import cn.civilaffairs.assistance.minimumliving.ReckoningJson;
import cn.civilaffairs.assistance.minimumliving.TaperRule;
import cn.civilaffairs.assistance.minimumliving.change.ChangeOutlook.PastMonth;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseStatus;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.CoveredPerson;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.Due;
import cn.civilaffairs.disbursement.Entitlement;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.MonthlyReport;
import cn.civilaffairs.disbursement.MonthlyReportDesk;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RecoveryDesk;
import cn.civilaffairs.disbursement.ReportColumn;
import cn.civilaffairs.disbursement.ReportRow;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.PolicyDefaults;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.resident.CircumstanceRegister;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.JobAnswer;
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
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What happens to a household in payment, from the township's report to the month it counts (增减停发), std 810. */
@DatabaseTest
class MinimumLivingChangeDeskTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);
    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final LocalDate LONG_AGO = LocalDate.of(2025, 12, 1);

    @Autowired
    private MinimumLivingChangeDesk desk;

    @Autowired
    private MinimumLivingReckoner reckoner;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private RecoveryDesk recoveries;

    @Autowired
    private MonthlyReportDesk reports;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private CircumstanceRegister circumstances;

    @Autowired
    private AccountRegister accounts;

    @Autowired
    private PolicyDefaults defaults;

    @Autowired
    private Standards standards;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;
    private Officer reviewer;
    private Officer approver;
    private UUID head;
    private UUID wife;
    private UUID son;
    private UUID household;

    @BeforeEach
    void aCountyWhoseStandardIs810() {
        clock.set(MONDAY);
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
        approver = county.officer(Role.COUNTY_APPROVER);
        Acting.as(county.officer(Role.SYS_ADMIN), () -> defaults.install(county.code(), List.of()));
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        UUID standard = as(
                caseworker,
                () -> standards.propose(new Standards.Proposal(
                        MinimumLivingAllowance.CODE,
                        "",
                        county.code(),
                        Standard.Residence.RURAL,
                        Money.of("810.00"),
                        Standard.Unit.MONTH,
                        LocalDate.of(2026, 2, 1),
                        null,
                        "测民〔2026〕2号",
                        null)));
        as(approver, () -> done(() -> standards.approve(standard)));
    }

    @Test
    void e17ABirthRaisesTheAmountFromNextMonth() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        ResidentDetails baby =
                ResidentDetails.citizen(county.village(1, 1), "周小宝", idNumber(LocalDate.of(2026, 11, 2), Sex.MALE));
        AllowanceChange birth = change(ChangeKind.MEMBER_ADDED, LocalDate.of(2026, 11, 2), null, null);

        ChangeOutlook told = as(clerk, () -> desk.preview(birth, baby));
        // 810 × 3 − 900 = 1530; 810 × 4 − 900 = 2340, and a minor's supplement of 81
        assertThat(told.amountBefore()).isEqualTo(Money.of("1530.00"));
        assertThat(told.amountAfter()).isEqualTo(Money.of("2421.00"));
        assertThat(told.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.base()).isEqualTo(Money.of("2340.00")));
        assertThat(told.from()).isEqualTo(DECEMBER);
        assertThat(told.personsAfter()).isEqualTo(4);
        assertThat(told.changes()).isNotEmpty();
        confirm(as(clerk, () -> desk.submit(birth, baby)));

        Determination latest = latest(allowance);
        assertThat(latest.effectiveMonth()).isEqualTo(DECEMBER);
        assertThat(latest.persons()).isEqualTo(4);
        assertThat(latest.base()).isEqualTo(Money.of("2340.00"));
        assertThat(latest.cause()).isEqualTo(Cause.MEMBER_ADDED);
        assertThat(today().size()).isEqualTo(4);
        assertThat(covered(allowance, true)).hasSize(4);
    }

    @Test
    void e18TheDeathOfTheHeadWhoEarnedLowersTheAmountFromNextMonth() {
        family(3, "600");
        income(head, "300");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        AllowanceChange death = AllowanceChange.headLeaves(
                household, LocalDate.of(2026, 11, 5), head, ExitCode.DEATH, wife, Map.of(son, Relation.SON), "死亡证明");

        ChangeOutlook told = as(clerk, () -> desk.preview(death, null));
        assertThat(told.amountBefore()).isEqualTo(Money.of("1530.00"));
        assertThat(told.amountAfter()).isEqualTo(Money.of("1020.00"));
        assertThat(told.from()).isEqualTo(DECEMBER);
        assertThat(told.warnings()).containsExactly("change.new-head-without-account");
        confirm(as(clerk, () -> desk.submit(death, null)));

        Entitlement entitlement = as(clerk, () -> entitlements.find(allowance));
        assertThat(entitlement.residentId()).isEqualTo(wife);
        assertThat(entitlement.payeeId()).isEqualTo(wife);
        assertThat(entitlement.ended()).isFalse();
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("1020.00"));
        assertThat(latest(allowance).effectiveMonth()).isEqualTo(DECEMBER);
        HouseholdOnDate household = today();
        assertThat(household.head())
                .hasValueSatisfying(now -> assertThat(now.residentId()).isEqualTo(wife));
        assertThat(household.members()).hasSize(2);
        assertThat(as(clerk, () -> residents.get(head, clerk.scope())).deathDate())
                .isEqualTo("2026-11-05");
        assertThat(as(clerk, () -> entitlements.covered(allowance)))
                .filteredOn(person -> person.residentId().equals(head))
                .singleElement()
                .satisfies(person -> {
                    assertThat(person.to()).isEqualTo(YearMonth.of(2026, 11));
                    assertThat(person.exitCode()).isEqualTo(ExitCode.DEATH);
                });
    }

    @Test
    void e14AHouseholdWhoseIncomeRosePassesThroughSixMonthsAndThenEnds() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        UUID item = today().means().get(0).id();
        AllowanceChange work = AllowanceChange.tapers(
                household,
                LocalDate.of(2026, 11, 3),
                List.of(MeansLine.changed(item, Money.of("3000.00"))),
                TaperRule.Cause.EMPLOYMENT,
                "务工合同");

        ChangeOutlook told = as(clerk, () -> desk.preview(work, null));
        assertThat(told.tapers()).isTrue();
        assertThat(told.amountAfter()).isEqualTo(Money.of("1530.00"));
        assertThat(told.lastMonth()).isEqualTo(YearMonth.of(2027, 5));
        confirm(as(clerk, () -> desk.submit(work, null)));

        Entitlement entitlement = as(clerk, () -> entitlements.find(allowance));
        assertThat(entitlement.lastMonth()).isEqualTo(YearMonth.of(2027, 5));
        assertThat(entitlement.exitCode()).isEqualTo(ExitCode.TAPER_ENDED);
        assertThat(latest(allowance).cause()).isEqualTo(Cause.TAPER);
        assertThat(as(clerk, () -> desk.benefit(household))).isPresent();
        assertRefused(
                "change.tapering",
                () -> desk.preview(
                        AllowanceChange.leaves(household, MONDAY, son, ExitCode.MOVED_OUT, false, "迁出"), null));
    }

    @Test
    void e14AtOneAndAHalfStandardsThereIsNoTaper() {
        family(3, "900");
        granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        UUID item = today().means().get(0).id();

        ChangeOutlook told = as(
                clerk,
                () -> desk.preview(
                        AllowanceChange.tapers(
                                household,
                                LocalDate.of(2026, 11, 3),
                                List.of(MeansLine.changed(item, Money.of("3645.00"))),
                                TaperRule.Cause.EMPLOYMENT,
                                "务工合同"),
                        null));

        assertThat(told.stops()).isTrue();
        assertThat(told.exitCode()).isEqualTo(ExitCode.INCOME);
        assertThat(told.lastMonth()).isEqualTo(YearMonth.of(2026, 11));
    }

    @Test
    void e55ADeathReportedLateShowsWhatWasPaidTooMuch() {
        clock.set(LocalDate.of(2026, 2, 16));
        family(1, "200");
        UUID allowance = granted(MARCH, LocalDate.of(2026, 2, 10));
        account(head);
        for (YearMonth month = MARCH; !month.isAfter(YearMonth.of(2026, 6)); month = month.plusMonths(1)) {
            pay(month);
        }
        clock.set(LocalDate.of(2026, 7, 6));
        AllowanceChange death =
                AllowanceChange.ends(household, LocalDate.of(2026, 3, 10), ExitCode.DEATH, false, "火化证明");

        ChangeOutlook told = as(clerk, () -> desk.preview(death, null));

        assertThat(told.amountBefore()).isEqualTo(Money.of("610.00"));
        assertThat(told.lastMonth()).isEqualTo(MARCH);
        assertThat(told.past())
                .extracting(PastMonth::month)
                .containsExactly(MARCH.plusMonths(1), MARCH.plusMonths(2), MARCH.plusMonths(3));
        assertThat(told.overpaid()).isEqualTo(Money.of("1830.00"));
        confirm(as(clerk, () -> desk.submit(death, null)));
        Entitlement entitlement = as(clerk, () -> entitlements.find(allowance));
        assertThat(entitlement.lastMonth()).isEqualTo(MARCH);
        assertThat(entitlement.exitCode()).isEqualTo(ExitCode.DEATH);
        assertThat(as(clerk, () -> residents.get(head, clerk.scope())).deathDate())
                .isEqualTo("2026-03-10");
    }

    @Test
    void e58ThreeRefusedJobsCostTheMembersShare() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        AllowanceChange refusal = AllowanceChange.refusesWork(household, MONDAY.minusDays(1), son, "就业服务站记录");
        assertRefused("change.refusals-missing", () -> desk.preview(refusal, null));
        for (int week = 3; week >= 1; week--) {
            LocalDate offered = MONDAY.minusWeeks(week);
            as(
                    clerk,
                    () -> circumstances.recordOffer(
                            household,
                            son,
                            offered,
                            "保洁员",
                            JobAnswer.REFUSED,
                            null,
                            households.today(household, clerk.scope()).version(),
                            clerk.scope()));
        }

        ChangeOutlook told = as(clerk, () -> desk.preview(refusal, null));
        assertThat(told.amountBefore()).isEqualTo(Money.of("1530.00"));
        assertThat(told.amountAfter()).isEqualTo(Money.of("1020.00"));
        confirm(as(clerk, () -> desk.submit(refusal, null)));

        assertThat(latest(allowance).cause()).isEqualTo(Cause.JOB_REFUSED);
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("1020.00"));
    }

    @Test
    void aMemberWhoMovesOutIsAnExitOfAPersonAndNotOfTheHousehold() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));

        confirm(as(
                clerk,
                () -> desk.submit(
                        AllowanceChange.leaves(
                                household, LocalDate.of(2026, 11, 9), son, ExitCode.MOVED_OUT, false, "户口迁出证明"),
                        null)));

        assertThat(as(clerk, () -> entitlements.find(allowance)).ended()).isFalse();
        assertThat(latest(allowance).persons()).isEqualTo(2);
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("720.00"));
        assertThat(covered(allowance, true)).hasSize(2);
    }

    @Test
    void incomeThatRisesAboveTheStandardEndsTheAllowanceByItsCode() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        UUID item = today().means().get(0).id();

        confirm(as(
                clerk,
                () -> desk.submit(
                        AllowanceChange.means(
                                household,
                                LocalDate.of(2026, 11, 3),
                                List.of(MeansLine.changed(item, Money.of("2430.00"))),
                                false,
                                "工资证明"),
                        null)));

        Entitlement entitlement = as(clerk, () -> entitlements.find(allowance));
        assertThat(entitlement.exitCode()).isEqualTo(ExitCode.INCOME);
        assertThat(entitlement.lastMonth()).isEqualTo(YearMonth.of(2026, 11));
        assertThat(today().means())
                .extracting(means -> means.amount() + " " + means.startOn() + " " + means.endOn())
                .containsExactlyInAnyOrder("900.00 2025-12-01 2026-11-02", "2430.00 2026-11-03 null");
    }

    @Test
    void anotherHeadReceivesTheSameMoney() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));

        confirm(as(
                clerk,
                () -> desk.submit(
                        AllowanceChange.headChanges(
                                household, MONDAY, wife, Map.of(head, Relation.SPOUSE, son, Relation.SON), "户主长期卧病"),
                        null)));

        assertThat(as(clerk, () -> entitlements.find(allowance)).payeeId()).isEqualTo(wife);
        assertThat(as(clerk, () -> entitlements.determinations(allowance))).hasSize(1);
        assertThat(today().head())
                .hasValueSatisfying(now -> assertThat(now.residentId()).isEqualTo(wife));
    }

    @Test
    void theLastMemberIsNotTakenOutAndADeadHeadNeedsAnother() {
        family(3, "900");
        granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));

        assertRefused(
                "change.new-head-missing",
                () -> desk.preview(AllowanceChange.leaves(household, MONDAY, head, ExitCode.DEATH, false, "死亡"), null));
        assertRefused(
                "change.death-of-one",
                () -> desk.preview(AllowanceChange.ends(household, MONDAY, ExitCode.DEATH, false, "死亡"), null));
        assertRefused(
                "change.since-future",
                () -> desk.preview(
                        AllowanceChange.leaves(household, MONDAY.plusDays(1), son, ExitCode.DEATH, false, "死亡"), null));
        family(1, "200");
        granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        assertRefused(
                "change.last-member",
                () -> desk.preview(AllowanceChange.leaves(household, MONDAY, head, ExitCode.DEATH, false, "死亡"), null));
    }

    @Test
    void oneChangeAtATimeAndByTwoPeople() {
        family(3, "900");
        granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        AllowanceChange leaves = AllowanceChange.leaves(household, MONDAY, son, ExitCode.MOVED_OUT, false, "迁出");
        CaseFile file = as(clerk, () -> desk.submit(leaves, null));
        assertThat(file.step()).isEqualTo(ChangeProcedure.REVIEW_STEP);

        assertRefused("case.already-open", () -> desk.submit(leaves, null));
        RuleViolation notTheirs = catchThrowableOfType(
                RuleViolation.class, () -> as(clerk, () -> cases.agree(file.id(), version(file), "同意")));
        assertThat(notTheirs.messageKey()).isEqualTo("case.not-responsible");
        assertThat(catchThrowableOfType(
                        NotFound.class, () -> as(county.elsewhere(Role.TOWN_CLERK), () -> desk.find(file.id()))))
                .isNotNull();
    }

    @Test
    void e56HouseholdsAndPeopleAreCountedApartInTheReport() {
        YearMonth november = DECEMBER.minusMonths(1);
        UUID[] homes = new UUID[3];
        UUID[] sons = new UUID[3];
        for (int i = 0; i < homes.length; i++) {
            clock.set(MONDAY);
            family(3, "900");
            granted(november, LocalDate.of(2026, 10, 20));
            account(head);
            homes[i] = household;
            sons[i] = son;
        }
        pay(november);
        clock.set(MONDAY.plusDays(1));
        confirm(as(
                clerk,
                () -> desk.submit(
                        AllowanceChange.leaves(homes[0], MONDAY, sons[0], ExitCode.DETAINED, false, "判决书"), null)));
        confirm(as(
                clerk,
                () -> desk.submit(AllowanceChange.ends(homes[1], MONDAY, ExitCode.VOLUNTARY, false, "本人申请"), null)));
        household = homes[2];
        confirm(as(
                clerk,
                () -> desk.submit(
                        change(ChangeKind.MEMBER_ADDED, MONDAY, null, null),
                        ResidentDetails.citizen(county.village(1, 1), "周小宝", idNumber(MONDAY, Sex.MALE)))));
        clock.set(DECEMBER.atDay(16));
        as(county.officer(Role.FINANCE_MAKER), () -> runs.startNow(MinimumLivingAllowance.CODE, DECEMBER));

        MonthlyReport report =
                as(county.officer(Role.SUPERVISOR), () -> reports.of(MinimumLivingAllowance.CODE, DECEMBER));
        assertThat(report.failures()).isEmpty();
        ReportRow whole = report.rows().get(2);
        assertThat(figures(
                        whole,
                        ReportColumn.OPEN_HOUSEHOLDS,
                        ReportColumn.OPEN_PERSONS,
                        ReportColumn.IN_HOUSEHOLDS,
                        ReportColumn.IN_PERSONS,
                        ReportColumn.IN_MEMBER_PERSONS))
                .containsExactly(3, 9, 0, 1, 1);
        assertThat(figures(
                        whole,
                        ReportColumn.OUT_HOUSEHOLDS,
                        ReportColumn.OUT_PERSONS,
                        ReportColumn.OUT_MEMBER_PERSONS,
                        ReportColumn.OUT_OTHER_HOUSEHOLDS))
                .containsExactly(1, 4, 1, 1);
        assertThat(figures(whole, ReportColumn.CLOSE_HOUSEHOLDS, ReportColumn.CLOSE_PERSONS))
                .containsExactly(2, 6);
    }

    private static List<Integer> figures(ReportRow row, ReportColumn... columns) {
        return Arrays.stream(columns)
                .map(column -> row.figure(column).intValueExact())
                .toList();
    }

    @Test
    void isCorrectedOnceItCameBack() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        CaseFile file = as(
                clerk,
                () -> desk.submit(
                        AllowanceChange.leaves(household, MONDAY, son, ExitCode.MOVED_OUT, false, "迁出"), null));
        AllowanceChange right = AllowanceChange.leaves(household, MONDAY, wife, ExitCode.DETAINED, false, "判决书");
        assertRefused("case.act-not-here", () -> desk.amend(file.id(), right, null));
        as(reviewer, () -> cases.sendBack(file.id(), version(file), ChangeProcedure.ENTRY, "FACTS", "迁出的是其妻"));

        as(clerk, () -> desk.amend(file.id(), right, null));
        confirm(file);

        assertThat(covered(allowance, false)).containsExactly(wife);
        assertThat(as(clerk, () -> desk.find(file.id())).facts().exitCode()).isEqualTo(ExitCode.DETAINED);
    }

    @Test
    void isNotConfirmedForMoneyThatIsAnotherMeanwhile() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        CaseFile file = as(
                clerk,
                () -> desk.submit(
                        AllowanceChange.leaves(household, MONDAY, son, ExitCode.MOVED_OUT, false, "迁出"), null));
        income(wife, "100");

        RuleViolation outdated = catchThrowableOfType(
                RuleViolation.class, () -> as(reviewer, () -> cases.agree(file.id(), version(file), "同意")));
        assertThat(outdated.messageKey()).isEqualTo("change.outdated");

        as(reviewer, () -> desk.recompute(file.id()));
        confirm(file);
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("620.00"));
    }

    private AllowanceChange change(ChangeKind kind, LocalDate since, @Nullable UUID person, @Nullable ExitCode code) {
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

    private void confirm(CaseFile file) {
        as(reviewer, () -> cases.agree(file.id(), version(file), "属实"));
        assertThat(as(approver, () -> cases.agree(file.id(), version(file), "同意"))
                        .status())
                .isEqualTo(CaseStatus.CONFIRMED);
        assertThat(as(approver, () -> desk.find(file.id())).appliedOn()).isNotNull();
    }

    private int version(CaseFile file) {
        return cases.find(file.id()).version();
    }

    /** @param monthly what the household as a whole earns in a month */
    private void family(int size, String monthly) {
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

    private UUID person(String name, LocalDate born, Sex sex) {
        return residents.register(ResidentDetails.citizen(county.village(1, 1), name, idNumber(born, sex)));
    }

    private void join(UUID person, Relation relation) {
        households.addMember(
                household,
                new NewMember(person, relation, true, null, LONG_AGO, "建档"),
                households.today(household, clerk.scope()).version(),
                clerk.scope());
    }

    private void income(@Nullable UUID whose, String monthly) {
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

    private UUID granted(YearMonth first, LocalDate decided) {
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
                    new Due(
                            reckoned.persons(),
                            reckoned.base(),
                            reckoned.supplements(),
                            Cause.GRANTED,
                            reckoned.ruleVersion(),
                            ReckoningJson.write(reckoned),
                            null,
                            null,
                            approver.id(),
                            decided)));
        });
    }

    private void account(UUID person) {
        String number = TestPeople.cardNumber(Math.abs(person.hashCode()) % 1_000_000);
        UUID account = as(
                clerk,
                () -> accounts.enter(person, "周大山", "农商行", number, AccountKind.CARD, clerk.scope())
                        .id());
        as(reviewer, () -> done(() -> accounts.confirm(person, account, number, reviewer.scope())));
    }

    private void pay(YearMonth month) {
        clock.set(month.atDay(16));
        UUID run = as(county.officer(Role.FINANCE_MAKER), () -> runs.startNow(MinimumLivingAllowance.CODE, month));
        as(reviewer, () -> done(() -> runs.confirm(run, county.township(1), null)));
        Officer checker = county.officer(Role.FINANCE_CHECKER);
        as(checker, () -> done(() -> runs.check(run, runs.find(run).version())));
        Officer signer = county.officer(Role.FINANCE_SIGNER);
        as(
                signer,
                () -> done(() -> {
                    PaymentRun built = runs.find(run);
                    runs.sign(run, built.version(), built.households(), built.amount());
                }));
    }

    private Determination latest(UUID allowance) {
        return as(clerk, () -> entitlements.determinations(allowance)).get(0);
    }

    private List<UUID> covered(UUID allowance, boolean still) {
        return as(clerk, () -> entitlements.covered(allowance)).stream()
                .filter(person -> Optional.ofNullable(person.to()).isEmpty() == still)
                .map(CoveredPerson::residentId)
                .toList();
    }

    private HouseholdOnDate today() {
        return as(clerk, () -> households.today(household, clerk.scope()));
    }

    private void assertRefused(String key, Supplier<?> act) {
        RuleViolation refused = catchThrowableOfType(RuleViolation.class, () -> as(clerk, act));
        assertThat(refused).as(key).isNotNull();
        assertThat(refused.messageKey()).isEqualTo(key);
    }

    private static <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, work);
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }
}
