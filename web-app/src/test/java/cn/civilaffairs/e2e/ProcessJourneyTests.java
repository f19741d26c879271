package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.IdNumber;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the way of a case brings besides: objections, relatives of staff, samples, and the lessons of the demo county. */
@Journey
class ProcessJourneyTests {

    @Test
    void anObjectionIsLookedIntoHeardByTheNeighboursPostedAgainAndConfirmed(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_05a");
        clerk.go("/cases?hold=OPEN&text=余大年").followTo("^/cases/[0-9a-f-]{36}");
        String caseAt = clerk.path().replaceFirst("[?#].*", "");
        clerk.sees("公示有异议", "请先登记异议复核情况，再开展民主评议。").shot("objection");
        clerk.fill("异议复核情况", "经到不动产登记中心查询，县城住房系其侄儿所有，与申请人无关。").press("登记异议复核");
        clerk.sees("已登记异议复核情况", "还没有民主评议记录").shot("objection-rechecked");
        clerk.fill("主持人", "柳保国")
                .fill("参加人员", "王一、王二、王三、王四、王五、王六、王七")
                .fill("同意", "6")
                .fill("不同意", "1")
                .fill("弃权", "0")
                .fill("评议记录", "与会人员认为其确无住房和固定收入，情况属实。")
                .press("保存民主评议记录");
        clerk.sees("民主评议记录已保存", "同意 6，不同意 1，弃权 0（过半数同意）").shot("appraisal");
        clerk.press("开始公示").sees("公示中").shot("posted-again");
        CaseSteps.passAWeek(clerk);
        clerk.go(caseAt).fill("公示情况", "再次公示期满，无异议。").press("公示期满无异议，送下一环节").sees("县级确认");

        Screen approver = browsers.signIn("ca_1");
        approver.go(caseAt).fill("意见", "异议已查清，同意确认。").press("同意").sees("已确认").shot("objection-confirmed");
    }

    @Test
    void aClerksFatherIsTakenInVisitedAndConfirmedByTheCounty(Browsers browsers) {
        String first = "99900119480315999";
        Screen clerk = browsers.signIn("tc_05a");
        clerk.follow("近亲属备案");
        clerk.choose("是其", "父母")
                .fill("近亲属姓名", "方有田")
                .fill("近亲属身份证号", first + IdNumber.checkCharacter(first))
                .shot("relatives")
                .press("登记备案");
        clerk.sees("已备案", "方有田", "999001************");
        clerk.page().locator("#global-search").fill("方有田");
        clerk.press("查找").followTo("^/families/[0-9a-f-]{36}");
        clerk.follow("受理低保申请");
        clerk.fill("申请原因", "年老无劳动能力").press("登记申请");
        clerk.sees("该申请人登记为您的近亲属，已转县级办理。").shot("relative-refused");

        Screen caseworker = browsers.signIn("cc_1");
        caseworker.go("/desk").sees("近亲属申请转办", "方有田").shot("desk-with-referral");
        caseworker.page().locator("#referrals a.btn").first().click();
        caseworker.fill("申请原因", "年老无劳动能力");
        for (String paper : List.of("低保申请书", "诚信承诺书", "家庭经济状况核对授权书（每名成年成员）", "家庭收入和财产申报表")) {
            caseworker.tick(paper + "：已收");
        }
        caseworker.press("登记申请").sees("案卷号", "县级必须入户调查后才能确认");
        String caseAt = caseworker.path().replaceFirst("[?#].*", "");
        caseworker.fill("意见", "县级代办，予以受理。").press("同意").sees("核对");
        CaseSteps.check(caseworker, caseAt);
        CaseSteps.visit(caseworker, caseAt);

        Screen second = browsers.signIn("cc_2");
        second.go(caseAt).choose("复核类别", "B类").press("核定拟保障金额");
        second.fill("意见", "同意。").press("同意").sees("公示");
        CaseSteps.post(caseworker, caseAt);

        Screen approver = browsers.signIn("ca_1");
        approver.go(caseAt).fill("意见", "同意确认。").press("同意").sees("已确认").shot("relative-confirmed");
        clerk.go(caseAt).sees("该申请人登记为您的近亲属，已转县级办理。");
        Screen supervisor = browsers.signIn("sup_1");
        supervisor.go("/relatives").sees("方有田", "柳保国");
        assertThat(supervisor.download(() -> supervisor.follow("导出 Excel")).suggestedFilename())
                .startsWith("近亲属备案")
                .endsWith(".xlsx");
    }

    @Test
    void aSampleIsDrawnAgainWithTheSameOutcome(Browsers browsers) {
        Screen caseworker = browsers.signIn("cc_2");
        caseworker.go("/samples").sees("抽查复核", "比例").shot("samples");
        caseworker.followTo("^/samples/[0-9a-f-]{36}");
        caseworker.press("重新抽取验证").sees("与存档完全一致").shot("sample-verified");
    }

    @Test
    void aLessonIsPlayedAndEndsAsItsTextSays(Browsers browsers) {
        Screen supervisor = browsers.signIn("cc_1");
        supervisor.follow("演示课");
        supervisor.sees("课-01", "户主去世", "现在还不能讲的").shot("stories");
        supervisor.press("演示：不予确认，复议后纳入").sees("结果与课文一致");
        supervisor.follow("打开家庭档案 课-09").sees("沈明义").shot("story-family");
    }
}
