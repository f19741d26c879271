package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** What one officer asks for and another decides: to look into a protected family, to hold a post, to take a long list away. */
@Journey
class AccessJourneyTests {

    private static final String NOT_FOUND = "没有找到您要的内容";
    private static final String FORBIDDEN = "您没有办理这项业务的权限";
    private static final String CREMATIONS = "/funeral/cremations";
    private static final String NOT_YET_MADE = "按批准的筛选条件取当前数据";
    private static final String REASON = "办理临时救助，需要核对家庭成员";

    /** The demo county has one such family; somebody else has asked to see it already. */
    @Test
    void aProtectedFamilyOpensToWhomItsOfficersLetInAndToEverybodyOnceItIsLifted(Browsers browsers) {
        Screen keeper = browsers.signIn("tc_16a").go("/limited-access");
        String fileNo = keeper.text("main a[href^='/limited-access/']");
        String limit = keeper.followTo("^/limited-access/[0-9a-f-]{36}").path();
        String family = keeper.follow("打开家庭档案").sees(fileNo, "限制查看").path();

        Screen asker = browsers.signIn("cc_2").go("/limited-access");
        asker.fill("档案号，或家庭成员的完整证件号码", fileNo)
                .fill("理由（至少十个字，不写个案情节）", REASON)
                .press("提出申请")
                .sees("申请已登记", "待批准");

        Screen other = browsers.signIn("co_1").go("/limited-access").sees("等我批准的申请", REASON);
        decide(other, REASON, "批准").sees("已批准，到时自动收回");

        asker.go(family).sees(fileNo);
        Screen refused = browsers.signIn("cc_1");
        refused.go(family).sees(NOT_FOUND).seesNot(fileNo);

        keeper.go(limit).sees("批准人", REASON).fill("解除理由（至少十个字）", "保护期满，儿童已安全返家");
        keeper.press("提出解除，待另一位承办人同意").sees("须由另一位承办人同意").seesNot("同意解除");
        other.go(limit).press("同意解除").sees("限制已解除");
        refused.go(family).sees(fileNo);
    }

    private static Screen decide(Screen officer, String reason, String word) {
        officer.page()
                .locator("tr", new Page.LocatorOptions().setHasText(reason))
                .locator("button:text-is('" + word + "')")
                .click();
        return officer;
    }

    /** Nobody holds a post because one administrator says so: the leader of that line does. */
    @Test
    void anAppointmentCountsOnceTheLeaderOfItsLineAgrees(Browsers browsers) {
        Screen appointed = browsers.signIn("so_1");
        Screen administrator = browsers.signIn("sec_1");
        Screen leader = browsers.signIn("fa_1");
        wish(administrator);
        decide(leader.go("/appointments"), "so_1", "拒绝").sees("已拒绝，没有授予岗位", "没有等您批准的岗位");
        appointed.go(CREMATIONS).sees(FORBIDDEN);

        wish(administrator);
        decide(leader.go("/appointments"), "so_1", "批准").sees("已批准，该账号须重新登录");

        assertThat(appointed.go(CREMATIONS).path())
                .as("what changed, changes it for the next sign-in")
                .startsWith("/login");
        browsers.signIn(appointed, "so_1").sees("您的账号有变动", "授予岗位", "县级经办/殡葬服务");
        appointed.shot("account-news").press("已知悉").sees("账号变动已确认知悉").seesNot("您的账号有变动");
        appointed.go(CREMATIONS).sees("火化登记").seesNot(FORBIDDEN);
    }

    private static void wish(Screen administrator) {
        administrator
                .go("/admin/officers?text=so_1")
                .choose("岗位", "县级经办")
                .choose("条线", "殡葬服务")
                .press("授予")
                .sees("等该条线的分管领导批准", "（so_1）县级经办·殡葬服务");
    }

    /** What is more than one may take away alone leaves encrypted, to whoever asked, and its password is shown once. */
    @Test
    void aLongListLeavesOnceAnotherHasApprovedIt(Browsers browsers) {
        Screen maker = browsers.signIn("fm_1").go("/runs?scheme=minimum-living").follow("2026年9月");
        maker.follow("发放明细").follow("导出 Excel").sees("导出需要审批", "现在没有生成任何文件");
        maker.fill("用途，交给谁使用（至少 10 个字）", "县审计局社会救助资金专项审计，交审计组比对使用");
        String extract = maker.press("提交审批").sees("已提交审批").path();
        maker.seesNot(NOT_YET_MADE);

        Screen approver = browsers.signIn("sec_1").go("/exports").sees("待我审批", "交审计组比对使用");
        approver.go(extract).sees("您看到的只是申请，不是名单内容");
        approver.press("同意导出").sees("已批准");
        approver.go(extract + "/file").sees(NOT_FOUND);

        maker.go(extract).sees(NOT_YET_MADE).press("生成加密文件").waitFor("下载加密文件", 60);
        maker.press("显示打开密码（只显示一次）").shot("export-password-shown-once");
        assertThat(maker.text("#password")).matches("([A-Z2-9]{4}-){3}[A-Z2-9]{4}");
        Download file = maker.download(
                () -> maker.page().locator("a:has-text('下载加密文件')").click());
        assertThat(file.failure()).isNull();
        assertThat(file.suggestedFilename()).endsWith("（加密）.xlsx");
        maker.go(extract).sees("打开密码已显示过").seesNot("显示打开密码（只显示一次）");
    }
}
