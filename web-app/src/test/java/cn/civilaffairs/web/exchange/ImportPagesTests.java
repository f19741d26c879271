package cn.civilaffairs.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ImportDesk;
import cn.civilaffairs.registry.exchange.TestWorkbook;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebTest
class ImportPagesTests {

    @Autowired
    private Visits visits;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private ImportDesk desk;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer caseworker;

    @BeforeEach
    void aCountyOnMonday() {
        clock.set(LocalDate.of(2026, 11, 16));
        county = counties.create();
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
    }

    @Test
    void walksARosterFromUploadToConfirmation() throws Exception {
        String village = county.village(1, 1).value();
        byte[] roster = TestWorkbook.of("家庭编号", "与户主关系", "姓名", "证件号码", "户籍地区划代码", "居住地区划代码", "城乡类别")
                .row(county.code() + "-1", "户主", "王明", number(), village, village, "农村")
                .row(county.code() + "-2", "户主", "王红", "123", village, village, "农村")
                .bytes();
        String page = upload("名册.xlsx", roster).getResponse().getRedirectedUrl();
        UUID id = UUID.fromString(page.substring("/imports/".length()));
        settle(id);

        assertThat(get(page)).contains("待确认", "写入通过的 1 行", "应为 18 位").doesNotContain("??");
        assertThat(visits.get(caseworker, page + "/report.xlsx"))
                .hasStatusOk()
                .headers()
                .containsHeader("Content-Disposition");
        assertThat(visits.post(caseworker, page + "/confirm", "onlyIfAllPass", "false"))
                .hasRedirectedUrl(page);
        settle(id);

        assertThat(get(page)).contains("已导入", "id=\"rows-written\">1<").doesNotContain("??");
        assertThat(get("/imports")).contains("名册.xlsx", "家庭成员名册", "家庭收入财产").doesNotContain("??", "区划名册");
    }

    @Test
    void offersTemplates() {
        assertThat(visits.get(caseworker, "/imports/templates/residents.xlsx")).hasStatusOk();
    }

    private static String number() {
        return TestPeople.idNumber(LocalDate.of(1960, 3, 4), Sex.MALE).value();
    }

    private MvcTestResult upload(String name, byte[] content) {
        return pages.post()
                .multipart()
                .uri("/imports")
                .file(new MockMultipartFile("file", name, "application/octet-stream", content))
                .param("contract", "residents")
                .with(csrf())
                .with(user(officers.loadUserByUsername(caseworker.login())))
                .exchange();
    }

    private void settle(UUID id) throws InterruptedException {
        while (Acting.as(caseworker, () -> desk.get(id, caseworker.scope())).isWorking()) {
            Thread.sleep(20);
        }
    }

    private String get(String uri) throws Exception {
        return visits.page(caseworker, uri);
    }
}
