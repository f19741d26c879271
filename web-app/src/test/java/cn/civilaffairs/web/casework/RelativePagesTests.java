package cn.civilaffairs.web.casework;

import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.Opening;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The register of relatives and the doors it closes, on the pages. */
@WebTest
@Import(SampleMatter.class)
class RelativePagesTests {

    @Autowired
    private Visits visits;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private CaseDesk desk;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;
    private IdNumber number;
    private UUID applicant;

    @BeforeEach
    void somebodysFather() {
        clock.set(LocalDate.of(2026, 11, 16));
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        number = idNumber(LocalDate.of(1950, 3, 1), Sex.MALE);
        applicant = Acting.as(
                clerk, () -> residents.register(ResidentDetails.citizen(county.village(1, 1), "刘大山", number)));
    }

    @Test
    void letAnOfficerRegisterAndSeeTheirOwnOnly() {
        assertThat(register(clerk, number.value())).hasRedirectedUrl("/relatives");

        assertThat(get(clerk, "/relatives"))
                .hasStatusOk()
                .bodyText()
                .contains("刘大山", "999001************", "父母")
                .doesNotContain(number.value(), "??");
        assertThat(get(county.officer(Role.TOWN_CLERK, 2), "/relatives"))
                .hasStatusOk()
                .bodyText()
                .contains("还没有备案")
                .doesNotContain("刘大山");
        assertThat(get(county.officer(Role.SUPERVISOR), "/relatives"))
                .hasStatusOk()
                .bodyText()
                .contains("刘大山", "导出 Excel");
    }

    @Test
    void sayWhatIsWrongWithANumberAndWhoIsKnownAlready() {
        assertThat(register(clerk, "999001195003010011")).bodyText().contains("身份证号不正确");
        register(clerk, number.value());
        assertThat(register(clerk, number.value())).hasStatus(422).bodyText().contains("刘大山已经备案");
    }

    @Test
    void exportTheRegisterForSupervisorsOnly() {
        register(clerk, number.value());

        assertThat(get(county.officer(Role.SUPERVISOR), "/relatives/list.xlsx"))
                .hasStatusOk()
                .hasContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(get(clerk, "/relatives/list.xlsx")).hasStatus(403);
    }

    @Test
    void closeTheCaseOfARelativeToTheRelatedOfficer_T23() {
        register(clerk, number.value());
        Officer colleague = county.officer(Role.TOWN_CLERK, 2);
        CaseFile file = Acting.as(
                colleague,
                () -> desk.open(new Opening("sample", county.village(1, 1), null, applicant, "刘大山", Set.of(), null)));

        assertThat(get(clerk, "/cases/" + file.id()))
                .hasStatus(403)
                .bodyText()
                .contains("该申请人登记为您的近亲属，已转县级办理。")
                .doesNotContain("刘大山");
        assertThat(get(colleague, "/cases/" + file.id()))
                .hasStatusOk()
                .bodyText()
                .contains("县级必须入户调查后才能确认", "刘大山是" + clerk.name(), "的父母")
                .doesNotContain("??");
        assertThat(get(county.officer(Role.COUNTY_CASEWORKER), "/cases"))
                .hasStatusOk()
                .bodyText()
                .contains("刘大山");
    }

    @Test
    void takeDownAComplaintWhoeverHasTheCase() {
        CaseFile file = Acting.as(
                clerk,
                () -> desk.open(new Opening("sample", county.village(1, 1), null, applicant, "刘大山", Set.of(), null)));
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);

        assertThat(visits.post(caseworker, "/cases/" + file.id() + "/complaints", "detail", "来电反映其有房出租"))
                .hasRedirectedUrl("/cases/" + file.id());

        assertThat(get(clerk, "/cases/" + file.id())).bodyText().contains("投诉举报", "来电反映其有房出租");
    }

    private MvcTestResult register(Officer officer, String typed) {
        return visits.post(officer, "/relatives", "kinship", "PARENT", "name", "刘大山", "number", typed);
    }

    private MvcTestResult get(Officer officer, String address) {
        return visits.get(officer, address);
    }
}
