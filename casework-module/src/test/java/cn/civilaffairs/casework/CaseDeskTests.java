package cn.civilaffairs.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
class CaseDeskTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    @Autowired
    private CaseDesk desk;

    @Autowired
    private TestMatter.Ears ears;

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
    private Officer approver;

    @BeforeEach
    void aCountyOnMonday() {
        clock.set(MONDAY);
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
        approver = county.officer(Role.COUNTY_APPROVER);
        ears.refuseConfirmation = false;
    }

    @Test
    void opensAtTheFirstStepWithItsDeadlineAndCheckList() {
        CaseFile file = open();

        CaseFolder folder = as(clerk, () -> desk.folder(file.id()));
        assertThat(folder.file().step()).isEqualTo("acceptance");
        assertThat(folder.file().dueOn()).isEqualTo("2026-11-23");
        assertThat(folder.papers())
                .containsExactly(
                        CasePaper.of("form", CasePaper.State.MISSING),
                        CasePaper.of("register", CasePaper.State.BY_DATA),
                        CasePaper.of("disability", CasePaper.State.NOT_NEEDED));
        assertThat(folder.entries()).extracting(CaseEntry::act).containsExactly(CaseAct.OPEN);
        assertThat(folder.holders()).extracting(Holder::name).contains(clerk.name());
        assertThat(ears.heard).contains(new CaseOpened(file));
    }

    @Test
    void isConfirmedByThreeDifferentPeopleEachStepKept() {
        CaseFile file = atConfirmation();

        Moved moved = as(approver, () -> desk.agree(file.id(), version(file), "同意"));

        assertThat(moved.status()).isEqualTo(CaseStatus.CONFIRMED);
        CaseFolder folder = as(approver, () -> desk.folder(file.id()));
        assertThat(folder.entries())
                .extracting(CaseEntry::act, CaseEntry::officerName, CaseEntry::toStep)
                .contains(
                        tuple(CaseAct.AGREE, reviewer.name(), "posting"), tuple(CaseAct.AGREE, approver.name(), null));
        assertThat(folder.entries()).allSatisfy(entry -> {
            assertThat(entry.officerUnit()).isNotBlank();
            assertThat(entry.at()).isNotNull();
        });
        assertThat(folder.file().handlerId()).isEqualTo(clerk.id());
        assertThat(ears.heard).contains(new CaseConfirmed(folder.file()));
    }

    @Test
    void saysWhoHasTheCaseAfterAnAct() {
        CaseFile file = papersComplete(open());
        as(clerk, () -> desk.agree(file.id(), version(file), null));

        Moved moved = as(clerk, () -> desk.agree(file.id(), version(file), "情况属实"));

        assertThat(moved.step()).isEqualTo("review");
        assertThat(moved.roles()).containsExactly(Role.TOWN_REVIEWER);
        assertThat(moved.place()).isEqualTo("第1镇");
        assertThat(moved.dueOn()).isEqualTo("2026-11-23");
    }

    @Test
    void isNotConfirmedWhenWhatFollowsFails() {
        CaseFile file = atConfirmation();
        ears.refuseConfirmation = true;

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> as(approver, () -> desk.agree(file.id(), version(file), null)));

        assertThat(as(approver, () -> desk.find(file.id())).status()).isEqualTo(CaseStatus.OPEN);
    }

    @Test
    void hasOneOpenCaseOfAMatterForAHousehold() {
        UUID household = household();
        as(clerk, () -> desk.open(opening(household)));

        assertThatRefusal(() -> as(clerk, () -> desk.open(opening(household)))).isEqualTo("case.already-open");
    }

    @Test
    @Tag("AC-027")
    void keepsCasesOfAnotherTownshipOutOfSight() {
        CaseFile file = open();

        Officer elsewhere = county.elsewhere(Role.TOWN_CLERK);
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> as(elsewhere, () -> desk.find(file.id())));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> as(elsewhere, () -> desk.agree(file.id(), 0, null)));
        assertThatRefusal(() -> as(elsewhere, () -> desk.open(opening(null)))).isEqualTo("case.outside-area");
    }

    @Test
    @Tag("AC-047")
    void refusesAStepOutOfOrder() {
        CaseFile file = papersComplete(open());

        assertThatRefusal(() -> as(approver, () -> desk.agree(file.id(), version(file), null)))
                .as("the last step while the first is not done")
                .isEqualTo("case.not-responsible");
        assertThatRefusal(() -> as(clerk, () -> desk.post(file.id(), version(file), "村务公开栏", "张三 3人", null)))
                .as("an act the step does not have")
                .isEqualTo("case.act-not-here");
        assertThat(as(clerk, () -> desk.find(file.id())).step()).isEqualTo(file.step());
    }

    @Test
    void isMovedOnlyByWhoeverIsResponsible() {
        CaseFile file = papersComplete(open());

        assertThatRefusal(() -> as(reviewer, () -> desk.agree(file.id(), version(file), null)))
                .isEqualTo("case.not-responsible");
    }

    @Test
    void staysUntilItsPapersAreThereOrPromised() {
        CaseFile file = open();
        assertThatRefusal(() -> as(clerk, () -> desk.agree(file.id(), version(file), null)))
                .isEqualTo("case.papers-missing");

        as(
                clerk,
                () -> desk.recordPapers(
                        file.id(), version(file), List.of(CasePaper.promised("form", MONDAY.plusDays(10)))));
        as(clerk, () -> desk.agree(file.id(), version(file), null));

        assertThat(as(clerk, () -> desk.find(file.id())).step()).isEqualTo("survey");
    }

    @Test
    void isNotConfirmedOnAPromise() {
        CaseFile file = open();
        as(
                clerk,
                () -> desk.recordPapers(
                        file.id(), version(file), List.of(CasePaper.promised("form", MONDAY.plusDays(10)))));
        toConfirmation(file);

        assertThatRefusal(() -> as(approver, () -> desk.agree(file.id(), version(file), null)))
                .isEqualTo("case.papers-promised");
    }

    @Test
    void standsStillAfterTheOneTimeListUntilThePapersCome() {
        CaseFile file = open();
        clock.set(MONDAY.plusDays(1));
        as(clerk, () -> desk.askForPapers(file.id(), version(file), MONDAY.plusDays(11)));
        assertThatRefusal(() -> as(clerk, () -> desk.askForPapers(file.id(), version(file), MONDAY.plusDays(12))))
                .isEqualTo("case.papers-already-asked");

        clock.set(MONDAY.plusDays(4));
        LimitClock standing = as(clerk, () -> desk.folder(file.id())).clock();
        assertThat(standing).isNotNull();
        assertThat(standing.used()).isEqualTo(1);
        assertThat(standing.paused()).isEqualTo(3);
        assertThat(standing.running()).isFalse();

        papersComplete(file);
        CaseFolder after = as(clerk, () -> desk.folder(file.id()));
        assertThat(after.file().dueOn()).isEqualTo("2026-11-26"); // three working days after 2026-11-23
        assertThat(after.file().pausedDays()).isEqualTo(3);
        assertThat(after.whole()).isNotNull();
        assertThat(after.whole().paused()).isEqualTo(3);
        assertThat(after.whole().used()).isEqualTo(1);
    }

    @Test
    void goesBackToANamedStepAndStraightToWhoReturnedIt() {
        CaseFile file = atConfirmation();
        Moved back = as(approver, () -> desk.sendBack(file.id(), version(file), "survey", "SURVEY", "入户笔录缺签字"));
        assertThat(back.step()).isEqualTo("survey");
        CaseFile returned = as(clerk, () -> desk.find(file.id()));
        assertThat(returned.returned()).isTrue();
        assertThat(returned.returnTo()).isEqualTo("confirmation");

        Moved again = as(clerk, () -> desk.agree(file.id(), version(file), "已补签"));

        assertThat(again.act()).isEqualTo(CaseAct.RESUBMIT);
        assertThat(again.step()).isEqualTo("confirmation");
        assertThat(as(approver, () -> desk.agree(file.id(), version(file), null))
                        .status())
                .isEqualTo(CaseStatus.CONFIRMED);
    }

    @Test
    void isReturnedOnlyWhereAndForWhatTheStepSays() {
        CaseFile file = atConfirmation();

        assertThatRefusal(
                        () -> as(approver, () -> desk.sendBack(file.id(), version(file), "acceptance", "SURVEY", "退回")))
                .isEqualTo("case.return-target-unknown");
        assertThatRefusal(() -> as(approver, () -> desk.sendBack(file.id(), version(file), "survey", "WHIM", "退回")))
                .isEqualTo("case.reason-unknown");
        assertThatRefusal(() -> as(approver, () -> desk.sendBack(file.id(), version(file), "survey", "SURVEY", " ")))
                .isEqualTo("case.opinion-missing");
    }

    @Test
    void isRefusedWithAReason() {
        CaseFile file = atConfirmation();

        Moved moved = as(approver, () -> desk.refuse(file.id(), version(file), "INCOME", "人均收入超过标准"));

        assertThat(moved.status()).isEqualTo(CaseStatus.REFUSED);
        CaseFile refused = as(approver, () -> desk.find(file.id()));
        assertThat(ears.heard).contains(new CaseRefused(refused, "INCOME", "人均收入超过标准"));
        assertThatRefusal(() -> as(approver, () -> desk.agree(file.id(), version(file), null)))
                .isEqualTo("case.closed");
    }

    @Test
    void hangsOutItsFullTimeBeforeItMovesOn() {
        CaseFile file = atPosting();
        assertThatRefusal(() -> as(clerk, () -> desk.closePosting(file.id(), version(file), null)))
                .isEqualTo("posting.not-begun");
        Moved posted = as(clerk, () -> desk.post(file.id(), version(file), "村务公开栏", "张三 3人 805.00元", null));
        assertThat(posted.dueOn()).isEqualTo("2026-11-24");

        clock.set(MONDAY.plusDays(7));
        LimitClock stretched = as(clerk, () -> desk.folder(file.id())).clock();
        assertThat(stretched).isNotNull();
        assertThat(stretched.limit().count()).isEqualTo(6); // working days until the day after the posting
        assertThat(stretched.used()).isEqualTo(5);
        assertThat(stretched.left()).isEqualTo(1);
        assertThatRefusal(() -> as(clerk, () -> desk.closePosting(file.id(), version(file), null)))
                .isEqualTo("posting.not-over");
        clock.set(MONDAY.plusDays(8));
        assertThat(as(clerk, () -> desk.closePosting(file.id(), version(file), null))
                        .step())
                .isEqualTo("confirmation");
    }

    @Test
    void isHeldAtItsPostingByAnObjectionAndPostedAnewAfterTheRecheck() {
        CaseFile file = atPosting();
        as(clerk, () -> desk.post(file.id(), version(file), "村务公开栏", "张三 3人 805.00元", null));
        as(clerk, () -> desk.objectToPosting(file.id(), version(file), "群众反映有车"));
        assertThat(as(clerk, () -> desk.find(file.id())).step()).isEqualTo("posting");
        assertThatRefusal(() -> as(clerk, () -> desk.closePosting(file.id(), version(file), null)))
                .isEqualTo("posting.not-begun");
        assertThatRefusal(() -> as(clerk, () -> desk.post(file.id(), version(file), "公开栏", "张三", "")))
                .isEqualTo("case.opinion-missing");

        as(clerk, () -> desk.post(file.id(), version(file), "村务公开栏", "张三 3人 805.00元", "经核查车辆已转让"));

        assertThat(as(clerk, () -> desk.folder(file.id())).postings())
                .extracting(Posting::result)
                .containsExactly(Posting.Result.OBJECTION, null);
    }

    @Test
    void asksTheDomainWhatIsStillMissing() {
        CaseFile file = papersComplete(open());
        ears.unfinished.add(file.id());

        assertThatRefusal(() -> as(clerk, () -> desk.agree(file.id(), version(file), null)))
                .isEqualTo("test.survey-unfinished");
        ActOption agree = as(clerk, () -> desk.folder(file.id())).options().stream()
                .filter(option -> option.act() == CaseAct.AGREE)
                .findFirst()
                .orElseThrow();
        assertThat(agree.isAllowed()).isFalse();
        assertThat(agree.obstacles().get(0).messageKey()).isEqualTo("test.survey-unfinished");
    }

    @Test
    @Tag("AC-045")
    void doesNotLetOnePersonHandleAndReview() {
        CaseFile file = papersComplete(open());
        as(clerk, () -> desk.agree(file.id(), version(file), null));
        as(clerk, () -> desk.agree(file.id(), version(file), null));
        Officer promoted = new Officer(
                clerk.id(),
                clerk.login(),
                clerk.name(),
                clerk.unit(),
                clerk.area(),
                Set.of(Role.TOWN_REVIEWER),
                clerk.lines());

        assertThatRefusal(() -> as(promoted, () -> desk.agree(file.id(), version(file), null)))
                .isEqualTo("case.same-person");
    }

    @Test
    @Tag("AC-045")
    void doesNotLetAStandInReviewWhatTheColleagueHandled() {
        CaseFile file = papersComplete(open());
        as(clerk, () -> desk.agree(file.id(), version(file), null));
        as(clerk, () -> desk.agree(file.id(), version(file), null));
        Officer reviewer = county.officer(Role.TOWN_REVIEWER);
        Officer standIn = new Officer(
                reviewer.id(),
                reviewer.login(),
                reviewer.name(),
                reviewer.unit(),
                reviewer.area(),
                Set.of(Role.TOWN_REVIEWER),
                reviewer.lines(),
                Set.of(clerk.id()));

        assertThatRefusal(() -> as(standIn, () -> desk.agree(file.id(), version(file), null)))
                .isEqualTo("case.same-person");
        as(reviewer, () -> desk.agree(file.id(), version(file), null));
    }

    @Test
    @Tag("AC-046")
    void doesNotLetThePersonInTheDatabaseEither() {
        CaseFile file = atConfirmation();

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> inScope("update casework.case_file set confirmer_id = reviewer_id where id = '%s'"
                        .formatted(file.id())));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> inScope(
                        "update casework.case_file set reviewer_id = handler_id where id = '%s'".formatted(file.id())));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> inScope("""
                        insert into casework.case_entry (case_id, ordinal, area_code, step, act, duty, officer_id, officer_name,
                            officer_unit, at)
                        select id, 99, area_code, step, 'AGREE', 'CONFIRM', reviewer_id, 'x', 'x', now()
                        from casework.case_file where id = '%s'""".formatted(file.id())))
                .withMessageContaining("two duties");
    }

    @Test
    void isConfirmedByTheTownshipsSecondReviewerWhereDevolved() {
        ears.devolved.add(county.township(1));
        CaseFile file = atConfirmation();

        assertThatRefusal(() -> as(approver, () -> desk.agree(file.id(), version(file), null)))
                .isEqualTo("case.not-responsible");
        assertThatRefusal(() -> as(reviewer, () -> desk.agree(file.id(), version(file), null)))
                .isEqualTo("case.same-person");
        Officer second = county.officer(Role.TOWN_REVIEWER, 2);
        assertThat(as(second, () -> desk.agree(file.id(), version(file), null)).status())
                .isEqualTo(CaseStatus.CONFIRMED);
    }

    @Test
    @Tag("AC-048")
    void refusesAnActOnAnOldSightOfTheCase() {
        CaseFile file = papersComplete(open());
        int seen = version(file);
        as(clerk, () -> desk.agree(file.id(), seen, null));

        assertThatExceptionOfType(StaleVersion.class)
                .isThrownBy(() -> as(clerk, () -> desk.agree(file.id(), seen, null)));
    }

    @Test
    @Tag("AC-089")
    void movesOnceWhenTwentyActTogether() throws Exception {
        CaseFile file = papersComplete(open());
        int seen = version(file);
        Callable<Boolean> attempt = () -> {
            try {
                as(clerk, () -> desk.agree(file.id(), seen, null));
                return true;
            } catch (StaleVersion lost) {
                return false;
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(20);
        int won = 0;
        for (Future<Boolean> result : threads.invokeAll(Collections.nCopies(20, attempt))) {
            won += result.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(won).isEqualTo(1);
        CaseFolder folder = as(clerk, () -> desk.folder(file.id()));
        assertThat(folder.file().step()).isEqualTo("survey");
        assertThat(folder.entries())
                .filteredOn(entry -> entry.act() == CaseAct.AGREE)
                .hasSize(1);
    }

    @Test
    void keepsEveryActInTheOperationLog() throws Exception {
        CaseFile file = papersComplete(open());
        as(clerk, () -> desk.agree(file.id(), version(file), null));

        try (var superuser = TestDatabase.superuser();
                var statement = superuser.prepareStatement(
                        "select action from registry.operation_log where object_id = ? order by id")) {
            statement.setString(1, file.id().toString());
            var rows = statement.executeQuery();
            List<String> actions = new ArrayList<>();
            while (rows.next()) {
                actions.add(rows.getString(1));
            }
            assertThat(actions).containsExactly("CASE_OPEN", "CASE_PAPERS", "CASE_AGREE");
        }
    }

    private CaseFile atConfirmation() {
        CaseFile file = papersComplete(open());
        toConfirmation(file);
        return file;
    }

    private void toConfirmation(CaseFile file) {
        toPosting(file);
        as(clerk, () -> desk.post(file.id(), version(file), "村务公开栏", "张三 3人 805.00元", null));
        clock.set(MONDAY.plusDays(8));
        as(clerk, () -> desk.closePosting(file.id(), version(file), null));
    }

    private CaseFile atPosting() {
        CaseFile file = papersComplete(open());
        toPosting(file);
        return file;
    }

    private void toPosting(CaseFile file) {
        as(clerk, () -> desk.agree(file.id(), version(file), null));
        as(clerk, () -> desk.agree(file.id(), version(file), null));
        as(reviewer, () -> desk.agree(file.id(), version(file), null));
    }

    private CaseFile open() {
        return as(clerk, () -> desk.open(opening(null)));
    }

    private Opening opening(@Nullable UUID household) {
        return new Opening("test-matter", county.village(1, 1), household, null, "张三", Set.of(), null);
    }

    private CaseFile papersComplete(CaseFile file) {
        as(
                clerk,
                () -> desk.recordPapers(
                        file.id(), version(file), List.of(CasePaper.of("form", CasePaper.State.RECEIVED))));
        return file;
    }

    private int version(CaseFile file) {
        return as(county.officer(Role.COUNTY_APPROVER), () -> desk.find(file.id()))
                .version();
    }

    private UUID household() {
        UUID id = Ids.next();
        inScope(
                "insert into registry.household (id, file_no, area_code, residence, opened_on) values ('%s', '%s', '%s',"
                                .formatted(id, id, county.village(1, 1).value())
                        + " 'RURAL', date '2026-01-01')");
        return id;
    }

    private void inScope(String sql) {
        Acting.as(
                approver,
                () -> transaction.executeWithoutResult(status -> jdbc.sql(sql).update()));
    }

    private static <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, work);
    }

    private static AbstractStringAssert<?> assertThatRefusal(ThrowingCallable act) {
        RuleViolation refusal = catchThrowableOfType(RuleViolation.class, act);
        assertThat(refusal).as("a refusal").isNotNull();
        return assertThat(refusal.messageKey());
    }
}
