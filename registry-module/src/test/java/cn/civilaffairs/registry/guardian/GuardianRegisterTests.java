package cn.civilaffairs.registry.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.files.EvidencePaper;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may receive for somebody else: entered by one, confirmed by another, for a time, and never forgotten. */
@DatabaseTest
class GuardianRegisterTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);
    private static final EvidencePaper DEED =
            EvidencePaper.of("委托书.pdf", "%PDF-1.7 deed".getBytes(StandardCharsets.US_ASCII));

    @Autowired
    private GuardianRegister register;

    @Autowired
    private ResidentRegister residents;

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
    private Officer reviewer;
    private UUID ward;

    @BeforeEach
    void anOldManOfTheFirstVillage() {
        clock.set(TODAY);
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
        ward = person(clerk, 1, "老人", LocalDate.of(1941, 3, 5));
    }

    private UUID person(Officer officer, int township, String name, LocalDate born) {
        return Acting.as(
                officer,
                () -> residents.register(ResidentDetails.citizen(
                        county.village(township, 1), name, TestPeople.idNumber(born, Sex.MALE))));
    }

    private UUID enter(UUID of, IdNumber number, String name, GuardianReason reason, @Nullable LocalDate until) {
        return Acting.as(
                clerk,
                () -> register.enter(new NewGuardian(
                        of, number.value(), name, reason, GuardianTie.CHILD, TODAY, until, "委托书 1号", DEED)));
    }

    private static IdNumber adult() {
        return TestPeople.idNumber(LocalDate.of(1970, 5, 6), Sex.FEMALE);
    }

    private Guardianship find(UUID id) {
        return Acting.as(reviewer, () -> register.find(id));
    }

    private void refused(String rule, Runnable act) {
        assertThatExceptionOfType(RuleViolation.class).isThrownBy(act::run).withMessage(rule);
    }

    @Test
    void isInForceOnceAnotherPersonHasConfirmedItAndUntilItsLastDay() {
        UUID id = enter(ward, adult(), "女儿", GuardianReason.UNABLE_TO_COLLECT, TODAY.plusDays(30));
        assertThat(isGuardian(id, TODAY)).isFalse();
        refused("guardian.not-yours-to-confirm", () -> Acting.as(clerk, () -> register.confirm(id, 0)));

        Acting.as(reviewer, () -> register.confirm(id, 0));

        assertThat(isGuardian(id, TODAY.minusDays(1))).isFalse();
        assertThat(isGuardian(id, TODAY)).isTrue();
        assertThat(isGuardian(id, TODAY.plusDays(30))).isTrue();
        assertThat(isGuardian(id, TODAY.plusDays(31))).isFalse();
        assertThat(find(id).stage(TODAY.plusDays(31))).isEqualTo("EXPIRED");
        refused("guardian.decided", () -> Acting.as(reviewer, () -> register.confirm(id, 1)));
        refused(
                "guardian.entered-already",
                () -> Acting.as(
                        clerk,
                        () -> register.enter(new NewGuardian(
                                ward,
                                number(find(id).guardianId()),
                                "女儿",
                                GuardianReason.NO_CAPACITY,
                                GuardianTie.CHILD,
                                TODAY,
                                null,
                                "又一份",
                                DEED))));
    }

    private String number(UUID person) {
        return Acting.as(
                clerk,
                () -> residents.reveal(
                        person, cn.civilaffairs.registry.resident.RevealedField.ID_NUMBER, "核对登记", clerk.scope()));
    }

    @Test
    void needsTwoPeopleWhoeverTheyAre() {
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        UUID id = Acting.as(
                caseworker,
                () -> register.enter(new NewGuardian(
                        ward,
                        adult().value(),
                        "女儿",
                        GuardianReason.NO_CAPACITY,
                        GuardianTie.CHILD,
                        TODAY,
                        null,
                        "证明",
                        DEED)));

        refused("guardian.same-person", () -> Acting.as(caseworker, () -> register.confirm(id, 0)));
        refused("guardian.reason-missing", () -> Acting.as(reviewer, () -> register.refuse(id, 0, " ")));
        Acting.as(reviewer, () -> register.refuse(id, 0, "原件没有村委会盖章"));

        assertThat(isGuardian(id, TODAY)).isFalse();
        assertThat(find(id).decisionNote()).isEqualTo("原件没有村委会盖章");
    }

    @Test
    void endsWithAReasonFromADayOnAndIsNeverDeleted() {
        UUID id = enter(ward, adult(), "女儿", GuardianReason.LIMITED_CAPACITY, null);
        Acting.as(reviewer, () -> register.confirm(id, 0));
        refused("guardian.end-date", () -> Acting.as(clerk, () -> register.end(id, 1, TODAY.plusDays(1), "撤销")));

        clock.set(TODAY.plusDays(9));
        Acting.as(clerk, () -> register.end(id, 1, TODAY.plusDays(9), "法院变更监护人"));

        assertThat(isGuardian(id, TODAY.plusDays(8))).isTrue();
        assertThat(isGuardian(id, TODAY.plusDays(9))).isFalse();
        for (String sql : new String[] {
            "delete from registry.guardianship where id = ?",
            "update registry.guardianship set guardian_id = ward_id where id = ?"
        }) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> Acting.as(
                            clerk,
                            () -> transaction.execute(
                                    status -> jdbc.sql(sql).param(id).update())));
        }
    }

    @Test
    void givesAMinorAGuardianUntilTheDayBeforeEighteenAndAnEntrustmentATerm() {
        UUID child = person(clerk, 1, "孩子", LocalDate.of(2012, 6, 1));
        UUID id = enter(child, adult(), "姑姑", GuardianReason.MINOR, null);

        assertThat(find(id).until()).isEqualTo(LocalDate.of(2030, 5, 31));
        refused("guardian.ward-adult", () -> enter(ward, adult(), "某人", GuardianReason.MINOR, null));
        refused("guardian.term-missing", () -> enter(ward, adult(), "某人", GuardianReason.ENTRUSTED, null));
        refused(
                "guardian.not-adult",
                () -> enter(
                        ward,
                        TestPeople.idNumber(LocalDate.of(2010, 1, 1), Sex.MALE),
                        "某人",
                        GuardianReason.NO_CAPACITY,
                        null));
        refused(
                "guardian.number",
                () -> Acting.as(
                        clerk,
                        () -> register.enter(new NewGuardian(
                                ward,
                                "123",
                                "某人",
                                GuardianReason.NO_CAPACITY,
                                GuardianTie.CHILD,
                                TODAY,
                                null,
                                "证明",
                                DEED))));
    }

    @Test
    void findsWhoLivesInAnotherTownshipByNumberAndNameAndShowsThemToTheWardsTownshipAlone() {
        Officer neighbour = county.elsewhere(Role.TOWN_CLERK);
        IdNumber number = adult();
        UUID daughter = Acting.as(
                neighbour, () -> residents.register(ResidentDetails.citizen(county.village(2, 1), "外嫁女儿", number)));
        assertThat(Acting.as(clerk, () -> residents.find(number, clerk.scope())))
                .isEmpty();

        refused("resident.registered-elsewhere", () -> enter(ward, number, "名字不对", GuardianReason.NO_CAPACITY, null));
        UUID id = enter(ward, number, "外嫁女儿", GuardianReason.NO_CAPACITY, null);

        assertThat(find(id).guardianId()).isEqualTo(daughter);
        assertThat(find(id).guardianName()).isEqualTo("外嫁女儿");
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> Acting.as(neighbour, () -> register.find(id)));
        assertThat(Acting.as(neighbour, () -> register.list(new GuardianFilter(null, null, null), 10, 0)))
                .isEmpty();
        assertThat(Acting.as(reviewer, register::toConfirm)).isOne();
    }

    private boolean isGuardian(UUID id, LocalDate day) {
        Guardianship one = find(id);
        boolean asked = Boolean.TRUE.equals(Acting.as(
                reviewer,
                () -> transaction.execute(status -> jdbc.sql("select registry.is_guardian(?, ?, ?)")
                        .params(one.guardianId(), one.wardId(), day)
                        .query(Boolean.class)
                        .single())));
        assertThat(one.inForce(day))
                .as("the page and the database say the same")
                .isEqualTo(asked);
        return asked;
    }
}
