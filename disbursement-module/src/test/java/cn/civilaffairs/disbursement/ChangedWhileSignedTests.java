package cn.civilaffairs.disbursement;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An amount is lowered in the very moment a run that pays the old one is signed: two transactions, neither of which could see the
 * other, stepped by hand in both orders. Whichever commits last finds the claim.
 */
@DatabaseTest
@Import({People.class, People.TestSchemes.class, RedLineTests.OtherScheme.class})
class ChangedWhileSignedTests {

    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final LocalDate TODAY = LocalDate.of(2026, 8, 17);

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private RecoveryDesk recoveries;

    @Autowired
    private People people;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private final ExecutorService two = Executors.newFixedThreadPool(2);
    private TestCounty county;
    private UUID benefit;
    private UUID run;

    @BeforeEach
    void aCheckedRunThatPays600() {
        clock.set(TODAY);
        county = counties.create();
        people.parameters(county, "15,0");
        benefit = people.granted(
                county, people.family(county, county.village(1, 1), 2), AUGUST, LocalDate.of(2026, 7, 20), "600.00");
        run = people.checked(county, people.computed(county, AUGUST));
    }

    @AfterEach
    void stop() {
        two.shutdownNow();
    }

    @Test
    void theSignatureFindsTheClaimWhereTheAmountWasLoweredFirst() throws Exception {
        oneAfterTheOther(lower(), sign());

        assertThat(claim()).isEqualTo(Money.of("100.00"));
    }

    @Test
    void theLoweredAmountFindsTheClaimWhereTheRunWasSignedFirst() throws Exception {
        oneAfterTheOther(sign(), lower());

        assertThat(claim()).isEqualTo(Money.of("100.00"));
    }

    private record Act(Officer by, Runnable what) {}

    private Act lower() {
        return new Act(
                county.officer(Role.COUNTY_APPROVER),
                () -> entitlements.determine(benefit, AUGUST, People.due(2, "500.00", Cause.MEANS_CHANGED, TODAY)));
    }

    private Act sign() {
        return new Act(county.officer(Role.FINANCE_SIGNER), () -> people.sign(county, run, 1));
    }

    private Money claim() {
        Officer approver = county.officer(Role.COUNTY_APPROVER);
        assertThat(Acting.as(approver, () -> runs.find(run)).state()).isEqualTo(RunState.SIGNED);
        return Acting.as(
                approver, () -> recoveries.openOf(benefit).orElseThrow().amount());
    }

    /** The first has done everything but commit when the second begins, and commits once the second waits for it. */
    private void oneAfterTheOther(Act first, Act second) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Future<?> holding = two.submit(() -> Acting.as(
                first.by(),
                () -> transaction.executeWithoutResult(status -> {
                    first.what().run();
                    done.countDown();
                    await(mayCommit);
                })));
        await(done);
        Future<?> waiting = two.submit(() -> Acting.as(second.by(), second.what()));
        for (int tries = 0; locksWaitedFor() == 0; tries++) {
            assertThat(tries).as("the second waits for the first").isLessThan(250);
            assertThat(waiting.isDone()).as("the second went past the first").isFalse();
            Thread.sleep(20);
        }
        mayCommit.countDown();
        holding.get(10, TimeUnit.SECONDS);
        waiting.get(10, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private int locksWaitedFor() {
        return jdbc.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted"
                        + " and database = (select oid from pg_database where datname = current_database())")
                .query(Integer.class)
                .single();
    }
}
