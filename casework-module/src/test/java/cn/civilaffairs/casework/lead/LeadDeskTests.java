package cn.civilaffairs.casework.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@DatabaseTest
@RecordApplicationEvents
class LeadDeskTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    @Autowired
    private LeadDesk desk;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Villagers villagers;

    @Autowired
    private ApplicationEvents events;

    private TestCounty county;
    private Officer clerk;
    private Officer caseworker;
    private UUID person;

    @BeforeEach
    void aPersonInAVillage() {
        clock.set(MONDAY);
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        person = villagers.in(county.village(1, 1), caseworker).id();
    }

    @Test
    void isDueInWorkingDaysAndStandsOnTheTownshipsList() {
        UUID id = opened("PENSION");

        assertThat(found(id).dueOn()).isEqualTo("2026-11-30");
        assertThat(as(clerk, () -> desk.list(LeadFilter.of(LeadFilter.View.TO_ANSWER), 50, 0)))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.daysLeft()).isEqualTo(10);
                    assertThat(line.maskedIdNumber()).isEqualTo("999001************");
                });
        assertThat(as(county.elsewhere(Role.TOWN_CLERK), () -> desk.count(LeadFilter.of(LeadFilter.View.ALL))))
                .isZero();
    }

    @Test
    void isFiledOnceHoweverOftenItIsSaid() {
        UUID first = opened("PENSION");

        assertThat(opened("PENSION")).isEqualTo(first);
        assertThat(as(caseworker, () -> desk.count(LeadFilter.of(LeadFilter.View.ALL))))
                .isEqualTo(1);
    }

    @Test
    void isOneLeadWhenTheCrematoriumAndTheHospitalTellOfOneDeath() {
        UUID cremation = opened("CREMATION");

        assertThat(opened("DEATH")).isEqualTo(cremation);
    }

    @Test
    void stopsMoneyOnlyByTheWordOfTwo() {
        UUID id = opened("PENSION");

        answer(clerk, id, LeadOutcome.TRUE_STOP);

        assertThat(found(id).state()).isEqualTo(LeadState.ANSWERED);
        assertThat(events.stream(LeadAnswered.class)).isEmpty();
        run(caseworker, () -> desk.confirm(id, found(id).version(), "属实"));
        assertThat(found(id).state()).isEqualTo(LeadState.CLOSED);
        assertThat(events.stream(LeadAnswered.class))
                .singleElement()
                .satisfies(event -> assertThat(event.lead().outcome()).isEqualTo(LeadOutcome.TRUE_STOP));
        assertThat(as(clerk, () -> desk.entries(id)))
                .extracting(LeadEntry::act)
                .containsExactly(LeadEntry.Act.OPEN, LeadEntry.Act.ANSWER, LeadEntry.Act.CONFIRM);
    }

    @Test
    void isClosedAtOnceWhereNoMoneyHangsOnIt() {
        UUID id = opened("VEHICLE");

        answer(clerk, id, LeadOutcome.UNTRUE);

        assertThat(found(id).state()).isEqualTo(LeadState.CLOSED);
        assertThat(events.stream(LeadAnswered.class)).hasSize(1);
    }

    @Test
    void needsASecondPersonForWhateverIsSaidOfADeath() {
        UUID id = opened("DEATH");

        answer(clerk, id, LeadOutcome.UNTRUE);

        assertThat(found(id).state()).isEqualTo(LeadState.ANSWERED);
    }

    @Test
    void isNotConfirmedByWhoAnsweredIt() {
        UUID id = opened("PENSION");
        clock.set(LocalDate.of(2026, 12, 2));
        answer(caseworker, id, LeadOutcome.TRUE_STOP);

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> run(caseworker, () -> desk.confirm(id, 1, "")))
                .withMessage("lead.same-person");
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> run(
                        caseworker,
                        () -> jdbc.sql(
                                        "update casework.lead set state = 'CLOSED', confirmed_by = answered_by where id = ?")
                                .param(id)
                                .update()));
    }

    @Test
    void risesToTheCountyOnceItIsOverdue() {
        UUID id = opened("PENSION");
        clock.set(LocalDate.of(2026, 11, 30));
        assertThat(as(caseworker, desk::escalateOverdue)).isZero();
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> answer(caseworker, id, LeadOutcome.UNTRUE))
                .withMessage("lead.not-responsible");

        clock.set(LocalDate.of(2026, 12, 1));
        assertThat(as(caseworker, desk::escalateOverdue)).isEqualTo(1);

        assertThat(found(id).state()).isEqualTo(LeadState.ESCALATED);
        assertThat(as(caseworker, () -> desk.count(LeadFilter.of(LeadFilter.View.OVERDUE))))
                .isEqualTo(1);
        answer(caseworker, id, LeadOutcome.UNTRUE);
        assertThat(found(id).state()).isEqualTo(LeadState.CLOSED);
    }

    @Test
    void goesBackToTheTownshipWithAReason() {
        UUID id = opened("PENSION");
        answer(clerk, id, LeadOutcome.TRUE_CHANGE);

        run(caseworker, () -> desk.sendBack(id, 1, "没有说明领取金额"));

        assertThat(found(id).state()).isEqualTo(LeadState.OPEN);
        assertThat(found(id).outcome()).isNull();
        assertThatExceptionOfType(StaleVersion.class)
                .isThrownBy(() -> run(clerk, () -> desk.answer(id, 1, LeadOutcome.UNTRUE, "入户核实")));
    }

    @Test
    void isAnsweredByTheTownshipItBelongsToAndNobodyElse() {
        UUID id = opened("PENSION");

        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> answer(county.elsewhere(Role.TOWN_CLERK), id, LeadOutcome.UNTRUE));
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> answer(county.officer(Role.TOWN_REVIEWER), id, LeadOutcome.UNTRUE))
                .withMessage("lead.not-responsible");
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> run(clerk, () -> desk.answer(id, LeadOutcome.UNTRUE, " ")))
                .withMessage("lead.reply-missing");
    }

    @Test
    void isKeptFromOfficersOfOtherLinesUntilTheirsSpeaksOfItToo() {
        UUID id = opened("PENSION");
        Officer child = county.officer(Role.TOWN_CLERK, LineOfBusiness.CHILD_WELFARE);
        LeadFilter all = LeadFilter.of(LeadFilter.View.ALL);

        assertThat(as(child, () -> desk.list(all, 50, 0))).isEmpty();
        assertThat(as(child, () -> desk.count(all))).isZero();
        assertThat(as(child, () -> desk.countByKind(all))).isEmpty();
        assertThat(as(child, () -> desk.ofResident(person))).isEmpty();
        assertThat(as(child, () -> desk.entries(id))).isEmpty();
        assertThat(as(child, () -> rows("lead") + rows("lead_entry"))).isZero();
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> answer(child, id, LeadOutcome.UNTRUE));
        assertThat(as(clerk, () -> desk.find(id)).lines()).containsExactly(LineOfBusiness.ASSISTANCE);

        UUID again = as(child, () -> desk.open(pension("PENSION", LineOfBusiness.CHILD_WELFARE)));

        assertThat(again).isEqualTo(id);
        assertThat(as(child, () -> desk.count(all))).isEqualTo(1);
        assertThat(as(child, () -> desk.entries(id))).hasSize(1);
        assertThat(as(clerk, () -> desk.find(id)).lines())
                .containsExactlyInAnyOrder(LineOfBusiness.ASSISTANCE, LineOfBusiness.CHILD_WELFARE);
    }

    private int rows(String table) {
        return jdbc.sql("select count(*) from casework." + table + " where area_code = ?")
                .param(county.village(1, 1).value())
                .query(Integer.class)
                .single();
    }

    @Test
    void isAnsweredByWhoeverHasTheDutyInALineItConcerns() {
        UUID id = as(clerk, () -> desk.open(pension("PROMISE_BROKEN", LineOfBusiness.ASSISTANCE)));
        Officer elder = county.officer(Role.COUNTY_CASEWORKER, LineOfBusiness.ELDER_CARE);
        answer(clerk, id, LeadOutcome.TRUE_CHANGE);

        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> run(elder, () -> desk.confirm(id, 1, "同意")));
        run(caseworker, () -> desk.confirm(id, 1, "同意"));
        assertThat(as(clerk, () -> desk.find(id)).state()).isEqualTo(LeadState.CLOSED);
    }

    private NewLead pension(String kind, @Nullable LineOfBusiness line) {
        return new NewLead(
                kind,
                person,
                county.village(1, 1),
                LocalDate.of(2026, 11, 2),
                "县人社局",
                "2026年11月起领取",
                null,
                Limit.workingDays(10),
                line);
    }

    private UUID opened(String kind) {
        return as(caseworker, () -> desk.open(pension(kind, null)));
    }

    private void answer(Officer officer, UUID id, LeadOutcome outcome) {
        run(officer, () -> desk.answer(id, outcome, "11月16日入户核实"));
    }

    private Lead found(UUID id) {
        return as(caseworker, () -> desk.find(id));
    }

    private void run(Officer officer, Runnable work) {
        villagers.run(officer, work);
    }

    private <T> T as(Officer officer, Supplier<T> work) {
        return villagers.as(officer, work);
    }
}
