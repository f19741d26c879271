package cn.civilaffairs.web.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.civilaffairs.CivilAffairsApplication;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.FailedCounts;
import cn.civilaffairs.disbursement.FailedFilter;
import cn.civilaffairs.disbursement.FailedPayment;
import cn.civilaffairs.disbursement.FailedPaymentDesk;
import cn.civilaffairs.disbursement.FailedStage;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.LineFilter;
import cn.civilaffairs.disbursement.MonthCheckDesk;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ImportBatch;
import cn.civilaffairs.registry.exchange.ImportDesk;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The first start on an empty folder, as a new user makes it; {@code -Ddemo.scale=0.05} makes a twentieth of the county. */
class DemoCountyTests {

    private static final double SCALE = Double.parseDouble(System.getProperty("demo.scale", "1"));

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext application;
    private static Officer viewer;

    @BeforeAll
    static void start() {
        application = start(folder);
        viewer = new Crew(DemoPlan.at(0.01).officers()).named("sup_1");
    }

    private static ConfigurableApplicationContext start(Path folder) {
        return new SpringApplicationBuilder(CivilAffairsApplication.class)
                .properties("civil.data-dir=" + folder, "civil.demo.scale=" + SCALE)
                .run("--server.port=0");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void theRosterAfterTheLastClosedMonthIsOnItsTargets() {
        for (DemoPlan.Target target : DemoPlan.Target.at(SCALE)) {
            assertThat(counts("""
                            select count(distinct e.id)::int, count(*)::int
                            from disbursement.entitlement e join disbursement.covered_person c on c.entitlement_id = e.id
                            where e.scheme = 'minimum-living' and e.residence = '%s' and c.from_month <= '2026-10-01'
                                and (c.to_month is null or c.to_month >= '2026-10-01')""".formatted(target.residence())))
                    .containsExactly(target.households(), target.persons());
        }
    }

    @Test
    void twelveMonthsAreClosedAndEachBridgesToTheLast() {
        assertThat(rows("""
                        select benefit_month || ' ' || state || ' ' || bridge_difference
                        from disbursement.payment_run where kind = 'REGULAR' and scheme = 'minimum-living' order by 1"""))
                .hasSize(12)
                .startsWith("2025-11-01 CLOSED 0.00")
                .endsWith("2026-10-01 CLOSED 0.00")
                .allMatch(row -> row.endsWith(" CLOSED 0.00"));
    }

    @Test
    void everyRunWasMadeCheckedSignedAndClosedByThoseWhoseItIs() {
        assertThat(rows("""
                        select distinct b.login || ' ' || c.login || ' ' || s.login || ' ' || x.login
                        from disbursement.payment_run r join registry.officer b on b.id = r.built_by
                        join registry.officer c on c.id = r.checked_by join registry.officer s on s.id = r.signed_by
                        join registry.officer x on x.id = r.closed_by""")).containsExactlyInAnyOrder("fm_1 fc_1 fs_1 fc_1", "fm_1 fc_1 fs_2 fc_1");
        assertThat(rows("""
                        select distinct f.login || ' ' || s.login from disbursement.payment_run r
                        join registry.officer f on f.id = r.first_signed_by join registry.officer s on s.id = r.signed_by
                        where r.second_signer_why is not null""")).as("whatever changed much was signed by two").containsExactly("fs_1 fs_2");
    }

    @Test
    void somePaymentsFailedAndWerePaidAgainExceptTheLatest() {
        assertThat(rows("select distinct benefit_month::text from disbursement.payment_line l"
                        + " join disbursement.line_result s using (run_id, seq) where not s.succeeded order by 1"))
                .contains("2026-10-01");
        assertThat(
                        rows(
                                "select distinct l.benefit_month::text from disbursement.payment_line l"
                                        + " join disbursement.payment_run r on r.id = l.run_id and r.state = 'CLOSED' where l.kind = 'REISSUE'"))
                .isNotEmpty()
                .doesNotContain("2026-10-01");
    }

    @Test
    void septemberWasOpenedAgainAndClosedOctoberIsTickedThroughoutAndFailedPaymentsStandAtSeveralStages() {
        assertThat(rows("""
                        select r.benefit_month || ' ' || max(v.version_no) from disbursement.report_version v
                        join disbursement.payment_run r on r.id = v.run_id where r.benefit_month >= '2026-09-01'
                        group by r.benefit_month order by 1""")).containsExactly("2026-09-01 2", "2026-10-01 1");
        assertThat(number("select count(*) from disbursement.line_result_before"))
                .isOne();
        assertThat(number("select count(*) from disbursement.report_approval")).isEqualTo(12);
        Officer supervisor = new Crew(DemoPlan.at(0.01).officers()).named("sup_1");
        assertThat(Acting.as(
                        supervisor,
                        () -> application
                                .getBean(MonthCheckDesk.class)
                                .items("minimum-living", YearMonth.of(2026, 10))))
                .extracting(item -> item.code() + " " + item.state() + " " + item.detail())
                .noneMatch(item -> item.contains(" OPEN ") || item.contains(" LATER "));
        FailedCounts failed = Acting.as(
                supervisor, () -> application.getBean(FailedPaymentDesk.class).counts(FailedFilter.ALL));
        assertThat(failed.of(FailedStage.READY)).isPositive();
        assertThat(failed.of(FailedStage.TO_CORRECT)).isPositive();
        assertThat(number("select count(*) from disbursement.given_figures")).isOne();
    }

    @Test
    void aCaseStandsAtEveryStepAndSomeAreLateWaitingOrReturned() {
        assertThat(rows("select distinct step from casework.case_file where status = 'OPEN'"
                        + " and matter = 'minimum-living'"))
                .containsExactlyInAnyOrder(
                        "acceptance", "means-check", "home-visit", "review", "posting", "confirmation");
        assertThat(rows("select distinct status from casework.case_file"))
                .contains("OPEN", "CONFIRMED", "REFUSED", "WITHDRAWN");
        assertThat(number("select count(*) from casework.case_file where status = 'OPEN'"))
                .isBetween(55, 70);
        assertThat(number("select count(*) from casework.case_file where status = 'OPEN' and due_on < '2026-11-16'"))
                .isPositive();
        assertThat(number("select count(*) from casework.case_file where status = 'OPEN' and paused_since is not null"))
                .isPositive();
        assertThat(number("select count(*) from casework.case_file where status = 'OPEN' and returned"))
                .isPositive();
        assertThat(number("select count(*) from casework.posting where result is null and ends_on >= '2026-11-16'"))
                .isPositive();
    }

    @Test
    void familiesInPaymentAreMidChangeOnTheirWayOutSuspendedAndDueForReview() {
        assertThat(rows("select distinct step from casework.case_file where status = 'OPEN'"
                        + " and matter = 'minimum-living-change'"))
                .containsExactlyInAnyOrder("entry", "review", "confirmation");
        assertThat(number("select count(*) from disbursement.entitlement"
                        + " where exit_code = '04' and last_month > '2026-11-01'"))
                .isOne();
        assertThat(
                        number(
                                "select count(*) from (select entitlement_id from disbursement.hold"
                                        + " where released_at is null and from_month = '2026-12-01' group by 1 having count(*) = 2) twice"))
                .isOne();
        for (String town : List.of("999001003", "999001009")) {
            String ofTown =
                    "select count(*) from disbursement.review_task where scheme = 'minimum-living' and area_code like '"
                            + town + "%' and ";
            assertThat(number(ofTown + "answer is null")).isGreaterThanOrEqualTo(20);
            assertThat(number(ofTown + "answer is null and due_on < '2026-11-16'"))
                    .isPositive();
            assertThat(number(ofTown + "answer is not null")).isPositive();
        }
    }

    @Test
    void eldersAreDueToBeSeenFamiliesToBeToldOfTheUpliftAndSomeComeOfAge() {
        for (String town : List.of("999001003", "999001009")) {
            assertThat(rows("select distinct coalesce(answer, 'OPEN') from disbursement.review_task"
                            + " where scheme = 'old-age' and area_code like '" + town + "%' order by 1"))
                    .containsExactly("ALIVE", "OPEN", "UNREACHABLE");
        }
        assertThat(number("select count(*) from disbursement.hold where reason = 'LIFE_UNPROVEN' and placed_by is null"
                        + " and released_at is null"))
                .isEqualTo(2);
        assertThat(
                        rows(
                                "select name from registry.resident r join disbursement.uplift_newcomer n on n.resident_id = r.id"))
                .contains("方巧云", "邹立平");
        assertThat(rows("select r.name from casework.lead l join registry.resident r on r.id = l.resident_id"
                        + " where l.kind = 'COMING_OF_AGE' and l.state = 'OPEN'"))
                .contains("罗小雨", "丁秀芝");
    }

    @Test
    void noActLiesInTheFuture() {
        assertThat(number("select count(*) from casework.case_entry where at > '2026-11-16 18:00+08'"))
                .isZero();
        assertThat(number("select count(*) from disbursement.payment_run where closed_at > '2026-11-16 09:00+08'"))
                .isZero();
    }

    @Test
    void theOldAgeAllowanceIsPaidThreeMonthsAndNovembersRosterStandsHalfConfirmed() {
        assertThat(rows("""
                        select benefit_month || ' ' || state || ' ' || bridge_difference
                        from disbursement.payment_run where scheme = 'old-age' and kind = 'REGULAR' order by 1"""))
                .containsExactly("2026-08-01 CLOSED 0.00", "2026-09-01 CLOSED 0.00", "2026-10-01 CLOSED 0.00");
        assertThat(
                        number(
                                "select count(*) from disbursement.entitlement where scheme = 'old-age' and last_month is null"))
                .isGreaterThan(60);
        assertThat(rows("""
                        select distinct case when entitlement_id is not null then 'GRANTED' else coalesce(answer, 'ASKED') end
                        from eldercare.old_age_candidate c join eldercare.old_age_roster r on r.id = c.roster_id
                        where r.month = '2026-11-01' and finding = 'TO_CONFIRM'""")).containsExactlyInAnyOrder("ASKED", "CONFIRMED", "GRANTED", "LEFT_OUT");
    }

    @Test
    void whatWasPaidAfterTheDeathOfWuXiulianIsClaimedAndTheOtherDeathWaitsForItsTownship() {
        assertThat(rows("""
                        select r.name || ' ' || e.last_month || ' ' || v.amount || ' ' || v.state
                        from disbursement.entitlement e join registry.resident r on r.id = e.resident_id
                        join disbursement.recovery v on v.entitlement_id = e.id where r.name = '吴秀莲'""")).containsExactly("吴秀莲 2026-09-01 100.00 PROPOSED");
        assertThat(rows("""
                        select h.note from disbursement.hold h join disbursement.entitlement e on e.id = h.entitlement_id
                        join registry.resident r on r.id = e.resident_id
                        where r.name = '郑德厚' and h.released_at is null""")).containsExactly("火化登记 2026-11-13（死亡日期 2026-11-12），待乡镇核实");
        assertThat(rows("select certificate_no from civilservices.cremation where certificate_no is not null"))
                .containsExactly("HZ9990012026000001");
    }

    /** The living example of 账户连续发放失败: on its township's desk, and how it ends. */
    @Test
    void anAccountRefusedThreeTimesSuspendsTheFamilyUntilTwoPeopleHaveCorrectedItThenEveryMonthIsPaidAgain() {
        Officer clerk = officer("tc_07a");
        Officer reviewer = officer("tr_07");
        FailedPaymentDesk desk = application.getBean(FailedPaymentDesk.class);
        List<FailedPayment> waiting = failed(desk, clerk, FailedPayment::suspended);
        assertThat(waiting)
                .extracting(FailedPayment::benefitMonth)
                .containsExactlyInAnyOrder(YearMonth.of(2026, 8), YearMonth.of(2026, 9), YearMonth.of(2026, 10));
        assertThat(waiting).allMatch(payment -> payment.stage() == FailedStage.TO_CORRECT);
        FailedPayment one = waiting.get(0);
        EntitlementDesk benefits = application.getBean(EntitlementDesk.class);
        assertThat(Acting.as(clerk, () -> benefits.holds(one.entitlementId())))
                .singleElement()
                .satisfies(hold -> {
                    assertThat(hold.reason()).isEqualTo(HoldReason.ACCOUNT_FAILING);
                    assertThat(hold.from()).isEqualTo(YearMonth.of(2026, 11));
                    assertThat(hold.note()).startsWith("连续 3 次发放失败");
                });

        AccountRegister accounts = application.getBean(AccountRegister.class);
        String card = "6228480009900000093";
        UUID account = Acting.as(
                clerk,
                () -> accounts.enter(one.payeeId(), one.payeeName(), "云溪农村商业银行", card, AccountKind.CARD, clerk.scope())
                        .id());
        assertThat(failed(desk, clerk, FailedPayment::suspended))
                .allMatch(payment -> payment.stage() == FailedStage.TO_CONFIRM);
        Acting.as(reviewer, () -> accounts.confirm(one.payeeId(), account, card, reviewer.scope()));

        assertThat(Acting.as(clerk, () -> benefits.holds(one.entitlementId()))).allMatch(hold -> !hold.open());
        assertThat(failed(desk, clerk, payment -> payment.entitlementId().equals(one.entitlementId())))
                .hasSize(3)
                .allMatch(payment -> payment.stage() == FailedStage.READY);
        PaymentRunDesk runs = application.getBean(PaymentRunDesk.class);
        Officer maker = officer("fm_1");
        UUID again = Acting.as(maker, () -> runs.startSupplementaryNow("minimum-living", YearMonth.of(2026, 11)));
        assertThat(Acting.as(maker, () -> runs.lines(again, LineFilter.ALL, null, 200, 0)))
                .filteredOn(
                        line -> one.householdId() != null && one.householdId().equals(line.householdId()))
                .as("each for its own month")
                .extracting(line -> line.kind() + " " + line.benefitMonth() + " " + line.amount())
                .containsExactlyInAnyOrderElementsOf(waiting.stream()
                        .map(payment -> "REISSUE " + payment.benefitMonth() + " " + payment.amount())
                        .toList());
    }

    private static List<FailedPayment> failed(FailedPaymentDesk desk, Officer clerk, Predicate<FailedPayment> which) {
        return Acting.as(clerk, () -> desk.list(FailedFilter.ALL, 200, 0)).stream()
                .filter(which)
                .toList();
    }

    @Test
    void aRelativeCollectsAnotherChangeOfPayeeWaitsAndSoDoesAnEntryOfTheRegister() {
        assertThat(rows("select basis || ' ' || state from disbursement.payee_change where area_code like '999001005%'"
                        + " order by 1"))
                .containsExactly("GUARDIAN APPROVED", "MEMBER PROPOSED");
        assertThat(rows("select state from registry.guardianship where area_code like '999001005%' order by 1"))
                .containsExactly("CONFIRMED", "ENTERED");
        assertThat(number("""
                        select count(*) from disbursement.entitlement e where e.last_month is null
                        and e.payee_id <> e.resident_id and registry.is_guardian(e.payee_id, e.resident_id, '2026-11-16')""")).isOne();
    }

    @Test
    void householdsWaitToBeTakenIn() {
        assertThat(number("""
                        select count(*) from registry.household h where h.area_code like '999001003%'
                        and not exists (select from casework.case_file c where c.household_id = h.id)
                        and not exists (select from disbursement.entitlement e where e.household_id = h.id)""")).isPositive();
    }

    @Test
    void theSampleRosterIsRefusedRowByRowAndTakenOnceCorrected() {
        SampleFiles samples = new SampleFiles(application
                .getBean(MinimumLivingReckoner.class)
                .book(DemoArea.COUNTY)
                .inForce(DemoArea.COUNTY, UrbanRural.RURAL, DemoPlan.OPEN));
        ImportBatch wrong = imported(samples.all().get(SampleFiles.ROSTER_WITH_ERRORS));
        assertThat(wrong.state()).isEqualTo(ImportBatch.State.CHECKED);
        assertThat(wrong.rowsFailed()).isGreaterThanOrEqualTo(9);
        ImportBatch right = imported(samples.all().get(SampleFiles.ROSTER));
        assertThat(right.rowsFailed()).isZero();
        assertThat(right.rowsPassed()).isEqualTo(right.rowsRead()).isGreaterThan(24);
    }

    private static ImportBatch imported(byte[] workbook) {
        ImportDesk desk = application.getBean(ImportDesk.class);
        Officer clerk = clerk();
        UUID id = Acting.as(clerk, () -> desk.upload("residents", "名册.xlsx", workbook));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !batch(desk, clerk, id).isWorking());
        return batch(desk, clerk, id);
    }

    private static ImportBatch batch(ImportDesk desk, Officer clerk, UUID id) {
        return Acting.as(clerk, () -> desk.get(id, clerk.scope()));
    }

    private static Officer clerk() {
        return officer("tc_03a");
    }

    private static Officer officer(String login) {
        return application
                .getBean(OfficerAccounts.class)
                .byLogin(login)
                .orElseThrow()
                .officer();
    }

    @Test
    void aLaterStartInstallsNothingAndTakesUpTheDate() {
        int households = number("select count(*) from registry.household");
        Acting.as(clerk(), () -> application.getBean(DemoClock.class).advance(1));
        LocalDate left = application.getBean(DemoClock.class).today();
        application.close();

        application = start(folder);

        assertThat(application.getBean(DemoClock.class).today()).isEqualTo(left);
        assertThat(number("select count(*) from registry.household")).isEqualTo(households);
        assertThat(application.getBean(DemoNotice.class).players())
                .extracting(DemoNotice.Player::login)
                .contains("tc_03a", "tr_03", "fs_1");
    }

    private static List<String> rows(String sql) {
        return query(() -> application
                .getBean(JdbcClient.class)
                .sql(sql)
                .query(String.class)
                .list());
    }

    private static int number(String sql) {
        return query(() -> application
                .getBean(JdbcClient.class)
                .sql(sql)
                .query(Integer.class)
                .single());
    }

    private static List<Integer> counts(String sql) {
        return query(() -> application
                .getBean(JdbcClient.class)
                .sql(sql)
                .query((row, number) -> List.of(row.getInt(1), row.getInt(2)))
                .single());
    }

    private static <T> T query(Supplier<T> query) {
        return Acting.as(
                viewer, () -> application.getBean(TransactionTemplate.class).execute(status -> query.get()));
    }
}
