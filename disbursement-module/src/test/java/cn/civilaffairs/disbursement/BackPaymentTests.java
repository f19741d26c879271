package cn.civilaffairs.disbursement;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Back payments people ask for and money given back, on the real database; and what the ledger must say after any acts. */
@DatabaseTest
class BackPaymentTests {

    private static final YearMonth JUNE = YearMonth.of(2026, 6);
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private BackPaymentDesk desk;

    @Autowired
    private RecoveryDesk claims;

    @Autowired
    private RefundDesk refunds;

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

    private UUID granted(YearMonth from, String amount) {
        People.Family family = people.family(county, county.village(1, 1), 2);
        return people.granted(county, family, from, from.minusMonths(1).atDay(5), amount);
    }

    private UUID pay(YearMonth month) {
        return people.paid(county, month);
    }

    /** June and August are paid; July was held and the hold let go without paying it. */
    private UUID withoutJuly() {
        UUID entitlement = granted(JUNE, "600.00");
        pay(JUNE);
        UUID hold = Acting.as(
                caseworker, () -> entitlements.suspend(entitlement, HoldReason.WHEREABOUTS_UNKNOWN, "三次无人", JULY));
        pay(JULY);
        Acting.as(caseworker, () -> entitlements.resume(hold, "已返回", false));
        pay(AUGUST);
        return entitlement;
    }

    private UUID propose(UUID entitlement, YearMonth... months) {
        return Acting.as(
                caseworker,
                () -> desk.propose(entitlement, List.of(months), BackPayment.Ground.WRONGLY_HELD, "外出就医,并非下落不明", null));
    }

    private BackPayment look(UUID id) {
        return Acting.as(approver, () -> desk.find(id));
    }

    @Test
    void paysAnApprovedMonthWithTheNextRunForItsOwnMonthAndNeverAgain() {
        UUID entitlement = withoutJuly();
        assertThat(Acting.as(caseworker, () -> desk.owed(entitlement)))
                .extracting(month -> month.month() + " " + month.payable())
                .containsExactly("2026-06 0.00", "2026-07 600.00", "2026-08 0.00");

        UUID id = propose(entitlement, JULY);
        refused("back-payment.open-already", () -> propose(entitlement, JULY));
        Acting.as(approver, () -> desk.approve(id, look(id).version()));
        assertThat(Acting.as(caseworker, () -> desk.owed(entitlement)))
                .as("on its way, so not to be asked for again")
                .allSatisfy(month -> assertThat(month.payable()).isEqualTo(Money.ZERO));

        UUID run = pay(SEPTEMBER);
        assertThat(Acting.as(approver, () -> runs.lines(run, new LineFilter(null, null, null), null, 10, 0)))
                .extracting(line -> line.kind() + " " + line.benefitMonth() + " " + line.amount())
                .containsExactlyInAnyOrder("REGULAR 2026-09 600.00", "ARREARS 2026-07 600.00");
        assertThat(look(id).paidByRunId()).isEqualTo(run);
        assertThat(Acting.as(caseworker, () -> desk.owed(entitlement)))
                .allSatisfy(month -> assertThat(month.payable()).isEqualTo(Money.ZERO));
        refused("back-payment.nothing-owed", () -> propose(entitlement, JULY));
    }

    @Test
    void asksAnotherPersonAndHoldsToItInTheDatabaseToo() {
        UUID entitlement = withoutJuly();
        refused(
                "back-payment.not-caseworker",
                () -> Acting.as(
                        approver, () -> desk.propose(entitlement, List.of(JULY), BackPayment.Ground.OTHER, "x", null)));
        UUID id = propose(entitlement, JULY);
        refused("back-payment.not-approver", () -> Acting.as(caseworker, () -> desk.approve(id, 0)));
        for (Officer same : People.approversAtOneWith(caseworker, approver)) {
            refused("back-payment.same-person", () -> Acting.as(same, () -> desk.approve(id, 0)));
        }
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() ->
                        people.as(caseworker, () -> jdbc.sql("""
                                update disbursement.back_payment set state = 'APPROVED', decided_by = proposed_by,
                                    decided_at = now() where id = ?""").param(id).update()));
        assertThatExceptionOfType(StaleVersion.class).isThrownBy(() -> Acting.as(approver, () -> desk.approve(id, 7)));
        Acting.as(approver, () -> desk.approve(id, 0));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .as("what is decided is decided")
                .isThrownBy(
                        () -> people.as(approver, () -> jdbc.sql("""
                                update disbursement.back_payment set state = 'WITHDRAWN' where id = ?""").param(id).update()));
    }

    @Test
    void paysNothingThatWasRefusedOrWithdrawn() {
        UUID entitlement = withoutJuly();
        UUID first = propose(entitlement, JULY);
        refused("back-payment.reason-missing", () -> Acting.as(approver, () -> desk.refuse(first, 0, " ")));
        Acting.as(approver, () -> desk.refuse(first, 0, "确系下落不明"));
        UUID second = propose(entitlement, JULY);
        Acting.as(caseworker, () -> desk.withdraw(second, 0, "待补充材料"));
        refused("back-payment.decided", () -> Acting.as(approver, () -> desk.approve(second, 1)));

        UUID run = pay(SEPTEMBER);

        assertThat(Acting.as(approver, () -> runs.find(run)).amount()).isEqualTo(Money.of("600.00"));
        assertThat(look(second).state()).isEqualTo(BackPaymentState.WITHDRAWN);
    }

    @Test
    void takesAnApprovalBackBeforeARunIsComputedWithItAndNeverAfter() {
        UUID entitlement = withoutJuly();
        UUID first = propose(entitlement, JULY);
        refused("back-payment.not-to-revoke", () -> Acting.as(approver, () -> desk.revoke(first, 0, "重复")));
        Acting.as(approver, () -> desk.approve(first, 0));
        refused("back-payment.not-approver", () -> Acting.as(caseworker, () -> desk.revoke(first, 1, "重复")));
        refused("back-payment.reason-missing", () -> Acting.as(approver, () -> desk.revoke(first, 1, " ")));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .as("revoked and still owed")
                .isThrownBy(() ->
                        people.as(approver, () -> jdbc.sql("""
                                update disbursement.back_payment set state = 'REVOKED', revoked_by = decided_by,
                                    revoked_at = now(), revoked_why = '重复' where id = ?""").param(first).update()));
        Acting.as(approver, () -> desk.revoke(first, 1, "经查当月确不在家"));

        assertThat(look(first).state()).isEqualTo(BackPaymentState.REVOKED);
        assertThat(look(first).revokedWhy()).isEqualTo("经查当月确不在家");
        assertThat(Acting.as(caseworker, () -> desk.owed(entitlement)))
                .as("the ledger owes it as before")
                .extracting(month -> month.month() + " " + month.payable())
                .containsExactly("2026-06 0.00", "2026-07 600.00", "2026-08 0.00");
        UUID september = pay(SEPTEMBER);
        assertThat(Acting.as(approver, () -> runs.find(september)).amount()).isEqualTo(Money.of("600.00"));

        UUID again = propose(entitlement, JULY);
        Acting.as(approver, () -> desk.approve(again, 0));
        clock.set(SEPTEMBER.plusMonths(1).atDay(16));
        UUID october = Acting.as(
                county.officer(Role.FINANCE_MAKER), () -> runs.startNow(People.SCHEME, SEPTEMBER.plusMonths(1)));
        refused("back-payment.in-run", () -> Acting.as(approver, () -> desk.revoke(again, 1, "来不及了")));
        people.signed(county, october);
        refused("back-payment.in-run", () -> Acting.as(approver, () -> desk.revoke(again, 1, "来不及了")));
        assertThat(Acting.as(approver, () -> runs.find(october)).amount()).isEqualTo(Money.of("1200.00"));
    }

    @Test
    void refusesAnApprovalOnceTheLedgerMoved() {
        UUID entitlement = withoutJuly();
        UUID id = propose(entitlement, JULY);
        Acting.as(
                approver,
                () -> entitlements.determine(
                        entitlement, JULY, People.due(2, "500.00", Cause.MEANS_CHANGED, LocalDate.of(2026, 8, 20))));

        refused("back-payment.ledger-moved", () -> Acting.as(approver, () -> desk.approve(id, 0)));
    }

    @Test
    void refusesMonthsStillHeldAndMonthsNoRunHasPaid() {
        UUID entitlement = granted(JUNE, "600.00");
        pay(JUNE);
        Acting.as(caseworker, () -> entitlements.suspend(entitlement, HoldReason.WHEREABOUTS_UNKNOWN, "三次无人", JULY));
        pay(JULY);

        refused("back-payment.nothing-owed", () -> propose(entitlement, JULY));
        refused("back-payment.nothing-owed", () -> propose(entitlement, AUGUST));
        refused("back-payment.no-month", () -> propose(entitlement));
    }

    @Test
    void takesAFigureFromADocumentOnlyWhereTheSheetAllowsItAndTheLedgerKnowsItAsDue() {
        UUID entitlement = granted(JULY, "600.00");
        pay(JULY);
        BackPayment.Given given =
                new BackPayment.Given(JUNE.minusMonths(1), JUNE, Money.of("550.00"), "云府复〔2026〕7号行政复议决定书");
        refused("back-payment.given-not-allowed", () -> proposeGiven(entitlement, given));
        people.as(caseworker, () -> jdbc.sql("""
                        insert into registry.parameter (key, area_code, value, effective_from, document, approved_at)
                        values ('payment.back-pay-given', ?, 'ON', date '2020-01-01', '测试〔2020〕3号', now())""").param(county.code().value()).update());
        refused(
                "back-payment.given-too-high",
                () -> proposeGiven(entitlement, new BackPayment.Given(JUNE, JUNE, Money.of("600.01"), "文书")));
        refused(
                "back-payment.given-months-wrong",
                () -> proposeGiven(entitlement, new BackPayment.Given(JUNE, JULY, Money.of("600.00"), "文书")));
        refused(
                "back-payment.document-missing",
                () -> proposeGiven(entitlement, new BackPayment.Given(JUNE, JUNE, Money.of("600.00"), " ")));

        UUID id = proposeGiven(entitlement, given);
        Acting.as(approver, () -> desk.approve(id, 0));
        UUID run = pay(AUGUST);

        assertThat(Acting.as(approver, () -> runs.find(run)).amount()).isEqualTo(Money.of("1700.00"));
        assertThat(Acting.as(approver, () -> claims.openOf(entitlement)))
                .as("what a document granted is due, and nobody claims it back")
                .isEmpty();
        refused("back-payment.nothing-owed", () -> proposeGiven(entitlement, given));
    }

    private UUID proposeGiven(UUID entitlement, BackPayment.Given given) {
        return Acting.as(
                caseworker, () -> desk.propose(entitlement, List.of(), BackPayment.Ground.REMEDY, "复议决定自五月起保障", given));
    }

    private Recovery demanded(UUID entitlement) {
        Recovery found = Acting.as(approver, () -> claims.openOf(entitlement).orElseThrow());
        Acting.as(caseworker, () -> claims.propose(found.id(), found.version(), "收入未申报", false, null, null));
        Acting.as(approver, () -> claims.confirm(found.id(), claim(found.id()).version()));
        Recovery confirmed = claim(found.id());
        if (confirmed.state() == RecoveryState.CONFIRMED) {
            Acting.as(
                    caseworker,
                    () -> claims.letter(found.id(), LocalDate.now(today).plusDays(30), copy -> new byte[] {1}));
        }
        return claim(found.id());
    }

    private Recovery claim(UUID id) {
        return Acting.as(approver, () -> claims.find(id));
    }

    private void received(UUID claim, Money amount, String reference) {
        Acting.as(
                county.officer(Role.FINANCE_MAKER),
                () -> claims.receive(claim, amount, LocalDate.now(today), Receipt.Method.TRANSFER, reference + claim));
        Acting.as(
                county.officer(Role.FINANCE_CHECKER),
                () -> claims.receipts(claim).stream()
                        .filter(Receipt::waiting)
                        .forEach(receipt -> claims.confirmReceipt(claim, receipt.id())));
    }

    private void refund(UUID claim) {
        UUID payee = Acting.as(caseworker, () -> refunds.payees(claim).get(0).residentId());
        UUID refund = Acting.as(caseworker, () -> refunds.propose(claim, payee, "重新核定后多归还"));
        Acting.as(approver, () -> refunds.approve(claim, refund, 0));
    }

    @Test
    void givesBackWhatWasRepaidOnceTheClaimComesDown() {
        UUID entitlement = granted(JUNE, "600.00");
        pay(JUNE);
        Acting.as(
                approver,
                () -> entitlements.determine(
                        entitlement, JUNE, People.due(2, "400.00", Cause.MEANS_CHANGED, LocalDate.of(2026, 6, 20))));
        Recovery claim = demanded(entitlement);
        received(claim.id(), Money.of("150.00"), "A");
        Acting.as(
                approver,
                () -> entitlements.determine(
                        entitlement, JUNE, People.due(2, "520.00", Cause.CORRECTED, LocalDate.of(2026, 6, 25))));
        Recovery lowered = demanded(entitlement);
        assertThat(lowered.state()).isEqualTo(RecoveryState.SETTLED);
        assertThat(lowered.amount()).isEqualTo(Money.of("80.00"));
        assertThat(lowered.refundable()).isEqualTo(Money.of("70.00"));
        refused("refund.nothing-owed", () -> {
            refund(claim.id());
            refund(claim.id());
        });
        assertThat(claim(claim.id()).refundable()).isEqualTo(Money.ZERO);

        UUID run = people.signed(
                county,
                Acting.as(county.officer(Role.FINANCE_MAKER), () -> runs.startSupplementaryNow(People.SCHEME, JUNE)));

        assertThat(Acting.as(approver, () -> runs.lines(run, new LineFilter(null, LineKind.REFUND, null), null, 10, 0)))
                .extracting(line -> line.kind() + " " + line.amount())
                .containsExactly("REFUND 70.00");
        assertThat(Acting.as(approver, () -> refunds.of(claim.id()).get(0).paidByRunId()))
                .isEqualTo(run);
        assertThat(Acting.as(approver, () -> claims.openOf(entitlement)))
                .as("money given back is no payment for a month")
                .isEmpty();
    }

    @Test
    void givesBackWhatAFamilyRepaysAfterTheRestWasGivenUp() {
        UUID entitlement = granted(JUNE, "600.00");
        pay(JUNE);
        Acting.as(
                approver,
                () -> entitlements.determine(
                        entitlement, JUNE, People.due(2, "400.00", Cause.MEANS_CHANGED, LocalDate.of(2026, 6, 20))));
        UUID claim = demanded(entitlement).id();
        Acting.as(caseworker, () -> claims.proposeWriteOff(claim, claim(claim).version(), "无力归还"));
        Acting.as(approver, () -> claims.approveWriteOff(claim, claim(claim).version()));
        received(claim, Money.of("200.00"), "B");

        assertThat(claim(claim).refundable()).isEqualTo(Money.of("200.00"));
        UUID payee = Acting.as(caseworker, () -> refunds.payees(claim).get(0).residentId());
        UUID refused = Acting.as(caseworker, () -> refunds.propose(claim, payee, "核销后又归还"));
        refused("refund.open-already", () -> Acting.as(caseworker, () -> refunds.propose(claim, payee, "再提")));
        refused("recovery.not-approver", () -> Acting.as(caseworker, () -> refunds.approve(claim, refused, 0)));
        for (Officer same : People.approversAtOneWith(caseworker, approver)) {
            refused("recovery.same-person", () -> Acting.as(same, () -> refunds.approve(claim, refused, 0)));
        }
        Acting.as(approver, () -> refunds.refuse(claim, refused, 0, "收款人须另选"));
        refused("recovery.not-in-state", () -> Acting.as(approver, () -> refunds.approve(claim, refused, 1)));
        refused("recovery.not-in-state", () -> Acting.as(caseworker, () -> refunds.withdraw(claim, refused, 1)));
        refund(claim);
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .as("never more than came in")
                .isThrownBy(() ->
                        people.as(caseworker, () -> jdbc.sql("""
                                insert into disbursement.recovery_refund (recovery_id, area_code, entitlement_id, scheme, payee_id,
                                    amount, ground, state, proposed_by, proposed_at)
                                select recovery_id, area_code, entitlement_id, scheme, payee_id, 0.01, 'x', 'PROPOSED', proposed_by,
                                    now() from disbursement.recovery_refund where state = 'APPROVED' and recovery_id = ?""").param(claim).update()));
        assertThat(claim(claim)).satisfies(back -> {
            assertThat(back.state()).isEqualTo(RecoveryState.WRITTEN_OFF);
            assertThat(back.refundable()).isEqualTo(Money.ZERO);
        });
    }

    /** What somebody keeping books by hand would know of a benefit: what each month should have come to. */
    private static final class Model {
        private final UUID entitlement;
        private final TreeMap<YearMonth, Money> determined = new TreeMap<>();
        private @Nullable UUID hold;

        Model(UUID entitlement, YearMonth first, Money amount) {
            this.entitlement = entitlement;
            determined.put(first, amount);
        }

        Money due(YearMonth until) {
            Money due = Money.ZERO;
            for (YearMonth month = determined.firstKey(); !month.isAfter(until); month = month.plusMonths(1)) {
                due = due.plus(determined.floorEntry(month).getValue());
            }
            return due;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ledgerIdentityHoldsAfterAnyActs(long seed) {
        Random random = new Random(seed);
        List<Model> books = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            books.add(new Model(granted(JUNE, "600.00"), JUNE, Money.of("600.00")));
        }
        for (YearMonth month = JUNE; !month.isAfter(YearMonth.of(2026, 11)); month = month.plusMonths(1)) {
            pay(month);
            for (Model book : books) {
                act(book, month, random);
            }
            if (Acting.as(county.officer(Role.FINANCE_MAKER), () -> runs.reissuable(People.SCHEME)) > 0) {
                YearMonth now = month;
                people.signed(
                        county,
                        Acting.as(
                                county.officer(Role.FINANCE_MAKER),
                                () -> runs.startSupplementaryNow(People.SCHEME, now)));
            }
            for (Model book : books) {
                identity(book, month);
            }
        }
    }

    private void act(Model book, YearMonth month, Random random) {
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                YearMonth from = JUNE.plusMonths(random.nextInt(month.getMonthValue() - 5));
                Money amount = Money.of(300 + 100L * random.nextInt(6));
                Acting.as(
                        approver,
                        () -> entitlements.determine(
                                book.entitlement,
                                from,
                                People.due(2, amount.toString(), Cause.MEANS_CHANGED, month.atDay(16))));
                book.determined.put(from, amount);
            }
            case 2 -> {
                if (book.hold == null) {
                    book.hold = Acting.as(
                            caseworker,
                            () -> entitlements.suspend(
                                    book.entitlement, HoldReason.WHEREABOUTS_UNKNOWN, "三次无人", month.plusMonths(1)));
                } else {
                    UUID hold = book.hold;
                    Acting.as(caseworker, () -> entitlements.resume(hold, "已返回", false));
                    book.hold = null;
                }
            }
            case 3 ->
                Acting.as(approver, () -> claims.openOf(book.entitlement)).ifPresent(open -> {
                    Recovery claim = open.state().demanded() ? claim(open.id()) : demanded(book.entitlement);
                    if (claim.state().demanded() && claim.outstanding().isPositive()) {
                        Money part = random.nextBoolean()
                                ? claim.outstanding()
                                : Money.ofFen(claim.outstanding().fen() / 2);
                        received(claim.id(), part, month + "-");
                    }
                });
            case 4 -> {
                List<YearMonth> owed = Acting.as(caseworker, () -> desk.owed(book.entitlement)).stream()
                        .filter(one -> one.payable().isPositive())
                        .map(BackPayment.Owed::month)
                        .toList();
                if (!owed.isEmpty()) {
                    UUID id = propose(book.entitlement, owed.toArray(YearMonth[]::new));
                    Acting.as(approver, () -> desk.approve(id, 0));
                    if (random.nextInt(3) == 0) {
                        Acting.as(approver, () -> desk.revoke(id, 1, "批错"));
                    }
                }
            }
            default ->
                claimsOf(book).stream()
                        .filter(claim -> claim.refundable().isPositive())
                        .forEach(claim -> refund(claim.id()));
        }
    }

    private List<Recovery> claimsOf(Model book) {
        return Acting.as(approver, () -> claims.list(RecoveryFilter.ALL, 1000, 0)).stream()
                .filter(claim -> claim.entitlementId().equals(book.entitlement))
                .map(claim -> claim(claim.id()))
                .toList();
    }

    /** due − paid + received − refunded = what is owed to the family − what is owed by it. */
    private void identity(Model book, YearMonth until) {
        Money paid = figure(
                "select coalesce(sum(amount), 0) from disbursement.payment_line where entitlement_id = ? and refund_id is null",
                book);
        Money received = figure("""
                select coalesce(sum(x.amount), 0) from disbursement.recovery_receipt x
                join disbursement.recovery c on c.id = x.recovery_id where c.entitlement_id = ? and x.confirmed_by is not null""", book);
        Money refunded = figure(
                "select coalesce(sum(amount), 0) from disbursement.recovery_refund where entitlement_id = ? and paid_run_id is not null",
                book);
        List<Recovery> all = claimsOf(book);
        Money toFamily = Money.sum(Acting.as(caseworker, () -> desk.owed(book.entitlement)).stream()
                        .map(month -> owedOf(month))
                        .toList())
                .plus(Money.sum(all.stream().map(Recovery::refundable).toList()))
                .plus(Money.sum(all.stream().map(Recovery::refunded).toList()).minus(refunded));
        Money byFamily = Money.sum(all.stream()
                .map(claim -> claim.outstanding().plus(claim.writtenOff()))
                .toList());

        assertThat(book.due(until).minus(paid).plus(received).minus(refunded))
                .as("%s until %s: paid %s received %s refunded %s", book.determined, until, paid, received, refunded)
                .isEqualTo(toFamily.minus(byFamily));
    }

    /** Held months are owed as well, once the hold is gone. */
    private static Money owedOf(BackPayment.Owed month) {
        return month.due().minus(month.paid()).plus(month.claimed()).atLeast(Money.ZERO);
    }

    private Money figure(String sql, Model book) {
        return new Money(people.as(
                approver,
                () -> jdbc.sql(sql)
                        .param(book.entitlement)
                        .query(java.math.BigDecimal.class)
                        .single()
                        .setScale(2)));
    }
}
