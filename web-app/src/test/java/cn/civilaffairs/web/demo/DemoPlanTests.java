package cn.civilaffairs.web.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoPlanTests {

    private static final DemoPlan PLAN = DemoPlan.at(1);

    @Test
    void theRosterOfTheLastClosedMonthIsExactlyThatOfTheRealCounty() {
        assertThat(roster(PLAN, UrbanRural.RURAL)).containsExactly(9_847, 15_044);
        assertThat(roster(PLAN, UrbanRural.URBAN)).containsExactly(1_222, 1_712);
    }

    @Test
    void smallerAndLargerCountiesScaleTheTargets() {
        DemoPlan small = DemoPlan.at(0.05);
        assertThat(roster(small, UrbanRural.RURAL)).containsExactly(492, 752);
        assertThat(roster(small, UrbanRural.URBAN)).containsExactly(61, 86);
    }

    private static List<Integer> roster(DemoPlan plan, UrbanRural residence) {
        List<DemoHousehold> inCare = plan.inCare(DemoPlan.LAST_CLOSED).stream()
                .filter(household -> household.residence() == residence)
                .toList();
        return List.of(
                inCare.size(),
                inCare.stream()
                        .mapToInt(household ->
                                household.membersIn(DemoPlan.LAST_CLOSED).size())
                        .sum());
    }

    @Test
    void twoMachinesPlanTheSameCounty() {
        assertThat(fingerprints(DemoPlan.at(0.02))).isEqualTo(fingerprints(DemoPlan.at(0.02)));
    }

    private static List<String> fingerprints(DemoPlan plan) {
        return Stream.concat(plan.households().stream(), plan.applicants().stream())
                .map(household -> household.number()
                        + household.village().value()
                        + household.address()
                        + household.firstMonth()
                        + household.lastMonth()
                        + household.hold()
                        + household.members().stream()
                                .map(person -> person.name().full()
                                        + person.idNumber().value()
                                        + person.account()
                                        + person.phone())
                                .toList()
                        + household.means().stream()
                                .map(item -> item.name() + item.amount() + item.start() + item.end())
                                .toList())
                .toList();
    }

    @Test
    void nobodyCarriesANumberThatCouldBeReal() {
        assertThat(everybody(DemoPerson::idNumber))
                .allSatisfy(number -> assertThat(number.value()).startsWith("999001"))
                .allSatisfy(
                        number -> assertThat(IdNumber.isValid(number.value())).isTrue())
                .doesNotHaveDuplicates();
        assertThat(everybody(DemoPerson::account).stream()
                        .filter(account -> account != null)
                        .toList())
                .allSatisfy(
                        account -> assertThat(account).startsWith("622848000").hasSize(19))
                .allMatch(DemoNumbers::passesLuhn)
                .doesNotHaveDuplicates();
        assertThat(everybody(DemoPerson::phone).stream()
                        .filter(phone -> phone != null)
                        .toList())
                .allSatisfy(phone -> assertThat(phone).startsWith("1990000").hasSize(11));
    }

    private static <T> List<T> everybody(Function<DemoPerson, T> what) {
        return Stream.concat(PLAN.households().stream(), PLAN.applicants().stream())
                .flatMap(household -> household.members().stream())
                .map(what)
                .toList();
    }

    @Test
    void namesIncludeRareCharactersAndThoseOfOtherPeoples() {
        Set<String> names = new HashSet<>(everybody(person -> person.name().full()));
        assertThat(names).anyMatch(name -> name.contains("𬭎")).anyMatch(name -> name.contains("㛃"));
        assertThat(names).contains("阿卜杜·热合曼");
    }

    @Test
    void aRosterOfAMonthIsTheLastOneAndWhatChangedSince() {
        for (YearMonth month = DemoPlan.FIRST.plusMonths(1);
                !month.isAfter(DemoPlan.OPEN);
                month = month.plusMonths(1)) {
            YearMonth now = month;
            YearMonth before = month.minusMonths(1);
            long joined = PLAN.households().stream()
                    .filter(h -> h.firstMonth().equals(now))
                    .count();
            long left = PLAN.households().stream()
                    .filter(h -> before.equals(h.lastMonth()))
                    .count();
            assertThat(PLAN.inCare(now).size())
                    .isEqualTo((int) (PLAN.inCare(before).size() + joined - left));
            assertThat((double) joined).as("joined in %s", now).isBetween(50.0, 160.0);
            assertThat((double) left).as("left before %s", now).isBetween(50.0, 160.0);
        }
    }

    @Test
    void everyHouseholdHasOneHeadWithAnAccount() {
        assertThat(PLAN.households()).allSatisfy(household -> {
            assertThat(household.members().stream()
                            .filter(person -> person.relation().equals("HEAD")))
                    .hasSize(1);
            assertThat(household.head().account()).isNotNull();
            assertThat(household.membersIn(household.firstMonth())).isNotEmpty();
        });
    }

    @Test
    void theCountyHasSixteenTownshipsAndAboutTwoHundredVillages() {
        assertThat(PLAN.areas().stream().filter(area -> area.level() == AreaCode.Level.TOWNSHIP))
                .hasSize(16);
        assertThat((double) PLAN.areas().stream()
                        .filter(area -> area.level() == AreaCode.Level.VILLAGE)
                        .count())
                .isCloseTo(200, within(5.0));
    }

    @Test
    void everyTownshipHasAClerkAndAReviewer() {
        assertThat(PLAN.officers())
                .filteredOn(account -> account.officer().roles().contains(Role.TOWN_CLERK))
                .hasSize(18);
        assertThat(PLAN.officers().stream().map(account -> account.officer().login()))
                .contains("va_0301", "tc_03a", "tc_03b", "tr_03", "tc_09", "tr_09", "ca_1", "fm_1", "fc_1", "fs_1")
                .doesNotHaveDuplicates();
    }
}
