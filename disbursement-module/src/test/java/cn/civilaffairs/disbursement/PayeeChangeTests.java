package cn.civilaffairs.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.files.EvidencePaper;
import cn.civilaffairs.registry.guardian.GuardianReason;
import cn.civilaffairs.registry.guardian.GuardianRegister;
import cn.civilaffairs.registry.guardian.GuardianTie;
import cn.civilaffairs.registry.guardian.NewGuardian;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose account the money goes to: asked for by one, decided by another, seen by whoever checks the next run (threat T15). */
@DatabaseTest
@Import({People.class, People.TestSchemes.class, RedLineTests.OtherScheme.class})
class PayeeChangeTests {

    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final EvidencePaper PAPER =
            EvidencePaper.of("申请.pdf", "%PDF-1.7 paper".getBytes(StandardCharsets.US_ASCII));

    @Autowired
    private PayeeDesk desk;

    @Autowired
    private GuardianRegister guardians;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private RedLineDesk redLines;

    @Autowired
    private People people;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private TestCounty county;
    private Officer clerk;
    private Officer reviewer;
    private Officer maker;
    private People.Family family;
    private UUID benefit;

    @BeforeEach
    void aFamilyOfTwoInPayment() {
        clock.set(LocalDate.of(2026, 8, 17));
        county = counties.create();
        people.parameters(county, "15,0");
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
        maker = county.officer(Role.FINANCE_MAKER);
        family = people.family(county, county.village(1, 1), 2);
        benefit = people.granted(county, family, AUGUST, LocalDate.of(2026, 7, 20), "500.00");
    }

    private UUID asked(UUID payee) {
        return Acting.as(clerk, () -> desk.propose(benefit, payee, "户主住院", PAPER));
    }

    private void approved(UUID change) {
        Acting.as(reviewer, () -> desk.approve(change, desk.find(change).version()));
    }

    private UUID payee() {
        return Acting.as(clerk, () -> entitlements.find(benefit)).payeeId();
    }

    private void refused(String rule, Runnable act) {
        assertThatExceptionOfType(RuleViolation.class).isThrownBy(act::run).withMessage(rule);
    }

    private List<String> hits(YearMonth month) {
        UUID run = people.computed(county, month);
        return Acting.as(county.officer(Role.COUNTY_CASEWORKER), () -> redLines.hits(run, RedFilter.ALL, null, 50, 0))
                .stream()
                .map(hit -> hit.code() + " " + hit.note())
                .toList();
    }

    private void paid(YearMonth month) {
        UUID run = Acting.as(maker, () -> runs.ofMonth(People.SCHEME, month))
                .orElseThrow()
                .id();
        people.signed(county, run);
    }

    @Test
    void isNobodyElseThanTheHolderAGrownUpMemberOrAGuardian() {
        People.Family stranger = people.family(county, county.village(1, 1), 1);
        refused("payee.not-allowed", () -> asked(stranger.head()));
        refused("payee.same", () -> asked(family.head()));
        people.as(
                reviewer,
                () -> jdbc.sql("update registry.resident set birth_date = date '2015-01-01' where id = ?")
                        .param(family.members().get(1))
                        .update());
        refused("payee.not-allowed", () -> asked(family.members().get(1)));

        UUID outside = guardian(LocalDate.of(2026, 8, 1), LocalDate.of(2026, 9, 16));
        people.as(reviewer, () -> people.account(family.village(), outside));
        UUID change = asked(outside);
        clock.set(LocalDate.of(2026, 9, 17));
        refused("payee.not-allowed", () -> approved(change));
        clock.set(LocalDate.of(2026, 9, 16));
        approved(change);

        assertThat(payee()).isEqualTo(outside);
    }

    private UUID guardian(LocalDate from, LocalDate until) {
        UUID entered = Acting.as(
                clerk,
                () -> guardians.enter(new NewGuardian(
                        family.head(),
                        TestPeople.idNumber(LocalDate.of(1975, 5, 5), Sex.FEMALE)
                                .value(),
                        "代领人",
                        GuardianReason.UNABLE_TO_COLLECT,
                        GuardianTie.OTHER_RELATIVE,
                        from,
                        until,
                        "委托书",
                        PAPER)));
        Acting.as(reviewer, () -> guardians.confirm(entered, 0));
        return Acting.as(reviewer, () -> guardians.find(entered)).guardianId();
    }

    @Test
    void takesTwoPeopleAndAConfirmedAccount() {
        UUID member = family.members().get(1);
        UUID change = asked(member);
        refused("payee.open-already", () -> asked(member));
        refused("payee.not-yours-to-decide", () -> Acting.as(clerk, () -> desk.approve(change, 0)));
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        refused("payee.no-account", () -> Acting.as(caseworker, () -> desk.approve(change, 0)));
        assertThat(payee()).isEqualTo(family.head());
        Acting.as(clerk, () -> desk.withdraw(change, 0, "改由另一人提出"));
        UUID own = Acting.as(caseworker, () -> desk.propose(benefit, member, "户主住院", PAPER));
        people.as(caseworker, () -> people.account(family.village(), member));
        refused("payee.same-person", () -> Acting.as(caseworker, () -> desk.approve(own, 0)));
        assertThatExceptionOfType(StaleVersion.class).isThrownBy(() -> Acting.as(reviewer, () -> desk.approve(own, 7)));

        approved(own);

        assertThat(payee()).isEqualTo(member);
        refused("payee.decided", () -> Acting.as(clerk, () -> desk.withdraw(own, 1, "")));
        assertThat(Acting.as(clerk, () -> desk.paper(own)).content()).isEqualTo(PAPER.content());
    }

    @Test
    void isShownToWhoeverChecksTheNextRunAndNotTheOneReckonedBefore() {
        assertThat(hits(AUGUST)).isEmpty();
        UUID member = family.members().get(1);
        people.as(clerk, () -> people.account(family.village(), member));
        approved(asked(member));
        UUID august = Acting.as(maker, () -> runs.ofMonth(People.SCHEME, AUGUST))
                .orElseThrow()
                .id();
        assertThat(Acting.as(maker, () -> runs.lines(august, LineFilter.ALL, null, 10, 0)))
                .singleElement()
                .satisfies(line -> assertThat(line.payeeName()).isEqualTo(name(family.head())));
        paid(AUGUST);

        assertThat(hits(SEPTEMBER))
                .containsExactly(
                        "NEW_PAYEE 上月发给 %s，本月发给 %s（领款人变更于 2026-08-17 批准）".formatted(name(family.head()), name(member)));
    }

    private String name(UUID person) {
        return people.as(
                reviewer,
                () -> jdbc.sql("select name from registry.resident where id = ?")
                        .param(person)
                        .query(String.class)
                        .single());
    }

    @Test
    void letsAGuardianInForceReceiveAndStopsTheRunOnceTheTermIsOver() {
        UUID outside = guardian(LocalDate.of(2026, 8, 1), LocalDate.of(2026, 8, 31));
        people.as(reviewer, () -> people.account(family.village(), outside));
        approved(asked(outside));

        assertThat(hits(AUGUST)).isEmpty();
        paid(AUGUST);
        assertThat(hits(SEPTEMBER)).containsExactly("PAYEE_OUTSIDE 领款人 代领人 不是本户成员，监护（代领）登记已于 2026-08-31 到期或终止，请变更领款人");
    }

    @Test
    void paysTheNewPayeeWhatAnAccountThatFailedHeldBack() {
        UUID hold = Acting.as(
                reviewer, () -> entitlements.hold(benefit, HoldReason.ACCOUNT_FAILING, "连续 3 次发放失败，自动暂停", AUGUST));
        UUID member = family.members().get(1);
        people.as(clerk, () -> people.account(family.village(), member));

        approved(asked(member));

        assertThat(Acting.as(clerk, () -> entitlements.holds(benefit)))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.id()).isEqualTo(hold);
                    assertThat(one.releaseNote()).isEqualTo("领款人已变更，自动恢复发放");
                });
    }
}
