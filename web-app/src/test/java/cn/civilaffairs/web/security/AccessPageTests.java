package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The security administrator learns why somebody does not see a file, and nothing of the file. */
@WebTest
class AccessPageTests {

    @Autowired
    private Visits visits;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Test
    void namesTheConditionThatFails() {
        clock.set(LocalDate.of(2026, 11, 16));
        TestCounty county = counties.create();
        Officer clerk = county.officer(Role.TOWN_CLERK);
        String family = visits.family(county, clerk, "王小明", TestPeople.idNumber(LocalDate.of(1954, 3, 4), Sex.MALE));
        Matcher number = Pattern.compile("[0-9]{12}-?[0-9]{4,}|[A-Z]{1,3}[0-9]{6,}")
                .matcher(Visits.text(visits.get(clerk, family + "/members")).replaceAll("999001\\*+", ""));
        assertThat(number.find()).isTrue();
        Officer security = county.officer(Role.SEC_ADMIN);

        assertThat(Visits.text(
                        visits.get(security, "/admin/access?login=" + clerk.login() + "&number=" + number.group())))
                .contains("这个账号可以打开这份档案")
                .doesNotContain("王小明");
        assertThat(Visits.text(visits.get(
                        security,
                        "/admin/access?login="
                                + county.elsewhere(Role.TOWN_CLERK).login() + "&number=" + number.group())))
                .contains("打不开", "不在服务区域内");
        assertThat(Visits.text(visits.get(
                        security,
                        "/admin/access?login="
                                + county.officer(Role.FINANCE_MAKER).login() + "&number=" + number.group())))
                .contains("打不开", "不能打开这类页面");
        assertThat(Visits.text(visits.get(security, "/admin/access?login=" + clerk.login() + "&number=X1")))
                .contains("没有编号为");
    }
}
