package cn.civilaffairs.e2e;

import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Sex;
import java.time.LocalDate;
import java.util.List;

/**
 * An old man of 金沙镇 is registered by his village's assistant and taken in by the township, which decides itself (下放确认) and
 * pays by tiers (分档); one paper he promised comes by its day (告知承诺).
 */
final class DevolvedCase {

    private static final String APPLICANT = "邓守山";
    private static final String PROMISED = "家庭收入和财产申报表";

    private final Browsers browsers;
    private final Screen approver;

    DevolvedCase(Browsers browsers) {
        this.browsers = browsers;
        this.approver = browsers.signIn("ca_1");
    }

    /** @return the family's file */
    String decided(String clerkLogin) {
        payByTiersAndHaveTwoSign();
        Screen village = browsers.signIn("va_1001");
        String family = registered(village);
        Screen clerk = browsers.signIn(clerkLogin);
        String caseAt = takenIn(clerk, family);
        seenFrom(village);

        CaseSteps.check(browsers.signIn("cc_1"), caseAt);
        CaseSteps.visit(clerk, caseAt);
        Screen reviewer = browsers.signIn("tr_10");
        tierChosen(reviewer, caseAt);
        CaseSteps.post(clerk, caseAt);
        confirmed(reviewer, caseAt);

        clerk.go(caseAt).sees("承诺 2026-10-30 前兑现").shot("promise-of-a-confirmed-case");
        clerk.press("材料已补交").sees("已登记补交");
        assertThat(clerk.has(clerk.page().locator("#promises"))).isFalse();
        village.go(caseAt).sees("已确认", "每月 537.00 元");
        account(clerk, reviewer, family);
        return family;
    }

    /** What the township pays by, and that nobody new is paid on one signature: proposed by one, approved by another. */
    private void payByTiersAndHaveTwoSign() {
        Screen caseworker = browsers.signIn("cc_1");
        caseworker.go("/parameters/new?key=minimum-living.tiers").choose("适用区划", "金沙镇");
        propose(caseworker.fill("取值", "A:600,B:460,C:320"));
        caseworker.go("/parameters/new?key=minimum-living.mode").choose("适用区划", "金沙镇");
        propose(caseworker.choose("取值", "分档"));
        caseworker.go("/parameters/new?key=payment.second-signer.new-payees");
        propose(caseworker.fill("取值", "0"));
        for (int i = 0; i < 3; i++) {
            approver.go("/parameters").press("批准").sees("已批准");
        }
        approver.go("/parameters").sees("A：600，B：460，C：320").shot("parameters-of-tiers");
    }

    private static void propose(Screen caseworker) {
        caseworker.fill("文号", "云民〔2026〕61号").press("提出").sees("已提出");
    }

    private static String registered(Screen village) {
        village.follow("登记家庭");
        village.fill("证件号码", idNumber(LocalDate.of(1949, 5, 20), Sex.MALE).value())
                .fill("姓名", APPLICANT)
                .choose("劳动能力", "无")
                .choose("就业状况", "未就业")
                .choose("婚姻状况", "丧偶");
        village.fill("所在村（社区）", "999001010201").choose("城乡类别", "农村").fill("详细地址（组、门牌）", "一组 3 号");
        village.page().locator("main form button.btn-primary").first().click();
        village.sees("已登记家庭", APPLICANT).seesNot("受理低保申请").shot("family-registered-in-the-village");
        String family = CaseSteps.at(village).replaceFirst("(/families/[0-9a-f-]{36}).*", "$1");
        village.follow("收入财产");
        village.choose("项目类别", "转移净收入")
                .fill("项目名称", "子女赡养费")
                .fill("金额（元）", "2400")
                .fill("起始日期", "2026.1.1")
                .press("登记");
        village.sees("子女赡养费", "2,400.00");
        village.go("/papers").follow("空白表样");
        assertThat(village.print("空白诚信承诺书")).isNotNull();
        return family;
    }

    private static String takenIn(Screen clerk, String family) {
        clerk.go(family).follow("受理低保申请").fill("申请原因", "年老无劳动能力，赡养费不足以维持生活");
        for (String paper : List.of("低保申请书", "诚信承诺书", "家庭经济状况核对授权书（每名成年成员）")) {
            clerk.tick(paper + "：已收");
        }
        clerk.press("登记申请").sees("案卷号", APPLICANT, "本县按档次发放，乡镇审核时认定档次");
        clerk.choose(PROMISED + "的状态", "告知承诺，事后核实")
                .fill(PROMISED + "的承诺补交日期", "2026-10-30")
                .press("登记材料")
                .sees("材料清单已登记")
                .shot("paper-promised");
        clerk.fill("意见", "材料齐全，一份告知承诺，予以受理。").press("同意").sees("核对");
        return CaseSteps.at(clerk);
    }

    /** The village sees how the case stands, and decides nothing. */
    private static void seenFrom(Screen village) {
        village.go("/cases?hold=OPEN&text=" + APPLICANT).followTo("^/cases/[0-9a-f-]{36}");
        village.sees("告知承诺，事后核实", "本环节由县级经办办理");
        assertThat(village.page().locator("button[value=AGREE]").isDisabled()).isTrue();
        village.shot("case-seen-from-the-village");
    }

    private static void tierChosen(Screen reviewer, String caseAt) {
        reviewer.go(caseAt)
                .choose("复核类别", "A类")
                .choose("保障档次", "B 档 每人每月 460.00 元")
                .press("核定拟保障金额");
        reviewer.sees("拟每月发放 537.00 元", "分档金额", "460.00 × 1", "分类施保：老年人", "77.00")
                .shot("review-by-tier");
        reviewer.fill("意见", "情况属实，拟按 B 档保障。").press("同意").sees("公示");
    }

    /** Neither the county nor whoever reviewed it confirms: another officer of the township does. */
    private void confirmed(Screen reviewer, String caseAt) {
        approver.go(caseAt).sees("本环节由乡镇审核办理", "乡镇确认").seesNot("县级确认").shot("case-of-a-township-that-decides");
        assertThat(approver.page().locator("button[value=AGREE]").isDisabled()).isTrue();
        approver.go("/cases?hold=MINE&text=" + APPLICANT).sees("没有符合筛选条件的办件");
        browsers.signIn("cc_2").go(caseAt).sees("本环节由乡镇审核办理");
        reviewer.go(caseAt);
        assertThat(reviewer.page().locator("button[value=AGREE]").isDisabled()).isTrue();
        Screen confirmer = browsers.signIn("tr_10b").go("/cases?hold=MINE&text=" + APPLICANT);
        confirmer.followTo("^/cases/[0-9a-f-]{36}");
        confirmer.fill("意见", "符合条件，同意确认。").press("同意");
        confirmer.go(caseAt).sees("已确认", "每月 537.00 元").shot("confirmed-by-the-township");
    }

    private static void account(Screen clerk, Screen reviewer, String family) {
        clerk.go(family + "/members").followTo("/members/[0-9a-f-]{36}");
        String person = CaseSteps.at(clerk);
        Accounts.enter(clerk, person, Accounts.card(1));
        Accounts.confirm(reviewer, person, Accounts.card(1));
    }
}
