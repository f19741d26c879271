package cn.civilaffairs.web.registry;

import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static cn.civilaffairs.web.Visits.text;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A household that moves, through the pages of both townships. */
@WebTest
class MovePagesTests {

    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

    @Autowired
    private Visits visits;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer leaving;
    private Officer receiving;
    private IdNumber number;
    private String family;
    private String household;

    @BeforeEach
    void aFamilyOfTheFirstTownship() {
        clock.set(LocalDate.of(2026, 11, 16));
        county = counties.withDefaults();
        leaving = county.officer(Role.TOWN_CLERK);
        receiving = county.elsewhere(Role.TOWN_CLERK);
        number = idNumber(LocalDate.of(1960, 1, 1), Sex.MALE);
        family = visits.family(county, leaving, "搬迁户", number);
        household = family.substring(family.lastIndexOf('/') + 1);
    }

    private String[] fields(String... more) {
        String[] fields = {
            "requestKey",
            UUID.randomUUID().toString(),
            "to",
            county.village(2, 1).value(),
            "residence",
            "URBAN",
            "movedOn",
            "2026-11-03",
            "reason",
            "户口迁移证"
        };
        String[] all = java.util.Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        return all;
    }

    private String proposed() {
        MvcTestResult answer = visits.post(leaving, "/moves", fields("household", household, "submit", "true"));
        assertThat(answer).as(text(answer)).hasStatus3xxRedirection();
        return String.valueOf(answer.getResponse().getRedirectedUrl());
    }

    private MvcTestResult answer(Officer officer, String move, String act, String field, String said) {
        Matcher version = VERSION.matcher(text(visits.get(receiving, move)));
        String shown = version.find() ? version.group(1) : "0";
        return visits.post(
                officer, move + "/" + act, "requestKey", UUID.randomUUID().toString(), "version", shown, field, said);
    }

    @Test
    void showsTheMoneyBeforeAnythingIsSentAndTheMoveOnBothDesks() {
        assertThat(text(visits.get(leaving, family + "/members"))).contains("办理迁移");
        MvcTestResult preview = visits.post(leaving, "/moves", fields("household", household, "preview", "true"));
        assertThat(text(preview)).contains("迁移前后金额", "2026年12月起由迁入地发放", "提交迁入地乡镇接收");
        assertThat(text(visits.get(leaving, "/moves?view=ALL"))).contains("还没有迁移");

        String move = proposed();

        assertThat(text(visits.get(receiving, "/desk"))).contains("迁移待我方答复");
        assertThat(text(visits.get(leaving, "/desk"))).contains("迁移待对方答复");
        assertThat(text(visits.get(receiving, move)))
                .contains("搬迁户", "户口迁移证", "接收")
                .doesNotContain(family + "/members");
        assertThat(text(visits.get(leaving, family + "/members"))).contains("正在办理迁移");
        assertThat(visits.get(receiving, family + "/members")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void handsTheWholeFileOverOnceTheOtherTownshipAccepts() {
        String move = proposed();
        assertThat(answer(leaving, move, "accept", "note", "自己接收")).hasStatus3xxRedirection();
        assertThat(text(visits.get(leaving, move)))
                .as("only the other township accepts")
                .contains("待对方答复");

        assertThat(answer(receiving, move, "accept", "note", "同意接收")).hasStatus3xxRedirection();

        assertThat(text(visits.get(receiving, move))).contains("已迁移");
        assertThat(text(visits.get(receiving, family + "/members"))).contains("搬迁户");
        assertThat(text(visits.get(receiving, family + "/history"))).contains("由 ", "迁入");
        assertThat(visits.get(leaving, family + "/members")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(text(visits.get(leaving, move))).contains("已迁移");
        assertThat(text(visits.get(leaving, "/moves?view=CLOSED"))).contains("搬迁户");
        assertThat(visits.get(leaving, "/moves/list.xlsx?view=CLOSED")).hasStatusOk();
    }

    @Test
    void letsTheOtherTownshipAskByNumberAndNameOnly() {
        assertThat(text(visits.post(
                        receiving, "/moves", fields("number", number.value(), "name", "别的名字", "submit", "true"))))
                .contains("县内没有查到证件号码与姓名都相符的在册家庭成员");
        MvcTestResult asked =
                visits.post(receiving, "/moves", fields("number", number.value(), "name", "搬迁户", "submit", "true"));
        assertThat(asked).hasStatus3xxRedirection();
        String move = String.valueOf(asked.getResponse().getRedirectedUrl());
        assertThat(text(visits.get(receiving, move))).contains("迁出地同意时按双方标准算出").doesNotContain("迁出地答复</h2>");
        assertThat(text(visits.get(leaving, move))).contains("迁出地答复", "同意迁出");

        assertThat(answer(leaving, move, "decline", "why", "仍在本村居住")).hasStatus3xxRedirection();

        assertThat(text(visits.get(receiving, move))).contains("已退回", "仍在本村居住");
    }

    @Test
    void shutsOutWhoHasNothingToDoWithMoves() {
        String move = proposed();
        assertThat(visits.get(county.officer(Role.FINANCE_MAKER), "/moves")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(visits.get(county.officer(Role.VILLAGE_ASSISTANT), move)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(visits.get(counties.create().officer(Role.TOWN_CLERK), move)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(visits.get(county.officer(Role.TOWN_REVIEWER), "/moves/new")).hasStatus(HttpStatus.FORBIDDEN);
    }
}
