package cn.civilaffairs.web.registry;

import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ExcelFile;
import cn.civilaffairs.registry.resident.Correction;
import cn.civilaffairs.registry.resident.Health;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.Labour;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.resident.RevealedField;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A village's members go out, are edited offline, and come back cell by cell. */
@WebTest
class WorkingListPagesTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final int KEY = 0;
    private static final int NAME = 2;
    private static final int PHONE = 5;
    private static final int HEALTH = 6;
    private static final int LABOUR = 7;

    @Autowired
    private Visits visits;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService signIns;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;
    private UUID first;
    private UUID second;

    @BeforeEach
    void twoFamiliesInAVillage() {
        clock.set(MONDAY);
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        first = family("王小明", 1950);
        second = family("李小红", 1960);
    }

    private UUID family(String name, int year) {
        return Acting.<UUID>as(clerk, () -> {
            UUID head = residents.register(
                    ResidentDetails.citizen(county.village(1, 1), name, idNumber(LocalDate.of(year, 3, 1), Sex.MALE))
                            .withPhone("19900000011"));
            households.open(
                    new NewHousehold(null, county.village(1, 1), UrbanRural.RURAL, "1组", head, MONDAY.minusDays(30)));
            return head;
        });
    }

    @Test
    void onlyChosenCellsAreWrittenAndWhatChangedMeanwhileIsShown() throws Exception {
        List<List<String>> list = giveOut();
        assertThat(list).hasSize(2);
        assertThat(list.get(0)).contains("王小明", "199****0011", "健康").noneMatch("19900000011"::equals);

        // offline: the first's health and phone, the second's labour
        row(list, "王小明").set(HEALTH, "重病");
        row(list, "王小明").set(PHONE, "19900000022");
        row(list, "李小红").set(LABOUR, "无");
        // meanwhile a colleague sets the second's labour on the screen
        Officer colleague = county.officer(Role.TOWN_CLERK, 2);
        Acting.as(colleague, () -> residents.correct(second, labour(Labour.PARTIAL), 0, colleague.scope()));

        String page = takeBack(list);

        String shown = Visits.text(get(page));
        assertThat(shown)
                .contains("共 <b>3</b> 处不同", "重病", "199****0022", "导出后已改", "部分")
                .doesNotContain("??");
        assertThat(checked(shown)).hasSize(2).noneMatch(key -> key.contains(second.toString()));

        assertThat(post(page + "/confirm", "chosen", first + ":HEALTH:0")).hasStatus3xxRedirection();
        assertThat(settled(page)).contains("更正了 1 人的登记");
        Resident now = Acting.as(clerk, () -> residents.get(first, clerk.scope()));
        assertThat(now.health()).isEqualTo(Health.SERIOUSLY_ILL);
        assertThat(phone(first)).isEqualTo("19900000011");
        assertThat(Acting.<Labour>as(
                        clerk, () -> residents.get(second, clerk.scope()).labour()))
                .isEqualTo(Labour.PARTIAL);
    }

    @Test
    void aPersonChangedBetweenLookingAndConfirmingStopsTheWhole() throws Exception {
        List<List<String>> list = giveOut();
        row(list, "王小明").set(HEALTH, "重病");
        String page = takeBack(list);
        assertThat(Visits.text(get(page))).contains("共 <b>1</b> 处不同");
        Acting.as(clerk, () -> residents.correct(first, labour(Labour.NONE), 0, clerk.scope()));

        post(page + "/confirm", "chosen", first + ":HEALTH:0");

        assertThat(settled(page)).contains("又被改过", "没有写入");
        assertThat(Acting.<Health>as(
                        clerk, () -> residents.get(first, clerk.scope()).health()))
                .isEqualTo(Health.HEALTHY);
    }

    @Test
    void aChosenPhoneIsWrittenWhole() throws Exception {
        List<List<String>> list = giveOut();
        row(list, "李小红").set(PHONE, "19900000033");
        String page = takeBack(list);

        post(page + "/confirm", "chosen", second + ":PHONE:0");

        assertThat(settled(page)).contains("更正了 1 人的登记");
        assertThat(phone(second)).isEqualTo("19900000033");
    }

    @Test
    void rowsOfOtherPlacesAndWrongNumbersAreErrorsAndNothingIsTakenUnchosen() throws Exception {
        List<List<String>> list = giveOut();
        row(list, "王小明").set(KEY, UUID.randomUUID() + "/1");
        row(list, "李小红").set(PHONE, "12345");
        String page = takeBack(list);

        assertThat(Visits.text(get(page))).contains("不是本系统导出的行标识", "与导出时一样");
        assertThat(Visits.text(get(page.replace("working-lists", "imports")))).contains("行标识（勿改）", "联系电话");
        assertThat(get("/working-lists/list.xlsx?area=" + county.township(1))).hasStatus(422);
        assertThat(pages.get()
                        .uri("/working-lists")
                        .with(user(signIns.loadUserByUsername(
                                county.officer(Role.SUPERVISOR).login()))))
                .hasStatus(403);
        assertThat(pages.get()
                        .uri(page)
                        .with(user(signIns.loadUserByUsername(
                                county.elsewhere(Role.TOWN_CLERK).login()))))
                .hasStatus(404);
    }

    private Correction labour(Labour labour) {
        return new Correction(
                county.village(1, 1),
                null,
                labour == Labour.NONE ? "王小明" : "李小红",
                null,
                null,
                null,
                Health.HEALTHY,
                labour,
                null,
                null,
                null,
                null);
    }

    private String phone(UUID resident) {
        return Acting.<String>as(clerk, () -> residents.reveal(resident, RevealedField.PHONE, "核对测试结果", clerk.scope()));
    }

    private List<List<String>> giveOut() throws IOException {
        MvcTestResult result = get("/working-lists/list.xlsx?area=" + county.village(1, 1));
        assertThat(result).hasStatusOk();
        List<List<String>> rows = new ArrayList<>();
        try (ReadableWorkbook book = new ReadableWorkbook(
                new ByteArrayInputStream(result.getResponse().getContentAsByteArray()))) {
            for (Row row : book.getFirstSheet().read()) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    cells.add(i < row.getCellCount() ? row.getCellText(i) : "");
                }
                if (cells.get(KEY).matches("[0-9a-f-]{36}/[0-9]+")) {
                    rows.add(cells);
                } else {
                    assertThat(rows).as("nothing below the rows").isEmpty();
                }
            }
        }
        return rows;
    }

    private static List<String> row(List<List<String>> list, String name) {
        return list.stream()
                .filter(row -> row.get(NAME).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String takeBack(List<List<String>> list) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<ExcelFile.Column> columns =
                List.of("行标识（勿改）", "档案号", "姓名", "与户主关系", "证件号码", "联系电话", "健康状况", "劳动能力", "就业状况", "在校情况").stream()
                        .map(ExcelFile.Column::text)
                        .toList();
        try (ExcelFile file = ExcelFile.to(out, "列表", columns)) {
            file.title("底表").header();
            list.forEach(row -> file.row(row.toArray()));
        }
        MvcTestResult uploaded = pages.post()
                .multipart()
                .uri("/working-lists")
                .file(new MockMultipartFile("file", "底表.xlsx", "application/octet-stream", out.toByteArray()))
                .with(user(signIns.loadUserByUsername(clerk.login())))
                .with(csrf())
                .exchange();
        String page = uploaded.getResponse().getRedirectedUrl();
        assertThat(page).startsWith("/working-lists/");
        settled(page);
        return page;
    }

    /** The page once the work in the background is done. */
    private String settled(String page) throws Exception {
        for (long end = System.nanoTime() + Duration.ofSeconds(30).toNanos(); System.nanoTime() < end; ) {
            String shown = Visits.text(get(page));
            if (!shown.contains("系统正在处理")) {
                return shown;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("Still working: " + page);
    }

    private static List<String> checked(String page) {
        List<String> keys = new ArrayList<>();
        Matcher box = Pattern.compile("name=\"chosen\" value=\"([^\"]+)\"[^>]*checked")
                .matcher(page);
        while (box.find()) {
            keys.add(box.group(1));
        }
        return keys;
    }

    private MvcTestResult get(String path) {
        return visits.get(clerk, path);
    }

    private MvcTestResult post(String path, String name, String value) {
        return visits.post(clerk, path, name, value);
    }
}
