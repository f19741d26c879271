package cn.civilaffairs.web.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.audit.LogReader;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.export.ExtractDesk;
import cn.civilaffairs.registry.export.ListExtract;
import cn.civilaffairs.registry.export.ListExtract.State;
import cn.civilaffairs.registry.files.StoredFiles;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.LeftFiles;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.poifs.crypt.CipherAlgorithm;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** What an officer may take away alone, and how the rest is asked for, approved, made, opened and gone (T04). */
@WebTest
class ExportApprovalTests {

    private static final Pattern PASSWORD = Pattern.compile("id=\"password\"[^>]*>([A-Z2-9-]{19})<");

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

    @Autowired
    private ExtractDesk desk;

    @Autowired
    private StoredFiles files;

    @Autowired
    private ListExport export;

    private TestCounty county;
    private Officer clerk;

    @BeforeEach
    void aTownshipWith501Cases() {
        clock.set(LocalDate.of(2026, 11, 16));
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        cases(1, 501);
    }

    private void cases(int village, int count) {
        Acting.as(
                clerk,
                () -> transaction.executeWithoutResult(status -> jdbc.sql("""
                                insert into casework.case_file
                                    (case_no, matter, area_code, title, status, step, step_since, opened_on)
                                select 'X-' || :village || '-' || gen_random_uuid(), 'minimum-living', :village, '=1+' || i, 'OPEN',
                                    'acceptance', '2026-11-16', '2026-11-16' from generate_series(1, :count) i""")
                        .param("village", county.village(1, village).value())
                        .param("count", count)
                        .update()));
    }

    @Test
    @Tag("AC-037")
    void waitsForApprovalWithOneRowMoreThanTheLimitAndMakesNoFile() {
        MvcTestResult answer = visits.get(clerk, "/cases/list.xlsx?hold=OPEN");

        assertThat(answer).hasStatus(202);
        assertThat(answer.getResponse().getContentType()).startsWith("text/html");
        assertThat(Visits.text(answer)).contains("本次导出 501 条，超过您的 500 条限额，需审批。").doesNotContain("??");
        assertThat(count("registry.stored_file")).isZero();
        assertThat(logged("EXPORT"))
                .singleElement()
                .asString()
                .startsWith("DENIED cases ")
                .endsWith("501 条，须审批");

        MvcTestResult within = visits.get(
                clerk,
                "/cases/list.xlsx?hold=OPEN&q=none&area=" + county.village(1, 2).value());
        assertThat(within).hasStatusOk();
    }

    @Test
    @Tag("asvs-14.2.7")
    @Tag("AC-038")
    @Tag("AC-075")
    void isApprovedByAnotherMadeEncryptedOpenedOnceAndGoneAfterADay() throws Exception {
        Set<String> before = LeftFiles.now();
        UUID id = asked(clerk, "/cases/list.xlsx?hold=OPEN", "年度救助对象核查，交县审计局使用");
        Officer security = county.officer(Role.SEC_ADMIN);

        assertThat(visits.post(clerk, "/exports/" + id + "/approve", "requestKey", key()))
                .hasStatus(403);
        assertThat(visits.get(county.officer(Role.TOWN_CLERK, 2), "/exports/" + id))
                .hasStatus(404);
        assertThat(Visits.text(visits.get(security, "/exports"))).contains("年度救助对象核查", "501", "审批");
        assertThat(Visits.text(visits.get(security, "/exports/" + id)))
                .contains("同意导出 501 条")
                .doesNotContain("=1+1", "??");
        assertThat(visits.post(security, "/exports/" + id + "/approve", "requestKey", key()))
                .hasRedirectedUrl("/exports/" + id);
        assertThat(visits.get(security, "/exports/" + id + "/file")).hasStatus(404);

        assertThat(Visits.text(visits.get(clerk, "/exports/" + id))).contains("生成加密文件");
        assertThat(visits.post(clerk, "/exports/" + id + "/make")).hasRedirectedUrl("/exports/" + id);
        ListExtract made = settled(id);
        assertThat(made.state()).as(String.valueOf(made.note())).isEqualTo(State.READY);

        String shown = Visits.text(visits.post(clerk, "/exports/" + id + "/password"));
        Matcher password = PASSWORD.matcher(shown);
        assertThat(password.find()).as(shown).isTrue();
        assertThat(Visits.text(visits.post(clerk, "/exports/" + id + "/password")))
                .contains("已显示过")
                .doesNotContain(password.group(1));

        MvcTestResult download = visits.get(clerk, "/exports/" + id + "/file");
        assertThat(download).hasStatusOk();
        assertThat(download.getResponse().getHeader("Content-Disposition")).startsWith("attachment");
        assertThat(download.getResponse().getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        byte[] file = download.getResponse().getContentAsByteArray();
        assertThat(StoredFiles.sha256(file)).isEqualTo(made.sha256());
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("xl/worksheets");
        assertOpens(file, password.group(1));
        assertThat(logged("EXPORT"))
                .anyMatch(line -> line.startsWith("DONE cases 501 条；全部在办")
                        && line.contains("加密；申请 " + id)
                        && line.endsWith("sha256 " + made.sha256()));
        assertThat(logged("EXPORT_PASSWORD_SHOWN")).hasSize(1);
        assertThat(logged("EXPORT_DOWNLOADED")).hasSize(1);
        LeftFiles.assertNothingNew(before);

        clock.set(LocalDateTime.of(2026, 11, 18, 9, 0));
        MvcTestResult late = visits.get(clerk, "/exports/" + id + "/file");
        assertThat(late).hasStatus(410);
        assertThat(Visits.text(late)).contains("已过可下载时间");
        Acting.as(
                county.officer(Role.SYS_ADMIN),
                () -> assertThat(desk.removeFiles()).isEqualTo(1));
        assertThat(Acting.<Integer>as(
                        clerk,
                        () -> transaction.execute(status -> jdbc.sql(
                                        "select count(*) from registry.stored_file_part where content_enc is not null")
                                .query(Integer.class)
                                .single())))
                .isZero();
        assertThat(visits.get(clerk, "/exports/" + id + "/file")).hasStatus(410);
    }

    private void assertOpens(byte[] file, String password) throws IOException, GeneralSecurityException {
        try (POIFSFileSystem container = new POIFSFileSystem(new ByteArrayInputStream(file))) {
            EncryptionInfo info = new EncryptionInfo(container);
            assertThat(info.getHeader().getCipherAlgorithm()).isEqualTo(CipherAlgorithm.aes256);
            Decryptor decryptor = Decryptor.getInstance(info);
            assertThat(decryptor.verifyPassword(password.substring(1) + "A")).isFalse();
            assertThat(decryptor.verifyPassword(password)).isTrue();
            try (InputStream plain = decryptor.getDataStream(container);
                    ReadableWorkbook book = new ReadableWorkbook(plain)) {
                List<Sheet> sheets = book.getSheets().toList();
                assertThat(sheets.get(0).read()).hasSize(4 + 501 + 1);
                assertThat(sheets.get(1).getVisibility()).isEqualTo(SheetVisibility.VERY_HIDDEN);
                Row mark = sheets.get(1).read().get(0);
                assertThat(mark.getCellText(0)).contains(clerk.name(), clerk.login(), "2026-11-16");
            }
        }
    }

    @Test
    void nobodyDecidesOnTheirOwnRequestNorTwice() {
        Officer supervisor = county.officer(Role.SUPERVISOR);
        UUID own = asked(supervisor, "/cases/list.xlsx?hold=OPEN", "督查抽样，交督查组使用");

        assertThat(Visits.refusal(visits.post(supervisor, "/exports/" + own + "/approve", "requestKey", key())))
                .isEqualTo("自己提出的导出申请，须由另一人审批。");
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> Acting.as(
                        supervisor,
                        () -> transaction.executeWithoutResult(status -> jdbc.sql(
                                        "update registry.list_extract set state = 'APPROVED', decided_by = asked_by where id = ?")
                                .param(own)
                                .update())));

        Officer security = county.officer(Role.SEC_ADMIN);
        assertThat(visits.post(security, "/exports/" + own + "/refuse", "requestKey", key(), "note", "抽样不需要全部名单")
                        .getMvcResult()
                        .getFlashMap()
                        .get("done"))
                .isEqualTo("已退回申请人。");
        assertThat(visits.post(security, "/exports/" + own + "/approve", "requestKey", key()))
                .hasStatus(409);
        assertThat(Visits.text(visits.get(supervisor, "/exports/" + own))).contains("抽样不需要全部名单", "不同意");
        assertThat(visits.post(supervisor, "/exports/" + own + "/make")).hasStatus(409);
    }

    @Test
    void asksForAPurposeAndForNoMoreThanWasApproved() throws Exception {
        visits.get(clerk, "/cases/list.xlsx?hold=OPEN");
        UUID id = latest(clerk);
        assertThat(Visits.refusal(
                        visits.post(clerk, "/exports/" + id + "/request", "requestKey", key(), "purpose", "用")))
                .contains("至少 10 个字");
        visits.post(clerk, "/exports/" + id + "/request", "requestKey", key(), "purpose", "年度救助对象核查使用名单");
        visits.post(county.officer(Role.SUPERVISOR), "/exports/" + id + "/approve", "requestKey", key());
        cases(1, 1);

        visits.post(clerk, "/exports/" + id + "/make");

        ListExtract grown = settled(id);
        assertThat(grown.state()).isEqualTo(State.FAILED);
        assertThat(grown.note()).isEqualTo("批准的是 501 条，现在已有 502 条，没有生成。请重新申请。");
        assertThat(count("registry.stored_file")).isZero();
    }

    @Test
    void countsWhatWentOutDuringTheDay() {
        cases(2, 400);
        String two = "/cases/list.xlsx?hold=OPEN&area=" + county.village(1, 2).value();
        for (int i = 0; i < 5; i++) {
            assertThat(visits.get(clerk, two)).hasStatusOk();
        }

        MvcTestResult sixth = visits.get(clerk, two);

        assertThat(sixth).hasStatus(202);
        assertThat(Visits.text(sixth)).contains("本次导出 400 条，加上今天已导出的 2,000 条，超过每天 2,000 条的限额，需审批");
        assertThat(Visits.text(visits.get(clerk, "/exports"))).contains("已直接导出").doesNotContain("??");
        clock.set(LocalDate.of(2026, 11, 17));
        assertThat(visits.get(clerk, two)).hasStatusOk();
    }

    @Test
    void wholeNumbersNeverGoOutAtOnce() {
        ListSheet<Integer> sheet = ListSheet.<Integer>of("numbers", "数")
                .count("数", number -> number)
                .withWholeNumbers();

        Acting.as(
                clerk,
                () -> assertThatExceptionOfType(ApprovalNeeded.class)
                        .isThrownBy(() ->
                                export.send(sheet, List.of(), RowSource.of(List.of(1)), new MockHttpServletResponse()))
                        .satisfies(needed -> assertThat(needed.extract().why()).isEqualTo("含完整证件号码和账号，须经审批并加密后导出")));
    }

    private UUID asked(Officer officer, String list, String purpose) {
        assertThat(visits.get(officer, list)).hasStatus(202);
        UUID id = latest(officer);
        assertThat(visits.post(officer, "/exports/" + id + "/request", "requestKey", key(), "purpose", purpose))
                .hasRedirectedUrl("/exports/" + id);
        return id;
    }

    private UUID latest(Officer officer) {
        return Acting.<UUID>as(
                officer,
                () -> transaction.execute(status -> jdbc.sql(
                                "select id from registry.list_extract where asked_by = ? order by asked_at desc, id desc limit 1")
                        .param(officer.id())
                        .query(UUID.class)
                        .single()));
    }

    private ListExtract settled(UUID id) throws InterruptedException {
        while (true) {
            ListExtract extract = Acting.<ListExtract>as(clerk, () -> desk.find(id));
            if (extract.state() != State.MAKING) {
                return extract;
            }
            Thread.sleep(20);
        }
    }

    private int count(String table) {
        return Acting.<Integer>as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> transaction.execute(status -> jdbc.sql("select count(*) from " + table)
                        .query(Integer.class)
                        .single()));
    }

    private List<String> logged(String action) {
        LocalDate today = LocalDate.ofInstant(Instant.now(), BusinessClock.ZONE);
        return reader
                .find(clerk.login(), "", action, today.minusDays(1), today.plusDays(1), Long.MAX_VALUE, 50)
                .stream()
                .map(entry -> entry.result() + " " + entry.objectId() + " " + entry.detail())
                .toList();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
