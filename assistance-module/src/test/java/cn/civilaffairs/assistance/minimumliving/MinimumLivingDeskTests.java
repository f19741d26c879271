package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.casework.CaseStatus;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.Entitlement;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
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
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An application on its way from the township's window to the first month's allowance. */
@DatabaseTest
class MinimumLivingDeskTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    @Autowired
    private MinimumLivingDesk desk;

    @Autowired
    private MinimumLivingReckoner reckoner;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private Parameters parameters;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;
    private Officer reviewer;
    private Officer caseworker;
    private Officer approver;
    private UUID head;
    private UUID household;

    @BeforeEach
    void anOldCoupleInTheCountry() {
        clock.set(MONDAY);
        county = counties.withDefaults();
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        approver = county.officer(Role.COUNTY_APPROVER);
        as(clerk, () -> {
            head = person("周大山", LocalDate.of(1950, 3, 1), Sex.MALE);
            household = households.open(new NewHousehold(
                    null, county.village(1, 1), UrbanRural.RURAL, "1组 5号", head, MONDAY.minusDays(30)));
            UUID wife = person("吴小玉", LocalDate.of(1958, 5, 1), Sex.FEMALE);
            households.addMember(
                    household,
                    new NewMember(wife, Relation.SPOUSE, true, null, MONDAY.minusDays(30), "建档"),
                    version(),
                    clerk.scope());
            income("3600");
            return household;
        });
    }

    @Test
    void endsWithAnAllowanceFromTheMonthAfterTheConfirmation() {
        CaseFile file = atConfirmation();

        as(approver, () -> cases.agree(file.id(), caseVersion(file), "同意"));

        Entitlement entitlement = as(approver, () -> entitlements.ofCase(file.id(), MinimumLivingAllowance.CODE))
                .orElseThrow();
        assertThat(entitlement.firstMonth()).isEqualTo(YearMonth.of(2026, 12));
        assertThat(entitlement.residentId()).isEqualTo(head);
        Determination determination = as(approver, () -> entitlements.determinations(entitlement.id()))
                .get(0);
        // 770 × 2 − 3,600 ÷ 12 = 1,240; the husband is past seventy: + 77
        assertThat(determination.base()).isEqualTo(Money.of("1240.00"));
        assertThat(determination.supplement()).isEqualTo(Money.of("77.00"));
        assertThat(determination.persons()).isEqualTo(2);
        assertThat(determination.ruleVersion()).isEqualTo(MinimumLivingCalculation.RULE_VERSION);
        assertThat(ReckoningJson.read(determination.reckoning()).lines())
                .extracting(ReckoningLine::document)
                .contains("云民〔2026〕1号");
        assertThat(as(approver, () -> entitlements.covered(entitlement.id()))).hasSize(2);
    }

    @Test
    void asksEveryDepartmentWhenItComesToTheCheck() {
        CaseFile file = atCheck();

        MinimumLivingFolder folder = as(caseworker, () -> desk.folder(file.id()));
        assertThat(folder.checks()).extracting(MeansCheck::department).containsExactly(Department.values());
        assertThat(folder.unanswered()).isEqualTo(Department.values().length);
        assertRefused(
                "minimum-living.check-unanswered", caseworker, () -> cases.agree(file.id(), caseVersion(file), ""));
    }

    @Test
    void asksAgainInANewRound() {
        CaseFile file = atCheck();
        as(caseworker, () -> done(() -> desk.answer(file.id(), allClear())));

        as(caseworker, () -> done(() -> desk.recheck(file.id())));

        assertThat(as(caseworker, () -> desk.folder(file.id())).checks())
                .allSatisfy(check -> assertThat(check.round()).isEqualTo(2))
                .noneMatch(MeansCheck::isAnswered);
    }

    @Test
    void wantsToKnowWhatContradictsTheDeclaration() {
        CaseFile file = atCheck();

        assertRefused(
                "minimum-living.finding-missing",
                caseworker,
                () -> done(() -> desk.answer(
                        file.id(),
                        Map.of(Department.BANKS, new MinimumLivingDesk.Answer(CheckAnswer.INCONSISTENT, " ")))));
    }

    @Test
    void isVisitedByTwoDifferentPeopleAndSignedByBothSides() {
        CaseFile file = atVisit();

        assertRefused("minimum-living.visit-missing", clerk, () -> cases.agree(file.id(), caseVersion(file), ""));
        assertRefused("minimum-living.surveyors", clerk, () -> desk.recordVisit(file.id(), visit("刘敏", "刘敏 ", true)));
        assertRefused("minimum-living.unsigned", clerk, () -> desk.recordVisit(file.id(), visit("刘敏", "何平", false)));
    }

    @Test
    void isReviewedOnlyWithAnAmountThatStillHolds() {
        CaseFile file = atReview();
        assertRefused(
                "minimum-living.proposal-missing", reviewer, () -> cases.agree(file.id(), caseVersion(file), "同意"));
        Proposal proposal = as(reviewer, () -> desk.propose(file.id(), ReviewClass.A));
        assertThat(proposal.amount()).isEqualTo(Money.of("1317.00"));
        assertThat(proposal.effectiveMonth()).isEqualTo(YearMonth.of(2026, 12));

        as(clerk, () -> done(() -> income("1200", "养殖")));

        assertRefused(
                "minimum-living.proposal-outdated", reviewer, () -> cases.agree(file.id(), caseVersion(file), "同意"));
        assertThat(as(reviewer, () -> desk.propose(file.id(), ReviewClass.A)).amount())
                .isEqualTo(Money.of("1217.00"));
        assertThat(as(reviewer, () -> desk.folder(file.id())).proposals())
                .extracting(Proposal::ordinal)
                .containsExactly(2, 1);
    }

    @Test
    void isConfirmedOnlyForTheAmountThatHungOut() {
        CaseFile file = atConfirmation();
        as(clerk, () -> done(() -> income("1200", "养殖")));
        assertRefused(
                "minimum-living.proposal-outdated", approver, () -> cases.agree(file.id(), caseVersion(file), "同意"));
        as(approver, () -> cases.sendBack(file.id(), caseVersion(file), "review", "AMOUNT", "收入有变化"));
        as(reviewer, () -> desk.propose(file.id(), ReviewClass.A));
        as(reviewer, () -> cases.agree(file.id(), caseVersion(file), "已重新核定"));

        assertRefused(
                "minimum-living.amount-not-posted", approver, () -> cases.agree(file.id(), caseVersion(file), "同意"));

        as(approver, () -> cases.sendBack(file.id(), caseVersion(file), "posting", "POSTING", "按新金额公示"));
        as(clerk, () -> cases.post(file.id(), caseVersion(file), "村务公开栏", "周大山 2人 1217.00元", null));
        clock.set(MONDAY.plusDays(16));
        as(clerk, () -> cases.closePosting(file.id(), caseVersion(file), "无异议"));
        assertThat(as(approver, () -> cases.agree(file.id(), caseVersion(file), "同意"))
                        .status())
                .isEqualTo(CaseStatus.CONFIRMED);
    }

    @Test
    void e13IsPaidByTheTierDecidedAtTheReviewWhereTheCountyPaysByTiers() {
        switchOn(ParameterKey.MODE, "TIERED");
        switchOn(ParameterKey.TIERS, "A:600,B:460");
        CaseFile file = atReview();
        assertThat(as(reviewer, () -> desk.tiers(file.id()))).containsOnlyKeys("A", "B");
        assertRefused("minimum-living.tier-unknown", reviewer, () -> desk.propose(file.id(), ReviewClass.A));
        assertRefused("minimum-living.tier-unknown", reviewer, () -> desk.propose(file.id(), ReviewClass.A, "C"));
        assertThat(as(reviewer, () -> desk.preview(file.id())).lacksOnlyItsTier())
                .isTrue();

        Proposal proposal = as(reviewer, () -> desk.propose(file.id(), ReviewClass.A, "B"));

        // 460 × 2 and the supplement of the husband past seventy.
        assertThat(proposal.amount()).isEqualTo(Money.of("997.00"));
        as(reviewer, () -> cases.agree(file.id(), caseVersion(file), "同意"));
        as(clerk, () -> cases.post(file.id(), caseVersion(file), "村务公开栏", "周大山 2人 997.00元", null));
        clock.set(MONDAY.plusDays(8));
        as(clerk, () -> cases.closePosting(file.id(), caseVersion(file), "无异议"));
        as(approver, () -> cases.agree(file.id(), caseVersion(file), "同意"));
        assertThat(as(approver, () -> entitlements.ofCase(file.id(), MinimumLivingAllowance.CODE))
                        .orElseThrow()
                        .category())
                .isEqualTo("B");
    }

    private void switchOn(ParameterKey key, String value) {
        UUID proposed = as(
                caseworker,
                () -> parameters.propose(key, county.code(), value, LocalDate.of(2026, 12, 1), "云民〔2026〕9号"));
        as(approver, () -> done(() -> parameters.approve(proposed)));
    }

    @Test
    void isRefusedForWhatItFails() {
        CaseFile file = atReview();
        as(clerk, () -> done(() -> income("60000", "运输")));
        Proposal proposal = as(reviewer, () -> desk.propose(file.id(), ReviewClass.C));

        assertThat(proposal.entitled()).isFalse();
        assertThat(proposal.reckoning().conditions())
                .filteredOn(Condition::fails)
                .extracting(Condition::code)
                .containsExactly(Condition.Code.INCOME_BELOW_STANDARD);
        assertRefused("minimum-living.not-entitled", reviewer, () -> cases.agree(file.id(), caseVersion(file), "同意"));
        assertThat(as(reviewer, () -> cases.refuse(file.id(), caseVersion(file), "INCOME", "收入超过标准"))
                        .status())
                .isEqualTo(CaseStatus.REFUSED);
    }

    @Test
    void isNeverRefusedForIncomeItDoesNotHave() {
        CaseFile file = atReview();
        as(reviewer, () -> desk.propose(file.id(), ReviewClass.A));

        assertRefused(
                "minimum-living.refused-though-entitled",
                reviewer,
                () -> cases.refuse(file.id(), caseVersion(file), "INCOME", "收入超过标准"));
    }

    @Test
    void isVisitedByTheCountyWhenARelativeOfStaffApplies() {
        CaseFile file = atConfirmation(apply(true));
        assertRefused(
                "minimum-living.county-visit-missing", approver, () -> cases.agree(file.id(), caseVersion(file), "同意"));

        as(caseworker, () -> desk.recordVisit(file.id(), visit("马县", "郑县", true)));

        assertThat(as(approver, () -> cases.agree(file.id(), caseVersion(file), "同意"))
                        .status())
                .isEqualTo(CaseStatus.CONFIRMED);
    }

    @Test
    void isTakenOnceWhileTheHouseholdReceivesTheAllowance() {
        CaseFile file = atConfirmation();
        as(approver, () -> cases.agree(file.id(), caseVersion(file), "同意"));

        assertRefused("minimum-living.already-receiving", clerk, () -> apply(false));
    }

    @Test
    void isNotTakenForSomebodyStillPaidInAnotherHousehold() {
        CaseFile file = atConfirmation();
        as(approver, () -> cases.agree(file.id(), caseVersion(file), "同意"));
        UUID daughter = as(clerk, () -> person("周小丽", LocalDate.of(1985, 6, 1), Sex.FEMALE));
        UUID other = as(clerk, () -> {
            UUID wife = households.today(household, clerk.scope()).members().stream()
                    .filter(member -> member.relation() == Relation.SPOUSE)
                    .findFirst()
                    .orElseThrow()
                    .residentId();
            households.memberLeft(household, wife, MONDAY.plusDays(8), "随女儿生活", version(), clerk.scope());
            UUID opened = households.open(new NewHousehold(
                    null, county.village(1, 2), UrbanRural.RURAL, null, daughter, MONDAY.minusDays(3)));
            households.addMember(
                    opened,
                    new NewMember(wife, Relation.PARENT, true, null, MONDAY.plusDays(8), "随女儿生活"),
                    households.today(opened, clerk.scope()).version(),
                    clerk.scope());
            return opened;
        });

        assertRefused(
                "minimum-living.member-receiving",
                clerk,
                () -> desk.apply(
                        new NewApplication(other, UrbanRural.RURAL, MONDAY, "收入低", false, null, Set.of(), Set.of())));
    }

    @Test
    void isHiddenFromOtherTownships() {
        CaseFile file = apply(false);

        Throwable refusal = catchThrowableOfType(
                NotFound.class, () -> as(county.elsewhere(Role.TOWN_CLERK), () -> desk.folder(file.id())));
        assertThat(refusal).isNotNull();
    }

    @Test
    void reckonsManyHouseholdsInOneGo() {
        YearMonth december = YearMonth.of(2026, 12);
        java.util.ArrayList<MinimumLivingReckoner.Reckoned> found = new java.util.ArrayList<>();

        as(
                caseworker,
                () -> done(() -> reckoner.reckonAll(
                        List.of(
                                new MinimumLivingReckoner.Wanted(household, december, MONDAY, null, null),
                                new MinimumLivingReckoner.Wanted(UUID.randomUUID(), december, MONDAY, null, null)),
                        found::add)));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).calculation().amount()).isEqualTo(Money.of("1317.00"));
    }

    private CaseFile apply(boolean relative) {
        return as(
                clerk,
                () -> desk.apply(new NewApplication(
                        household,
                        UrbanRural.RURAL,
                        MONDAY,
                        "年老无收入来源",
                        relative,
                        null,
                        Set.of(),
                        Set.of("application", "commitment"))));
    }

    private CaseFile atCheck() {
        return atCheck(apply(false));
    }

    private CaseFile atCheck(CaseFile file) {
        as(
                clerk,
                () -> cases.recordPapers(
                        file.id(),
                        caseVersion(file),
                        List.of(
                                CasePaper.of("authorisation", CasePaper.State.RECEIVED),
                                CasePaper.of("declaration", CasePaper.State.RECEIVED))));
        as(clerk, () -> cases.agree(file.id(), caseVersion(file), null));
        return file;
    }

    private CaseFile atVisit(CaseFile file) {
        as(caseworker, () -> done(() -> desk.answer(file.id(), allClear())));
        as(caseworker, () -> cases.agree(file.id(), caseVersion(file), "已核对"));
        return file;
    }

    private CaseFile atVisit() {
        return atVisit(atCheck());
    }

    private CaseFile atReview(CaseFile file) {
        as(clerk, () -> desk.recordVisit(file.id(), visit("刘敏", "何平", true)));
        as(clerk, () -> cases.agree(file.id(), caseVersion(file), "情况属实"));
        return file;
    }

    private CaseFile atReview() {
        return atReview(atVisit());
    }

    private CaseFile atConfirmation() {
        return atConfirmation(apply(false));
    }

    private CaseFile atConfirmation(CaseFile applied) {
        CaseFile file = atReview(atVisit(atCheck(applied)));
        as(reviewer, () -> desk.propose(file.id(), ReviewClass.A));
        as(reviewer, () -> cases.agree(file.id(), caseVersion(file), "拟同意"));
        as(clerk, () -> cases.post(file.id(), caseVersion(file), "村务公开栏", "周大山 2人 1317.00元", null));
        clock.set(MONDAY.plusDays(8));
        as(clerk, () -> cases.closePosting(file.id(), caseVersion(file), "无异议"));
        return file;
    }

    private static Map<Department, MinimumLivingDesk.Answer> allClear() {
        Map<Department, MinimumLivingDesk.Answer> answers = new EnumMap<>(Department.class);
        Arrays.stream(Department.values())
                .forEach(department ->
                        answers.put(department, new MinimumLivingDesk.Answer(CheckAnswer.NOTHING_FOUND, null)));
        return answers;
    }

    private static NewHomeVisit visit(String first, String second, boolean signed) {
        return new NewHomeVisit(MONDAY, first, second, "周大山", "砖木平房两间", "靠赡养费度日", true, null, signed);
    }

    private UUID person(String name, LocalDate born, Sex sex) {
        return residents.register(ResidentDetails.citizen(county.village(1, 1), name, idNumber(born, sex)));
    }

    private void income(String yearly) {
        income(yearly, "种植");
    }

    private void income(String yearly, String name) {
        households.addMeans(
                household,
                new NewMeansItem(
                        null,
                        MeansCategory.BUSINESS,
                        name,
                        Money.of(yearly),
                        MeansPeriod.YEAR,
                        LocalDate.of(2026, 1, 1),
                        null,
                        MeansSource.DECLARED,
                        null,
                        null),
                version(),
                clerk.scope());
    }

    private int version() {
        return households.today(household, clerk.scope()).version();
    }

    /** Called inside {@code as}, so as whoever acts. */
    private int caseVersion(CaseFile file) {
        return cases.find(file.id()).version();
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }

    private static <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, work);
    }

    private static void assertRefused(String key, Officer officer, Supplier<?> work) {
        refused(key, () -> as(officer, work));
    }
}
