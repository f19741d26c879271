package cn.civilaffairs.e2e;

import com.microsoft.playwright.Locator;

/** What every application for 最低生活保障 goes through, whoever decides it. */
final class CaseSteps {

    private CaseSteps() {}

    /** The departments find nothing that was not declared. */
    static void check(Screen caseworker, String caseAt) {
        caseworker.go(caseAt).follow("录入核对结果");
        for (Locator answer : caseworker.page().locator("main select").all()) {
            answer.selectOption("CONSISTENT");
        }
        caseworker.shot("means-check").press("保存核对结果").sees("核对结果已齐");
        caseworker.fill("意见", "核对结果与申报一致。").press("同意").sees("入户调查");
    }

    static void visit(Screen visitor, String caseAt) {
        visitor.go(caseAt).follow("填写入户调查");
        visitor.fill("第二名调查人", "何平")
                .fill("在场的家庭成员", "申请人本人")
                .fill("住房情况", "自有砖混平房两间，无装修。")
                .fill("生活状况", "无机动车，家电为普通家电。")
                .tick("调查人与申请家庭双方已在调查表上签字");
        visitor.shot("home-visit").press("保存入户调查").sees("入户调查已保存");
        visitor.fill("意见", "入户情况与申报一致。").press("同意").sees("乡镇审核");
    }

    /** Hangs the result out for seven days, which pass on the demo county's own calendar. */
    static void post(Screen clerk, String caseAt) {
        clerk.go(caseAt).press("开始公示").sees("公示中").shot("posting");
        clerk.sees("期满后才能办结");
        passAWeek(clerk);
        clerk.shot("demo-clock");
        clerk.go(caseAt).fill("公示情况", "公示期满，无异议。").press("公示期满无异议，送下一环节");
        clerk.sees("公示期满无异议，已送");
    }

    static void passAWeek(Screen screen) {
        screen.go("/demo/clock").press("往后 7 天");
        screen.press("到下一个工作日");
    }

    /** The step's word of agreement, on whoever's screen the case stands. */
    static Screen agree(Screen officer, String caseAt, String opinion) {
        return officer.go(caseAt).fill("意见", opinion).press("同意");
    }

    /** The address of the page somebody is at, without where they came from. */
    static String at(Screen screen) {
        return screen.path().replaceFirst("[?#].*", "");
    }
}
