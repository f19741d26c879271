package cn.civilaffairs.eldercare.oldage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.disbursement.BandReport;
import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.BridgeRow;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Hold;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.LineFilter;
import cn.civilaffairs.disbursement.MonthlyReportDesk;
import cn.civilaffairs.disbursement.PayeeDesk;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.Reconciliation;
import cn.civilaffairs.disbursement.ReconciliationDesk;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.disbursement.RunLine;
import cn.civilaffairs.disbursement.RunState;
import cn.civilaffairs.disbursement.Uplift;
import cn.civilaffairs.disbursement.UpliftDesk;
import cn.civilaffairs.disbursement.review.ReviewAnswer;
import cn.civilaffairs.disbursement.review.ReviewDesk;
import cn.civilaffairs.disbursement.review.ReviewFilter;
import cn.civilaffairs.disbursement.review.ReviewState;
import cn.civilaffairs.disbursement.review.ReviewTask;
import cn.civilaffairs.disbursement.review.ReviewWay;
import cn.civilaffairs.eldercare.oldage.OldAgeCandidate.Finding;
import cn.civilaffairs.eldercare.oldage.OldAgeCandidate.LeftOut;
import cn.civilaffairs.kernel.LineOfBusiness;
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
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.NewMember;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestAccounts;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From the birthday roster to the money, without an application. */
@DatabaseTest
class OldAgeDeskTests {

    private static final YearMonth MAY = YearMonth.of(2026, 5);

    @Autowired
    private OldAgeDesk desk;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private RedLineDesk redLines;

    @Autowired
    private Standards standards;

    @Autowired
    private UpliftDesk uplifts;

    @Autowired
    private MonthlyReportDesk reports;

    @Autowired
    private ReconciliationDesk reconciliation;

    @Autowired
    private ReviewDesk reviews;

    @Autowired
    private PayeeDesk payees;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private LeadDesk leads;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private TestAccounts accounts;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private TestCounty county;
    private Officer clerk;
    private Officer caseworker;

    @BeforeEach
    void aCountyOfItsOwn() {
        clock.set(LocalDate.of(2026, 5, 8));
        county = counties.withDefaults();
        clerk = county.officer(Role.TOWN_CLERK, LineOfBusiness.ELDER_CARE);
        caseworker = county.officer(Role.COUNTY_CASEWORKER, LineOfBusiness.ELDER_CARE);
    }

    private <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, () -> transaction.execute(status -> work.get()));
    }

    private UUID person(String name, String birth, boolean withAccount) {
        UUID id = as(
                caseworker,
                () -> residents.register(ResidentDetails.citizen(
                        county.village(1, 1), name, TestPeople.idNumber(LocalDate.parse(birth), Sex.FEMALE))));
        if (withAccount) {
            accounts.confirmed(county, id, name);
        }
        return id;
    }

    private List<OldAgeCandidate> found(UUID roster) {
        return as(caseworker, () -> desk.candidates(roster, OldAgeFilter.ALL, 100, 0));
    }

    private OldAgeCandidate found(UUID roster, String name) {
        return found(roster).stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void confirmed(UUID roster, String... names) {
        for (String name : names) {
            UUID id = found(roster, name).id();
            as(clerk, () -> {
                desk.confirmLife(roster, List.of(id));
                return true;
            });
        }
    }

    private String refusal(Runnable work) {
        String[] key = new String[1];
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(work::run)
                .satisfies(refused -> key[0] = refused.messageKey());
        return key[0];
    }

    private UUID drawn(YearMonth month) {
        return as(caseworker, () -> desk.draw(month));
    }

    private int granted(UUID roster) {
        return as(caseworker, () -> desk.grant(roster, null));
    }

    private BenefitInForce benefit(UUID resident) {
        return as(caseworker, () -> entitlements.ofResident(resident)).get(0);
    }

    @Test
    void findsWhoHasComeOfAgeAndSaysOfWhomNot() {
        person("甲到龄", "1946-05-17", true);
        person("乙下月", "1946-06-01", true);
        UUID dead = person("丙已故", "1946-05-03", true);
        as(clerk, () -> {
            residents.recordDeath(dead, LocalDate.of(2026, 4, 30), "死亡证明", 0, clerk.scope());
            return true;
        });
        person("丁高寿", "1925-12-31", true);

        UUID roster = drawn(MAY);

        assertThat(found(roster))
                .extracting(OldAgeCandidate::name, OldAgeCandidate::age, OldAgeCandidate::finding)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("甲到龄", 80, Finding.TO_CONFIRM),
                        org.assertj.core.groups.Tuple.tuple("丙已故", 80, Finding.DEAD),
                        org.assertj.core.groups.Tuple.tuple("丁高寿", 100, Finding.TO_CONFIRM));
        assertThat(drawn(MAY)).isEqualTo(roster);
        assertThat(found(roster)).hasSize(3);
        assertThat(as(county.elsewhere(Role.TOWN_CLERK), () -> desk.candidates(roster, OldAgeFilter.ALL, 10, 0)))
                .isEmpty();
    }

    @Test
    void paysThroughTheSameRunAsEveryBenefitAndChangesBandByItself() {
        UUID eighty = person("甲到龄", "1946-05-17", true);
        UUID ninetyInJune = person("乙将九十", "1936-06-20", true);
        UUID roster = drawn(MAY);
        confirmed(roster, "甲到龄", "乙将九十");

        assertThat(granted(roster)).isEqualTo(2);

        assertThat(benefit(eighty).amount()).isEqualTo(Money.of("30.00"));
        assertThat(benefit(eighty).firstMonth()).isEqualTo(MAY);
        UUID may = paid(MAY, LocalDate.of(2026, 5, 18));
        assertThat(look(may).amount()).isEqualTo(Money.of("60.00"));
        UUID june = run(MAY.plusMonths(1), LocalDate.of(2026, 6, 16));
        theMonthIsBrokenDownByAge();
        assertThat(lines(june))
                .extracting(line -> line.amount().toString())
                .containsExactlyInAnyOrder("30.00", "100.00");
        assertThat(look(june).bridgeDifference()).isEqualTo(Money.ZERO);
        assertThat(as(county.officer(Role.FINANCE_MAKER), () -> runs.bridge(june, null)))
                .extracting(BridgeRow::step)
                .containsExactly("OPENING", "AGE_REACHED", "CLOSING");
        assertThat(as(
                        caseworker,
                        () -> entitlements.determinations(benefit(ninetyInJune).entitlementId())))
                .extracting(determination -> determination.effectiveMonth() + " " + determination.cause())
                .containsExactly("2036-06 " + Cause.AGE_REACHED, "2026-06 " + Cause.AGE_REACHED, "2026-05 GRANTED");
    }

    private void theMonthIsBrokenDownByAge() {
        BandReport may = as(caseworker, () -> reports.bands(OldAgeAllowance.CODE, MAY));
        assertThat(may.bands()).extracting(BandReport.Band::label).containsExactly("80–89 周岁");
        BandReport june = as(caseworker, () -> reports.bands(OldAgeAllowance.CODE, MAY.plusMonths(1)));
        assertThat(june.bands()).extracting(BandReport.Band::label).containsExactly("80–89 周岁", "90–99 周岁");
        assertThat(june.rows()).hasSize(2).allSatisfy(row -> {
            assertThat(row.of("080").persons()).isOne();
            assertThat(row.of("080").amount()).isEqualTo(Money.of("30.00"));
            assertThat(row.of("090").paid()).isOne();
            assertThat(row.of("090").amount()).isEqualTo(Money.of("100.00"));
            assertThat(row.sum().persons()).isEqualTo(2);
        });
        assertThat(as(caseworker, () -> reconciliation.of(OldAgeAllowance.CODE, MAY.plusMonths(1))))
                .filteredOn(pair -> pair.group().equals("BANDS"))
                .hasSize(2)
                .allMatch(Reconciliation::agrees);
        assertThat(as(clerk, () -> reports.bands(OldAgeAllowance.CODE, MAY)).rows())
                .as("a township reads its own")
                .singleElement()
                .satisfies(row -> assertThat(row.area()).isEqualTo(county.township(1)));
    }

    private UUID run(YearMonth month, LocalDate today) {
        clock.set(today);
        return Acting.as(county.officer(Role.FINANCE_MAKER), () -> runs.startNow(OldAgeAllowance.CODE, month));
    }

    private UUID paid(YearMonth month, LocalDate today) {
        UUID id = run(month, today);
        as(county.officer(Role.TOWN_REVIEWER, LineOfBusiness.ELDER_CARE), () -> {
            runs.towns(id).forEach(town -> runs.confirm(id, town.town(), null));
            return true;
        });
        as(county.officer(Role.FINANCE_CHECKER), () -> {
            redLines.toOpen(id).forEach(one -> redLines.open(id, one));
            runs.check(id, runs.find(id).version());
            return true;
        });
        // a county of a handful: any change is a large one, and two sign
        for (int which = 1; !look(id).state().signed(); which++) {
            as(county.officer(Role.FINANCE_SIGNER, which), () -> {
                PaymentRun run = runs.find(id);
                runs.sign(id, run.version(), run.households(), run.amount());
                return true;
            });
        }
        assertThat(look(id).state()).isEqualTo(RunState.SIGNED);
        return id;
    }

    private PaymentRun look(UUID id) {
        return as(county.officer(Role.FINANCE_MAKER), () -> runs.find(id));
    }

    private List<RunLine> lines(UUID id) {
        return as(county.officer(Role.FINANCE_MAKER), () -> runs.lines(id, LineFilter.ALL, null, 100, 0));
    }

    @Test
    void seesEverybodyAgainAYearAfterAndPlansTheNextYear() {
        UUID entitlement = grantedOne("甲到龄");
        assertThat(as(clerk, () -> entitlements.find(entitlement)).nextReviewOn())
                .isEqualTo(LocalDate.of(2027, 5, 8));
        clock.set(LocalDate.of(2027, 4, 12));

        ReviewTask task = due(entitlement);

        assertThat(refusal(() -> answer(task, ReviewAnswer.ALIVE, null, null))).isEqualTo("review.way-missing");
        assertThat(refusal(() -> answer(task, ReviewAnswer.UNCHANGED, null, null)))
                .isEqualTo("review.answer-unfit");
        Officer otherLine = county.officer(Role.TOWN_CLERK, LineOfBusiness.FUNERAL);
        assertThat(as(otherLine, reviews::schemes)).isEmpty();
        answer(task, ReviewAnswer.ALIVE, ReviewWay.VIDEO, null);
        assertThat(confirm(task)).isEqualTo(LocalDate.of(2028, 4, 12));
        assertThat(as(clerk, () -> reviews.before(task))).isEmpty();
        assertThat(as(clerk, () -> reviews.find(task.id())).way()).isEqualTo(ReviewWay.VIDEO);
    }

    @Test
    void holdsWhoeverWasNotSeenInTimeFromTheMonthAfterAndPaysThemOnceTheyAre() {
        UUID late = person("甲到龄", "1946-05-17", true);
        UUID seen = person("乙到龄", "1946-05-18", true);
        UUID roster = drawn(MAY);
        confirmed(roster, "甲到龄", "乙到龄");
        granted(roster);
        UUID entitlement = benefit(late).entitlementId();
        clock.set(LocalDate.of(2027, 5, 6));
        ReviewTask other = due(benefit(seen).entitlementId());
        answer(other, ReviewAnswer.ALIVE, ReviewWay.PHONE, null);
        confirm(other);
        ReviewTask task = due(entitlement);
        Officer product = SystemOfficer.of(county.code());
        assertThat(as(product, reviews::holdOverdue)).isZero();
        clock.set(LocalDate.of(2027, 5, 10));

        assertThat(as(product, reviews::holdOverdue)).isOne();
        assertThat(as(product, reviews::holdOverdue)).isZero();

        Hold hold = as(clerk, () -> entitlements.holds(entitlement)).get(0);
        assertThat(hold.reason()).isEqualTo(HoldReason.LIFE_UNPROVEN);
        assertThat(hold.from()).isEqualTo(YearMonth.of(2027, 6));
        assertThat(hold.placedBy()).isEqualTo("系统");
        assertThat(refusal(() -> as(clerk, () -> {
                    entitlements.resume(hold.id(), "见过", true);
                    return true;
                })))
                .isEqualTo("hold.reason-automatic");
        assertThat(look(paid(YearMonth.of(2027, 6), LocalDate.of(2027, 6, 16))).amount())
                .as("only the one who was seen")
                .isEqualTo(Money.of("30.00"));
        clock.set(LocalDate.of(2027, 7, 5));
        answer(task, ReviewAnswer.ALIVE, ReviewWay.VISIT, null);
        confirm(task);

        assertThat(as(clerk, () -> entitlements.holds(entitlement)).get(0)).satisfies(after -> {
            assertThat(after.open()).isFalse();
            assertThat(after.heldMonthsPaid()).isTrue();
        });
        assertThat(look(run(YearMonth.of(2027, 7), LocalDate.of(2027, 7, 16))).amount())
                .as("July for both, and June for the one held")
                .isEqualTo(Money.of("90.00"));
    }

    /** Two old people with 30 yuan a month; the first was not seen in time and is held from June on, the second is paid. */
    private UUID heldFromJune() {
        UUID late = person("甲到龄", "1946-05-17", true);
        UUID seen = person("乙到龄", "1946-05-18", true);
        UUID roster = drawn(MAY);
        confirmed(roster, "甲到龄", "乙到龄");
        granted(roster);
        clock.set(LocalDate.of(2027, 5, 6));
        ReviewTask other = due(benefit(seen).entitlementId());
        answer(other, ReviewAnswer.ALIVE, ReviewWay.PHONE, null);
        confirm(other);
        clock.set(LocalDate.of(2027, 5, 10));
        assertThat(as(SystemOfficer.of(county.code()), reviews::holdOverdue)).isOne();
        return late;
    }

    private void died(UUID person, LocalDate on, LocalDate recorded) {
        clock.set(recorded);
        as(clerk, () -> {
            residents.recordDeath(person, on, "死亡证明", 0, clerk.scope());
            return true;
        });
    }

    @Test
    void e39PaysTheMonthsHeldForAMissedCheckUpToTheMonthOfDeath() {
        UUID late = heldFromJune();
        assertThat(look(paid(YearMonth.of(2027, 6), LocalDate.of(2027, 6, 16))).amount())
                .isEqualTo(Money.of("30.00"));
        assertThat(look(paid(YearMonth.of(2027, 7), LocalDate.of(2027, 7, 16))).amount())
                .isEqualTo(Money.of("30.00"));

        died(late, LocalDate.of(2027, 8, 3), LocalDate.of(2027, 8, 9));

        UUID held = benefit(late).entitlementId();
        assertThat(as(clerk, () -> entitlements.holds(held))).singleElement().satisfies(hold -> {
            assertThat(hold.open()).isFalse();
            assertThat(hold.heldMonthsPaid()).isTrue();
            assertThat(hold.releaseNote()).contains("2027-08-03");
        });
        assertThat(look(run(YearMonth.of(2027, 8), LocalDate.of(2027, 8, 16))).amount())
                .as("August for both, June and July for the one who died in August")
                .isEqualTo(Money.of("120.00"));
    }

    /** Told only when the months were over: nobody receives them before another payee stands for the one who died. */
    @Test
    void paysWhatWasHeldToAnotherPayeeWhereTheDeathIsToldLate() {
        UUID late = heldFromJune();
        UUID daughter = person("甲小女", "1970-02-01", true);
        as(caseworker, () -> {
            UUID household = households.open(new NewHousehold(
                    null, county.village(1, 1), UrbanRural.RURAL, null, late, LocalDate.of(2027, 1, 4)));
            households.addMember(
                    household,
                    new NewMember(daughter, Relation.DAUGHTER, true, null, LocalDate.of(2027, 1, 4), "同住"),
                    0,
                    caseworker.scope());
            return true;
        });
        for (int month = 6; month <= 8; month++) {
            assertThat(look(paid(YearMonth.of(2027, month), LocalDate.of(2027, month, 16)))
                            .amount())
                    .isEqualTo(Money.of("30.00"));
        }
        UUID entitlement = benefit(late).entitlementId();
        died(late, LocalDate.of(2027, 8, 3), LocalDate.of(2027, 9, 8));
        assertThat(look(paid(YearMonth.of(2027, 9), LocalDate.of(2027, 9, 16))).amount())
                .as("the account of the dead receives nothing any more")
                .isEqualTo(Money.of("30.00"));

        UUID change = as(
                clerk,
                () -> payees.propose(
                        entitlement,
                        daughter,
                        "老人去世，生前应发未发的由女儿代领",
                        EvidencePaper.of("证明.pdf", "%PDF-1.4 x".getBytes(StandardCharsets.US_ASCII))));
        as(county.officer(Role.TOWN_REVIEWER, LineOfBusiness.ELDER_CARE), () -> {
            payees.approve(change, payees.find(change).version());
            return true;
        });

        UUID october = run(YearMonth.of(2027, 10), LocalDate.of(2027, 10, 16));
        assertThat(lines(october))
                .extracting(line -> line.benefitMonth() + " " + line.payeeName() + " " + line.amount())
                .containsExactlyInAnyOrder(
                        "2027-06 甲小女 30.00", "2027-07 甲小女 30.00", "2027-08 甲小女 30.00", "2027-10 乙到龄 30.00");
    }

    @Test
    void makesUpForNothingHeldWhereTheSheetSaysSo() {
        UUID late = heldFromJune();
        as(caseworker, () -> jdbc.sql("""
                        insert into registry.parameter (key, area_code, value, effective_from, document, approved_at)
                        values ('old-age.check-arrears', ?, 'OFF', date '2027-01-01', '测试〔2027〕1号', now())""").param(county.code().value()).update());

        died(late, LocalDate.of(2027, 8, 3), LocalDate.of(2027, 8, 9));

        UUID held = benefit(late).entitlementId();
        assertThat(as(clerk, () -> entitlements.holds(held))).singleElement().satisfies(hold -> {
            assertThat(hold.open()).isFalse();
            assertThat(hold.heldMonthsPaid()).isFalse();
        });
    }

    @Test
    void holdsFromTheNextMonthOnceItIsConfirmedThatNobodyWasFound() {
        UUID entitlement = grantedOne("甲到龄");
        clock.set(LocalDate.of(2027, 4, 12));
        ReviewTask task = due(entitlement);
        answer(task, ReviewAnswer.UNREACHABLE, null, null);
        assertThat(as(clerk, () -> entitlements.holds(entitlement))).isEmpty();

        assertThat(confirm(task)).isEqualTo(LocalDate.of(2027, 5, 12));

        assertThat(as(clerk, () -> entitlements.holds(entitlement)))
                .singleElement()
                .satisfies(hold -> {
                    assertThat(hold.reason()).isEqualTo(HoldReason.LIFE_UNPROVEN);
                    assertThat(hold.from()).isEqualTo(YearMonth.of(2027, 5));
                });
        ReviewTask again = due(entitlement);
        answer(again, ReviewAnswer.ALIVE, ReviewWay.COUNTER, null);
        confirm(again);
        assertThat(as(clerk, () -> entitlements.holds(entitlement)))
                .singleElement()
                .satisfies(hold -> assertThat(hold.open()).isFalse());
    }

    @Test
    void makesALeadOfADeathThatWasToldAndHoldsTheMoneyAtOnce() {
        UUID entitlement = grantedOne("甲到龄");
        clock.set(LocalDate.of(2027, 4, 12));
        ReviewTask task = due(entitlement);

        assertThat(refusal(() -> answer(task, ReviewAnswer.DIED, null, LocalDate.of(2027, 4, 13))))
                .isEqualTo("review.died-on-missing");
        answer(task, ReviewAnswer.DIED, null, LocalDate.of(2027, 3, 30));

        assertThat(as(clerk, () -> leads.ofResident(task.benefit().residentId())))
                .singleElement()
                .satisfies(lead -> {
                    assertThat(lead.isDeath()).isTrue();
                    assertThat(lead.eventOn()).isEqualTo(LocalDate.of(2027, 3, 30));
                });
        assertThat(as(clerk, () -> entitlements.holds(entitlement)))
                .singleElement()
                .satisfies(hold -> assertThat(hold.reason()).isEqualTo(HoldReason.DEATH_TO_VERIFY));
    }

    private UUID grantedOne(String name) {
        UUID person = person(name, "1946-05-17", true);
        UUID roster = drawn(MAY);
        confirmed(roster, name);
        granted(roster);
        return benefit(person).entitlementId();
    }

    /** The task of the benefit that waits for an answer, made if need be. */
    private ReviewTask due(UUID entitlement) {
        as(caseworker, reviews::generate);
        return as(
                        clerk,
                        () -> reviews.list(new ReviewFilter(OldAgeAllowance.CODE, ReviewState.OPEN, null, null), 10, 0))
                .stream()
                .filter(task -> task.benefit().entitlementId().equals(entitlement))
                .findFirst()
                .orElseThrow();
    }

    private void answer(ReviewTask task, ReviewAnswer answer, @Nullable ReviewWay way, @Nullable LocalDate diedOn) {
        as(clerk, () -> {
            reviews.record(task.id(), task.version(), answer, way, diedOn, "村干部陪同");
            return true;
        });
    }

    private LocalDate confirm(ReviewTask task) {
        return as(
                county.officer(Role.TOWN_REVIEWER, LineOfBusiness.ELDER_CARE),
                () -> reviews.confirm(task.id(), task.version() + 1));
    }

    @Test
    void e39EndsWithTheMonthOfDeath() {
        UUID person = person("甲到龄", "1940-02-11", true);
        UUID roster = drawn(MAY);
        confirmed(roster, "甲到龄");
        granted(roster);
        clock.set(LocalDate.of(2026, 10, 28));

        as(clerk, () -> {
            residents.recordDeath(person, LocalDate.of(2026, 8, 3), "火化登记 2026-10-28", 0, clerk.scope());
            return true;
        });

        assertThat(benefit(person).lastMonth()).isEqualTo(YearMonth.of(2026, 8));
        assertThat(benefit(person).exitCode()).isEqualTo(ExitCode.DEATH);
    }

    @Test
    void aRaisedBandIsTriedOutOnEverybodyAndReachesMonthsDatedAheadToo() {
        UUID eighty = person("甲到龄", "1946-05-17", true);
        person("乙九十", "1936-01-20", true);
        UUID roster = drawn(MAY);
        confirmed(roster, "甲到龄", "乙九十");
        granted(roster);
        UUID standard = as(
                caseworker,
                () -> standards.propose(new Standards.Proposal(
                        OldAgeAllowance.CODE,
                        "90",
                        county.code(),
                        Standard.Residence.UNIFIED,
                        Money.of("120.00"),
                        Standard.Unit.MONTH,
                        LocalDate.of(2026, 6, 1),
                        null,
                        "云民〔2026〕6号",
                        LocalDate.of(2026, 5, 8))));

        UUID uplift = as(caseworker, () -> uplifts.open(standard));
        Acting.as(caseworker, () -> uplifts.workNow(uplift));
        Uplift previewed = as(caseworker, () -> uplifts.find(uplift));
        Acting.as(county.officer(Role.COUNTY_APPROVER, LineOfBusiness.ELDER_CARE), () -> {
            uplifts.approved(uplift, previewed.version(), previewed.raised());
            uplifts.workNow(uplift);
        });

        assertThat(as(
                        caseworker,
                        () -> entitlements.determinations(benefit(eighty).entitlementId())))
                .extracting(determination -> determination.effectiveMonth() + " " + determination.amount())
                .contains("2036-05 120.00", "2026-05 30.00");
    }

    @Test
    void asksTheTownshipForLifeAndAccountAndComesBackNextMonthWhereOneIsMissing() {
        person("甲无账户", "1946-05-17", false);
        UUID may = drawn(MAY);
        UUID candidate = found(may, "甲无账户").id();

        assertThat(refusal(() -> confirmed(may, "甲无账户"))).isEqualTo("old-age.no-account");
        as(clerk, () -> {
            desk.leaveOut(may, candidate, LeftOut.NO_ACCOUNT, "已告知办卡");
            return true;
        });
        assertThat(refusal(() -> granted(may))).isEqualTo("old-age.nothing-to-grant");

        clock.set(LocalDate.of(2026, 6, 3));
        UUID june = drawn(MAY.plusMonths(1));
        assertThat(found(june, "甲无账户").firstMonth()).isEqualTo(MAY);
    }

    @Test
    void asksOnceWhileAnEarlierRosterIsStillOpen() {
        person("甲到龄", "1946-05-17", true);
        drawn(MAY);
        clock.set(LocalDate.of(2026, 6, 3));

        assertThat(found(drawn(MAY.plusMonths(1)))).isEmpty();
    }

    @Test
    void paysNoMonthBeforeItWasConfirmedWhereTheSheetSaysSo() {
        as(caseworker, () -> jdbc.sql("""
                        insert into registry.parameter (key, area_code, value, effective_from, document, approved_at)
                        values ('old-age.start-rule', ?, 'APPLICATION_MONTH', date '2026-01-01', '测试〔2026〕1号', now())""").param(county.code().value()).update());
        person("甲迟确认", "1946-05-17", false);
        UUID may = drawn(MAY);
        UUID candidate = found(may, "甲迟确认").id();
        as(clerk, () -> {
            desk.leaveOut(may, candidate, LeftOut.NO_ACCOUNT, "已告知办卡");
            return true;
        });
        clock.set(LocalDate.of(2026, 6, 3));

        assertThat(found(drawn(MAY.plusMonths(1)), "甲迟确认").firstMonth()).isEqualTo(MAY.plusMonths(1));
    }

    @Test
    void takesTwoPeopleOfElderCare() {
        person("甲到龄", "1946-05-17", true);
        UUID roster = drawn(MAY);
        confirmed(roster, "甲到龄");
        Officer sameHand = new Officer(
                clerk.id(),
                "both",
                clerk.name(),
                "养老服务股",
                county.code(),
                Set.of(Role.COUNTY_CASEWORKER),
                clerk.lines());
        Officer assistance = new Officer(
                caseworker.id(),
                "cc",
                caseworker.name(),
                "社会救助股",
                county.code(),
                Set.of(Role.COUNTY_CASEWORKER),
                Set.of(LineOfBusiness.ASSISTANCE));

        assertThat(refusal(() -> as(sameHand, () -> desk.grant(roster, null)))).isEqualTo("old-age.same-person");
        assertThat(refusal(() -> as(assistance, () -> desk.grant(roster, null))))
                .isEqualTo("old-age.not-your-line");
        assertThat(refusal(() -> as(clerk, () -> desk.grant(roster, null)))).isEqualTo("old-age.not-county");
        assertThat(granted(roster)).isEqualTo(1);
        UUID may = run(MAY, LocalDate.of(2026, 5, 18));
        // a run of another line looks like one there is not
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> as(assistance, () -> runs.towns(may).size()));
    }
}
