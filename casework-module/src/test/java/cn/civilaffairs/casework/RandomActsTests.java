package cn.civilaffairs.casework;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.casework.CaseModel.Attempt;
import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.calendar.WorkCalendars;
import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Forty acts in a row by anybody, sensible or not (security design T21): the desk does what a small model of the state
 * machine does, and what it refuses changes no row.
 */
@DatabaseTest
class RandomActsTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final int ACTS = 40;
    private static final List<CaseAct> TRIED = List.of(
            CaseAct.AGREE,
            CaseAct.AGREE,
            CaseAct.AGREE,
            CaseAct.RETURN,
            CaseAct.REFUSE,
            CaseAct.WITHDRAW,
            CaseAct.ABORT,
            CaseAct.PAPERS,
            CaseAct.ASK_PAPERS,
            CaseAct.POST,
            CaseAct.POST,
            CaseAct.POSTING_CLEAR,
            CaseAct.POSTING_OBJECTION,
            CaseAct.RECHECK,
            CaseAct.PAUSE,
            CaseAct.RESUME,
            CaseAct.EXTEND);

    @Autowired
    private CaseDesk desk;

    @Autowired
    private WorkCalendars calendars;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private List<Officer> officers;
    private LocalDate today;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void moveACaseOnlyAsTheModelDoes_T21(long seed) throws SQLException {
        Random random = new Random(seed);
        CaseFile file = open();
        CaseModel model = new CaseModel(officers.get(0));
        List<String> story = new ArrayList<>();
        for (int i = 0; i < ACTS; i++) {
            if (random.nextInt(3) == 0) {
                today = today.plusDays(random.nextInt(9));
                clock.set(today);
            }
            Attempt attempt = attempt(random, model);
            boolean expected = model.allows(attempt, today);
            story.add("%s %s by %s %s: %s"
                    .formatted(
                            model.step,
                            attempt.act(),
                            attempt.officer().name(),
                            attempt.officer().roles(),
                            expected));
            String before = rows(file);
            boolean done = tries(file, attempt, model.version);
            assertThat(done).as("seed %d: %s", seed, story).isEqualTo(expected);
            if (done) {
                model.apply(attempt, calendars.current().end(today, Limit.days(7)));
            } else {
                assertThat(rows(file)).as("seed %d, refused: %s", seed, story).isEqualTo(before);
            }
            assertThat(view(file)).as("seed %d: %s", seed, story).isEqualTo(model.view());
        }
    }

    /** The sequences above would prove little if all of them ended at once. */
    @Test
    void reachEveryStepAndMostOutcomes() {
        Set<String> reached = new TreeSet<>();
        for (long seed = 1; seed <= 12; seed++) {
            Random random = new Random(seed);
            aCounty();
            CaseModel model = new CaseModel(officers.get(0));
            for (int i = 0; i < ACTS; i++) {
                if (random.nextInt(3) == 0) {
                    today = today.plusDays(random.nextInt(9));
                }
                Attempt attempt = attempt(random, model);
                if (model.allows(attempt, today)) {
                    model.apply(attempt, today.plusDays(7));
                }
                reached.add(model.step);
                reached.add(model.status.name());
            }
        }
        assertThat(reached).contains("acceptance", "survey", "review", "posting", "confirmation", "CONFIRMED", "OPEN");
    }

    private CaseFile open() {
        aCounty();
        return Acting.as(
                officers.get(0),
                () -> desk.open(new Opening("test-matter", county.village(1, 1), null, null, "张三", Set.of(), null)));
    }

    private void aCounty() {
        today = MONDAY;
        clock.set(today);
        county = counties.create();
        Officer clerk = county.officer(Role.TOWN_CLERK);
        Officer reviewer = county.officer(Role.TOWN_REVIEWER);
        officers = List.of(
                clerk,
                county.officer(Role.TOWN_CLERK, 2),
                reviewer,
                county.officer(Role.TOWN_REVIEWER, 2),
                county.officer(Role.COUNTY_APPROVER),
                county.officer(Role.COUNTY_APPROVER, 2),
                as(clerk, Role.TOWN_REVIEWER),
                as(reviewer, Role.TOWN_CLERK),
                county.officer(Role.COUNTY_CASEWORKER),
                county.elsewhere(Role.TOWN_CLERK));
        CaseModel.AREA_OF_CASE.set(county.village(1, 1));
    }

    /** The same person in another post. */
    private static Officer as(Officer officer, Role role) {
        return new Officer(
                officer.id(),
                officer.login(),
                officer.name(),
                officer.unit(),
                officer.area(),
                Set.of(role),
                officer.lines());
    }

    /** Anything anybody could try; every other time something the model would let happen, so that cases come somewhere. */
    private Attempt attempt(Random random, CaseModel model) {
        Attempt attempt = any(random);
        for (int i = 0; i < 40 && random.nextInt(8) != 0 && !useful(attempt, model, random); i++) {
            attempt = any(random);
        }
        return attempt;
    }

    private boolean useful(Attempt attempt, CaseModel model, Random random) {
        boolean ends = Set.of(CaseAct.WITHDRAW, CaseAct.ABORT, CaseAct.REFUSE).contains(attempt.act());
        boolean hinders = Set.of(CaseAct.RETURN, CaseAct.POSTING_OBJECTION, CaseAct.PAUSE, CaseAct.ASK_PAPERS)
                .contains(attempt.act());
        return !ends && (!hinders || random.nextInt(4) == 0) && model.allows(attempt, today);
    }

    private Attempt any(Random random) {
        return new Attempt(
                pick(officers, random),
                pick(TRIED, random),
                pick(List.of("acceptance", "survey", "review", "posting"), random),
                pick(List.of("PAPERS", "SURVEY", "OBJECTION", "AMOUNT", "INCOME"), random),
                pick(
                        List.of(
                                CasePaper.State.MISSING,
                                CasePaper.State.RECEIVED,
                                CasePaper.State.RECEIVED,
                                CasePaper.State.PROMISED),
                        random),
                random.nextInt(12) == 0);
    }

    private static <T> T pick(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private boolean tries(CaseFile file, Attempt attempt, int version) {
        try {
            Acting.as(attempt.officer(), () -> act(file, attempt, attempt.stale() ? version - 1 : version));
            return true;
        } catch (RuleViolation | NotFound | StaleVersion refused) {
            return false;
        }
    }

    private Moved act(CaseFile file, Attempt attempt, int version) {
        var id = file.id();
        return switch (attempt.act()) {
            case AGREE -> desk.agree(id, version, "同意");
            case RETURN -> desk.sendBack(id, version, attempt.target(), attempt.reason(), "退回");
            case REFUSE -> desk.refuse(id, version, attempt.reason(), "不予确认");
            case WITHDRAW -> desk.withdraw(id, version, "撤回");
            case ABORT -> desk.abort(id, version, "终止");
            case PAPERS ->
                desk.recordPapers(
                        id,
                        version,
                        List.of(
                                attempt.paper() == CasePaper.State.PROMISED
                                        ? CasePaper.promised("form", today.plusDays(3))
                                        : CasePaper.of("form", attempt.paper())));
            case ASK_PAPERS -> desk.askForPapers(id, version, today.plusDays(5));
            case POST -> desk.post(id, version, "公开栏", "张三", "已复核");
            case POSTING_CLEAR -> desk.closePosting(id, version, "无异议");
            case POSTING_OBJECTION -> desk.objectToPosting(id, version, "有异议");
            case RECHECK -> desk.recheck(id, version, "已复核");
            case PAUSE -> desk.pause(id, version, "SUPPLEMENT", null);
            case RESUME -> desk.resume(id, version, null);
            case EXTEND -> desk.extend(id, version, "情况特殊");
            default -> throw new IllegalArgumentException(attempt.act().name());
        };
    }

    private List<Object> view(CaseFile file) {
        Officer approver = county.officer(Role.COUNTY_APPROVER);
        CaseFile now = Acting.as(approver, () -> desk.find(file.id()));
        CaseFolder folder = Acting.as(approver, () -> desk.folder(file.id()));
        return List.of(
                now.status(),
                now.step(),
                String.valueOf(now.returnTo()),
                now.version(),
                now.isPaused(),
                now.extended(),
                folder.entries().size(),
                folder.postings().size());
    }

    /** Every row that hangs on the case, as text. */
    private static String rows(CaseFile file) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = TestDatabase.superuser()) {
            for (String query : List.of(
                    "select c::text from casework.case_file c where id = ",
                    "select e::text from casework.case_entry e where case_id = ",
                    "select p::text from casework.case_paper p where case_id = ",
                    "select p::text from casework.posting p where case_id = ",
                    "select count(*)::text from registry.operation_log where action not like '%DENIED%' and object_id = ")) {
                try (var statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(query + "'" + file.id() + "'")) {
                    Set<String> sorted = new TreeSet<>();
                    while (rows.next()) {
                        sorted.add(rows.getString(1));
                    }
                    all.append(sorted);
                }
            }
        }
        return all.toString();
    }
}
