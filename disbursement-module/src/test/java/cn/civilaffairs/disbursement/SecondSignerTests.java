package cn.civilaffairs.disbursement;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Dual control of the month's money (security design §3.4): what the checker opens, and when two must sign. */
@DatabaseTest
class SecondSignerTests {

    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private RedLineDesk redLines;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private People people;

    @Autowired
    private TestCounties counties;

    @Autowired
    private JdbcClient jdbc;

    private TestCounty county;
    private Officer caseworker;
    private Officer checker;

    @BeforeEach
    void aCountyOfItsOwn() {
        county = counties.create();
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        checker = county.officer(Role.FINANCE_CHECKER);
        people.parameters(county, "15,0");
    }

    private void bounds(int percent, int payees) {
        people.as(
                caseworker,
                () -> jdbc.sql("""
                        insert into registry.parameter (key, area_code, value, effective_from, document, approved_at)
                        values ('payment.second-signer.percent', :county, :percent, date '2021-01-01', '测试〔2021〕1号', now()),
                            ('payment.second-signer.new-payees', :county, :payees, date '2021-01-01', '测试〔2021〕1号', now())""")
                        .param("county", county.code().value())
                        .param("percent", String.valueOf(percent))
                        .param("payees", String.valueOf(payees))
                        .update());
    }

    private UUID granted(YearMonth from, String amount) {
        People.Family family = people.family(county, county.village(1, 1), 1);
        return people.granted(county, family, from, from.minusMonths(1).atDay(5), amount);
    }

    private UUID checked(YearMonth month) {
        return people.checked(county, people.computed(county, month));
    }

    private UUID confirmed(YearMonth month) {
        return people.confirmed(county, people.computed(county, month));
    }

    private PaymentRun look(UUID run) {
        return Acting.as(caseworker, () -> runs.find(run));
    }

    @Test
    void asksForTwoSignersWhenTheSumMovesByMoreThanTheBound() {
        bounds(5, 50);
        UUID entitlement = granted(AUGUST, "1000.00");
        people.sign(county, checked(AUGUST), 1);
        raise(entitlement, "1050.01");
        UUID run = checked(SEPTEMBER);
        assertThat(look(run).secondSignerWhy()).contains("增加 5.00%", "超过 5%", "1000.00", "1050.01");

        people.sign(county, run, 1);

        assertThat(look(run)).satisfies(once -> {
            assertThat(once.state()).isEqualTo(RunState.CHECKED);
            assertThat(once.firstSignedBy())
                    .isEqualTo(county.officer(Role.FINANCE_SIGNER).id());
        });
        refused("run.second-signer-same", () -> people.sign(county, run, 1));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .as("the database too asks for another")
                .isThrownBy(() -> people.as(
                        county.officer(Role.FINANCE_SIGNER),
                        () -> jdbc.sql("""
                                update disbursement.payment_run set state = 'SIGNED', signed_by = first_signed_by, signed_at = now(),
                                    lines_hash = 'x' where id = ?""").param(run).update()));
        people.sign(county, run, 2);
        assertThat(look(run).state()).isEqualTo(RunState.SIGNED);
    }

    private void raise(UUID entitlement, String amount) {
        Acting.as(
                county.officer(Role.COUNTY_APPROVER),
                () -> entitlements.determine(
                        entitlement, SEPTEMBER, People.due(1, amount, Cause.MEANS_CHANGED, LocalDate.of(2026, 8, 20))));
    }

    @Test
    void isSignedByOneWhenTheSumMovesByExactlyTheBound() {
        bounds(5, 50);
        UUID entitlement = granted(AUGUST, "1000.00");
        people.sign(county, checked(AUGUST), 1);
        raise(entitlement, "1050.00");
        UUID run = checked(SEPTEMBER);

        people.sign(county, run, 1);

        assertThat(look(run)).satisfies(signed -> {
            assertThat(signed.state()).isEqualTo(RunState.SIGNED);
            assertThat(signed.secondSignerWhy()).isNull();
        });
    }

    @Test
    void asksForTwoSignersWhenManyAreNew() {
        bounds(1000, 2);
        granted(AUGUST, "100.00");
        people.sign(county, checked(AUGUST), 1);
        for (int i = 0; i < 3; i++) {
            granted(SEPTEMBER, "100.00");
        }
        UUID run = checked(SEPTEMBER);

        assertThat(look(run).secondSignerWhy()).isEqualTo("新增领款人 3 名，超过 2 名");
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .as("one signature does not do, whoever asks the database")
                .isThrownBy(() -> people.as(
                        county.officer(Role.FINANCE_SIGNER),
                        () -> jdbc.sql("""
                                update disbursement.payment_run set state = 'SIGNED', signed_by = ?, signed_at = now(),
                                    lines_hash = 'x' where id = ?""")
                                .params(county.officer(Role.FINANCE_SIGNER).id(), run)
                                .update()));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .as("nor does forgetting that two were needed")
                .isThrownBy(() -> people.as(
                        county.officer(Role.FINANCE_SIGNER),
                        () -> jdbc.sql("update disbursement.payment_run set second_signer_why = null where id = ?")
                                .param(run)
                                .update()));
        refused(
                "run.signature-mismatch",
                () -> Acting.as(
                        county.officer(Role.FINANCE_SIGNER),
                        () -> runs.sign(run, look(run).version(), 4, Money.of("399.99"))));
        people.sign(county, run, 2);
        people.sign(county, run, 1);
        assertThat(look(run).state()).isEqualTo(RunState.SIGNED);
    }

    @Test
    @Tag("AC-054")
    void checkerOpensWhatIsFlaggedNewRisenOrDrawnBeforeTheRunPasses() {
        List<UUID> old = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            old.add(granted(AUGUST, "100.00"));
        }
        people.sign(county, checked(AUGUST), 1);
        raise(old.get(0), "121.00");
        raise(old.get(1), "120.00");
        UUID fresh = granted(SEPTEMBER, "100.00");
        UUID run = confirmed(SEPTEMBER);

        List<UUID> toOpen = Acting.as(checker, () -> redLines.toOpen(run));
        assertThat(toOpen)
                .as("twenty drawn, and what is new or rose by more than a fifth")
                .contains(fresh, old.get(0));
        assertThat(toOpen).hasSizeBetween(20, 22);
        assertThat(why(run, fresh)).contains("NEW");
        assertThat(why(run, old.get(0))).contains("UP");
        if (toOpen.contains(old.get(1))) {
            assertThat(why(run, old.get(1))).containsExactly("SAMPLE");
        }
        assertThat(Acting.as(checker, () -> redLines.toOpen(run)))
                .as("the run's seed draws the same whoever asks")
                .isEqualTo(toOpen);

        refused(
                "red.unopened",
                () -> Acting.as(checker, () -> runs.check(run, look(run).version())));
        for (UUID entitlement : toOpen.subList(1, toOpen.size())) {
            Acting.as(checker, () -> redLines.open(run, entitlement));
        }
        refused(
                "red.unopened",
                () -> Acting.as(checker, () -> runs.check(run, look(run).version())));
        // somebody else's look is not the checker's
        Acting.as(caseworker, () -> redLines.open(run, toOpen.get(0)));
        refused(
                "red.unopened",
                () -> Acting.as(checker, () -> runs.check(run, look(run).version())));
        Acting.as(checker, () -> redLines.open(run, toOpen.get(0)));
        Acting.as(checker, () -> runs.check(run, look(run).version()));
        assertThat(look(run).state()).isEqualTo(RunState.CHECKED);
    }

    private List<String> why(UUID run, UUID entitlement) {
        return Acting.as(checker, () -> redLines.inspected(run, entitlement)).why();
    }
}
