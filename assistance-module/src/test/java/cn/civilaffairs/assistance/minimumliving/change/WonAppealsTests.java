package cn.civilaffairs.assistance.minimumliving.change;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.casework.Appeal;
import cn.civilaffairs.casework.AppealDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.lead.Lead;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.disbursement.Entitlement;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Payment;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.resident.MeansItem;
import cn.civilaffairs.registry.resident.Relation;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an appeal that is won against a change gives back, to the fen; std 810. */
class WonAppealsTests extends InPayment {

    private static final YearMonth OCTOBER = DECEMBER.minusMonths(2);
    private static final YearMonth NOVEMBER = DECEMBER.minusMonths(1);
    private static final String DOCUMENT = "测政复决〔2027〕3号";

    @Autowired
    private WonAppeals won;

    @Autowired
    private AppealDesk appeals;

    @Autowired
    private LeadDesk leads;

    private Officer second;
    private YearMonth paidUpTo = NOVEMBER;

    /** A family of three paid 1530 for October and November, beside a neighbour whom every run pays. */
    private UUID paid() {
        second = county.officer(Role.COUNTY_CASEWORKER, 2);
        family(1, "200");
        granted(OCTOBER, LocalDate.of(2026, 9, 20));
        account(head);
        family(3, "900");
        UUID allowance = granted(OCTOBER, LocalDate.of(2026, 9, 20));
        account(head);
        pay(OCTOBER);
        pay(NOVEMBER);
        clock.set(LocalDate.of(2026, 11, 23));
        return allowance;
    }

    private CaseFile confirmed(AllowanceChange change) {
        CaseFile file = submitted(change);
        confirm(file);
        return file;
    }

    private void payUpTo(int year, int month) {
        while (paidUpTo.isBefore(YearMonth.of(year, month))) {
            paidUpTo = paidUpTo.plusMonths(1);
            pay(paidUpTo);
        }
    }

    private void win(CaseFile file, Appeal.Outcome outcome, @Nullable Money amount) {
        payUpTo(2027, 1);
        UUID appeal = as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> appeals.record(
                        file.id(),
                        Appeal.Kind.RECONSIDERATION,
                        LocalDate.of(2026, 11, 25),
                        LocalDate.of(2026, 12, 1),
                        "县人民政府行政复议机构",
                        null));
        clock.set(LocalDate.of(2027, 2, 8));
        as(second, () -> done(() -> appeals.decide(appeal, outcome, LocalDate.of(2027, 2, 5), DOCUMENT, amount)));
    }

    private List<String> payments() {
        return as(clerk, () -> entitlements.paymentsOfHousehold(household, 100, 0)).stream()
                .sorted(java.util.Comparator.comparing(Payment::benefitMonth).thenComparing(Payment::kind))
                .map(payment -> payment.benefitMonth() + " " + payment.kind() + " " + payment.amount())
                .toList();
    }

    @Test
    void anEndThatWasRevokedIsTakenBackAndTheMissedMonthsArePaid() {
        UUID allowance = paid();
        UUID item = today().means().get(0).id();
        CaseFile file = confirmed(AllowanceChange.means(
                household,
                LocalDate.of(2026, 11, 3),
                List.of(MeansLine.changed(item, Money.of("9000.00"))),
                false,
                "工资流水"));
        assertThat(as(clerk, () -> entitlements.find(allowance)).exitCode()).isEqualTo(ExitCode.INCOME);
        payUpTo(2027, 1);
        assertThat(payments()).containsExactly("2026-10 REGULAR 1530.00", "2026-11 REGULAR 1530.00");

        win(file, Appeal.Outcome.REVOKED, null);

        Entitlement restored = as(clerk, () -> entitlements.find(allowance));
        assertThat(restored.ended()).isFalse();
        assertThat(covered(allowance, true)).hasSize(3);
        MinimumLivingChange undone = as(clerk, () -> desk.find(file.id()));
        assertThat(undone.undoneOn()).isEqualTo("2027-02-08");
        assertThat(undone.undone().from()).isEqualTo(DECEMBER);
        assertThat(undone.undone().amount()).isEqualTo(Money.of("1530.00"));
        assertThat(undone.undone().missed()).isEqualTo(Money.of("3060.00"));
        assertThat(today().means())
                .as("the income that was held against them is gone again")
                .extracting(MeansItem::amount, MeansItem::endOn)
                .containsExactly(org.assertj.core.api.Assertions.tuple(Money.of("900.00"), null));
        payUpTo(2027, 2);
        assertThat(payments())
                .containsExactly(
                        "2026-10 REGULAR 1530.00",
                        "2026-11 REGULAR 1530.00",
                        "2026-12 ARREARS 1530.00",
                        "2027-01 ARREARS 1530.00",
                        "2027-02 REGULAR 1530.00");
        assertThat(as(clerk, () -> recoveries.openOf(allowance))).isEmpty();
        payUpTo(2027, 3);
        assertThat(payments()).as("nothing is paid twice").hasSize(6);
        assertThat(as(approver, () -> cases.folder(file.id())).entries())
                .anySatisfy(entry -> assertThat(entry.opinion()).contains(DOCUMENT, "恢复待遇", "3060.00"));
    }

    @Test
    void aStandardRaisedMeanwhileIsInWhatIsGivenBack() {
        paid();
        CaseFile file = confirmed(
                AllowanceChange.ends(household, LocalDate.of(2026, 11, 12), ExitCode.UNCOOPERATIVE, false, "两次不配合复核"));
        raised("840.00", LocalDate.of(2027, 1, 1));

        win(file, Appeal.Outcome.REVOKED, null);

        // December by 810: 1530; from January by 840: 1620
        Restoration undone = as(clerk, () -> desk.find(file.id())).undone();
        assertThat(undone.steps())
                .extracting(ChangeOutlook.Step::from, ChangeOutlook.Step::amount)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(DECEMBER, Money.of("1530.00")),
                        org.assertj.core.api.Assertions.tuple(DECEMBER.plusMonths(1), Money.of("1620.00")));
        assertThat(undone.missed()).isEqualTo(Money.of("3150.00"));
    }

    @Test
    void aReductionThatWasRevokedIsMadeUpFor() {
        UUID allowance = paid();
        CaseFile file = confirmed(
                AllowanceChange.leaves(household, LocalDate.of(2026, 11, 9), son, ExitCode.MOVED_OUT, false, "户口迁出"));
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("720.00"));
        win(file, Appeal.Outcome.REVOKED, null);

        assertThat(today().members()).hasSize(3);
        assertThat(covered(allowance, true)).contains(son);
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("1530.00"));
        payUpTo(2027, 2);
        assertThat(payments())
                .contains(
                        "2026-12 REGULAR 720.00",
                        "2026-12 ARREARS 810.00",
                        "2027-01 ARREARS 810.00",
                        "2027-02 REGULAR 1530.00");
    }

    @Test
    void whatWasClaimedBackForItIsClaimedNoLonger() {
        UUID allowance = paid();
        CaseFile file =
                confirmed(AllowanceChange.ends(household, LocalDate.of(2026, 9, 12), ExitCode.PROPERTY, true, "名下有车"));
        assertThat(as(clerk, () -> recoveries.openOf(allowance)))
                .hasValueSatisfying(claim -> assertThat(claim.amount()).isEqualTo(Money.of("3060.00")));

        win(file, Appeal.Outcome.REVOKED, null);

        assertThat(as(clerk, () -> recoveries.openOf(allowance))).isEmpty();
        payUpTo(2027, 2);
        assertThat(payments())
                .contains("2026-10 REGULAR 1530.00", "2026-12 ARREARS 1530.00", "2027-02 REGULAR 1530.00")
                .doesNotContain("2026-10 ARREARS 1530.00");
    }

    @Test
    void whereTheOrganDecidedOtherwiseItsAmountIsPaid() {
        UUID allowance = paid();
        CaseFile file = confirmed(
                AllowanceChange.ends(household, LocalDate.of(2026, 11, 12), ExitCode.PROPERTY, false, "名下有车"));

        win(file, Appeal.Outcome.CHANGED, Money.of("1000.00"));

        assertThat(latest(allowance).amount()).isEqualTo(Money.of("1000.00"));
        payUpTo(2027, 2);
        assertThat(payments())
                .contains("2026-12 ARREARS 1000.00", "2027-01 ARREARS 1000.00", "2027-02 REGULAR 1000.00");
    }

    @Test
    void aBenefitGrantedAnewMeanwhileTakesOverAgain() {
        UUID allowance = paid();
        CaseFile file = confirmed(
                AllowanceChange.ends(household, LocalDate.of(2026, 11, 12), ExitCode.VOLUNTARY, false, "本人书面申请"));
        payUpTo(2027, 1);
        UUID anew = granted(YearMonth.of(2027, 2), LocalDate.of(2027, 1, 16));

        win(file, Appeal.Outcome.REVOKED, null);

        assertThat(as(clerk, () -> entitlements.find(allowance)).lastMonth()).isEqualTo("2027-01");
        payUpTo(2027, 2);
        assertThat(payments())
                .contains("2026-12 ARREARS 1530.00", "2027-01 ARREARS 1530.00", "2027-02 REGULAR 1530.00")
                .hasSize(5);
        assertThat(as(clerk, () -> entitlements.find(anew)).ended()).isFalse();
    }

    @Test
    void whatNothingCanUndoByItselfBecomesALeadWithADay() {
        UUID allowance = paid();
        CaseFile file = confirmed(AllowanceChange.headLeaves(
                household, LocalDate.of(2026, 11, 9), head, ExitCode.DETAINED, wife, Map.of(son, Relation.SON), "判决书"));

        assertThat(as(second, () -> won.preview(file.id())))
                .hasValueSatisfying(plan -> assertThat(plan.problem()).isEqualTo("restoration.head"));
        win(file, Appeal.Outcome.REVOKED, null);

        Lead lead = as(clerk, () -> leads.ofResident(wife)).get(0);
        assertThat(lead.kind()).isEqualTo(WonAppeals.LEAD);
        assertThat(lead.dueOn()).isAfter(LocalDate.of(2027, 2, 8));
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("720.00"));
    }

    @Test
    void anAppealThatIsLostChangesNothing() {
        UUID allowance = paid();
        CaseFile file = confirmed(
                AllowanceChange.ends(household, LocalDate.of(2026, 11, 12), ExitCode.PROPERTY, false, "名下有车"));

        win(file, Appeal.Outcome.UPHELD, null);

        assertThat(as(clerk, () -> entitlements.find(allowance)).ended()).isTrue();
        assertThat(as(clerk, () -> desk.find(file.id())).undone()).isNull();
    }
}
