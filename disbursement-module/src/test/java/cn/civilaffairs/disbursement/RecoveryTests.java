package cn.civilaffairs.disbursement;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From a change in the past to the last yuan repaid, on the real database: E16's arrears, E39, E55, and the net claim. */
@DatabaseTest
class RecoveryTests {

    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final YearMonth JUNE = YearMonth.of(2026, 6);

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private RecoveryDesk desk;

    @Autowired
    private People people;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private java.time.Clock today;

    @Autowired
    private JdbcClient jdbc;

    private TestCounty county;
    private Officer caseworker;
    private Officer approver;

    @BeforeEach
    void aCountyOfItsOwn() {
        county = counties.create();
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        approver = county.officer(Role.COUNTY_APPROVER);
        people.parameters(county, "15,0");
    }

    private UUID paid(YearMonth from, YearMonth to, int persons, String amount) {
        People.Family family = people.family(county, county.village(1, 1), persons);
        UUID entitlement =
                people.granted(county, family, from, from.minusMonths(1).atDay(5), amount);
        for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            pay(month);
        }
        return entitlement;
    }

    private UUID pay(YearMonth month) {
        return people.paid(county, month);
    }

    private Recovery claim(UUID entitlement) {
        return Acting.as(approver, () -> desk.openOf(entitlement).orElseThrow());
    }

    private Recovery demanded(UUID entitlement) {
        Recovery found = claim(entitlement);
        Acting.as(caseworker, () -> desk.propose(found.id(), found.version(), "死亡后未及时上报", false, null, null));
        Acting.as(approver, () -> desk.confirm(found.id(), look(found.id()).version()));
        Acting.as(caseworker, () -> desk.letter(found.id(), LocalDate.now(today).plusDays(30), copy -> new byte[] {1}));
        return Acting.as(approver, () -> desk.find(found.id()));
    }

    private Recovery look(UUID id) {
        return Acting.as(approver, () -> desk.find(id));
    }

    private UUID receive(UUID claim, String amount, String reference) {
        Acting.as(
                county.officer(Role.FINANCE_MAKER),
                () -> desk.receive(claim, Money.of(amount), LocalDate.now(today), Receipt.Method.TRANSFER, reference));
        return Acting.as(approver, () -> desk.receipts(claim)).stream()
                .filter(receipt -> receipt.bankRef().equals(reference))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void received(UUID claim, String amount, String reference) {
        UUID receipt = receive(claim, amount, reference);
        Acting.as(county.officer(Role.FINANCE_CHECKER), () -> desk.confirmReceipt(claim, receipt));
    }

    @Test
    void e55RecoversWhatWasPaidAfterADeathThatWasReportedLate() {
        UUID single = paid(MARCH.minusMonths(1), JUNE, 1, "610.00");
        Acting.as(approver, () -> entitlements.end(single, ExitCode.DEATH, MARCH, LocalDate.of(2026, 6, 25)));

        Recovery found = claim(single);
        assertThat(found.amount()).isEqualTo(Money.of("1830.00"));
        assertThat(found.highestFine()).isEqualTo(Money.of("5490.00"));
        assertThat(found.origin()).isEqualTo(Recovery.Origin.DEATH);
        assertThat(Acting.as(approver, () -> desk.months(found)))
                .extracting(LedgerMonth::month)
                .containsExactly(MARCH.plusMonths(1), MARCH.plusMonths(2), JUNE);

        Recovery claim = demanded(single);
        assertThat(claim.state()).isEqualTo(RecoveryState.DEMANDED);
        Acting.as(
                caseworker,
                () -> desk.plan(
                        claim.id(),
                        look(claim.id()).version(),
                        List.of(
                                new Instalment(LocalDate.of(2026, 7, 31), Money.of("1000.00")),
                                new Instalment(LocalDate.of(2026, 8, 31), Money.of("830.00")))));
        received(claim.id(), "1000.00", "HK-" + claim.number() + "-1");
        assertThat(look(claim.id()).state()).isEqualTo(RecoveryState.PAYING);
        clock.set(LocalDate.of(2026, 9, 1));
        assertThat(look(claim.id()).overdue()).isEqualTo(Money.of("830.00"));
        received(claim.id(), "830.00", "HK-" + claim.number() + "-2");
        assertThat(look(claim.id())).satisfies(settled -> {
            assertThat(settled.state()).isEqualTo(RecoveryState.SETTLED);
            assertThat(settled.outstanding()).isEqualTo(Money.ZERO);
            assertThat(settled.overdue()).isEqualTo(Money.ZERO);
        });
    }

    @Test
    void e39RecoversTwoMonthsOfAPersonDeceasedInAugust() {
        UUID aged = paid(YearMonth.of(2026, 7), YearMonth.of(2026, 10), 1, "50.00");
        Acting.as(
                approver,
                () -> entitlements.end(aged, ExitCode.DEATH, YearMonth.of(2026, 8), LocalDate.of(2026, 10, 20)));

        assertThat(claim(aged).amount()).isEqualTo(Money.of("100.00"));
    }

    @Test
    void claimsFiveHundredOfTwoThousandReassessedAtFifteenHundredAndOffsetsNothingSilently() {
        UUID entitlement = paid(JUNE, JUNE, 2, "2000.00");
        Acting.as(
                approver,
                () -> entitlements.determine(
                        entitlement, JUNE, People.due(2, "1500.00", Cause.MEANS_CHANGED, LocalDate.of(2026, 7, 1))));

        Recovery claim = demanded(entitlement);
        assertThat(claim.amount()).isEqualTo(Money.of("500.00"));
        assertThat(claim.origin()).isEqualTo(Recovery.Origin.REASSESSED);
        refused(
                "recovery.offset-not-allowed",
                () -> Acting.as(
                        caseworker,
                        () -> desk.proposeOffset(claim.id(), Money.of("500.00"), LocalDate.now(today), "本人签字")));

        UUID july = pay(YearMonth.of(2026, 7));
        assertThat(Acting.as(approver, () -> runs.find(july)).amount()).isEqualTo(Money.of("1500.00"));
        assertThat(look(claim.id()).outstanding()).isEqualTo(Money.of("500.00"));
    }

    @Test
    void takesAnAgreedOffsetFromTheNextRunsWhereTheSheetAllowsItAndTwoOfficersAgreed() {
        people.as(caseworker, () -> jdbc.sql("""
                        insert into registry.parameter (key, area_code, value, effective_from, document, approved_at)
                        values ('payment.offset-allowed', ?, 'ON', date '2020-01-01', '测试〔2020〕2号', now())""").param(county.code().value()).update());
        UUID entitlement = paid(JUNE, JUNE, 2, "2000.00");
        Acting.as(
                approver,
                () -> entitlements.determine(
                        entitlement, JUNE, People.due(2, "1500.00", Cause.MEANS_CHANGED, LocalDate.of(2026, 7, 1))));
        Recovery claim = demanded(entitlement);
        Acting.as(caseworker, () -> desk.proposeOffset(claim.id(), Money.of("300.00"), LocalDate.now(today), "本人签字同意"));
        for (Officer same : People.approversAtOneWith(caseworker, approver)) {
            refused("recovery.same-person", () -> Acting.as(same, () -> desk.approveOffset(claim.id())));
        }
        Acting.as(approver, () -> desk.approveOffset(claim.id()));

        UUID july = pay(YearMonth.of(2026, 7));
        assertThat(Acting.as(approver, () -> runs.find(july))).satisfies(run -> {
            assertThat(run.amount()).isEqualTo(Money.of("1200.00"));
            assertThat(run.bridgeDifference()).isEqualTo(Money.ZERO);
        });
        assertThat(look(claim.id()).outstanding()).isEqualTo(Money.of("200.00"));
        UUID august = pay(YearMonth.of(2026, 8));
        assertThat(Acting.as(approver, () -> runs.find(august)).amount()).isEqualTo(Money.of("1300.00"));
        assertThat(look(claim.id()).state()).isEqualTo(RecoveryState.SETTLED);
        UUID september = pay(YearMonth.of(2026, 9));
        assertThat(Acting.as(approver, () -> runs.find(september)).amount()).isEqualTo(Money.of("1500.00"));
        assertThat(Acting.as(approver, () -> desk.openOf(entitlement))).isEmpty();
    }

    @Test
    void netsARaisedMonthWithinTheClaimAndPaysItNoSecondTime() {
        UUID entitlement = paid(MARCH, JUNE, 1, "600.00");
        Acting.as(approver, () -> {
            entitlements.determine(
                    entitlement, MARCH, People.due(1, "650.00", Cause.CORRECTED, LocalDate.of(2026, 6, 20)));
            entitlements.determine(
                    entitlement,
                    MARCH.plusMonths(1),
                    People.due(1, "500.00", Cause.CORRECTED, LocalDate.of(2026, 6, 20)));
        });

        // three months 100 too much, one month 50 too little
        Recovery claim = claim(entitlement);
        assertThat(claim.amount()).isEqualTo(Money.of("250.00"));
        assertThat(Acting.as(approver, () -> desk.months(claim))).hasSize(4);
        UUID july = pay(YearMonth.of(2026, 7));
        assertThat(Acting.as(approver, () -> runs.find(july)).amount()).isEqualTo(Money.of("500.00"));
    }

    @Test
    void followsTheLedgerWhenItMovesAndAsksForBothPersonsAgain() {
        UUID entitlement = paid(MARCH, JUNE, 1, "600.00");
        Acting.as(
                approver,
                () -> entitlements.determine(
                        entitlement, JUNE, People.due(1, "400.00", Cause.CORRECTED, LocalDate.of(2026, 6, 20))));
        Recovery claim = demanded(entitlement);
        received(claim.id(), "50.00", "HK-" + claim.number());

        Acting.as(
                approver,
                () -> entitlements.determine(
                        entitlement, JUNE, People.due(1, "450.00", Cause.CORRECTED, LocalDate.of(2026, 6, 22))));

        assertThat(look(claim.id())).satisfies(revised -> {
            assertThat(revised.state()).isEqualTo(RecoveryState.PROPOSED);
            assertThat(revised.proposedBy()).isNull();
            assertThat(revised.amount()).isEqualTo(Money.of("150.00"));
            assertThat(revised.outstanding()).isEqualTo(Money.of("100.00"));
        });
        assertThat(Acting.as(approver, () -> desk.agrees(look(claim.id())))).isTrue();
    }

    @Test
    void withdrawsItsFindingWhenNothingWasPaidTooMuchAfterAll() {
        UUID entitlement = paid(JUNE, JUNE, 1, "600.00");
        Acting.as(
                approver,
                () -> entitlements.determine(
                        entitlement, JUNE, People.due(1, "400.00", Cause.CORRECTED, LocalDate.of(2026, 6, 20))));
        UUID claim = claim(entitlement).id();

        Acting.as(
                approver,
                () -> entitlements.determine(
                        entitlement, JUNE, People.due(1, "600.00", Cause.CORRECTED, LocalDate.of(2026, 6, 21))));

        assertThat(look(claim).state()).isEqualTo(RecoveryState.VOID);
        UUID july = pay(YearMonth.of(2026, 7));
        assertThat(Acting.as(approver, () -> runs.find(july)).amount()).isEqualTo(Money.of("600.00"));
    }

    @Test
    void needsTwoPersonsForEveryActOnMoney() {
        UUID entitlement = paid(JUNE, JUNE, 1, "600.00");
        Acting.as(
                approver,
                () -> entitlements.end(entitlement, ExitCode.INCOME, JUNE.minusMonths(1), LocalDate.of(2026, 6, 20)));
        Recovery found = claim(entitlement);
        refused("recovery.not-proposed", () -> Acting.as(approver, () -> desk.confirm(found.id(), found.version())));
        refused(
                "recovery.not-caseworker",
                () -> Acting.as(approver, () -> desk.propose(found.id(), found.version(), "收入超标", false, null, null)));
        refused(
                "recovery.fine-too-high",
                () -> Acting.as(
                        caseworker,
                        () -> desk.propose(found.id(), found.version(), "骗保", true, Money.of("1800.01"), null)));
        Recovery claim = demanded(entitlement);
        refused("recovery.more-than-outstanding", () -> receive(claim.id(), "600.01", "X"));
        UUID receipt = receive(claim.id(), "100.00", "HK-" + claim.number());
        refused("recovery.reference-used", () -> receive(claim.id(), "100.00", "HK-" + claim.number()));
        assertThat(look(claim.id()).received()).isEqualTo(Money.ZERO);
        Acting.as(county.officer(Role.FINANCE_CHECKER), () -> desk.refuseReceipt(claim.id(), receipt, "银行流水查无此笔"));
        assertThat(look(claim.id()).unconfirmed()).isEqualTo(Money.ZERO);
        Acting.as(
                caseworker,
                () -> desk.proposeWriteOff(claim.id(), look(claim.id()).version(), "户主死亡且无遗产"));
        refused(
                "recovery.not-approver",
                () -> Acting.as(
                        caseworker,
                        () -> desk.approveWriteOff(claim.id(), look(claim.id()).version())));
        Acting.as(
                approver,
                () -> desk.approveWriteOff(claim.id(), look(claim.id()).version()));
        assertThat(look(claim.id())).satisfies(written -> {
            assertThat(written.state()).isEqualTo(RecoveryState.WRITTEN_OFF);
            assertThat(written.writtenOff()).isEqualTo(Money.of("600.00"));
        });
        assertThatExceptionOfType(org.springframework.dao.DataAccessException.class)
                .isThrownBy(() -> people.as(
                        approver,
                        () -> jdbc.sql("update disbursement.recovery set confirmed_by = proposed_by where id = ?")
                                .param(claim.id())
                                .update()));
    }

    @Test
    void claimsWhatARunPaidAlthoughItsGroundFellAwayBeforeTheSignature() {
        People.Family family = people.family(county, county.village(1, 1), 1);
        UUID entitlement = people.granted(county, family, JUNE, LocalDate.of(2026, 5, 5), "600.00");
        clock.set(JUNE.atDay(16));
        UUID run = Acting.as(county.officer(Role.FINANCE_MAKER), () -> runs.startNow(People.SCHEME, JUNE));
        Acting.as(approver, () -> entitlements.end(entitlement, ExitCode.DEATH, JUNE.minusMonths(1), JUNE.atDay(16)));
        people.signed(county, run);

        assertThat(claim(entitlement).amount()).isEqualTo(Money.of("600.00"));
    }

    @Test
    void listsAndSumsTheClaimsOfAnAreaAndOfNoOther() {
        UUID entitlement = paid(JUNE, JUNE, 1, "600.00");
        Acting.as(
                approver,
                () -> entitlements.end(entitlement, ExitCode.INCOME, JUNE.minusMonths(1), LocalDate.of(2026, 6, 20)));

        assertThat(Acting.as(approver, () -> desk.sum(RecoveryFilter.ALL)).outstanding())
                .isEqualTo(Money.of("600.00"));
        assertThat(Acting.as(county.officer(Role.TOWN_CLERK), () -> desk.list(RecoveryFilter.ALL, 10, 0)))
                .hasSize(1);
        assertThat(Acting.as(county.elsewhere(Role.TOWN_CLERK), () -> desk.list(RecoveryFilter.ALL, 10, 0)))
                .isEmpty();
    }
}
