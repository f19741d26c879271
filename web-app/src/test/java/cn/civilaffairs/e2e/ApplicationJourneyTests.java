package cn.civilaffairs.e2e;

import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Sex;
import com.microsoft.playwright.Locator;
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
        check(caseworker, caseAt);
        visit(clerk, caseAt);

        Screen reviewer = browsers.signIn("tr_03");
        review(reviewer, caseAt);
        post(clerk, caseAt);

        Screen approver = browsers.signIn("ca_1");
        approver.go("/cases?hold=MINE").shot("queue-of-the-approver");
        approver.go(caseAt).sees("县级确认", "拟每月发放").shot("case-before-confirmation");
        approver.fill("意见", "符合条件，同意确认。").press("同意");
        approver.sees("已确认").shot("case-confirmed");
        assertThat(approver.go(caseAt + "/papers").print("打印确认通知书")).endsWith("/confirmation.pdf");
        approver.go(caseAt).followTo("^/why/");
        approver.sees("为什么是这个数", APPLICANT, "首次核定", "747.00").shot("why-this-amount");
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
        return clerk.path().replaceFirst("[?#].*", "");
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

    private static void check(Screen caseworker, String caseAt) {
        caseworker.go(caseAt).follow("录入核对结果");
        for (Locator answer : caseworker.page().locator("main select").all()) {
            answer.selectOption("CONSISTENT");
        }
        caseworker.shot("means-check").press("保存核对结果").sees("核对结果已齐");
        caseworker.fill("意见", "核对结果与申报一致。").press("同意").sees("入户调查");
    }

    private static void visit(Screen clerk, String caseAt) {
        clerk.go(caseAt).follow("填写入户调查");
        clerk.fill("第二名调查人", "何平")
                .fill("在场的家庭成员", "申请人本人")
                .fill("住房情况", "自有砖混平房两间，无装修。")
                .fill("生活状况", "无机动车，家电为普通家电。")
                .tick("调查人与申请家庭双方已在调查表上签字");
        clerk.shot("home-visit").press("保存入户调查").sees("入户调查已保存");
        clerk.fill("意见", "入户情况与申报一致。").press("同意").sees("乡镇审核");
    }

    private static void review(Screen reviewer, String caseAt) {
        reviewer.go(caseAt).choose("复核类别", "B类").press("核定拟保障金额");
        reviewer.sees("拟每月发放", "保障标准 × 人口").shot("review-with-reckoning");
        reviewer.fill("意见", "情况属实，拟同意。").press("同意").sees("公示");
    }

    /** Hangs the result out for seven days, which pass on the demo county's own calendar. */
    private static void post(Screen clerk, String caseAt) {
        clerk.go(caseAt).press("开始公示").sees("公示中").shot("posting");
        clerk.sees("期满后才能办结");
        clerk.go("/demo/clock").press("往后 7 天");
        clerk.press("到下一个工作日").shot("demo-clock");
        clerk.go(caseAt).fill("公示情况", "公示期满，无异议。").press("公示期满无异议，送下一环节");
        clerk.sees("县级确认");
    }
}
