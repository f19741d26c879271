package cn.civilaffairs.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The neighbours are heard (民主评议) as the parameter sheet wants them to be. */
@DatabaseTest
class AppraisalTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    @Autowired
    private CaseDesk desk;

    @Autowired
    private Parameters parameters;

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
    void areHeardAfterAnObjectionWhichIsLookedIntoFirst() {
        CaseFile file = objectedTo();
        refusal(() -> hearing(file, 5, 0)).isEqualTo("appraisal.recheck-first");
        refusal(() -> post(file)).isEqualTo("appraisal.missing");

        as(clerk, () -> desk.recheck(file.id(), version(file), "经核查，车辆已于去年转让"));
        refusal(() -> post(file)).isEqualTo("appraisal.missing");
        hearing(file, 5, 1);
        post(file);

        clock.set(MONDAY.plusDays(8));
        Moved moved = as(clerk, () -> desk.closePosting(file.id(), version(file), "无异议"));
        assertThat(moved.step()).isEqualTo("confirmation");
        CaseFolder folder = as(clerk, () -> desk.folder(file.id()));
        assertThat(folder.postings())
                .extracting(Posting::result)
                .containsExactly(Posting.Result.OBJECTION, Posting.Result.NO_OBJECTION);
        assertThat(folder.entries())
                .extracting(CaseEntry::act)
                .endsWith(
                        CaseAct.POSTING_OBJECTION,
                        CaseAct.RECHECK,
                        CaseAct.APPRAISE,
                        CaseAct.POST,
                        CaseAct.POSTING_CLEAR);
        assertThat(as(clerk, () -> desk.appraisals(file.id())))
                .singleElement()
                .satisfies(kept -> assertThat(kept.attendees()).hasSize(6))
                .satisfies(kept -> assertThat(kept.recordedBy()).isEqualTo(clerk.name()));
    }

    @Test
    void keepWhatTheyDoNotWantFromHangingOutAgain() {
        CaseFile file = objectedTo();
        as(clerk, () -> desk.recheck(file.id(), version(file), "情况部分属实"));
        hearing(file, 3, 3);
        refusal(() -> post(file)).isEqualTo("appraisal.against");

        Moved back = as(clerk, () -> desk.sendBack(file.id(), version(file), "review", "OBJECTION", "评议未通过，请审核"));

        assertThat(back.step()).isEqualTo("review");
    }

    @Test
    void areHeardOnceMoreWhenACaseComesBackFromANewSurvey() {
        CaseFile file = objectedTo();
        as(clerk, () -> desk.sendBack(file.id(), version(file), "survey", "OBJECTION", "重新入户"));
        as(clerk, () -> desk.agree(file.id(), version(file), "已重新入户"));

        refusal(() -> post(file)).isEqualTo("appraisal.missing");
        hearing(file, 6, 0);
        assertThat(post(file).act()).isEqualTo(CaseAct.POST);
    }

    @Test
    void areHeardAboutEveryCaseWhereTheSheetSaysAlways() {
        put("ALWAYS");
        CaseFile file = open();
        refusal(() -> as(clerk, () -> desk.agree(file.id(), version(file), null)))
                .isEqualTo("appraisal.missing");

        hearing(file, 6, 0);

        assertThat(as(clerk, () -> desk.agree(file.id(), version(file), null)).step())
                .isEqualTo("review");
    }

    @Test
    void areNotHeardWhereTheSheetSaysNever() {
        put("NEVER");
        CaseFile file = objectedTo();
        as(clerk, () -> desk.recheck(file.id(), version(file), "经核查不属实"));

        refusal(() -> hearing(file, 5, 0)).isEqualTo("appraisal.never");
        assertThat(post(file).act()).isEqualTo(CaseAct.POST);
    }

    @Test
    void areHeardByTheSettingOfTheDayTheCaseWasOpened() {
        CaseFile file = open();
        put("ALWAYS", MONDAY.plusDays(1));
        clock.set(MONDAY.plusDays(2));

        assertThat(as(clerk, () -> desk.agree(file.id(), version(file), null)).step())
                .isEqualTo("review");
    }

    @Test
    void castNoMoreVotesThanTheyHaveHands() {
        put("ALWAYS");
        CaseFile file = open();

        refusal(() -> hearing(file, 5, 2)).isEqualTo("appraisal.votes");
        refusal(() -> hearing(file, 0, 0)).isEqualTo("appraisal.votes");
        refusal(() -> hearing(file, 8, -2)).isEqualTo("appraisal.votes");
    }

    @Test
    void areNotAskedWithoutAnObjection() {
        CaseFile file = open();
        refusal(() -> hearing(file, 5, 0)).isEqualTo("appraisal.only-on-objection");
        toPosting(file);
        refusal(() -> as(clerk, () -> desk.recheck(file.id(), version(file), "无")))
                .isEqualTo("posting.no-objection");
    }

    private Moved hearing(CaseFile file, int votesFor, int votesAgainst) {
        return as(
                clerk,
                () -> desk.appraise(
                        file.id(),
                        version(file),
                        new Appraisal(
                                LocalDate.of(2026, 11, 16),
                                "柳村村委会",
                                "王主任",
                                Appraisal.names("张一、张二、张三 张四,张五;张六"),
                                votesFor,
                                votesAgainst,
                                0,
                                "大家认为情况属实",
                                null)));
    }

    private Moved post(CaseFile file) {
        return as(clerk, () -> desk.post(file.id(), version(file), "村务公开栏", "张三 3人 805.00元", "经核查不属实"));
    }

    private CaseFile objectedTo() {
        CaseFile file = open();
        toPosting(file);
        post(file);
        as(clerk, () -> desk.objectToPosting(file.id(), version(file), "群众反映有车"));
        return file;
    }

    private void toPosting(CaseFile file) {
        as(clerk, () -> desk.agree(file.id(), version(file), null));
        as(reviewer, () -> desk.agree(file.id(), version(file), null));
    }

    private CaseFile open() {
        return as(
                clerk,
                () -> desk.open(new Opening("heard-matter", county.village(1, 1), null, null, "张三", Set.of(), null)));
    }

    private void put(String setting) {
        put(setting, MONDAY);
    }

    private void put(String setting, LocalDate from) {
        var id = as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> parameters.propose(ParameterKey.APPRAISAL, county.code(), setting, from, "云民〔2026〕9号"));
        as(county.officer(Role.COUNTY_APPROVER), () -> {
            parameters.approve(id);
            return id;
        });
    }

    private int version(CaseFile file) {
        return as(clerk, () -> desk.find(file.id())).version();
    }

    private static <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, work);
    }

    private static AbstractStringAssert<?> refusal(Runnable act) {
        RuleViolation refusal = catchThrowableOfType(RuleViolation.class, act::run);
        assertThat(refusal).as("a refusal").isNotNull();
        return assertThat(refusal.messageKey());
    }
}
