package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.assistance.minimumliving.Bureau.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.civilaffairs.casework.Appeal;
import cn.civilaffairs.casework.AppealDesk;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.casework.CaseStatus;
import cn.civilaffairs.casework.OpenPromise;
import cn.civilaffairs.casework.PromiseDesk;
import cn.civilaffairs.casework.lead.Lead;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadKind;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.Hold;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.MeansItem;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What comes after a decision: appeals with their limits, and promises that are not kept. */
@DatabaseTest
class AfterTheDecisionTests {

    private static final LocalDate MONDAY = Bureau.MONDAY;

    @Autowired
    private Bureau bureau;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private MinimumLivingDesk desk;

    @Autowired
    private AppealDesk appeals;

    @Autowired
    private PromiseDesk promises;

    @Autowired
    private LeadDesk leads;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private TestClock clock;

    @Test
    void isRefusedAppealedAndGranted() {
        CaseFile file = refused();
        Officer second = bureau.county.officer(Role.COUNTY_CASEWORKER, 2);
        clock.set(MONDAY.plusDays(30));
        UUID appeal = as(
                bureau.caseworker,
                () -> appeals.record(
                        file.id(),
                        Appeal.Kind.RECONSIDERATION,
                        MONDAY.plusDays(2),
                        MONDAY.plusDays(20),
                        "县人民政府行政复议机构",
                        null));
        assertThat(refusal(bureau.caseworker, () -> decide(appeal, Appeal.Outcome.REVOKED)))
                .isEqualTo("appeal.same-person");

        as(second, () -> decide(appeal, Appeal.Outcome.REVOKED));

        CaseFile again = as(bureau.reviewer, () -> cases.find(file.id()));
        assertThat(again.status()).isEqualTo(CaseStatus.OPEN);
        assertThat(again.step()).isEqualTo(MinimumLivingAllowance.REVIEW_STEP);
        assertThat(again.closedOn()).isNull();
        // the income was somebody else's: it is struck off, and the case goes its way
        strikeIncome();
        bureau.review(file, bureau.reviewer);
        bureau.post(file, bureau.clerk, 6);
        as(bureau.approver, () -> cases.agree(file.id(), bureau.version(file), "按复议决定确认"));
        assertThat(as(bureau.approver, () -> entitlements.ofCase(file.id(), MinimumLivingAllowance.CODE)))
                .hasValueSatisfying(granted -> assertThat(
                                as(bureau.approver, () -> entitlements.determinations(granted.id()))
                                        .get(0)
                                        .amount())
                        .isEqualTo(Money.of("847.00")));
    }

    @Test
    void staysRefusedWhereTheRefusalIsUpheld() {
        CaseFile file = refused();
        clock.set(MONDAY.plusDays(30));
        UUID appeal = as(
                bureau.caseworker,
                () -> appeals.record(
                        file.id(), Appeal.Kind.LITIGATION, MONDAY.plusDays(2), MONDAY.plusDays(20), "县人民法院", null));

        as(bureau.approver, () -> decide(appeal, Appeal.Outcome.UPHELD));

        assertThat(as(bureau.reviewer, () -> cases.find(file.id())).status()).isEqualTo(CaseStatus.REFUSED);
    }

    @Test
    void isTakenLateOnlyWithAReason() {
        CaseFile file = refused();
        clock.set(LocalDate.of(2027, 2, 1));

        assertThat(refusal(bureau.caseworker, () -> lateAppeal(file, null))).isEqualTo("appeal.late");
        assertThat(as(bureau.caseworker, () -> lateAppeal(file, "住院未能按期提出"))).isNotNull();
        assertThat(refusal(bureau.caseworker, () -> lateAppeal(file, "再次提出"))).isEqualTo("appeal.running");
    }

    @Test
    void isRecordedByTheCountyAfterADecisionOnly() {
        bureau.open("3600");
        CaseFile file = bureau.apply(bureau.clerk);

        assertThat(refusal(bureau.caseworker, () -> lateAppeal(file, null))).isEqualTo("appeal.not-decided");
        assertThat(refusal(bureau.clerk, () -> lateAppeal(file, null))).isEqualTo("appeal.county-only");
    }

    @Test
    void restsOnAPromiseThatIsLookedAfterUntilTheMoneyIsHeld() {
        CaseFile file = confirmedOnAPromise();
        assertThat(as(bureau.clerk, promises::overdue)).isEmpty();
        assertThat(refusal(bureau.clerk, () -> propose(file))).isEqualTo("promise.not-due");
        clock.set(MONDAY.plusDays(31));
        assertThat(as(bureau.clerk, promises::overdue))
                .extracting(OpenPromise::caseId, OpenPromise::paper)
                .containsExactly(org.assertj.core.api.Assertions.tuple(file.id(), "declaration"));

        as(bureau.clerk, () -> propose(file));
        assertThat(refusal(bureau.clerk, () -> propose(file))).isEqualTo("promise.proposed");
        assertThat(refusal(bureau.clerk, () -> suspend(file))).isEqualTo("promise.reviewer-only");
        as(bureau.reviewer, () -> suspend(file));

        assertThat(as(bureau.reviewer, () -> entitlements.ofHousehold(bureau.household)))
                .singleElement()
                .satisfies(benefit -> assertThat(benefit.heldFor()).isNotNull());
        Lead lead = as(bureau.clerk, () -> leads.ofResident(bureau.applicant)).get(0);
        assertThat(lead.kind()).isEqualTo(LeadKind.PROMISE_BROKEN);
        assertThat(lead.awaitsAnswer()).isTrue();
        assertThat(lead.dueOn()).isAfter(MONDAY.plusDays(31));

        Hold hold = holds().get(0);
        assertThat(refusal(bureau.clerk, () -> {
                    entitlements.resume(hold.id(), "先发", true);
                    return true;
                }))
                .isEqualTo("hold.awaits");
        as(bureau.clerk, () -> {
            promises.kept(file.id(), "declaration");
            return true;
        });
        assertThat(holds()).singleElement().satisfies(released -> {
            assertThat(released.open()).isFalse();
            assertThat(released.heldMonthsPaid()).isTrue();
        });
        assertThat(as(bureau.clerk, () -> leads.find(lead.id())).awaitsAnswer()).isFalse();
    }

    private List<Hold> holds() {
        return as(
                bureau.clerk,
                () -> entitlements.holds(
                        entitlements.ofHousehold(bureau.household).get(0).entitlementId()));
    }

    @Test
    void keepsItsMoneyWhereThePromiseIsKept() {
        CaseFile file = confirmedOnAPromise();
        clock.set(MONDAY.plusDays(31));

        as(bureau.clerk, () -> {
            promises.kept(file.id(), "declaration");
            return true;
        });

        assertThat(as(bureau.clerk, promises::overdue)).isEmpty();
        assertThat(as(bureau.clerk, () -> cases.folder(file.id())).papers())
                .filteredOn(paper -> paper.code().equals("declaration"))
                .extracting(CasePaper::state)
                .containsExactly(CasePaper.State.RECEIVED);
    }

    @Test
    void isWithdrawnOrAbortedAtAnyStepAndThenLetsTheHouseholdApplyAgain() {
        bureau.open("3600");
        CaseFile first = bureau.apply(bureau.clerk);
        as(bureau.clerk, () -> cases.withdraw(first.id(), bureau.version(first), "申请人撤回"));
        CaseFile second = bureau.apply(bureau.clerk);
        as(bureau.clerk, () -> cases.agree(second.id(), bureau.version(second), null));
        as(bureau.caseworker, () -> cases.abort(second.id(), bureau.version(second), "拒绝授权核对"));

        assertThat(as(bureau.clerk, () -> cases.ofHousehold(bureau.household)))
                .extracting(CaseFile::status)
                .containsExactlyInAnyOrder(CaseStatus.WITHDRAWN, CaseStatus.ABORTED);
        assertThat(bureau.apply(bureau.clerk).isOpen()).isTrue();
    }

    private CaseFile refused() {
        bureau.open("60000");
        CaseFile file = bureau.apply(bureau.clerk);
        as(bureau.clerk, () -> cases.agree(file.id(), bureau.version(file), null));
        bureau.check(file, bureau.caseworker);
        bureau.visit(file, bureau.clerk);
        as(bureau.clerk, () -> cases.agree(file.id(), bureau.version(file), "属实"));
        as(bureau.reviewer, () -> desk.propose(file.id(), cn.civilaffairs.disbursement.ReviewClass.A));
        as(bureau.reviewer, () -> cases.refuse(file.id(), bureau.version(file), "INCOME", "收入超过标准"));
        return file;
    }

    private CaseFile confirmedOnAPromise() {
        bureau.open("3600");
        CaseFile file = bureau.apply(bureau.clerk);
        as(
                bureau.clerk,
                () -> cases.recordPapers(
                        file.id(),
                        bureau.version(file),
                        List.of(CasePaper.committed("declaration", MONDAY.plusDays(30)))));
        bureau.atConfirmation(file);
        assertThat(as(bureau.approver, () -> cases.agree(file.id(), bureau.version(file), "同意"))
                        .status())
                .isEqualTo(CaseStatus.CONFIRMED);
        return file;
    }

    private boolean decide(UUID appeal, Appeal.Outcome outcome) {
        appeals.decide(appeal, outcome, MONDAY.plusDays(30), "云政复决〔2026〕7号");
        return true;
    }

    private UUID lateAppeal(CaseFile file, String why) {
        return appeals.record(
                file.id(),
                Appeal.Kind.RECONSIDERATION,
                MONDAY.plusDays(2),
                LocalDate.of(2027, 2, 1),
                "县人民政府行政复议机构",
                why);
    }

    private UUID propose(CaseFile file) {
        return promises.proposeSuspension(file.id(), "declaration", "两次催告未交");
    }

    private boolean suspend(CaseFile file) {
        promises.decide(file.id(), "declaration", true);
        return true;
    }

    private void strikeIncome() {
        as(bureau.clerk, () -> {
            MeansItem item =
                    households.means(bureau.household, bureau.clerk.scope()).get(0);
            households.withdrawMeans(
                    bureau.household,
                    item.id(),
                    "系同名他人收入",
                    households.today(bureau.household, bureau.clerk.scope()).version(),
                    bureau.clerk.scope());
            return true;
        });
    }

    private static String refusal(Officer officer, Supplier<?> act) {
        RuleViolation refusal = catchThrowableOfType(RuleViolation.class, () -> as(officer, act));
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.messageKey();
    }
}
