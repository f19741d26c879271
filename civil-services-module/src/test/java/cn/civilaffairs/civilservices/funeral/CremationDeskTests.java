package cn.civilaffairs.civilservices.funeral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseStatus;
import cn.civilaffairs.casework.lead.Lead;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.DeathReported;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

/** From the reception to the certificate, by three people. */
@DatabaseTest
@RecordApplicationEvents
class CremationDeskTests {

    private static final Set<String> PAPERS = Set.of("death-paper", "handler-id", "handler-signature");

    @Autowired
    private CremationDesk desk;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private LeadDesk leads;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ApplicationEvents events;

    private TestCounty county;
    private Officer receiver;
    private Officer operator;
    private Officer leader;
    private IdNumber number;
    private UUID deceased;
    private int papers;

    @BeforeEach
    void somebodyHasDied() {
        clock.set(LocalDate.of(2026, 3, 5));
        county = counties.withDefaults();
        receiver = county.officer(Role.COUNTY_CASEWORKER, LineOfBusiness.FUNERAL);
        Officer second = county.officer(Role.COUNTY_CASEWORKER, 2);
        operator = new Officer(
                second.id(),
                second.login(),
                second.name(),
                second.unit(),
                second.area(),
                second.roles(),
                Set.of(LineOfBusiness.FUNERAL));
        leader = county.officer(Role.COUNTY_APPROVER, LineOfBusiness.FUNERAL);
        number = TestPeople.idNumber(LocalDate.of(1940, 2, 11), Sex.FEMALE);
        deceased = as(receiver, () -> residents.register(ResidentDetails.citizen(county.village(1, 1), "周桂英", number)));
    }

    private <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, () -> transaction.execute(status -> work.get()));
    }

    private void run(Officer officer, Runnable work) {
        as(officer, () -> {
            work.run();
            return true;
        });
    }

    private NewCremation form(String paperNo, String died, boolean natural) {
        return new NewCremation(
                "周桂英",
                number.value(),
                county.village(1, 1),
                LocalDate.parse(died),
                paperNo,
                natural,
                "",
                "周大山",
                "子",
                PAPERS);
    }

    private CaseFile received() {
        return as(receiver, () -> desk.receive(form(paperNo(), "2026-03-04", true)));
    }

    private String paperNo() {
        return "SW" + county.code().value().substring(0, 6) + "-" + ++papers;
    }

    private void agreed(Officer officer, UUID id) {
        run(officer, () -> cases.agree(id, cases.find(id).version(), "同意"));
    }

    private void cremated(UUID id) {
        run(
                operator,
                () -> desk.recordCremation(
                        id, desk.find(id).version(), LocalDate.of(2026, 3, 5), "2 号炉", number.value()));
        run(
                operator,
                () -> desk.bill(
                        id,
                        desk.find(id).version(),
                        Map.of(FuneralItem.TRANSPORT, Money.of("650.00"), FuneralItem.CREMATION, Money.of("1660.00")),
                        true));
    }

    private String refusal(Runnable work) {
        String[] key = new String[1];
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(work::run)
                .satisfies(refused -> key[0] = refused.messageKey());
        return key[0];
    }

    @Test
    void isTakenFromReceptionToCertificateByThreePeople() {
        UUID id = received().id();
        agreed(receiver, id);
        cremated(id);
        agreed(operator, id);
        agreed(leader, id);

        Cremation done = as(receiver, () -> desk.find(id));
        assertThat(as(receiver, () -> cases.find(id)).status()).isEqualTo(CaseStatus.CONFIRMED);
        assertThat(done.certificateNo()).isEqualTo("HZ" + county.code().value().substring(0, 6) + "2026000001");
        assertThat(done.feeTotal()).isEqualTo(Money.of("2310.00"));
        assertThat(done.waived()).isEqualTo(Money.of("1780.00"));
        assertThat(refusal(() -> run(receiver, () -> desk.handOutAshes(id, done.version(), "别人"))))
                .isEqualTo("cremation.not-collector");
        run(receiver, () -> desk.handOutAshes(id, done.version(), "周大山"));
        assertThat(as(receiver, () -> desk.find(id)).ashesOn()).isEqualTo("2026-03-05");
        assertThat(as(receiver, () -> desk.sum(2026))).isEqualTo(new CremationSum(2026, 1, 1, Money.of("1780.00")));
    }

    @Test
    void tellsOfTheDeathTheSameDayAndAsksTheTownshipWithinThreeWorkingDays() {
        CaseFile file = received();

        assertThat(events.stream(DeathReported.class)).singleElement().satisfies(reported -> {
            assertThat(reported.residentId()).isEqualTo(deceased);
            assertThat(reported.diedOn()).isEqualTo("2026-03-04");
            assertThat(reported.sourceId()).isEqualTo(file.id());
        });
        assertThat(as(receiver, () -> leads.ofResident(deceased)))
                .singleElement()
                .satisfies(lead -> {
                    assertThat(lead.kind()).isEqualTo("CREMATION");
                    assertThat(lead.dueOn()).isEqualTo("2026-03-10");
                });
        assertThat(as(receiver, () -> residents.get(deceased, receiver.scope())).isDead())
                .isFalse();
    }

    @Test
    void entersIntoTheRegisterWhomItDoesNotKnowAndTellsOfThem() {
        IdNumber other = TestPeople.idNumber(LocalDate.of(1950, 7, 7), Sex.MALE);
        CaseFile file = as(
                receiver,
                () -> desk.receive(new NewCremation(
                        "吴外来",
                        other.value(),
                        county.village(2, 1),
                        LocalDate.of(2026, 3, 5),
                        paperNo(),
                        true,
                        "",
                        "吴小来",
                        "子",
                        PAPERS)));

        Lead lead = as(
                        receiver,
                        () -> leads.ofResident(
                                as(receiver, () -> desk.find(file.id())).residentId()))
                .get(0);
        assertThat(lead.area()).isEqualTo(county.village(2, 1));
    }

    @Test
    void isRefusedWithoutThePapersTheLawAsksFor() {
        assertThat(refusal(() -> as(receiver, () -> desk.receive(form(paperNo(), "2026-03-06", true)))))
                .isEqualTo("cremation.died-after-today");
        assertThat(refusal(() -> as(receiver, () -> desk.receive(form(paperNo(), "2026-03-04", false)))))
                .isEqualTo("cremation.police-paper-missing");
        assertThat(refusal(() -> as(receiver, () -> desk.receive(form(" ", "2026-03-04", true)))))
                .isEqualTo("cremation.incomplete");
        received();
        assertThat(refusal(() -> received())).isEqualTo("cremation.received-already");
    }

    @Test
    void mayBeEnteredAgainAfterACaseThatCameToNothing() {
        UUID first = received().id();
        run(receiver, () -> cases.abort(first, cases.find(first).version(), "录错了人"));

        assertThat(received().isOpen()).isTrue();
    }

    @Test
    void goesNoFurtherBeforeTheCremationIsRecordedByAnotherPersonWhoTypesTheNumber() {
        UUID id = received().id();
        agreed(receiver, id);

        assertThat(refusal(() -> agreed(operator, id))).isEqualTo("cremation.not-recorded");
        assertThat(refusal(() -> run(
                        receiver, () -> desk.recordCremation(id, 0, LocalDate.of(2026, 3, 5), "2 号炉", number.value()))))
                .isEqualTo("cremation.same-person");
        assertThat(refusal(() -> run(
                        operator,
                        () -> desk.recordCremation(id, 0, LocalDate.of(2026, 3, 5), "2 号炉", "999001194002110000"))))
                .isEqualTo("cremation.identity-differs");
        assertThat(refusal(() -> run(
                        operator, () -> desk.recordCremation(id, 0, LocalDate.of(2026, 3, 4), "2 号炉", number.value()))))
                .isEqualTo("cremation.date");
    }

    @Test
    void isNoneOfTheBusinessOfOtherLines() {
        UUID id = received().id();
        Officer assistance = county.officer(Role.COUNTY_CASEWORKER);

        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> as(assistance, () -> desk.find(id)));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> as(assistance, () -> desk.list("", 10, 0)));
        assertThat(refusal(() -> as(assistance, () -> desk.receive(form(paperNo(), "2026-03-04", true)))))
                .isEqualTo("case.not-responsible");
    }
}
