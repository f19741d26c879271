package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.LineFilter;
import cn.civilaffairs.disbursement.PayeeBasis;
import cn.civilaffairs.disbursement.PayeeDesk;
import cn.civilaffairs.disbursement.Payment;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RunLine;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.SystemOfficer;
import cn.civilaffairs.registry.files.EvidencePaper;
import cn.civilaffairs.registry.guardian.GuardianReason;
import cn.civilaffairs.registry.guardian.GuardianRegister;
import cn.civilaffairs.registry.guardian.GuardianTie;
import cn.civilaffairs.registry.guardian.NewGuardian;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import cn.civilaffairs.registry.relocation.NewRelocation;
import cn.civilaffairs.registry.relocation.Relocation;
import cn.civilaffairs.registry.relocation.RelocationDesk;
import cn.civilaffairs.registry.relocation.RelocationEffect;
import cn.civilaffairs.registry.relocation.RelocationState;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestAccounts;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A household moves from one township to another and is paid on, on the real database, as the officers of both see it. */
@DatabaseTest
class RelocationTests {

    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private static final EvidencePaper PAPER =
            EvidencePaper.of("证明.pdf", "%PDF-1.7 paper".getBytes(StandardCharsets.US_ASCII));

    @Autowired
    private PaidMonths months;

    @Autowired
    private TestAccounts accounts;

    @Autowired
    private RelocationDesk desk;

    @Autowired
    private RelocationEffect effect;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private MinimumLivingReckoner reckoner;

    @Autowired
    private Standards standards;

    @Autowired
    private PayeeDesk payees;

    @Autowired
    private GuardianRegister guardians;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer leaving;
    private Officer leavingReviewer;
    private Officer receiving;
    private Officer approver;
    private IdNumber number;
    private UUID household;
    private UUID benefit;

    /** The shipped sheet: 770 a month in the country, 800 in town. */
    @BeforeEach
    void aManInTheFirstTownshipPaidSinceSeptember() {
        clock.set(LocalDate.of(2026, 8, 5));
        county = counties.withDefaults();
        leaving = county.officer(Role.TOWN_CLERK);
        leavingReviewer = county.officer(Role.TOWN_REVIEWER);
        receiving = county.elsewhere(Role.TOWN_CLERK);
        approver = county.officer(Role.COUNTY_APPROVER);
        number = idNumber(LocalDate.of(1980, 3, 1), Sex.MALE);
        UUID man = Acting.as(
                leaving, () -> residents.register(ResidentDetails.citizen(county.village(1, 1), "迁居人", number)));
        household = Acting.as(
                leaving,
                () -> households.open(new NewHousehold(
                        null, county.village(1, 1), UrbanRural.RURAL, null, man, LocalDate.of(2020, 1, 1))));
        accounts.confirmed(county, man, "迁居人");
        benefit = granted(man);
    }

    private UUID granted(UUID man) {
        LocalDate decided = LocalDate.of(2026, 8, 5);
        return Acting.as(approver, () -> {
            MinimumLivingCalculation reckoned = reckoner.reckon(household, SEPTEMBER, decided, UrbanRural.RURAL, null)
                    .calculation();
            return entitlements.grant(new Grant(
                    MinimumLivingAllowance.CODE,
                    county.village(1, 1),
                    UrbanRural.RURAL,
                    household,
                    man,
                    man,
                    null,
                    null,
                    null,
                    EntryKind.APPLICATION,
                    SEPTEMBER,
                    decided,
                    null,
                    List.of(man),
                    AllowanceDue.of(reckoned, Cause.GRANTED, null, approver.id(), decided)));
        });
    }

    private void paidTo(UUID payee) {
        UUID asked = Acting.as(leaving, () -> payees.propose(benefit, payee, "代领", PAPER));
        Acting.as(leavingReviewer, () -> payees.approve(asked, 0));
    }

    private UUID pay(YearMonth month) {
        return months.pay(county, month);
    }

    private NewRelocation wish(UrbanRural residence, String movedOn) {
        return new NewRelocation(county.village(2, 1), residence, "安置小区 3 栋", LocalDate.parse(movedOn), "搬迁安置");
    }

    private UUID proposed(UrbanRural residence, String movedOn) {
        return Acting.as(leaving, () -> desk.propose(household, wish(residence, movedOn)));
    }

    private Relocation look(UUID move) {
        return Acting.as(approver, () -> desk.find(move));
    }

    private void accept(UUID move) {
        Acting.as(receiving, () -> desk.accept(move, desk.find(move).version(), "同意接收"));
    }

    private List<RunLine> lines(UUID run, Officer officer) {
        return Acting.as(officer, () -> runs.lines(run, LineFilter.ALL, null, 50, 0));
    }

    @Test
    void paysEveryMonthOnceWithoutGapAcrossTheMoveAndLeavesClosedMonthsWhereTheyWere() {
        UUID september = pay(SEPTEMBER);
        clock.set(LocalDate.of(2026, 10, 8));
        UUID move = proposed(UrbanRural.URBAN, "2026-09-28");
        assertThat(look(move)).satisfies(asked -> {
            assertThat(asked.month()).isEqualTo(OCTOBER);
            assertThat(asked.amounts()).singleElement().satisfies(amount -> {
                assertThat(amount.before()).isEqualTo(Money.of("770.00"));
                assertThat(amount.after()).isEqualTo(Money.of("800.00"));
            });
        });
        accept(move);

        assertThat(look(move).state()).isEqualTo(RelocationState.DONE);
        UUID october = pay(OCTOBER);
        UUID november = pay(NOVEMBER);

        assertThat(lines(september, approver)).singleElement().satisfies(line -> {
            assertThat(line.amount()).isEqualTo(Money.of("770.00"));
            assertThat(line.residence()).isEqualTo(UrbanRural.RURAL);
        });
        for (UUID run : List.of(october, november)) {
            assertThat(lines(run, receiving)).singleElement().satisfies(line -> {
                assertThat(line.amount()).isEqualTo(Money.of("800.00"));
                assertThat(line.residence()).isEqualTo(UrbanRural.URBAN);
            });
            assertThat(lines(run, leaving)).isEmpty();
        }
        assertThat(Acting.as(approver, () -> runs.find(october)).bridgeDifference())
                .isEqualTo(Money.ZERO);
        assertThat(bridge(october, leaving))
                .containsExactly("OPENING 1 770.00", "LEFT_FOR_TOWNSHIP -1 -770.00", "CLOSING 0 0.00");
        assertThat(bridge(october, receiving))
                .containsExactly("OPENING 0 0.00", "NEW_FROM_TOWNSHIP 1 800.00", "CLOSING 1 800.00");
        assertThat(bridge(november, receiving)).containsExactly("OPENING 1 800.00", "CLOSING 1 800.00");
    }

    private List<String> bridge(UUID run, Officer officer) {
        return Acting.as(officer, () -> runs.bridge(run, null)).stream()
                .map(row -> row.step() + " " + row.households() + " " + row.amount())
                .toList();
    }

    @Test
    void leavesTheTownshipItsOwnMonthsAndBringsTheWholeFileToTheOther() {
        UUID september = pay(SEPTEMBER);
        clock.set(LocalDate.of(2026, 10, 8));
        UUID move = proposed(UrbanRural.URBAN, "2026-09-28");
        accept(move);

        assertThat(lines(september, leaving)).extracting(RunLine::residentName).containsExactly("迁居人");
        UUID determination = lines(september, leaving).get(0).determinationId();
        assertThat(Acting.as(leaving, () -> entitlements.determination(determination))
                        .amount())
                .isEqualTo(Money.of("770.00"));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> Acting.as(leaving, () -> households.today(household, leaving.scope())));
        assertThat(Acting.as(leaving, () -> entitlements.ofHousehold(household)))
                .isEmpty();
        assertThat(Acting.as(leaving, () -> desk.find(move)).state()).isEqualTo(RelocationState.DONE);

        assertThat(Acting.as(receiving, () -> households.today(household, receiving.scope())))
                .satisfies(there -> {
                    assertThat(there.area()).isEqualTo(county.village(2, 1));
                    assertThat(there.residence()).isEqualTo(UrbanRural.URBAN);
                    assertThat(there.members()).hasSize(1);
                });
        assertThat(Acting.as(receiving, () -> entitlements.ofHousehold(household)))
                .extracting(BenefitInForce::amount)
                .containsExactly(Money.of("800.00"));
        assertThat(Acting.as(receiving, () -> entitlements.determinations(benefit)))
                .extracting(Determination::cause)
                .containsExactly(Cause.MOVED, Cause.GRANTED);
        assertThat(Acting.as(receiving, () -> entitlements.paymentsOfHousehold(household, 10, 0)))
                .extracting(Payment::outcome)
                .containsExactly("SIGNED");
        assertThat(lines(september, receiving)).isEmpty();
    }

    @Test
    void waitsForTheMonthBeforeToBeSignedAndIsEnteredWhenTheNextRunIsOpened() {
        pay(SEPTEMBER);
        clock.set(LocalDate.of(2026, 10, 12));
        UUID move = proposed(UrbanRural.RURAL, "2026-10-02");
        accept(move);

        assertThat(look(move)).satisfies(waiting -> {
            assertThat(waiting.state()).isEqualTo(RelocationState.ACCEPTED);
            assertThat(waiting.month()).isEqualTo(NOVEMBER);
            assertThat(waiting.waitsFor()).containsExactly("relocation.month-before-open", "2026-10", "2026-11");
        });
        UUID october = months.open(county, OCTOBER);
        Acting.as(SystemOfficer.of(county.code()), effect::run);
        assertThat(look(move).waitsFor()).containsExactly("relocation.run-open", "2026-10");
        assertThat(lines(october, leaving)).hasSize(1);
        months.sign(county, october);
        UUID november = pay(NOVEMBER);

        assertThat(look(move).state()).isEqualTo(RelocationState.DONE);
        assertThat(lines(november, receiving)).hasSize(1);
        assertThat(Acting.as(receiving, () -> entitlements.determinations(benefit)))
                .as("the same standard holds there: nothing is determined anew")
                .hasSize(1);
    }

    @Test
    void takesTwoPeopleAndTheOtherTownshipToAgree() {
        UUID move = proposed(UrbanRural.RURAL, "2026-08-03");
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);

        refused("relocation.other-side-answers", () -> Acting.as(leavingReviewer, () -> desk.accept(move, 0, "")));
        refused("relocation.open", () -> proposed(UrbanRural.URBAN, "2026-08-03"));
        refused("relocation.reason-missing", () -> Acting.as(receiving, () -> desk.decline(move, 0, " ")));
        Acting.as(receiving, () -> desk.decline(move, 0, "查无此户居住"));
        assertThat(look(move).state()).isEqualTo(RelocationState.DECLINED);
        UUID byCounty = Acting.as(caseworker, () -> desk.propose(household, wish(UrbanRural.RURAL, "2026-08-03")));
        refused("relocation.same-person", () -> Acting.as(caseworker, () -> desk.accept(byCounty, 0, "")));
        Acting.as(leaving, () -> desk.withdraw(byCounty, 0, "仍住原处"));
        assertThat(look(byCounty).state()).isEqualTo(RelocationState.WITHDRAWN);
    }

    @Test
    void lettingTheOtherTownshipAskTellsItNothingBeforeTheFirstHasAgreed() {
        refused(
                "relocation.nobody-found",
                () -> Acting.as(receiving, () -> desk.ask(number, "别的人", wish(UrbanRural.URBAN, "2026-08-03"))));
        UUID move = Acting.as(receiving, () -> desk.ask(number, "迁居人", wish(UrbanRural.URBAN, "2026-08-03")));

        assertThat(Acting.as(receiving, () -> desk.find(move))).satisfies(asked -> {
            assertThat(asked.amounts()).isNull();
            assertThat(asked.persons()).isNull();
        });
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> Acting.as(receiving, () -> households.today(household, receiving.scope())));
        assertThat(Acting.as(leaving, () -> desk.outlook(desk.find(move))).amounts())
                .singleElement()
                .satisfies(amount -> assertThat(amount.after()).isEqualTo(Money.of("800.00")));
        Acting.as(leavingReviewer, () -> desk.accept(move, 0, "已迁出"));

        // nothing was ever paid, so it waits for September to come
        assertThat(look(move).state()).isEqualTo(RelocationState.ACCEPTED);
        clock.set(LocalDate.of(2026, 9, 1));
        Acting.as(SystemOfficer.of(county.code()), effect::run);
        assertThat(look(move)).satisfies(done -> {
            assertThat(done.state()).isEqualTo(RelocationState.DONE);
            assertThat(done.month()).isEqualTo(SEPTEMBER);
        });
        UUID september = pay(SEPTEMBER);
        assertThat(lines(september, receiving)).extracting(RunLine::amount).containsExactly(Money.of("800.00"));
    }

    @Test
    void refusesWhatMustBeSettledBefore() {
        refused("relocation.moved-future", () -> proposed(UrbanRural.RURAL, "2026-08-06"));
        refused(
                "relocation.same-place",
                () -> Acting.as(
                        leaving,
                        () -> desk.propose(
                                household,
                                new NewRelocation(
                                        county.village(1, 1),
                                        UrbanRural.RURAL,
                                        null,
                                        LocalDate.of(2026, 8, 1),
                                        "误填"))));
        UUID man = Acting.as(approver, () -> entitlements.find(benefit).residentId());
        UUID registered = guardian();
        paidTo(Acting.as(leavingReviewer, () -> guardians.find(registered)).guardianId());
        Acting.as(leaving, () -> guardians.end(registered, 1, LocalDate.of(2026, 8, 5), "不再代领"));
        refused("relocation.payee-outside", () -> proposed(UrbanRural.RURAL, "2026-08-01"));
        paidTo(man);
        assertThat(Optional.of(proposed(UrbanRural.RURAL, "2026-08-01"))).isPresent();
    }

    /** Somebody outside the household, registered and with an account, who may receive for the man. */
    private UUID guardian() {
        UUID man = Acting.as(approver, () -> entitlements.find(benefit).residentId());
        UUID entered = Acting.as(
                leaving,
                () -> guardians.enter(new NewGuardian(
                        man,
                        idNumber(LocalDate.of(1985, 5, 5), Sex.FEMALE).value(),
                        "代领人",
                        GuardianReason.NO_CAPACITY,
                        GuardianTie.OTHER_RELATIVE,
                        LocalDate.of(2026, 8, 1),
                        null,
                        "监护证明",
                        PAPER)));
        Acting.as(leavingReviewer, () -> guardians.confirm(entered, 0));
        accounts.confirmed(
                county,
                Acting.as(leavingReviewer, () -> guardians.find(entered)).guardianId(),
                "代领人");
        return entered;
    }

    @Test
    void aRegisteredPayeeOutsideTheHouseholdGoesOnReceivingForIt() {
        UUID registered = guardian();
        UUID niece =
                Acting.as(leavingReviewer, () -> guardians.find(registered)).guardianId();
        paidTo(niece);
        UUID september = pay(SEPTEMBER);
        clock.set(LocalDate.of(2026, 10, 8));

        assertThat(Acting.as(leaving, () -> desk.outlook(household, wish(UrbanRural.URBAN, "2026-09-28")))
                        .remarks())
                .extracting(RuleViolation::messageKey)
                .containsExactly("relocation.payee-goes-along");
        UUID move = proposed(UrbanRural.URBAN, "2026-09-28");
        accept(move);

        assertThat(look(move).state()).isEqualTo(RelocationState.DONE);
        UUID october = pay(OCTOBER);
        assertThat(lines(october, receiving))
                .extracting(line -> line.payeeName() + " " + line.residentName() + " " + line.amount())
                .containsExactly("代领人 迁居人 800.00");
        assertThat(lines(september, leaving))
                .extracting(line -> line.payeeName() + " " + line.amount())
                .containsExactly("代领人 770.00");
        assertThat(Acting.as(receiving, () -> payees.basis(benefit))).contains(PayeeBasis.GUARDIAN);
        assertThat(Acting.as(receiving, () -> guardians.find(registered)).guardianId())
                .isEqualTo(niece);
    }

    @Test
    void asksAgainWhereTheMoneyBecameAnotherBeforeItTookEffect() {
        UUID move = proposed(UrbanRural.URBAN, "2026-08-03");
        accept(move);
        clock.set(LocalDate.of(2026, 8, 20));
        UUID raised = Acting.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> standards.propose(new Standards.Proposal(
                        MinimumLivingAllowance.CODE,
                        "",
                        county.code(),
                        Standard.Residence.URBAN,
                        Money.of("950"),
                        Standard.Unit.MONTH,
                        LocalDate.of(2026, 9, 1),
                        null,
                        "测民〔2026〕950号",
                        null)));
        Acting.as(approver, () -> standards.approve(raised));
        clock.set(LocalDate.of(2026, 9, 1));
        Acting.as(SystemOfficer.of(county.code()), effect::run);

        assertThat(look(move)).satisfies(again -> {
            assertThat(again.state()).isEqualTo(RelocationState.PROPOSED);
            assertThat(again.amounts()).extracting(amount -> amount.after()).containsExactly(Money.of("950.00"));
        });
        accept(move);
        assertThat(look(move).state()).isEqualTo(RelocationState.DONE);
    }

    @Test
    void noOfficerOfATownshipCanMoveARowOutOfTheTownship() {
        refused(
                "area.outside-scope",
                () -> Acting.as(
                        leaving,
                        () -> households.move(
                                household, county.village(2, 1), UrbanRural.RURAL, null, 0, leaving.scope())));
        assertThat(Acting.as(leaving, () -> households.today(household, leaving.scope()))
                        .area())
                .isEqualTo(county.village(1, 1));
    }
}
