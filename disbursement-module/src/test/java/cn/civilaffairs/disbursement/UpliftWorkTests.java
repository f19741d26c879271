package cn.civilaffairs.disbursement;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/** An uplift with a rule of the test's own, interrupted and gone on with by two workers at once. */
@DatabaseTest
@Import(UpliftWorkTests.ByStandard.class)
class UpliftWorkTests {

    /** Everybody is due the standard: 500 now, and whatever is proposed then; a tenth of them cannot be reckoned. */
    @TestComponent
    static class ByStandard implements AmountRule {

        @Override
        public String scheme() {
            return People.SCHEME;
        }

        @Override
        public void compare(List<Recipient> recipients, Standard proposed, Consumer<Comparison> each) {
            recipients.forEach(recipient ->
                    each.accept(new Comparison(recipient, amount(Money.of(500)), amount(proposed.amount()))));
        }

        private static Amount amount(Money money) {
            return new Amount(1, money, Money.ZERO, true, "test", () -> "{}");
        }
    }

    @Autowired
    private UpliftDesk desk;

    @Autowired
    private UpliftWork work;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private Standards standards;

    @Autowired
    private People people;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Test
    void raisesEverybodyOnceWhoeverIsInterruptedAndHoweverManyWorkAtIt() throws Exception {
        clock.set(LocalDate.of(2026, 11, 2));
        TestCounty county = counties.create();
        people.parameters(county, "15,0");
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        Officer approver = county.officer(Role.COUNTY_APPROVER);
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            all.add(people.granted(
                    county,
                    people.family(county, county.village(i % 3 + 1, 1), 1),
                    YearMonth.of(2026, 8),
                    LocalDate.of(2026, 7, 1),
                    i % 10 == 0 ? "444.00" : "500.00"));
        }
        UUID uplift = opened(county, caseworker);
        assertThat(Acting.as(caseworker, () -> work.step(uplift, 4))).isTrue();
        both(caseworker, uplift, 3);
        Uplift preview = Acting.as(approver, () -> desk.find(uplift));
        assertThat(preview).satisfies(seen -> {
            assertThat(seen.state()).isEqualTo(UpliftState.PREVIEWED);
            assertThat(seen.read()).isEqualTo(23);
            assertThat(seen.raised()).isEqualTo(20);
            assertThat(seen.manual()).isEqualTo(3);
            assertThat(seen.monthlyChange()).isEqualTo(Money.of("400.00"));
        });

        Acting.as(approver, () -> desk.approved(uplift, preview.version(), 20));
        assertThat(Acting.as(approver, () -> work.step(uplift, 4))).isTrue();
        both(approver, uplift, 5);

        assertThat(Acting.as(approver, () -> desk.find(uplift))).satisfies(applied -> {
            assertThat(applied.state()).isEqualTo(UpliftState.APPLIED);
            assertThat(applied.applied()).isEqualTo(20);
            assertThat(applied.moved()).isZero();
        });
        for (int i = 0; i < 23; i++) {
            UUID entitlement = all.get(i);
            assertThat(Acting.as(approver, () -> entitlements.determinations(entitlement)))
                    .hasSize(i % 10 == 0 ? 1 : 2);
        }
    }

    @Test
    void setsWhoeverWasDecidedAboutBetweenReckoningAndWritingAside() {
        clock.set(LocalDate.of(2026, 11, 2));
        TestCounty county = counties.create();
        people.parameters(county, "15,0");
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        Officer approver = county.officer(Role.COUNTY_APPROVER);
        List<UUID> all = Stream.generate(() -> people.granted(
                        county,
                        people.family(county, county.village(1, 1), 1),
                        YearMonth.of(2026, 8),
                        LocalDate.of(2026, 7, 1),
                        "500.00"))
                .limit(3)
                .toList();
        UUID uplift = opened(county, caseworker);
        Acting.as(caseworker, () -> desk.workNow(uplift));
        Uplift preview = Acting.as(approver, () -> desk.find(uplift));
        Acting.as(approver, () -> desk.approved(uplift, preview.version(), 3));
        List<UpliftWork.WorkedOut> ahead = new ArrayList<>();
        Acting.as(approver, () -> transaction.executeWithoutResult(status -> work.workOutAll(uplift, 10, ahead::add)));

        Due lower = new Due(
                1,
                Money.of(300),
                Money.ZERO,
                Cause.MEANS_CHANGED,
                "test",
                "{}",
                null,
                null,
                approver.id(),
                LocalDate.of(2026, 11, 2));
        Acting.as(approver, () -> entitlements.determine(all.get(1), YearMonth.of(2027, 1), lower));
        assertThat(ahead).hasSize(1);
        assertThat(Acting.as(approver, () -> work.write(uplift, ahead.get(0)))).isTrue();
        assertThat(Acting.as(approver, () -> work.write(uplift, ahead.get(0))))
                .as("the same once more")
                .isFalse();
        Acting.as(approver, () -> desk.workNow(uplift));

        assertThat(Acting.as(approver, () -> desk.find(uplift))).satisfies(applied -> {
            assertThat(applied.state()).isEqualTo(UpliftState.APPLIED);
            assertThat(applied.applied()).isEqualTo(2);
            assertThat(applied.moved()).isEqualTo(1);
        });
        assertThat(Acting.as(approver, () -> entitlements.determinations(all.get(1))))
                .extracting(determination -> determination.amount())
                .contains(Money.of(300))
                .doesNotContain(Money.of(520));
        assertThat(Acting.as(approver, () -> entitlements.determinations(all.get(2))))
                .extracting(determination -> determination.amount())
                .contains(Money.of(520));
    }

    private UUID opened(TestCounty county, Officer caseworker) {
        UUID standard = Acting.as(
                caseworker,
                () -> standards.propose(new Standards.Proposal(
                        People.SCHEME,
                        "",
                        county.code(),
                        Standard.Residence.RURAL,
                        Money.of(520),
                        Standard.Unit.MONTH,
                        LocalDate.of(2026, 12, 1),
                        null,
                        "测〔2026〕1号",
                        null)));
        return Acting.as(caseworker, () -> desk.open(standard));
    }

    private void both(Officer officer, UUID uplift, int chunk) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(2);
        Callable<Boolean> worker = () -> Acting.as(officer, () -> {
            boolean more = true;
            while (more) {
                more = work.step(uplift, chunk);
            }
            return true;
        });
        for (Future<Boolean> finished : workers.invokeAll(List.of(worker, worker))) {
            finished.get();
        }
        workers.shutdown();
    }
}
