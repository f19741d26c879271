package cn.civilaffairs.web.export;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.audit.LogReader;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** A list as a workbook: the rows of the page under its filter, and a line in the log. */
@WebTest
class ListExportTests {

    @Autowired
    private Visits visits;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private LogReader reader;

    private TestCounty county;
    private Officer clerk;

    @BeforeEach
    void casesOfTwoVillages() {
        clock.set(LocalDate.of(2026, 11, 16));
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        Acting.as(
                clerk,
                () -> transaction.executeWithoutResult(status -> {
                    add("=1+1", 1);
                    add("王小明", 1);
                    add("李小红", 2);
                }));
    }

    private void add(String title, int village) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into casework.case_file
                            (id, case_no, matter, area_code, title, status, step, step_since, opened_on)
                        values (?, ?, 'minimum-living', ?, ?, 'OPEN', 'acceptance', '2026-11-16', '2026-11-16')""")
                .params(id, "T-" + id, county.village(1, village).value(), title)
                .update();
    }

    @Test
    void theQueueGoesOutAsFilteredWithItsFilterInWordsAndIsLogged() throws IOException {
        String village = county.village(1, 1).value();
        List<List<String>> rows = rows(get(clerk, "/cases/list.xlsx?hold=OPEN&area=" + village));

        assertThat(rows.get(1).get(0)).contains("筛选条件", "全部在办", "乡镇、村：");
        assertThat(rows.get(2).get(0)).contains("2026-11-16", clerk.name());
        assertThat(rows.get(3)).contains("案号", "户主", "环节");
        assertThat(rows.stream().skip(4).limit(2).map(row -> row.get(1))).containsExactlyInAnyOrder("=1+1", "王小明");
        assertThat(rows.get(rows.size() - 1).get(0)).isEqualTo("共 2 行");
        assertThat(rows(get(clerk, "/cases/list.xlsx?hold=OPEN"))).hasSize(4 + 3 + 1);
        assertThat(logged()).anyMatch(line -> line.startsWith("cases 2 条；全部在办") && line.contains("sha256 "));
    }

    @Test
    void nobodyTakesAwayWhatTheyMayNotSee() throws IOException {
        assertThat(rows(get(county.elsewhere(Role.TOWN_CLERK), "/cases/list.xlsx?hold=OPEN")))
                .hasSize(4 + 1);
        assertThat(get(county.officer(Role.SYS_ADMIN), "/cases/list.xlsx")).hasStatus(403);
        assertThat(get(clerk, "/audit/list.xlsx")).hasStatus(403);
    }

    @Test
    void everyListHasItsWorkbook() throws IOException {
        assertThat(rows(get(clerk, "/papers/list.xlsx")).get(3)).contains("打印时间", "第几份");
        assertThat(rows(get(clerk, "/imports/list.xlsx")).get(3)).contains("上传时间");
        assertThat(rows(get(county.officer(Role.FINANCE_MAKER), "/runs/list.xlsx"))
                        .get(3))
                .contains("所属月份", "金额（元）");
        assertThat(rows(get(county.officer(Role.AUDIT_ADMIN), "/audit/list.xlsx"))
                        .get(3))
                .contains("时间", "操作");
        for (String list : List.of("/leads", "/recoveries", "/reviews", "/returns", "/standards")) {
            assertThat(rows(get(county.officer(Role.COUNTY_CASEWORKER), list + "/list.xlsx"))
                            .get(1)
                            .get(0))
                    .as(list)
                    .startsWith("筛选条件");
        }
        assertThat(rows(get(county.officer(Role.SYS_ADMIN), "/admin/officers/list.xlsx"))
                        .get(3))
                .contains("用户名", "岗位");
        MvcTestResult found = visits.post(clerk, "/search/list.xlsx", "q", "999001195402280011");
        assertThat(rows(found).get(1).get(0)).contains("（号码）").doesNotContain("999001195402280011");
        assertThat(logged()).noneMatch(line -> line.contains("999001195402280011"));
    }

    private List<String> logged() {
        LocalDate today = LocalDate.ofInstant(Instant.now(), BusinessClock.ZONE);
        return reader
                .find(clerk.login(), "", "EXPORT", today.minusDays(1), today.plusDays(1), Long.MAX_VALUE, 50)
                .stream()
                .map(entry -> entry.objectId() + " " + entry.detail())
                .toList();
    }

    private MvcTestResult get(Officer officer, String path) {
        return visits.get(officer, path);
    }

    private static List<List<String>> rows(MvcTestResult result) throws IOException {
        assertThat(result).hasStatusOk();
        List<List<String>> rows = new ArrayList<>();
        try (ReadableWorkbook book = new ReadableWorkbook(
                new ByteArrayInputStream(result.getResponse().getContentAsByteArray()))) {
            for (Row row : book.getFirstSheet().read()) {
                List<String> cells = new ArrayList<>();
                row.forEach(cell -> cells.add(cell == null ? "" : cell.getText()));
                rows.add(cells);
            }
        }
        return rows;
    }
}
