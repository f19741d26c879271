package cn.civilaffairs.web.casework;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.Opening;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** An objection on its page: looked into, heard by the neighbours, and kept with what they said. */
@WebTest
@Import(SampleMatter.class)
class AppraisalPagesTests {

    @Autowired
    private Visits visits;

    @Autowired
    private CaseDesk desk;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Test
    void offersTheRecordOnceTheObjectionWasLookedIntoAndShowsItAfterwards() {
        clock.set(LocalDate.of(2026, 11, 16));
        TestCounty county = counties.create();
        Officer clerk = county.officer(Role.TOWN_CLERK);
        CaseFile file = Acting.as(
                clerk,
                () -> desk.open(new Opening("posted-matter", county.village(1, 1), null, null, "张三", Set.of(), null)));
        Acting.as(clerk, () -> desk.post(file.id(), 0, "公开栏", "张三 1人", null));
        Acting.as(clerk, () -> desk.objectToPosting(file.id(), 1, "有人反映其有房"));

        assertThat(get(clerk, file)).hasStatusOk().bodyText().contains("请先登记异议复核情况，再开展民主评议。", "登记异议复核");
        Acting.as(clerk, () -> desk.recheck(file.id(), 2, "查无房产"));
        assertThat(get(clerk, file)).hasStatusOk().bodyText().contains("登记民主评议", "主持人", "还没有民主评议记录");

        assertThat(appraise(clerk, file, "9")).hasStatus(409).bodyText().contains("投票数 9 应在 1 到参加人数 3 之间");
        assertThat(appraise(clerk, file, "3")).hasRedirectedUrl("/cases/" + file.id());
        assertThat(get(clerk, file))
                .hasStatusOk()
                .bodyText()
                .contains("王一、王二、王三（3 人）", "同意 3，不同意 0，弃权 0（过半数同意）", "再次评议")
                .doesNotContain("??");
    }

    private MvcTestResult appraise(Officer clerk, CaseFile file, String votes) {
        return visits.post(
                clerk,
                "/cases/" + file.id() + "/appraisals",
                "version",
                "3",
                "heldOn",
                "2026-11-16",
                "place",
                "村委会",
                "convenor",
                "柳保国",
                "attendees",
                "王一 王二 王三",
                "votesFor",
                votes,
                "votesAgainst",
                "0",
                "votesAbstain",
                "0",
                "minutes",
                "情况属实");
    }

    private MvcTestResult get(Officer officer, CaseFile file) {
        return visits.get(officer, "/cases/" + file.id());
    }
}
