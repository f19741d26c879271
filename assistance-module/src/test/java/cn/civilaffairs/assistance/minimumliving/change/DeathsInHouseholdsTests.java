package cn.civilaffairs.assistance.minimumliving.change;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseStatus;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Hold;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.Payment;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.resident.Relation;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A member dies while others live on: the change is there by itself, and nothing is paid for the dead; std 810. */
class DeathsInHouseholdsTests extends InPayment {

    private static final YearMonth NOVEMBER = DECEMBER.minusMonths(1);
    private static final LocalDate DIED = LocalDate.of(2026, 11, 12);

    /** A family of three at 1530 a month beside a neighbour, paid for November. */
    private UUID paid() {
        family(1, "200");
        granted(NOVEMBER, LocalDate.of(2026, 10, 20));
        account(head);
        family(3, "900");
        UUID allowance = granted(NOVEMBER, LocalDate.of(2026, 10, 20));
        account(head);
        pay(NOVEMBER);
        return allowance;
    }

    private void dies(UUID person) {
        clock.set(LocalDate.of(2026, 11, 17));
        as(
                clerk,
                () -> done(() -> residents.recordDeath(
                        person,
                        DIED,
                        "火化登记",
                        residents.get(person, clerk.scope()).version(),
                        clerk.scope())));
    }

    private CaseFile only() {
        List<CaseFile> files = as(clerk, () -> cases.ofHousehold(household));
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    private List<String> payments() {
        return as(clerk, () -> entitlements.paymentsOfHousehold(household, 100, 0)).stream()
                .sorted(java.util.Comparator.comparing(Payment::benefitMonth))
                .map(payment -> payment.benefitMonth() + " " + payment.kind() + " " + payment.amount())
                .toList();
    }

    @Test
    void theChangeIsReportedByItselfAndTheMoneyWaitsForIt() {
        UUID allowance = paid();
        dies(son);

        CaseFile file = only();
        assertThat(file.step()).isEqualTo(ChangeProcedure.ENTRY);
        assertThat(file.dueOn()).as("three working days").isEqualTo("2026-11-20");
        assertThat(as(clerk, () -> cases.folder(file.id())).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.officerName()).isEqualTo("系统"));
        AllowanceChange facts = as(clerk, () -> desk.find(file.id())).facts();
        assertThat(facts.person()).isEqualTo(son);
        assertThat(facts.since()).isEqualTo(DIED);
        assertThat(facts.exitCode()).isEqualTo(ExitCode.DEATH);
        assertThat(as(clerk, () -> entitlements.holds(allowance)))
                .singleElement()
                .satisfies(hold -> {
                    assertThat(hold.reason()).isEqualTo(HoldReason.MEMBER_DIED);
                    assertThat(hold.from()).isEqualTo(DECEMBER);
                });
        pay(DECEMBER);
        assertThat(payments()).containsExactly("2026-11 REGULAR 1530.00");

        as(clerk, () -> cases.agree(file.id(), version(file), "已核对死亡证明"));
        confirm(file);

        assertThat(as(clerk, () -> entitlements.holds(allowance))).noneMatch(Hold::open);
        assertThat(latest(allowance).effectiveMonth()).isEqualTo(DECEMBER);
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("720.00"));
        assertThat(today().members()).hasSize(2);
        pay(YearMonth.of(2027, 1));
        assertThat(payments())
                .as("what was held is paid for the living, at their amount")
                .containsExactly("2026-11 REGULAR 1530.00", "2026-12 ARREARS 720.00", "2027-01 REGULAR 720.00");
    }

    @Test
    void theHeadsDeathWaitsUntilTheTownshipSaysWhoIsHeadNow() {
        paid();
        dies(head);
        CaseFile file = only();
        refused("change.new-head-missing", () -> as(clerk, () -> cases.agree(file.id(), version(file), "已核对")));

        as(
                clerk,
                () -> desk.amend(
                        file.id(),
                        AllowanceChange.headLeaves(
                                household, DIED, head, ExitCode.DEATH, wife, Map.of(son, Relation.SON), "死亡证明"),
                        null));
        confirm(file);

        assertThat(today().head())
                .hasValueSatisfying(now -> assertThat(now.residentId()).isEqualTo(wife));
        assertThat(as(clerk, () -> desk.benefit(household)))
                .hasValueSatisfying(benefit -> assertThat(benefit.payeeId()).isEqualTo(wife));
    }

    @Test
    void comesAfterAChangeThatIsAlreadyOnItsWay() {
        UUID allowance = paid();
        clock.set(LocalDate.of(2026, 11, 17));
        CaseFile first = submitted(AllowanceChange.headChanges(
                household, MONDAY, wife, Map.of(head, Relation.SPOUSE, son, Relation.SON), "户主卧病"));
        dies(son);
        assertThat(only().id()).isEqualTo(first.id());
        assertThat(as(clerk, () -> entitlements.holds(allowance)))
                .singleElement()
                .matches(Hold::open);

        confirm(first);

        assertThat(as(clerk, () -> cases.ofHousehold(household)))
                .filteredOn(file -> file.status() == CaseStatus.OPEN)
                .singleElement()
                .satisfies(file -> assertThat(
                                as(clerk, () -> desk.find(file.id())).facts().person())
                        .isEqualTo(son));
        assertThat(as(clerk, () -> entitlements.holds(allowance)))
                .singleElement()
                .matches(Hold::open);
    }

    @Test
    void aChangeReportedByHandIsNotReportedAgain() {
        UUID allowance = paid();
        clock.set(LocalDate.of(2026, 11, 17));
        confirm(submitted(AllowanceChange.leaves(household, DIED, son, ExitCode.DEATH, false, "死亡证明")));

        assertThat(only().status()).isEqualTo(CaseStatus.CONFIRMED);
        assertThat(as(clerk, () -> entitlements.holds(allowance))).isEmpty();
    }

    @Test
    void nobodyReleasesTheHoldByHand() {
        UUID allowance = paid();
        dies(son);
        UUID hold = as(clerk, () -> entitlements.holds(allowance)).get(0).id();
        refused("hold.reason-automatic", () -> as(reviewer, () -> done(() -> entitlements.resume(hold, "先发", true))));
    }
}
