package cn.civilaffairs.assistance.minimumliving.change;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Hold;
import cn.civilaffairs.disbursement.RedAnswer;
import cn.civilaffairs.disbursement.RedCount;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.resident.Health;
import cn.civilaffairs.registry.resident.IdentityDocument;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.testing.TestPeople;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Money a red line held because somebody answered 停发: held until the case decides, and no longer. Two families, 610.00 each. */
class HeldUntilDecidedTests extends InPayment {

    private static final YearMonth NOVEMBER = DECEMBER.minusMonths(1);

    @Autowired
    private RedLineDesk redLines;

    private UUID allowance;

    /** November's run as computed before anybody was stopped, with the answer that holds {@link #allowance}. */
    private UUID answeredInNovember() {
        family(1, "200");
        granted(NOVEMBER, LocalDate.of(2026, 10, 20));
        account(head);
        family(1, "200");
        allowance = granted(NOVEMBER, LocalDate.of(2026, 10, 20));
        account(head);
        as(approver, () -> done(() -> entitlements.reviewed(allowance, ReviewClass.B, LocalDate.of(2026, 10, 1))));
        UUID run = as(maker(), () -> runs.startNow(MinimumLivingAllowance.CODE, NOVEMBER));
        as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> done(() -> redLines.answer(run, allowance, "REVIEW_OVERDUE", RedAnswer.STOP, "两次通知均不来复核")));
        return run;
    }

    private Officer maker() {
        return county.officer(Role.FINANCE_MAKER);
    }

    private UUID recomputed(UUID run) {
        return as(maker(), () -> runs.recomputeNow(run, runs.find(run).version()));
    }

    private Money amount(UUID run) {
        return as(maker(), () -> runs.find(run)).amount();
    }

    private List<Integer> stillPaid(UUID run) {
        return as(county.officer(Role.COUNTY_CASEWORKER), () -> redLines.counts(run, null)).stream()
                .map(RedCount::stillPaid)
                .toList();
    }

    /** November is signed with the other family alone; the household of {@link #allowance} is held. */
    private Hold heldInNovember() {
        UUID again = recomputed(answeredInNovember());
        assertThat(amount(again)).isEqualTo(Money.of("610.00"));
        months.sign(county, again);
        clock.set(LocalDate.of(2026, 11, 20));
        return hold();
    }

    /** It pays the last month, and that is no payment against the answer: otherwise the month could never be checked. */
    @Test
    void aRunComputedAnewAfterTheDecisionPaysTheLastMonthAndGoesOn() {
        UUID run = answeredInNovember();
        assertThat(stillPaid(run)).containsExactly(1);
        confirm(stopReported());
        assertThat(hold().open()).isFalse();

        UUID again = recomputed(run);

        assertThat(amount(again)).isEqualTo(Money.of("1220.00"));
        assertThat(stillPaid(again)).containsExactly(0);
    }

    private Hold hold() {
        return as(clerk, () -> entitlements.holds(allowance)).get(0);
    }

    private CaseFile stopReported() {
        return submitted(AllowanceChange.ends(household, MONDAY, ExitCode.UNCOOPERATIVE, false, "两次通知均不来复核"));
    }

    private Money december() {
        clock.set(DECEMBER.atDay(16));
        return as(maker(), () -> runs.find(runs.startNow(MinimumLivingAllowance.CODE, DECEMBER)))
                .amount();
    }

    @Test
    void theMonthsUpToTheLastAreDueOnceTheCaseHasEndedTheBenefit() {
        assertThat(heldInNovember().open()).isTrue();
        CaseFile file = stopReported();
        assertThat(hold().open()).as("reported is not decided").isTrue();

        confirm(file);

        assertThat(hold().open()).isFalse();
        assertThat(hold().releaseNote()).isEqualTo(file.caseNo() + " 已办结，发至 2026-11");
        assertThat(as(clerk, () -> entitlements.find(allowance)).lastMonth()).isEqualTo(NOVEMBER);
        assertThat(december())
                .as("December of the other, November of the one that ended")
                .isEqualTo(Money.of("1220.00"));
    }

    @Test
    void paymentGoesOnWithWhatWasHeldOnceTheStopIsRefused() {
        heldInNovember();
        CaseFile file = stopReported();

        as(reviewer, () -> cases.refuse(file.id(), version(file), "CHANGE_NOT_SO", "已补办复核"));

        assertThat(hold().open()).isFalse();
        assertThat(hold().heldMonthsPaid()).isTrue();
        assertThat(december()).as("both for December, and November").isEqualTo(Money.of("1830.00"));
    }

    /** Of two, one was registered elsewhere and was to be stopped: both are held, until the change has taken the one out. */
    @Test
    void theOthersArePaidWithWhatWasHeldOnceTheOneHasLeft() {
        family(1, "200");
        granted(NOVEMBER, LocalDate.of(2026, 10, 20));
        account(head);
        family(1, "200");
        son = as(clerk, () -> residents.register(registeredElsewhere("周平")));
        as(clerk, () -> done(() -> join(son, Relation.SON)));
        allowance = granted(NOVEMBER, LocalDate.of(2026, 10, 20));
        account(head);
        UUID run = as(maker(), () -> runs.startNow(MinimumLivingAllowance.CODE, NOVEMBER));
        as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> done(() -> redLines.answer(run, allowance, "MOVED_OUT", RedAnswer.STOP, "户口已迁往外县")));
        assertThat(stillPaid(run)).containsExactly(1);

        confirm(submitted(AllowanceChange.leaves(household, MONDAY, son, ExitCode.MOVED_OUT, false, "户口迁移证")));

        assertThat(hold().open()).isFalse();
        assertThat(hold().releaseNote()).endsWith("已办结，其余 1 人继续发放");
        assertThat(as(clerk, () -> entitlements.find(allowance)).ended()).isFalse();
        UUID again = recomputed(run);
        assertThat(amount(again)).as("November still counts both").isEqualTo(Money.of("2030.00"));
        assertThat(stillPaid(again)).containsExactly(0);
    }

    private ResidentDetails registeredElsewhere(String name) {
        IdNumber number = TestPeople.idNumber(LocalDate.of(2000, 5, 1), Sex.MALE);
        return new ResidentDetails(
                county.village(1, 1),
                counties.create().village(1, 1),
                name,
                IdentityDocument.citizen(number),
                Sex.MALE,
                number.birthDate(),
                null,
                null,
                null,
                Health.HEALTHY,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void aReportTakenBackDecidesNothing() {
        heldInNovember();
        CaseFile file = stopReported();

        as(reviewer, () -> cases.withdraw(file.id(), version(file), "报错了"));

        assertThat(hold().open()).isTrue();
        assertThat(december()).isEqualTo(Money.of("610.00"));
    }
}
