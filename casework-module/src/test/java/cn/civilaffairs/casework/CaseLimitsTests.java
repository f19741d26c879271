package cn.civilaffairs.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.LimitKey;
import cn.civilaffairs.registry.policy.Parameters;
import cn.civilaffairs.registry.policy.SheetKey;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Limits from the parameter sheet, and what a case keeps of them. */
@DatabaseTest
class CaseLimitsTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final LimitKey ACCEPTANCE = LimitKey.ofStep("test-matter", "acceptance");

    @Autowired
    private CaseDesk desk;

    @Autowired
    private Parameters parameters;

    @Autowired
    private TestMatter.Ears ears;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;

    @BeforeEach
    void aCountyOnMonday() {
        clock.set(MONDAY);
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
    }

    @Test
    void areTheProceduresOwnWhereTheSheetSaysNothing() {
        CaseFile file = open();

        assertThat(file.limit()).isEqualTo(Limit.workingDays(5));
        assertThat(file.whole()).isEqualTo(Limit.workingDays(30));
        assertThat(file.dueOn()).isEqualTo("2026-11-23");
    }

    @Test
    void followTheSheetOfTheNearestArea() {
        put(ACCEPTANCE, county.code(), "4 个工作日", MONDAY.minusYears(1));
        put(ACCEPTANCE, county.township(1), "2 个工作日", MONDAY.minusYears(1));

        assertThat(open().dueOn()).isEqualTo("2026-11-18");
    }

    @Test
    void doNotMoveOnceTheyRun() {
        CaseFile before = open();
        put(ACCEPTANCE, county.code(), "1 个工作日", MONDAY);
        put(LimitKey.whole("test-matter"), county.code(), "10 个工作日", MONDAY);

        CaseFolder folder = as(clerk, () -> desk.folder(before.id()));
        assertThat(folder.file().dueOn()).isEqualTo("2026-11-23");
        assertThat(folder.clock()).isNotNull();
        assertThat(folder.clock().limit()).isEqualTo(Limit.workingDays(5));
        assertThat(folder.whole()).isNotNull();
        assertThat(folder.whole().limit()).isEqualTo(Limit.workingDays(30));
        CaseFile after = open();
        assertThat(after.dueOn()).isEqualTo("2026-11-17");
        assertThat(after.whole()).isEqualTo(Limit.workingDays(10));
    }

    @Test
    void giveAPostingTheDaysOfTheDayItBegins() {
        put(LimitKey.ofPosting("test-matter", "posting"), county.code(), "5 个工作日", MONDAY);
        CaseFile file = atPosting();

        as(clerk, () -> desk.post(file.id(), version(file), "村务公开栏", "张三 3人 805.00元", null));

        assertThat(as(clerk, () -> desk.postings(file.id())).get(0).endsOn()).isEqualTo("2026-11-23");
    }

    @Test
    void areTwentyFiveAndFortyWorkingDaysInADevolvedTownship() {
        put(LimitKey.whole("test-matter"), county.township(1), "25 个工作日", MONDAY);
        put(LimitKey.extended("test-matter"), county.township(1), "40 个工作日", MONDAY);
        CaseFile file = open();
        assertThat(file.whole()).isEqualTo(Limit.workingDays(25));

        as(clerk, () -> desk.extend(file.id(), version(file), "申请人住院，无法入户"));

        CaseFile extended = as(clerk, () -> desk.find(file.id()));
        assertThat(extended.whole()).isEqualTo(Limit.workingDays(40));
        assertThat(extended.dueOn()).isEqualTo("2026-12-14"); // fifteen working days after 2026-11-23
        RuleViolation again = catchThrowableOfType(
                RuleViolation.class, () -> as(clerk, () -> desk.extend(file.id(), version(file), "再延")));
        assertThat(again.messageKey()).isEqualTo("case.extended-already");
    }

    @Test
    void leaveACaseOnItsWayWhenItsTownshipIsDevolvedMeanwhile() {
        CaseFile before = open();
        ears.devolved.add(county.township(1));
        CaseFile after = open();

        assertThat(as(clerk, () -> desk.find(before.id())).devolved()).isFalse();
        assertThat(after.devolved()).isTrue();
        assertThat(TestMatter.PROCEDURE.step("confirmation").roles(before.devolved()))
                .containsExactly(Role.COUNTY_APPROVER);
        assertThat(TestMatter.PROCEDURE.step("confirmation").roles(after.devolved()))
                .containsExactly(Role.TOWN_REVIEWER);
    }

    @ParameterizedTest
    @CsvSource({"10 个工作日, 10 WORKING_DAYS", "10工作日, 10 WORKING_DAYS", "7 天, 7 DAYS", "7日, 7 DAYS", "3 DAYS, 3 DAYS"})
    void areTypedTheWayTheyAreSaid(String typed, String stored) {
        assertThat(ACCEPTANCE.plain(typed)).isEqualTo(stored);
        assertThat(ACCEPTANCE.admits(stored)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0 WORKING_DAYS", "10", "-3 DAYS", "十天"})
    void areNothingWithoutANumberAndAUnit(String typed) {
        assertThat(ACCEPTANCE.admits(ACCEPTANCE.plain(typed))).isFalse();
    }

    @Test
    void standOnTheSheetUnderTheirOwnCodes() {
        assertThat(SheetKey.of("casework.limit.test-matter")).isEqualTo(LimitKey.whole("test-matter"));
        assertThat(LimitKey.ofPosting("test-matter", "posting"))
                .satisfies(key -> assertThat(key.step()).isEqualTo("posting"))
                .satisfies(key -> assertThat(key.what()).isEqualTo("posting"));
    }

    private void put(LimitKey key, AreaCode area, String value, LocalDate from) {
        var id = as(
                county.officer(Role.COUNTY_CASEWORKER), () -> parameters.propose(key, area, value, from, "云民〔2026〕9号"));
        as(county.officer(Role.COUNTY_APPROVER), () -> {
            parameters.approve(id);
            return id;
        });
    }

    private CaseFile open() {
        return as(
                clerk,
                () -> desk.open(new Opening("test-matter", county.village(1, 1), null, null, "张三", Set.of(), null)));
    }

    private CaseFile atPosting() {
        CaseFile file = open();
        as(
                clerk,
                () -> desk.recordPapers(
                        file.id(), version(file), List.of(CasePaper.of("form", CasePaper.State.RECEIVED))));
        as(clerk, () -> desk.agree(file.id(), version(file), null));
        as(clerk, () -> desk.agree(file.id(), version(file), null));
        as(county.officer(Role.TOWN_REVIEWER), () -> desk.agree(file.id(), version(file), null));
        return file;
    }

    private int version(CaseFile file) {
        return as(clerk, () -> desk.find(file.id())).version();
    }

    private static <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, work);
    }
}
