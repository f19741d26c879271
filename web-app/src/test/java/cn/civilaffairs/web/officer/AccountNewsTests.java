package cn.civilaffairs.web.officer;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.audit.LogReader;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was done to somebody's account is on their start page until they say that they know. */
@WebTest
class AccountNewsTests {

    private static final Pattern LAST = Pattern.compile("name=\"last\" value=\"(\\d+)\"");
    private static final int LOCKED_AFTER = 20;

    @Autowired
    private Visits visits;

    @Autowired
    private OfficerAccounts accounts;

    @Autowired
    private LogReader log;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;
    private String account;

    @BeforeEach
    void aClerk() {
        clock.set(LocalDate.of(2026, 11, 16));
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        account = "/admin/officers/" + clerk.id();
        assertThat(visits.page(clerk, "/desk")).doesNotContain("您的账号有变动");
    }

    @Test
    @Tag("asvs-6.3.7")
    void tellsWhatWasDoneByWhomAndWhomToAskUntilTheOfficerKnows() {
        resetAndChosenAnew();
        Officer security = county.officer(Role.SEC_ADMIN);
        visits.done(security, account + "/factor/reset", "how", "本人持工作证到办公室");
        visits.done(security, account + "/grants", "role", "TOWN_CLERK", "line", "ELDER_CARE");

        String desk = visits.page(clerk, "/desk");

        assertThat(desk)
                .contains("您的账号有变动", "重置密码", "测试单位 测试1", "重置动态口令", "本人持工作证到办公室")
                .contains("授予岗位", "乡镇经办/养老服务", "修改密码", "您本人")
                .contains("不是您本人办理", "安全管理员 测试1、测试2", "审计管理员 测试1", "已知悉")
                .doesNotContain("口令校验值", "TOWN_CLERK", "??");
        assertThat(visits.page(county.officer(Role.TOWN_CLERK, 2), "/desk")).doesNotContain("您的账号有变动");

        visits.done(security, account + "/grants/TOWN_CLERK/end");
        visits.done(security, account + "/grants", "role", "TOWN_CLERK", "line", "FUNERAL");
        assertThat(Visits.refusal(visits.send(clerk, "/account-news", "last", last(desk))))
                .isEqualTo("刚刚又有新的变动，请看过后再点“已知悉”。");
        String later = visits.page(clerk, "/desk");
        assertThat(later).contains("收回岗位", "殡葬服务", "重置密码");
        visits.done(clerk, "/account-news", "last", last(later));

        assertThat(visits.page(clerk, "/desk")).doesNotContain("您的账号有变动");
        LocalDate today = LocalDate.ofInstant(Instant.now(), BusinessClock.ZONE);
        assertThat(log.find(clerk.login(), clerk.id().toString(), "ACCOUNT_NEWS_READ", today, today, Long.MAX_VALUE, 9))
                .singleElement()
                .satisfies(row -> assertThat(row.detail()).isEqualTo("6 条"));
        Acting.as(clerk, () -> accounts.changePassword(clerk, "another"));
        assertThat(visits.page(clerk, "/desk")).contains("修改密码", "您本人").doesNotContain("重置密码");
    }

    @Test
    void tellsOfLocksAndHidesNoResetBehindThem() {
        resetAndChosenAnew();
        for (int i = 0; i < LOCKED_AFTER; i++) {
            accounts.signInFailed(clerk.login(), true);
        }

        assertThat(visits.page(clerk, "/desk"))
                .contains("登录锁定", "密码累计错 20 次，账号锁定 1 小时", "系统", "只列最近 20 条", "重置密码")
                .doesNotContain("??");
    }

    /** Only the officer's own account: nobody says it for somebody else. */
    @Test
    void isKnownByTheOfficerAlone() {
        resetAndChosenAnew();
        String last = last(visits.page(clerk, "/desk"));

        visits.done(county.officer(Role.TOWN_CLERK, 2), "/account-news", "last", last);

        assertThat(visits.page(clerk, "/desk")).contains("重置密码");
    }

    private void resetAndChosenAnew() {
        visits.done(county.officer(Role.SYS_ADMIN), account + "/password");
        Acting.as(clerk, () -> accounts.changePassword(clerk, "chosen"));
    }

    private static String last(String desk) {
        Matcher last = LAST.matcher(desk);
        assertThat(last.find()).isTrue();
        return last.group(1);
    }
}
