package cn.civilaffairs.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.audit.LogChain;
import cn.civilaffairs.registry.audit.LogReader;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.SystemOfficer;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The auditor finds who looked at whom, by a number off a paper, and is shown nobody's. */
@WebTest
class AuditPageTests {

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private LogChain chain;

    @Autowired
    private LogReader reader;

    @Autowired
    private OperationLog log;

    private Visits visits;
    private TestCounty county;
    private Officer auditor;

    @BeforeEach
    void aCounty() {
        clock.set(LocalDate.of(2026, 11, 16));
        visits = new Visits(pages, officers);
        county = counties.create();
        auditor = county.officer(Role.AUDIT_ADMIN);
    }

    @Test
    @Tag("AC-060")
    void findsEverybodyWhoLookedAtAFamilyHoweverTheyCameToIt() {
        Officer clerk = county.officer(Role.TOWN_CLERK);
        Officer reviewer = county.officer(Role.TOWN_REVIEWER);
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        IdNumber number = TestPeople.idNumber(LocalDate.of(1954, 3, 4), Sex.MALE);
        String family = visits.family(county, clerk, "查阅明", number);
        String other = visits.family(county, clerk, "旁边人", TestPeople.idNumber(LocalDate.of(1955, 3, 4), Sex.MALE));
        visits.get(clerk, other + "/members");
        String page = Visits.text(visits.get(reviewer, family + "/members"));
        Matcher resident = Pattern.compile("/members/([0-9a-f-]{36})").matcher(page);
        assertThat(resident.find()).isTrue();
        visits.post(
                reviewer,
                "/residents/" + resident.group(1) + "/reveal",
                "field",
                "ID_NUMBER",
                "usual",
                "HOUSEHOLD_BOOK",
                "reason",
                "原件");
        visits.post(caseworker, "/search", "q", "查阅明");

        String all = about(number.value());

        assertThat(all)
                .contains("与这一户有关的全部日志", "家庭建档", "查看完整号码", "核对户口簿：原件", "查找", reviewer.name(), "本机")
                .doesNotContain("旁边人", number.value(), other.substring(other.lastIndexOf('/') + 1), "VIEWED<");
        Matcher fileNo = Pattern.compile("[A-Z]{1,3}[0-9]{6,}").matcher(page.replaceAll("999001\\*+", ""));
        assertThat(fileNo.find()).isTrue();
        assertThat(about(fileNo.group())).contains("查看完整号码", "核对户口簿：原件");
        assertThat(Visits.text(visits.get(auditor, "/audit?action=查看完整号码"))).contains("核对户口簿：原件");
        assertThat(Visits.refusal(visits.post(
                        auditor, "/audit/about", "number", number.value().substring(12))))
                .contains("没有这个档案编号");
    }

    private String about(String number) {
        String to = visits.post(auditor, "/audit/about", "number", number)
                .getResponse()
                .getRedirectedUrl();
        assertThat(to).startsWith("/audit?about=").doesNotContain(number);
        return Visits.text(visits.get(auditor, to));
    }

    @Test
    void isVerifiedOnceANightAndTheVerdictStandsInIt() {
        chain.sealNow();
        LocalDate today = LocalDate.now(ZoneOffset.ofHours(8));
        Instant one = today.atTime(1, 5).toInstant(ZoneOffset.ofHours(8));
        NightlyVerification night = new NightlyVerification(chain, log, InstantSource.fixed(one));
        int before = verdicts();

        Acting.as(SystemOfficer.of(county.code()), night::run);
        Acting.as(SystemOfficer.of(county.code()), night::run);

        assertThat(verdicts()).as("once").isEqualTo(before + 1);
    }

    private int verdicts() {
        LocalDate today = LocalDate.now(ZoneOffset.ofHours(8));
        return (int)
                (reader
                                .find(
                                        "",
                                        "",
                                        "AUDIT_VERIFIED",
                                        today.minusDays(1),
                                        today.plusDays(1),
                                        Long.MAX_VALUE,
                                        1000)
                                .stream()
                                .filter(entry -> entry.detail().startsWith("日志核验通过"))
                                .count()
                        + reader.find(
                                        "",
                                        "",
                                        "AUDIT_BROKEN",
                                        today.minusDays(1),
                                        today.plusDays(1),
                                        Long.MAX_VALUE,
                                        1000)
                                .size());
    }
}
