package cn.civilaffairs.casework.lead;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.DeathRefuted;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

/** What the answer to a lead about a death does to the register. */
@DatabaseTest
@RecordApplicationEvents
class DeathAnswersTests {

    @Autowired
    private LeadDesk desk;

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

    private Officer clerk;
    private Officer caseworker;
    private UUID person;
    private UUID lead;

    @BeforeEach
    void aLeadAboutADeath() {
        clock.set(LocalDate.of(2026, 11, 16));
        TestCounty county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        person = as(
                caseworker,
                () -> residents.register(ResidentDetails.citizen(
                        county.village(1, 1), "周大山", TestPeople.idNumber(LocalDate.of(1941, 3, 1), Sex.MALE))));
        lead = as(
                caseworker,
                () -> desk.open(new NewLead(
                        "CREMATION",
                        person,
                        county.village(1, 1),
                        LocalDate.of(2026, 11, 14),
                        "火化登记 2026-11-16",
                        "",
                        null,
                        Limit.workingDays(3),
                        null)));
    }

    private <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, () -> transaction.execute(status -> work.get()));
    }

    private void answered(LeadOutcome outcome) {
        as(clerk, () -> {
            desk.answer(lead, outcome, "11月16日入户");
            return true;
        });
    }

    private void confirmed() {
        as(caseworker, () -> {
            desk.confirm(lead, desk.find(lead).version(), "同意");
            return true;
        });
    }

    private Resident resident() {
        return as(caseworker, () -> residents.get(person, caseworker.scope()));
    }

    @Test
    void entersTheDeathOnceTheSecondPersonHasConfirmedIt() {
        answered(LeadOutcome.TRUE_STOP);
        assertThat(resident().isDead()).isFalse();

        confirmed();

        assertThat(resident().deathDate()).isEqualTo("2026-11-14");
        assertThat(resident().deathSource()).isEqualTo("火化登记 2026-11-16");
    }

    @Test
    void takesTheReportBackWhereThePersonLives() {
        answered(LeadOutcome.UNTRUE);
        confirmed();

        assertThat(resident().isDead()).isFalse();
        assertThat(events.stream(DeathRefuted.class))
                .singleElement()
                .satisfies(refuted -> assertThat(refuted.why()).isEqualTo("核实不属实：11月16日入户"));
    }

    @Test
    void leavesEverythingAsItIsWhereNobodyCouldFindOut() {
        answered(LeadOutcome.UNVERIFIABLE);
        confirmed();

        assertThat(resident().isDead()).isFalse();
        assertThat(events.stream(DeathRefuted.class)).isEmpty();
    }
}
