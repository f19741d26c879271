package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.export.ExtractDesk;
import cn.civilaffairs.registry.export.ListExtract;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The whole numbers of a month (完整明细): asked for, approved by another, opened with a password shown once, gone after a day. */
@WebTest
class WholeDetailsTests {

    private static final Pattern ID = Pattern.compile("/exports/([0-9a-f-]{36})");
    private static final Pattern PASSWORD = Pattern.compile("id=\"password\"[^>]*>([A-Z2-9-]{19})<");

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService signIns;

    @Autowired
    private MatrixWorld world;

    @Autowired
    private ExtractDesk desk;

    @Autowired
    private TestClock clock;

    @Test
    @Tag("AC-038")
    void goOutOnlyByRequestOfWhoPaysApprovedByAnotherAndEncrypted() throws Exception {
        MatrixWorld.Objects objects = world.make();
        Officer maker = objects.county().officer(Role.FINANCE_MAKER);
        Officer supervisor = objects.county().officer(Role.SUPERVISOR);
        Visits visits = new Visits(pages, signIns);
        String details = objects.address("/reports/runs/{id}/details.xlsx", true);

        MvcTestResult masked = visits.post(objects.county().officer(Role.COUNTY_CASEWORKER), details, "whole", "true");
        assertThat(masked.getResponse().getStatus()).as("only who pays").isBetween(400, 499);

        MvcTestResult waits = visits.post(maker, details, "whole", "true");
        assertThat(waits).hasStatus(202);
        Matcher asked = ID.matcher(Visits.text(waits));
        assertThat(asked.find()).isTrue();
        String request = "/exports/" + asked.group(1);
        assertThat(Visits.text(waits))
                .contains("须经审批并加密后导出")
                .doesNotContain(objects.number().value());
        assertThat(visits.post(maker, request + "/request", "requestKey", key(), "purpose", "送开户银行核对账号，由县农商行使用"))
                .hasRedirectedUrl(request);
        assertThat(visits.post(maker, request + "/approve", "requestKey", key()))
                .hasStatus(403);
        assertThat(visits.post(maker, request + "/make"))
                .as("nothing is made before somebody else agreed")
                .satisfies(answer ->
                        assertThat(visits.get(maker, request + "/file")).hasStatus4xxClientError());
        assertThat(visits.post(supervisor, request + "/approve", "requestKey", key()))
                .hasRedirectedUrl(request);
        assertThat(visits.get(supervisor, request + "/file"))
                .as("who approves gets no file")
                .hasStatus(404);

        assertThat(visits.post(maker, request + "/make")).hasRedirectedUrl(request);
        ListExtract made = settled(maker, UUID.fromString(asked.group(1)));
        assertThat(made.state()).as(String.valueOf(made.note())).isEqualTo(ListExtract.State.READY);
        Matcher password = PASSWORD.matcher(Visits.text(visits.post(maker, request + "/password")));
        assertThat(password.find()).isTrue();
        assertThat(Visits.text(visits.post(maker, request + "/password")))
                .contains("已显示过")
                .doesNotContain(password.group(1));
        byte[] file = visits.get(maker, request + "/file").getResponse().getContentAsByteArray();
        try (POIFSFileSystem container = new POIFSFileSystem(new ByteArrayInputStream(file))) {
            Decryptor decryptor = Decryptor.getInstance(new EncryptionInfo(container));
            assertThat(decryptor.verifyPassword(password.group(1))).isTrue();
            try (InputStream plain = decryptor.getDataStream(container);
                    ReadableWorkbook book = new ReadableWorkbook(plain)) {
                assertThat(book.getFirstSheet().read())
                        .anyMatch(row -> row.stream()
                                .anyMatch(cell ->
                                        cell != null && objects.number().value().equals(cell.getText())));
            }
        }
        clock.set(LocalDateTime.of(2026, 10, 18, 9, 0));
        assertThat(visits.get(maker, request + "/file")).hasStatus(410);
    }

    private ListExtract settled(Officer officer, UUID id) throws InterruptedException {
        while (true) {
            ListExtract extract = Acting.<ListExtract>as(officer, () -> desk.find(id));
            if (extract.state() != ListExtract.State.MAKING) {
                return extract;
            }
            Thread.sleep(20);
        }
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
