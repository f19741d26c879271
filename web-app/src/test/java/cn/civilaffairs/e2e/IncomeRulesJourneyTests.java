package cn.civilaffairs.e2e;

import static cn.civilaffairs.registry.testing.TestPeople.idNumber;

import cn.civilaffairs.kernel.Sex;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The county switches a rule of income on for one township, by two officers; the next application there is reckoned by it
 * and says so.
 */
@Journey
class IncomeRulesJourneyTests {

    private static final String APPLICANT = "吴大力";

    @Test
    void anIdleApplicantIsReckonedAtTheMinimumWageOnceTheSheetSaysSo(Browsers browsers) {
        Screen caseworker = browsers.signIn("cc_1");
        caseworker.go("/parameters/new?key=minimum-living.taper.employment");
        caseworker
                .sees("3x100,3x50")
                .fill("取值", "3x50,3x100")
                .fill("文号", "云民〔2026〕58号")
                .press("提出");
        caseworker.sees("不符合这一项的填写要求").shot("parameter-refused");
        propose(caseworker, "minimum-living.deemed-income");
        propose(caseworker, "minimum-living.support-fee");
        Screen approver = browsers.signIn("ca_1");
        for (int i = 0; i < 2; i++) {
            approver.go("/parameters").press("批准").sees("已批准");
        }
        approver.go("/parameters").sees("未就业劳动力按最低工资推定收入", "推算赡养义务人赡养费").shot("parameters");

        Screen clerk = browsers.signIn("tc_15a");
        register(clerk);
        clerk.follow("收入财产").follow("登记赡养义务人").shot("supporter-new");
        clerk.fill("义务人姓名", "吴长河")
                .choose("与家庭的关系", "父母")
                .fill("义务人家庭月收入（元）", "9,000")
                .fill("义务人家庭人口", "3")
                .fill("由其赡养的人数", "8")
                .press("登记");
        clerk.sees("吴长河", "9,000.00", "已登记赡养义务人").shot("family-circumstances");
        clerk.follow("受理低保申请").fill("申请原因", "长期未就业，没有收入");
        for (String paper : List.of("低保申请书", "诚信承诺书")) {
            clerk.tick(paper + "：已收");
        }
        clerk.press("登记申请").sees("案卷号", APPLICANT);
        String caseAt = clerk.path().replaceFirst("[?#].*", "");
        clerk.sees(
                "不符合条件", "推定收入：有劳动能力未就业（年）", "1,930.00 × 12", "推算赡养费（年）", "(9,000.00 − 2 × 770.00 × 3) × 50% ÷ 8 × 12");
        clerk.page().locator("#amount").scrollIntoViewIfNeeded();
        clerk.shot("deemed-income-in-a-case");

        clerk.followTo("^/families/[0-9a-f-]{36}").follow("收入财产").follow("登记未就业的正当理由");
        clerk.choose("家庭成员", APPLICANT)
                .choose("理由", "照料失能、患病或年幼家人")
                .fill("具体情况和依据的材料", "照料瘫痪的祖母，村委会证明")
                .press("登记")
                .sees("已登记未就业的正当理由");
        clerk.go(caseAt).sees("不推定收入：照料家人", "按现有资料测算：1 人，每月 496.25 元");
    }

    private static void propose(Screen caseworker, String key) {
        caseworker
                .go("/parameters/new?key=" + key)
                .choose("适用区划", "木樨乡")
                .choose("取值", "是")
                .fill("文号", "云民〔2026〕58号")
                .shot("parameter-new")
                .press("提出");
        caseworker.sees("已提出");
    }

    private static void register(Screen clerk) {
        clerk.go("/families/new");
        clerk.fill("证件号码", idNumber(LocalDate.of(1988, 4, 6), Sex.MALE).value())
                .fill("姓名", APPLICANT)
                .choose("劳动能力", "有")
                .choose("就业状况", "未就业")
                .choose("婚姻状况", "未婚");
        clerk.fill("所在村（社区）", "999001015201").choose("城乡类别", "农村").fill("详细地址（组、门牌）", "二组 6 号");
        clerk.page().locator("main form button.btn-primary").first().click();
        clerk.sees("已登记家庭", APPLICANT);
    }
}
