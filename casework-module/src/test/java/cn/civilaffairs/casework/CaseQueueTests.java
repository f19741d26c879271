package cn.civilaffairs.casework;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class CaseQueueTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    @Autowired
    private CaseDesk desk;

    @Autowired
    private CaseQueue queue;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;
    private Officer reviewer;

    @BeforeEach
    void aCountyOnMonday() {
        clock.set(MONDAY);
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
    }

    @Test
    void dividesTheDeskByUrgencyAndListsExactlyWhatItCounts() {
        open(clerk, "过期", MONDAY.minusDays(20));
        open(clerk, "快到", MONDAY.minusDays(5));
        open(clerk, "新来", MONDAY);
        CaseFile returned = open(clerk, "退回", MONDAY);
        returnToSurvey(returned);
        clock.set(MONDAY);

        Map<Urgency, CaseCount> counts = as(clerk, () -> queue.countByUrgency(CaseFilter.MINE));

        for (Urgency urgency : Urgency.values()) {
            List<CaseLine> rows = as(clerk, () -> queue.list(CaseFilter.MINE.with(urgency), 1, 50));
            assertThat(rows).as(urgency.name()).hasSize(counts.get(urgency).rows());
            assertThat(as(clerk, () -> queue.count(CaseFilter.MINE.with(urgency))))
                    .isEqualTo(counts.get(urgency));
        }
        assertThat(titles(clerk, CaseFilter.MINE.with(Urgency.OVERDUE))).containsExactly("过期");
        assertThat(titles(clerk, CaseFilter.MINE.with(Urgency.DUE_SOON))).containsExactlyInAnyOrder("快到", "退回");
        assertThat(titles(clerk, CaseFilter.MINE.with(Urgency.NEW))).containsExactly("新来");
    }

    @Test
    void standsAReturnedCaseWithTimeLeftApart() {
        CaseFile file = open(clerk, "退回", MONDAY);
        toReview(file);
        as(reviewer, () -> desk.sendBack(file.id(), version(file), "acceptance", "PAPERS", "缺签名"));

        assertThat(titles(clerk, CaseFilter.MINE.with(Urgency.RETURNED))).containsExactly("退回");
    }

    @Test
    @Tag("AC-028")
    void showsEachTownshipItsOwnAndTheCountyAll() {
        open(clerk, "一镇", MONDAY);
        open(county.elsewhere(Role.TOWN_CLERK), "二镇", MONDAY);

        assertThat(titles(clerk, CaseFilter.MINE)).containsExactly("一镇");
        assertThat(titles(county.elsewhere(Role.TOWN_CLERK), CaseFilter.MINE)).containsExactly("二镇");
        Officer approver = county.officer(Role.COUNTY_APPROVER);
        assertThat(titles(approver, CaseFilter.MINE)).isEmpty();
        CaseFilter all = filter(CaseFilter.Hold.OPEN, null, null);
        assertThat(titles(approver, all)).containsExactlyInAnyOrder("一镇", "二镇");
        assertThat(titles(approver, filter(CaseFilter.Hold.OPEN, county.township(2), null)))
                .containsExactly("二镇");
        assertThat(titles(clerk, filter(CaseFilter.Hold.OPEN, county.township(2), null)))
                .isEmpty();
    }

    @Test
    void showsACaseToWhoseTurnItIs() {
        CaseFile file = open(clerk, "张三", MONDAY);
        toReview(file);

        assertThat(titles(clerk, CaseFilter.MINE)).isEmpty();
        assertThat(titles(reviewer, CaseFilter.MINE)).containsExactly("张三");
        assertThat(titles(county.officer(Role.FINANCE_MAKER), filter(CaseFilter.Hold.OPEN, null, null)))
                .isEmpty();
    }

    @Test
    void findsByPartOfTheNameOrTheCaseNumber() {
        CaseFile file = open(clerk, "欧阳建国", MONDAY);
        open(clerk, "张三", MONDAY);

        assertThat(titles(clerk, filter(CaseFilter.Hold.MINE, null, "建国"))).containsExactly("欧阳建国");
        assertThat(titles(clerk, filter(CaseFilter.Hold.MINE, null, file.caseNo())))
                .containsExactly("欧阳建国");
        assertThat(titles(clerk, filter(CaseFilter.Hold.MINE, null, "%"))).isEmpty();
    }

    @Test
    void pagesInTheOrderAskedFor() {
        for (int i = 1; i <= 5; i++) {
            open(clerk, "户" + i, MONDAY.minusWeeks(i));
        }

        List<CaseLine> first = as(clerk, () -> queue.list(CaseFilter.MINE, 1, 2));
        List<CaseLine> third = as(clerk, () -> queue.list(CaseFilter.MINE, 3, 2));

        assertThat(first).extracting(line -> line.file().title()).containsExactly("户5", "户4");
        assertThat(third).extracting(line -> line.file().title()).containsExactly("户1");
        assertThat(first.get(0).village()).isEqualTo("1镇1村");
        assertThat(first.get(0).clock()).isNotNull();
    }

    @Test
    void offersTheMostPressingCaseNext() {
        CaseFile done = open(clerk, "甲", MONDAY.minusDays(3));
        CaseFile other = open(clerk, "乙", MONDAY);

        assertThat(as(clerk, () -> queue.next(done.id())))
                .map(line -> line.file().id())
                .contains(other.id());
    }

    private void returnToSurvey(CaseFile file) {
        toReview(file);
        as(reviewer, () -> desk.sendBack(file.id(), version(file), "survey", "SURVEY", "笔录缺签字"));
    }

    private void toReview(CaseFile file) {
        as(
                clerk,
                () -> desk.recordPapers(
                        file.id(), version(file), List.of(CasePaper.of("form", CasePaper.State.RECEIVED))));
        as(clerk, () -> desk.agree(file.id(), version(file), null));
        as(clerk, () -> desk.agree(file.id(), version(file), null));
    }

    private CaseFile open(Officer officer, String title, LocalDate on) {
        clock.set(on);
        AreaCode village = county.village(officer.area().equals(county.township(2)) ? 2 : 1, 1);
        CaseFile file =
                as(officer, () -> desk.open(new Opening("test-matter", village, null, null, title, Set.of(), null)));
        clock.set(MONDAY);
        return file;
    }

    private static CaseFilter filter(CaseFilter.Hold hold, @Nullable AreaCode area, @Nullable String text) {
        return new CaseFilter(hold, null, null, null, area, text, CaseFilter.Sort.DUE, false);
    }

    private List<String> titles(Officer officer, CaseFilter filter) {
        return as(officer, () -> queue.list(filter, 1, 50)).stream()
                .map(line -> line.file().title())
                .toList();
    }

    private int version(CaseFile file) {
        return as(clerk, () -> desk.find(file.id())).version();
    }

    private static <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, work);
    }
}
