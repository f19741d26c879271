package cn.civilaffairs.assistance.minimumliving.change;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.casework.lead.Lead;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadFilter;
import cn.civilaffairs.casework.lead.LeadLine;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.SystemOfficer;
import cn.civilaffairs.registry.resident.Relation;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A member grows older and the township learns of it in time, on the real database. Standard 810; a minor and somebody of 70 add 81. */
class ComingOfAgeTests extends InPayment {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    @Autowired
    private ComingOfAge ages;

    @Autowired
    private LeadDesk leads;

    /** A couple with somebody more. */
    private UUID with(String name, LocalDate born) {
        family(3, "900");
        UUID person = as(clerk, () -> {
            UUID one = person(name, born, Sex.FEMALE);
            join(one, Relation.DAUGHTER);
            return one;
        });
        granted(NOVEMBER, LocalDate.of(2026, 10, 20));
        return person;
    }

    private List<Lead> found() {
        Acting.as(SystemOfficer.of(county.code()), ages::run);
        return as(clerk, () -> leads.list(LeadFilter.of(LeadFilter.View.TO_ANSWER), 20, 0)).stream()
                .map(LeadLine::lead)
                .toList();
    }

    @Test
    void tellsTheTownshipOfAChildWhoTurnsEighteenBeforeTheMonthThatSeesIt() {
        UUID daughter = with("周小满", LocalDate.of(2008, 11, 20));

        assertThat(found()).singleElement().satisfies(lead -> {
            assertThat(lead.kind()).isEqualTo("COMING_OF_AGE");
            assertThat(lead.residentId()).isEqualTo(daughter);
            assertThat(lead.eventOn()).isEqualTo("2026-11-20");
            assertThat(lead.detail())
                    .isEqualTo(
                            "2026-11-20 满 18 周岁，自 2026-12 起按规则每月由 2421.00 元变为 2340.00 元。" + "请核实是否在校、是否就业，办理增减停发（到龄）。");
            assertThat(lead.dueOn()).isEqualTo("2026-11-30");
        });
        assertThat(found()).as("told once").hasSize(1);
    }

    @Test
    void answersByTheGuidedChangeAndPaysTheNewAmountFromTheMonthThatSeesTheAge() {
        UUID daughter = with("周小满", LocalDate.of(2008, 11, 20));
        UUID allowance = as(clerk, () -> desk.benefit(household)).orElseThrow().entitlementId();
        assertRefused(
                "change.not-a-birthday",
                () -> desk.preview(
                        AllowanceChange.comesOfAge(household, LocalDate.of(2026, 11, 19), daughter, "学籍证明"), null));
        AllowanceChange change =
                AllowanceChange.comesOfAge(household, LocalDate.of(2026, 11, 20), daughter, "高中在读，学籍证明");

        ChangeOutlook told = as(clerk, () -> desk.preview(change, null));
        assertThat(told.from()).isEqualTo(DECEMBER);
        assertThat(told.amountBefore()).isEqualTo(Money.of("2421.00"));
        assertThat(told.amountAfter()).isEqualTo(Money.of("2340.00"));
        confirm(submitted(change));

        Determination latest = latest(allowance);
        assertThat(latest.effectiveMonth()).isEqualTo(DECEMBER);
        assertThat(latest.cause()).isEqualTo(Cause.AGE_REACHED);
        assertThat(latest.amount()).isEqualTo(Money.of("2340.00"));
        assertThat(covered(allowance, true)).hasSize(4);
    }

    @Test
    void seesALeapDayChildOnTheFirstOfMarch() {
        with("周润月", LocalDate.of(2008, 2, 29));
        clock.set(LocalDate.of(2026, 1, 31));
        assertThat(found()).isEmpty();
        clock.set(LocalDate.of(2026, 2, 2));
        assertThat(as(clerk, () -> desk.benefit(household))).isPresent();
        assertThat(found())
                .singleElement()
                .satisfies(lead -> assertThat(lead.eventOn()).isEqualTo("2026-03-01"));
    }

    @Test
    void tellsOfSeventyButNotOfSixtyWhichChangesNothing() {
        with("吴老太", LocalDate.of(1956, 12, 1));
        assertThat(found()).singleElement().satisfies(lead -> {
            assertThat(lead.eventOn()).isEqualTo("2026-12-01");
            assertThat(lead.detail()).contains("满 70 周岁", "由 2340.00 元变为 2421.00 元");
        });
    }

    @Test
    void saysNothingOfAnAgeThatChangesNothing() {
        with("吴大姐", LocalDate.of(1966, 11, 25));
        assertThat(found()).isEmpty();
    }
}
