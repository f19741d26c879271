package cn.civilaffairs.disbursement;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The red-line pack: what it turns up, who answers, and what a run waits for (threats T18 and T19, check AC-054). */
@DatabaseTest
@Import(RedLineTests.OtherScheme.class)
class RedLineTests {

    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final String STRONGER = "test-support";

    /** A benefit of single persons that the scheme of the tests gives way to. */
    @TestConfiguration(proxyBeanMethods = false)
    static class OtherScheme {

        @Bean
        Scheme testSupport() {
            return new Scheme(
                    STRONGER,
                    "SA-SUP",
                    Scheme.Holder.PERSON,
                    "payment.cut-off",
                    "payment.pay-day",
                    "payment.death-stop");
        }
    }

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private RedLineDesk desk;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private People people;

    @Autowired
    private TestCounties counties;

    @Autowired
    private JdbcClient jdbc;

    private TestCounty county;
    private Officer maker;
    private Officer checker;
    private Officer clerk;
    private Officer caseworker;

    @BeforeEach
    void aCounty() {
        county = counties.create();
        maker = county.officer(Role.FINANCE_MAKER);
        checker = county.officer(Role.FINANCE_CHECKER);
        clerk = county.officer(Role.TOWN_CLERK);
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        people.parameters(county, "15,0");
    }

    @Test
    void findsNothingWhereEverythingIsInOrder() {
        granted(1, 1, "500.00");

        assertThat(hits(run(AUGUST))).isEmpty();
    }

    @Test
    void findsADeadMemberOfAHouseholdStillPaid() {
        People.Family family = family(1, 3);
        people.granted(county, family, AUGUST, decided(), "900.00");
        update(
                "update registry.resident set death_date = date '2026-07-20', death_source = '火化' where id = ?",
                family.members().get(2));

        assertThat(hits(run(AUGUST))).singleElement().satisfies(hit -> {
            assertThat(hit.code()).isEqualTo("DEATH");
            assertThat(hit.residentId()).isEqualTo(family.members().get(2));
            assertThat(hit.note()).endsWith("登记死亡 2026-07-20");
            assertThat(hit.amount()).isEqualTo(Money.of("900.00"));
        });
    }

    @Test
    void leavesAloneWhoDiedInTheMonthThatIsStillPaid() {
        People.Family family = family(1, 2);
        people.granted(county, family, AUGUST, decided(), "900.00");
        update(
                "update registry.resident set death_date = date '2026-08-03', death_source = '火化' where id = ?",
                family.members().get(1));

        assertThat(hits(run(AUGUST))).isEmpty();
    }

    @Test
    void findsMoneyThatGoesToSomebodyOutsideTheHousehold() {
        People.Family one = family(1, 2);
        People.Family other = family(1, 1);
        UUID outside = people.granted(county, one, AUGUST, decided(), "500.00");
        update("update disbursement.entitlement set payee_id = ? where id = ?", other.head(), outside);

        assertThat(hits(run(AUGUST))).singleElement().satisfies(hit -> {
            assertThat(hit.code()).isEqualTo("PAYEE_OUTSIDE");
            assertThat(hit.residentId()).isEqualTo(other.head());
            assertThat(hit.note()).contains("不是本户成员", "监护");
        });
    }

    @Test
    void leavesAloneMoneyThatGoesToAnotherMemberOfTheHousehold() {
        People.Family one = family(1, 2);
        UUID benefit = people.granted(county, one, AUGUST, decided(), "500.00");
        update(
                "update registry.payment_account set resident_id = ? where resident_id = ?",
                one.members().get(1),
                one.head());
        update(
                "update disbursement.entitlement set payee_id = ? where id = ?",
                one.members().get(1),
                benefit);

        assertThat(hits(run(AUGUST))).isEmpty();
    }

    @Test
    void findsOneAccountOfTwoHouseholdsAndNotOfOneHousehold() {
        People.Family one = family(1, 1);
        People.Family other = family(2, 1);
        people.granted(county, one, AUGUST, decided(), "500.00");
        people.granted(county, other, AUGUST, decided(), "600.00");
        update("""
                update registry.payment_account set number_index = (select number_index from registry.payment_account
                    where resident_id = ? and active) where resident_id = ? and active""", one.head(), other.head());

        UUID run = run(AUGUST);

        assertThat(hits(run)).extracting(RedHit::code).containsExactly("SHARED_ACCOUNT", "SHARED_ACCOUNT");
        assertThat(Acting.as(clerk, () -> desk.hits(run, RedFilter.ALL, null, 50, 0)))
                .extracting(RedHit::area)
                .containsExactly(county.village(1, 1));
    }

    @Test
    void findsWhatIsNotAsLastMonth() {
        UUID jumped = granted(1, 1, "500.00");
        People.Family moved = family(1, 1);
        people.granted(county, moved, AUGUST, decided(), "500.00");
        granted(1, 1, "500.00");
        people.signed(county, run(AUGUST));
        Acting.as(
                county.officer(Role.COUNTY_APPROVER),
                () -> entitlements.determine(
                        jumped, SEPTEMBER, People.due(1, "650.01", Cause.MEANS_CHANGED, LocalDate.of(2026, 9, 1))));
        people.as(caseworker, () -> people.account(moved.village(), moved.head()));

        assertThat(hits(run(SEPTEMBER)))
                .extracting(RedHit::code, RedHit::entitlementId)
                .hasSize(2)
                .anySatisfy(hit -> assertThat(hit.toList()).containsExactly("AMOUNT_JUMP", jumped));
        assertThat(hits(of(SEPTEMBER))).extracting(RedHit::code).containsExactly("AMOUNT_JUMP", "NEW_ACCOUNT");
    }

    @Test
    void findsNoJumpInExactlyThirtyPercent() {
        UUID entitlement = granted(1, 1, "500.00");
        people.signed(county, run(AUGUST));
        Acting.as(
                county.officer(Role.COUNTY_APPROVER),
                () -> entitlements.determine(
                        entitlement,
                        SEPTEMBER,
                        People.due(1, "650.00", Cause.MEANS_CHANGED, LocalDate.of(2026, 9, 1))));

        assertThat(hits(run(SEPTEMBER))).isEmpty();
    }

    @Test
    void findsReviewsOverdueOnTheCutOffDay() {
        UUID late = granted(1, 1, "500.00");
        UUID due = granted(1, 1, "500.00");
        update("update disbursement.entitlement set next_review_on = date '2026-08-14' where id = ?", late);
        update("update disbursement.entitlement set next_review_on = date '2026-08-15' where id = ?", due);

        assertThat(hits(run(AUGUST)))
                .extracting(RedHit::code, RedHit::entitlementId)
                .singleElement()
                .satisfies(hit -> assertThat(hit.toList()).containsExactly("REVIEW_OVERDUE", late));
    }

    @Test
    void findsWhoHasNoAccountAndPaysThemNothing() {
        People.Family family = family(1, 1);
        people.granted(county, family, AUGUST, decided(), "500.00");
        people.as(caseworker, () -> people.closeAccount(family.head()));

        assertThat(hits(run(AUGUST))).singleElement().satisfies(hit -> {
            assertThat(hit.code()).isEqualTo("NO_ACCOUNT");
            assertThat(hit.paid()).isFalse();
        });
    }

    @Test
    void t18PaysAPersonInTwoProgrammesOnceAndNamesTheRule() {
        exclude();
        People.Family both = family(1, 1);
        people.granted(county, both, AUGUST, decided(), "500.00");
        granted(1, 1, "700.00");
        support(both.head(), both.village());

        UUID run = run(AUGUST);

        PaymentRun computed = Acting.as(maker, () -> runs.find(run));
        assertThat(computed.amount()).isEqualTo(Money.of("700.00"));
        assertThat(Acting.as(maker, () -> runs.exceptions(run, Disposition.REFUSED, null, 50, 0)))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.what()).isEqualTo("EXCLUDED");
                    assertThat(item.note()).contains("规则 EXT");
                    assertThat(item.amount()).isEqualTo(Money.of("500.00"));
                });
    }

    @Test
    void t18FlagsTheHouseholdIfOnlyOneOfItsMembersHasTheOtherBenefit() {
        exclude();
        People.Family family = family(1, 3);
        people.granted(county, family, AUGUST, decided(), "900.00");
        support(family.members().get(1), family.village());

        assertThat(hits(run(AUGUST))).singleElement().satisfies(hit -> {
            assertThat(hit.code()).isEqualTo("DOUBLE_BENEFIT");
            assertThat(hit.residentId()).isEqualTo(family.members().get(1));
        });
    }

    @Test
    void ac054RefusesTheCheckUntilEveryHitIsAnsweredAndOpenedByTheChecker() {
        UUID first = overdue(1);
        UUID second = overdue(1);
        UUID run = people.confirmed(county, run(AUGUST));
        assertThat(inTheWay(run)).containsExactly("red.unanswered 2", "red.unopened 2");

        answer(clerk, run, first, RedAnswer.PAY);
        answer(caseworker, run, second, RedAnswer.PAY);
        assertThat(inTheWay(run)).containsExactly("red.unopened 2");
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> check(run))
                .withMessage("red.unopened");

        Acting.as(caseworker, () -> desk.open(run, first));
        assertThat(inTheWay(run)).containsExactly("red.unopened 2");
        Acting.as(checker, () -> desk.open(run, first));
        assertThat(inTheWay(run)).containsExactly("red.unopened 1");
        assertThat(Acting.as(checker, () -> desk.next(run))).contains(second);
        Acting.as(checker, () -> desk.open(run, second));
        check(run);
        assertThat(Acting.as(maker, () -> runs.find(run)).state()).isEqualTo(RunState.CHECKED);
    }

    @Test
    void keepsAnswersWhenTheRunIsComputedAnewAndPaysNobodyWhoIsPaused() {
        UUID paused = overdue(1);
        UUID paid = overdue(1);
        UUID run = run(AUGUST);
        answer(clerk, run, paused, RedAnswer.PAUSE);
        answer(clerk, run, paid, RedAnswer.PAY);
        assertThat(inTheWay(run)).contains("red.still-paid 1");

        UUID again =
                Acting.as(maker, () -> runs.recomputeNow(run, runs.find(run).version()));

        assertThat(Acting.as(maker, () -> runs.find(run)).state()).isEqualTo(RunState.ABANDONED);
        assertThat(hits(again)).singleElement().satisfies(hit -> {
            assertThat(hit.entitlementId()).isEqualTo(paid);
            assertThat(hit.answer()).isEqualTo(RedAnswer.PAY);
        });
        assertThat(Acting.as(maker, () -> runs.find(again)).held()).isEqualTo(1);
        assertThat(inTheWay(again)).containsExactly("red.unopened 1");
    }

    @Test
    void asksAnewWhenTheEvidenceHasChanged() {
        UUID entitlement = overdue(1);
        UUID run = run(AUGUST);
        answer(clerk, run, entitlement, RedAnswer.PAY);
        update("update disbursement.entitlement set next_review_on = date '2026-05-28' where id = ?", entitlement);

        UUID again =
                Acting.as(maker, () -> runs.recomputeNow(run, runs.find(run).version()));

        assertThat(hits(again))
                .singleElement()
                .satisfies(hit -> assertThat(hit.answer()).isNull());
    }

    @Test
    void letsThePauseGoWhenTheAnswerIsChanged() {
        UUID entitlement = overdue(1);
        UUID run = run(AUGUST);
        answer(clerk, run, entitlement, RedAnswer.PAUSE);
        assertThat(Acting.as(clerk, () -> entitlements.holds(entitlement)))
                .singleElement()
                .satisfies(hold -> assertThat(hold.open()).isTrue());

        answer(clerk, run, entitlement, RedAnswer.PAY);

        assertThat(Acting.as(clerk, () -> entitlements.holds(entitlement)))
                .singleElement()
                .satisfies(hold -> assertThat(hold.open()).isFalse());
        assertThat(inTheWay(run)).containsExactly("red.unopened 1");
    }

    @Test
    void stopsABenefitOnlyByTheWordOfASecondPerson() {
        UUID entitlement = overdue(1);
        UUID run = run(AUGUST);

        answer(caseworker, run, entitlement, RedAnswer.STOP);

        assertThat(Acting.as(clerk, () -> entitlements.find(entitlement)).ended())
                .isFalse();
        assertThat(Acting.as(clerk, () -> entitlements.holds(entitlement))).hasSize(1);
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> Acting.as(caseworker, () -> desk.confirmStop(run, entitlement, "REVIEW_OVERDUE")))
                .withMessage("red.same-person");
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> update(
                        "update disbursement.red_answer set stop_confirmed_by = answered_by, stop_confirmed_at = now()"
                                + " where entitlement_id = ?",
                        entitlement));
        Acting.as(county.officer(Role.COUNTY_APPROVER), () -> desk.confirmStop(run, entitlement, "REVIEW_OVERDUE"));
        assertThat(Acting.as(clerk, () -> entitlements.find(entitlement))).satisfies(ended -> {
            assertThat(ended.lastMonth()).isEqualTo(AUGUST.minusMonths(1));
            assertThat(ended.exitCode()).isEqualTo(ExitCode.UNCOOPERATIVE);
        });
    }

    @Test
    void doesNotEndAHouseholdsBenefitBecauseOfOneMember() {
        People.Family family = family(1, 2);
        UUID entitlement = people.granted(county, family, AUGUST, decided(), "900.00");
        update(
                "update registry.resident set death_date = date '2026-07-20', death_source = '火化' where id = ?",
                family.members().get(1));
        UUID run = run(AUGUST);

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> Acting.as(clerk, () -> desk.answer(run, entitlement, "DEATH", RedAnswer.STOP, "属实")))
                .withMessage("red.stop-needs-change");
    }

    @Test
    void isNotAnsweredByWhoDecidedTheAmountNorByStrangers() {
        UUID entitlement = overdue(1);
        UUID run = run(AUGUST);
        update("""
                insert into disbursement.determination (entitlement_id, area_code, effective_month, ordinal, persons, base_amount,
                    supplement_amount, amount, cause, rule_version, reckoning, decided_by, decided_on)
                select entitlement_id, area_code, effective_month, 2, persons, base_amount, supplement_amount, amount, 'CORRECTED',
                    rule_version, reckoning, ?, decided_on from disbursement.determination where entitlement_id = ?""", clerk.id(), entitlement);
        UUID again =
                Acting.as(maker, () -> runs.recomputeNow(run, runs.find(run).version()));

        refused("red.own-entry", () -> answer(clerk, again, entitlement, RedAnswer.PAY));
        refused(
                "red.not-responsible",
                () -> answer(county.officer(Role.TOWN_REVIEWER), again, entitlement, RedAnswer.PAY));
        refused("red.not-responsible", () -> answer(checker, again, entitlement, RedAnswer.PAY));
        refused(
                "red.reason-missing",
                () -> Acting.as(
                        caseworker, () -> desk.answer(again, entitlement, "REVIEW_OVERDUE", RedAnswer.PAY, " ")));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> answer(county.elsewhere(Role.TOWN_CLERK), again, entitlement, RedAnswer.PAY));
    }

    @Test
    void explainsManyHitsOfOneCauseAtOnce() {
        overdue(1);
        overdue(2);
        UUID run = run(AUGUST);

        refused("red.not-responsible", () -> Acting.as(clerk, () -> desk.explainAll(run, "REVIEW_OVERDUE", "本月集中复核")));
        assertThat(Acting.<Integer>as(caseworker, () -> desk.explainAll(run, "REVIEW_OVERDUE", "本月集中复核")))
                .isEqualTo(2);

        assertThat(Acting.as(caseworker, () -> desk.counts(run, null)))
                .singleElement()
                .satisfies(count -> {
                    assertThat(count.hits()).isEqualTo(2);
                    assertThat(count.pay()).isEqualTo(2);
                    assertThat(count.unanswered()).isZero();
                });
    }

    private static LocalDate decided() {
        return LocalDate.of(2026, 7, 20);
    }

    private People.Family family(int township, int size) {
        return people.family(county, county.village(township, 1), size);
    }

    private UUID granted(int township, int size, String amount) {
        return people.granted(county, family(township, size), AUGUST, decided(), amount);
    }

    /** A benefit whose review is overdue in August. */
    private UUID overdue(int township) {
        UUID entitlement = granted(township, 1, "500.00");
        update("update disbursement.entitlement set next_review_on = date '2026-06-28' where id = ?", entitlement);
        return entitlement;
    }

    private void exclude() {
        people.as(
                caseworker, () -> jdbc.sql("""
                        insert into disbursement.exclusion_rule (id, winner, loser, words, effective_from)
                        values ('EXT', ?, ?, '不得同享', date '2020-01-01') on conflict do nothing""").params(STRONGER, People.SCHEME).update());
    }

    private void support(UUID person, AreaCode village) {
        Acting.as(
                county.officer(Role.COUNTY_APPROVER),
                () -> entitlements.grant(new Grant(
                        STRONGER,
                        village,
                        UrbanRural.RURAL,
                        null,
                        person,
                        person,
                        null,
                        null,
                        null,
                        EntryKind.APPLICATION,
                        AUGUST,
                        decided(),
                        null,
                        List.of(person),
                        People.due(1, "1232.00", Cause.GRANTED, decided()))));
    }

    private void update(String sql, Object... values) {
        people.as(caseworker, () -> jdbc.sql(sql).params(Arrays.asList(values)).update());
    }

    private UUID run(YearMonth month) {
        return people.computed(county, month);
    }

    private UUID of(YearMonth month) {
        return Acting.as(maker, () -> runs.ofMonth(People.SCHEME, month))
                .orElseThrow()
                .id();
    }

    private void check(UUID run) {
        people.check(county, run);
    }

    private List<RedHit> hits(UUID run) {
        return Acting.as(caseworker, () -> desk.hits(run, RedFilter.ALL, null, 50, 0));
    }

    private void answer(Officer officer, UUID run, UUID entitlement, RedAnswer answer) {
        Acting.as(officer, () -> desk.answer(run, entitlement, "REVIEW_OVERDUE", answer, "已与村干部核实"));
    }

    private List<String> inTheWay(UUID run) {
        return Acting.as(checker, () -> runs.inTheWayOfCheck(runs.find(run))).stream()
                .map(rule -> rule.messageKey() + " " + rule.arguments()[0])
                .toList();
    }
}
