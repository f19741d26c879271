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
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The month from start to signature, with the handbook's examples E52 and E53. */
@DatabaseTest
class MonthlyRunTests {

    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Autowired
    private PaymentRunDesk desk;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private RedLineDesk redLines;

    @Autowired
    private RunBuild build;

    @Autowired
    private RunOpening opening;

    @Autowired
    private People people;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock now;

    @Autowired
    private TransactionTemplate transaction;

    private TestCounty county;

    @BeforeEach
    void aCountyOfItsOwn() {
        county = counties.create();
    }

    private <T> T maker(Supplier<T> work) {
        return Acting.as(county.officer(Role.FINANCE_MAKER), work);
    }

    private UUID granted(int township, YearMonth first, LocalDate decidedOn, String amount) {
        return people.granted(county, people.family(county, county.village(township, 1), 1), first, decidedOn, amount);
    }

    private UUID run(YearMonth month, LocalDate today) {
        clock.set(today);
        return maker(() -> desk.startNow(People.SCHEME, month));
    }

    private PaymentRun look(UUID runId) {
        return maker(() -> desk.find(runId));
    }

    private void sign(UUID runId) {
        people.signed(county, runId);
        assertThat(look(runId).state()).isEqualTo(RunState.SIGNED);
    }

    private List<RunLine> lines(UUID runId) {
        return maker(() -> desk.lines(runId, LineFilter.ALL, null, 1000, 0));
    }

    private int step(UUID runId, String step) {
        return maker(() -> desk.bridge(runId, null)).stream()
                .filter(row -> row.step().equals(step))
                .mapToInt(BridgeRow::items)
                .sum();
    }

    private String amountOf(UUID runId, String step) {
        return maker(() -> desk.bridge(runId, null)).stream()
                .filter(row -> row.step().equals(step))
                .map(row -> row.amount().toString())
                .findFirst()
                .orElse("none");
    }

    /** Half past midnight in Shanghai is still the day before elsewhere; the run is the new month's all the same. */
    @ParameterizedTest
    @Tag("AC-091")
    @ValueSource(strings = {"UTC", "Asia/Shanghai"})
    void isTheMonthOfShanghaiInTheFirstHourOfTheMonth(String zone) {
        TimeZone machine = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            people.parameters(county, "25,-1");
            granted(1, YearMonth.of(2026, 4), LocalDate.of(2026, 3, 10), "500.00");
            clock.set(LocalDateTime.of(2026, 4, 1, 0, 30));
            assertThat(now.instant().toString()).startsWith("2026-03-31T16:30");

            UUID run = maker(() -> desk.startNow(People.SCHEME, YearMonth.now(now)));

            assertThat(look(run).benefitMonth()).isEqualTo(YearMonth.of(2026, 4));
            assertThat(lines(run))
                    .singleElement()
                    .satisfies(line -> assertThat(line.amount()).isEqualTo(Money.of("500.00")));
            String stored = maker(() -> transaction.execute(
                    status -> jdbc.sql("select benefit_month::text from disbursement.payment_run where id = ?")
                            .param(run)
                            .query(String.class)
                            .single()));
            assertThat(stored).isEqualTo("2026-04-01");
        } finally {
            TimeZone.setDefault(machine);
        }
    }

    @Test
    void e52CountsADecisionOnTheCutOffDayForThatMonthAndOneADayLaterForTheNext() {
        people.parameters(county, "15,0");
        granted(1, AUGUST, LocalDate.of(2026, 8, 15), "500.00");
        granted(1, AUGUST, LocalDate.of(2026, 8, 16), "600.00");

        UUID august = run(AUGUST, LocalDate.of(2026, 8, 17));

        assertThat(lines(august))
                .singleElement()
                .satisfies(line -> assertThat(line.amount()).isEqualTo(Money.of("500.00")));
    }

    @Test
    void e53PaysAMonthThatMissedItsCutOffWithTheNextRun() {
        people.parameters(county, "25,-1");
        granted(1, AUGUST, LocalDate.of(2026, 7, 1), "100.00");
        sign(run(AUGUST, LocalDate.of(2026, 8, 1)));
        UUID late = granted(1, SEPTEMBER, LocalDate.of(2026, 8, 28), "1530.00");

        UUID september = run(SEPTEMBER, LocalDate.of(2026, 8, 29));
        assertThat(lines(september)).hasSize(1);
        sign(september);
        UUID october = run(OCTOBER, LocalDate.of(2026, 9, 26));

        assertThat(lines(october)).hasSize(3);
        assertThat(maker(() -> desk.bridgeItems(october, "NEW_APPLICATION", null, 10, 0)))
                .extracting(RunListItem::entitlementId)
                .containsExactly(late);
        assertThat(lines(october).stream()
                        .filter(line -> line.amount().equals(Money.of("1530.00")))
                        .map(RunLine::benefitMonth))
                .containsExactlyInAnyOrder(SEPTEMBER, OCTOBER);
        assertThat(look(october).amount()).isEqualTo(Money.of("3160.00"));
        assertThat(look(october).bridgeDifference()).isEqualTo(Money.ZERO);
        sign(october);
        assertThat(lines(run(OCTOBER.plusMonths(1), LocalDate.of(2026, 10, 26))))
                .hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"entitlement_id", "account_id", "determination_id"})
    void refusesALineThatPointsToNothing(String column) {
        people.parameters(county, "15,0");
        granted(1, AUGUST, LocalDate.of(2026, 7, 1), "300.00");
        granted(1, AUGUST, LocalDate.of(2026, 7, 1), "310.00");
        UUID august = run(AUGUST, LocalDate.of(2026, 8, 17));
        sign(august);
        clock.set(LocalDate.of(2026, 9, 17));
        UUID building = maker(() -> opening.regular(People.SCHEME, SEPTEMBER, false));

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> checkedWith(building, august, column, "'00000000-0000-0000-0000-000000000001'::uuid"))
                .withMessageContaining("a line pays an entitlement");
        if (column.equals("determination_id")) {
            // one of another entitlement
            assertThatExceptionOfType(DataIntegrityViolationException.class)
                    .isThrownBy(
                            () -> checkedWith(
                                    building,
                                    august,
                                    column,
                                    "(select determination_id from disbursement.payment_line where run_id = l.run_id and seq = 2)"))
                    .withMessageContaining("a line pays an entitlement");
        }
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .as("built without the check")
                .isThrownBy(() -> people.as(
                        county.officer(Role.FINANCE_MAKER),
                        () -> jdbc.sql("update disbursement.payment_run set state = 'BUILT' where id = ?")
                                .param(building)
                                .update()))
                .withMessageContaining("once the references of its lines are checked");
        assertThat(checkedWith(building, august, "attempt", "attempt + 7")).isEqualTo(1);
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .as("a line after the check")
                .isThrownBy(() -> checkedWith(building, august, "attempt", "attempt + 8"))
                .withMessageContaining("only while their run is being built");
    }

    /** The first line of a run once more for the next month, one column of it changed, and then all of them checked. */
    private int checkedWith(UUID to, UUID from, String column, String value) {
        return people.as(county.officer(Role.FINANCE_MAKER), () -> {
            copy(to, from, column, value);
            return jdbc.sql("update disbursement.payment_run set lines_checked = true where id = ?")
                    .param(to)
                    .update();
        });
    }

    private void copy(UUID to, UUID from, String column, String value) {
        List<String> columns = List.of(
                "entitlement_id",
                "area_code",
                "scheme",
                "residence",
                "kind",
                "attempt",
                "resident_id",
                "payee_id",
                "payee_name",
                "account_id",
                "persons",
                "base_amount",
                "supplement_amount",
                "amount",
                "determination_id",
                "explanation");
        jdbc.sql("insert into disbursement.payment_line (run_id, seq, benefit_month, "
                        + String.join(", ", columns) + ") select ?, (select coalesce(max(seq), 0) + 1 from"
                        + " disbursement.payment_line where run_id = ?), '2026-09-01', "
                        + columns.stream()
                                .map(name -> name.equals(column) ? value : "l." + name)
                                .collect(Collectors.joining(", "))
                        + " from disbursement.payment_line l where l.run_id = ? and l.seq = 1")
                .params(to, to, from)
                .update();
    }

    @Test
    void closesTheBridgeOverEveryKindOfChange() {
        people.parameters(county, "15,0");
        LocalDate july = LocalDate.of(2026, 7, 1);
        UUID stays = granted(1, AUGUST, july, "300.00");
        UUID dies = granted(1, AUGUST, july, "310.00");
        UUID raised = granted(2, AUGUST, july, "320.00");
        UUID held = granted(2, AUGUST, july, "330.00");
        UUID heldBefore = granted(3, AUGUST, july, "340.00");
        People.Family three = people.family(county, county.village(3, 2), 3);
        UUID shrinks = people.granted(county, three, AUGUST, july, "900.00");
        Officer approver = county.officer(Role.COUNTY_APPROVER);
        UUID hold = Acting.as(approver, () -> entitlements.hold(heldBefore, HoldReason.COMPLAINT, "核实", AUGUST));
        UUID august = run(AUGUST, LocalDate.of(2026, 8, 17));
        assertThat(look(august)).satisfies(run -> {
            assertThat(run.read()).isEqualTo(6);
            assertThat(run.paid()).isEqualTo(5);
            assertThat(run.held()).isEqualTo(1);
            assertThat(run.amount()).isEqualTo(Money.of("2160.00"));
        });
        sign(august);

        LocalDate decided = LocalDate.of(2026, 9, 10);
        UUID newcomer = granted(1, SEPTEMBER, decided, "400.00");
        Acting.as(approver, () -> {
            entitlements.end(dies, ExitCode.DEATH, AUGUST, decided);
            entitlements.determine(raised, SEPTEMBER, People.due(1, "350.00", Cause.STANDARD_CHANGED, decided));
            entitlements.hold(held, HoldReason.WHEREABOUTS_UNKNOWN, "无人", SEPTEMBER);
            entitlements.release(hold, "查清", SEPTEMBER, true);
            entitlements.removePerson(shrinks, three.members().get(2), AUGUST, ExitCode.DETAINED);
            entitlements.determine(shrinks, SEPTEMBER, People.due(2, "620.00", Cause.MEMBER_LEFT, decided));
        });
        UUID september = run(SEPTEMBER, LocalDate.of(2026, 9, 16));

        assertThat(look(september)).satisfies(run -> {
            assertThat(run.bridgeDifference()).isEqualTo(Money.ZERO);
            assertThat(run.read()).isEqualTo(6);
            assertThat(run.held()).isEqualTo(1);
            // 300 + 350 + 340 + 340 arrears + 620 + 400
            assertThat(run.amount()).isEqualTo(Money.of("2350.00"));
        });
        assertThat(amountOf(september, "OPENING")).isEqualTo("2160.00");
        assertThat(amountOf(september, "NEW_APPLICATION")).isEqualTo("400.00");
        assertThat(amountOf(september, "EXIT_01")).isEqualTo("-310.00");
        assertThat(amountOf(september, "STANDARD_CHANGED")).isEqualTo("30.00");
        assertThat(amountOf(september, "HELD")).isEqualTo("-330.00");
        assertThat(amountOf(september, "RESUMED")).isEqualTo("340.00");
        assertThat(amountOf(september, "ARREARS")).isEqualTo("340.00");
        assertThat(amountOf(september, "MEMBER_LEFT")).isEqualTo("-280.00");
        assertThat(amountOf(september, "CLOSING")).isEqualTo("2350.00");
        assertThat(maker(() -> desk.bridgeItems(september, "NEW_APPLICATION", null, 10, 0)))
                .extracting(RunListItem::entitlementId)
                .containsExactly(newcomer);
        assertThat(lines(september)).hasSize(6);
        assertThat(maker(() -> redLines.hits(september, RedFilter.ALL, null, 10, 0)))
                .singleElement()
                .satisfies(hit -> {
                    assertThat(hit.entitlementId()).isEqualTo(shrinks);
                    assertThat(hit.code()).isEqualTo("AMOUNT_JUMP");
                });
        assertThat(maker(() -> desk.sample(september))).hasSize(6).isEqualTo(maker(() -> desk.sample(september)));
        assertThat(stays).isNotNull();

        sign(september);
        clock.set(LocalDate.of(2026, 10, 9));
        Acting.as(approver, () -> entitlements.restore(dies, "误登记死亡"));
        UUID october = run(YearMonth.of(2026, 10), LocalDate.of(2026, 10, 16));

        assertThat(look(october).bridgeDifference()).isEqualTo(Money.ZERO);
        assertThat(amountOf(october, "NEW_RESTORED")).isEqualTo("310.00");
        assertThat(maker(() -> desk.bridge(october, null)))
                .extracting(BridgeRow::step)
                .doesNotContain("NEW_APPLICATION");
    }

    @Test
    void paysTheDifferenceOfMonthsPaidBeforeARaise() {
        people.parameters(county, "15,0");
        UUID raised = granted(1, YearMonth.of(2026, 7), LocalDate.of(2026, 6, 1), "1530.00");
        sign(run(YearMonth.of(2026, 7), LocalDate.of(2026, 7, 16)));
        sign(run(AUGUST, LocalDate.of(2026, 8, 17)));
        Acting.as(
                county.officer(Role.COUNTY_APPROVER),
                () -> entitlements.determine(
                        raised,
                        YearMonth.of(2026, 7),
                        People.due(1, "1620.00", Cause.STANDARD_CHANGED, LocalDate.of(2026, 9, 1))));

        UUID september = run(SEPTEMBER, LocalDate.of(2026, 9, 16));

        assertThat(look(september).amount()).isEqualTo(Money.of("1800.00"));
        assertThat(look(september).bridgeDifference()).isEqualTo(Money.ZERO);
    }

    @Test
    @Tag("AC-088")
    void survivesBeingKilledBetweenChunksAndPaysNobodyTwiceAndLosesNobody() throws Exception {
        people.parameters(county, "15,0");
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            People.Family family = people.family(county, county.village(i % 3 + 1, i % 2 + 1), 1);
            grants.add(People.grant(family, AUGUST, LocalDate.of(2026, 7, 1), "100.00"));
        }
        people.as(county.officer(Role.COUNTY_APPROVER), () -> entitlements.grantAll(grants));
        clock.set(LocalDate.of(2026, 8, 17));
        UUID runId = maker(() -> opening.regular(People.SCHEME, AUGUST, false));
        for (int chunk = 0; chunk < 3; chunk++) {
            maker(() -> build.step(runId, 7));
        }
        assertThat(maker(() -> desk.progress(runId)).done()).isEqualTo(14);

        ExecutorService workers = Executors.newFixedThreadPool(2);
        Callable<Boolean> worker = () -> maker(() -> {
            while (build.step(runId, 3)) {
                Thread.onSpinWait();
            }
            return true;
        });
        for (Future<Boolean> finished : workers.invokeAll(List.of(worker, worker))) {
            finished.get();
        }
        workers.shutdown();

        assertThat(lines(runId)).hasSize(40);
        assertThat(lines(runId)).extracting(RunLine::seq).doesNotHaveDuplicates();
        assertThat(look(runId)).satisfies(run -> {
            assertThat(run.state()).isEqualTo(RunState.BUILT);
            assertThat(run.read()).isEqualTo(40);
            assertThat(run.amount()).isEqualTo(Money.of("4000.00"));
        });
    }

    @Test
    @Tag("AC-051")
    void startsOncePerMonthAndNotBeforeItsCutOff() {
        people.parameters(county, "15,0");
        granted(1, AUGUST, LocalDate.of(2026, 7, 1), "100.00");

        refused("run.before-cut-off", () -> run(AUGUST, LocalDate.of(2026, 8, 15)));
        UUID first = run(AUGUST, LocalDate.of(2026, 8, 16));
        refused("run.exists", () -> run(AUGUST, LocalDate.of(2026, 8, 16)));
        refused("run.previous-not-signed", () -> run(SEPTEMBER, LocalDate.of(2026, 9, 16)));
        maker(() -> {
            desk.abandon(first, desk.find(first).version(), "参数录错");
            return true;
        });
        UUID again = run(AUGUST, LocalDate.of(2026, 8, 17));

        assertThat(look(again).attempt()).isEqualTo(2);
        assertThat(lines(again)).hasSize(1);
        sign(again);
        refused("run.month-skipped", () -> run(OCTOBER, LocalDate.of(2026, 10, 16)));
    }

    @Test
    @Tag("AC-053")
    void isConfirmedByEachTownshipItselfAndSignedByThreeDifferentPeople() {
        people.parameters(county, "15,0");
        granted(1, AUGUST, LocalDate.of(2026, 7, 1), "100.00");
        granted(2, AUGUST, LocalDate.of(2026, 7, 1), "200.00");
        UUID runId = run(AUGUST, LocalDate.of(2026, 8, 16));
        Officer first = county.officer(Role.TOWN_REVIEWER);
        Officer second = county.elsewhere(Role.TOWN_REVIEWER);

        refused(
                "run.not-your-township",
                () -> Acting.as(first, () -> {
                    desk.confirm(runId, county.township(2), null);
                    return null;
                }));
        Acting.as(first, () -> desk.confirm(runId, county.township(1), null));
        assertThat(look(runId).state()).isEqualTo(RunState.BUILT);
        assertThat(Acting.as(first, () -> desk.towns(runId))).hasSize(1);
        Acting.as(second, () -> desk.confirm(runId, county.township(2), null));
        assertThat(look(runId).state()).isEqualTo(RunState.TOWN_OK);

        refused(
                "run.not-checker",
                () -> maker(() -> {
                    desk.check(runId, desk.find(runId).version());
                    return null;
                }));
        people.explainRedLines(county, runId);
        people.check(county, runId);
        refused(
                "run.signature-mismatch",
                () -> Acting.as(county.officer(Role.FINANCE_SIGNER), () -> {
                    desk.sign(runId, desk.find(runId).version(), 2, Money.of("300.01"));
                    return null;
                }));
        Acting.as(
                county.officer(Role.FINANCE_SIGNER),
                () -> desk.sign(runId, desk.find(runId).version(), 2, Money.of("300.00")));
        assertThat(look(runId).linesHash()).hasSize(64);
    }

    @Test
    void refusesTheDeadAndThoseWithoutAnAccountAndPaysTheLatterLater() {
        people.parameters(county, "15,0");
        People.Family dead = people.family(county, county.village(1, 1), 1);
        people.granted(county, dead, AUGUST, LocalDate.of(2026, 7, 1), "100.00");
        People.Family poor = people.family(county, county.village(1, 1), 1);
        people.granted(county, poor, AUGUST, LocalDate.of(2026, 7, 1), "200.00");
        people.as(county.officer(Role.COUNTY_CASEWORKER), () -> {
            jdbc.sql("update registry.resident set death_date = '2026-07-31', death_source = 'TEST' where id = ?")
                    .params(dead.head())
                    .update();
            return jdbc.sql("update registry.payment_account set active = false where resident_id = ?")
                    .params(poor.head())
                    .update();
        });

        UUID august = run(AUGUST, LocalDate.of(2026, 8, 16));

        assertThat(maker(() -> desk.exceptions(august, null, null, 10, 0)))
                .extracting(RunListItem::what)
                .containsExactlyInAnyOrder("DEAD", "NO_ACCOUNT");
        assertThat(lines(august)).isEmpty();
        sign(august);
        people.as(county.officer(Role.COUNTY_CASEWORKER), () -> people.account(county.village(1, 1), poor.head()));
        UUID september = run(SEPTEMBER, LocalDate.of(2026, 9, 16));
        assertThat(lines(september)).extracting(RunLine::benefitMonth).containsExactlyInAnyOrder(AUGUST, SEPTEMBER);
        assertThat(step(september, "REFUSED")).isEqualTo(1);
        assertThat(look(september).bridgeDifference()).isEqualTo(Money.ZERO);
    }
}
