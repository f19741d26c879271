package cn.civilaffairs.e2e;

import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Sex;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An application for 最低生活保障 from the township's window to the county's confirmation, each hand by its own officer. */
@Journey
class ApplicationJourneyTests {

    private static final String APPLICANT = "周桂山";

    @Test
    void anApplicationGoesFromTheWindowToItsConfirmation(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_03a");
        String caseAt = apply(clerk);
        takeIn(clerk, caseAt);

        Screen caseworker = browsers.signIn("cc_1");
        CaseSteps.check(caseworker, caseAt);
        CaseSteps.visit(clerk, caseAt);

        Screen reviewer = browsers.signIn("tr_03");
        review(reviewer, caseAt);
        CaseSteps.post(clerk, caseAt);

        Screen approver = browsers.signIn("ca_1");
        approver.go("/cases?hold=MINE").shot("queue-of-the-approver");
        approver.go(caseAt).sees("县级确认", "拟每月发放").shot("case-before-confirmation");
        approver.fill("意见", "符合条件，同意确认。").press("同意");
        approver.sees("已确认").shot("case-confirmed");
        assertThat(approver.go(caseAt + "/papers").print("打印确认通知书")).endsWith("/confirmation.pdf");
        approver.go(caseAt).followTo("^/why/");
        approver.sees("为什么是这个数", APPLICANT, "首次核定", "747.00").shot("why-this-amount");
    }

    /** One is taken back by who applied, before anything is decided; another cannot go on and is closed by the office. */
    @Test
    void anApplicantWithdrawsAndAnotherCaseIsAborted(Browsers browsers) {
        Screen clerk = browsers.signIn("tc_03a");
        String withdrawn = open(clerk, "何清");
        clerk.page().locator("summary:has-text('其他办理')").click();
        clerk.press("申请人撤回").sees("请填写意见").shot("withdrawal-without-a-word");
        close(clerk, withdrawn, "申请人已外出务工，书面撤回申请。", "申请人撤回");
        clerk.sees("已撤回", "申请人撤回申请：申请人已外出务工，书面撤回申请。").seesNot("其他办理").shot("case-withdrawn");

        String aborted = open(clerk, "杨永福");
        close(clerk, aborted, "户籍已迁往外县，由迁入地受理。", "终止办理");
        clerk.sees("已终止", "终止办理：户籍已迁往外县，由迁入地受理。").seesNot("其他办理").shot("case-aborted");
        browsers.signIn("tr_03").go(aborted).sees("已终止").seesNot("其他办理");

        clerk.go("/cases?hold=CLOSED&text=何清").sees("已撤回");
        clerk.go("/cases?hold=OPEN&text=杨永福").sees("没有符合筛选条件的办件");
        clerk.go(withdrawn).follow("家庭档案").sees("现在没有享受待遇", "受理低保申请");
    }

    private static String open(Screen clerk, String applicant) {
        clerk.go("/cases?hold=OPEN&text=" + applicant).followTo("^/cases/[0-9a-f-]{36}");
        return CaseSteps.at(clerk);
    }

    private static void close(Screen clerk, String caseAt, String why, String act) {
        clerk.go(caseAt).fill("意见", why);
        clerk.page().locator("summary:has-text('其他办理')").click();
        clerk.press(act);
        clerk.go(caseAt);
    }

    /** The family is registered, what it lives on is entered, and the application is filled in at the window. */
    private static String apply(Screen clerk) {
        clerk.follow("登记家庭");
        clerk.fill("证件号码", idNumber(LocalDate.of(1949, 3, 7), Sex.MALE).value())
                .fill("姓名", APPLICANT)
                .choose("劳动能力", "无")
                .choose("就业状况", "未就业")
                .choose("婚姻状况", "丧偶");
        clerk.fill("所在村（社区）", "999001003201")
                .choose("城乡类别", "农村")
                .fill("详细地址（组、门牌）", "三组 18 号")
                .shot("new-family");
        clerk.page().locator("main form button.btn-primary").first().click();
        clerk.sees("已登记家庭", APPLICANT, "999001************").shot("family-members");
        clerk.follow("收入财产");
        clerk.choose("项目类别", "转移净收入")
                .fill("项目名称", "子女赡养费")
                .fill("金额（元）", "1200")
                .fill("起始日期", "2026.1.1")
                .press("登记");
        clerk.sees("子女赡养费", "1,200.00").shot("family-means");
        clerk.follow("受理低保申请");
        clerk.fill("申请原因", "年老无劳动能力，赡养费不足以维持生活");
        for (String paper : List.of("低保申请书", "诚信承诺书")) {
            clerk.tick(paper + "：已收");
        }
        clerk.shot("application").press("登记申请").sees("案卷号", APPLICANT);
        return CaseSteps.at(clerk);
    }

    /** What is missing is asked for once, in writing; when it has come, the notice of acceptance is printed. */
    private static void takeIn(Screen clerk, String caseAt) {
        clerk.sees("申请材料", "还有 2 份材料未交").shot("case-at-acceptance");
        clerk.go(caseAt + "/papers");
        assertThat(clerk.print("打印补正材料一次性告知书")).endsWith("/supplement.pdf");
        clerk.go(caseAt)
                .choose("家庭经济状况核对授权书（每名成年成员）的状态", "已收")
                .choose("家庭收入和财产申报表的状态", "已收")
                .press("登记材料");
        clerk.fill("意见", "材料齐全，予以受理。").press("同意").sees("核对").shot("case-accepted");
        clerk.go(caseAt + "/papers");
        assertThat(clerk.print("打印受理通知书")).endsWith("/acceptance.pdf");
        clerk.sees("补打", "打印记录").shot("papers-of-a-case");
    }

    private static void review(Screen reviewer, String caseAt) {
        reviewer.go(caseAt).choose("复核类别", "B类").press("核定拟保障金额");
        reviewer.sees("拟每月发放", "保障标准 × 人口").shot("review-with-reckoning");
        reviewer.fill("意见", "情况属实，拟同意。").press("同意").sees("公示");
    }
}
