package cn.civilaffairs.registry.exchange;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.RuleViolation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files of the bad-input corpus (security design §6.5), built here; the tests of rows are with the rosters. */
class WorkbookGuardTests {

    private static final List<Column<?>> COLUMNS =
            List.of(Column.text("家庭编号", 40).require(), Column.text("姓名", 40).require());

    private static final byte[] GOOD = roster().bytes();

    @Test
    void acceptsAnOrdinaryWorkbook() {
        assertThatCode(() -> WorkbookGuard.inspect(GOOD)).doesNotThrowAnyException();
        assertThatCode(() -> RosterSheet.open(GOOD, COLUMNS).close()).doesNotThrowAnyException();
    }

    @Test
    void tellsApartWhatIsNoWorkbook() {
        assertRefused("import.file-empty", new byte[0]);
        assertRefused("import.file-not-xlsx", "<table><tr><td>1</td></tr></table>".getBytes(StandardCharsets.UTF_8));
        assertRefused("import.file-xls", ole("Workbook"));
        assertRefused("import.file-encrypted", ole("EncryptedPackage"));
        assertRefused("import.file-damaged", Arrays.copyOf(GOOD, GOOD.length / 2));
        assertRefused("import.file-not-xlsx", zip("a.txt", "no workbook"));
        assertRefused("import.file-too-large", new byte[(int) WorkbookGuard.LARGEST_FILE + 1]);
    }

    @Test
    void refusesMacrosLinksAndDocumentTypes() {
        assertRefused("import.file-macros", with("xl/vbaProject.bin", "x"));
        assertRefused("import.file-external-links", with("xl/externalLinks/externalLink1.xml", "<x/>"));
        assertRefused(
                "import.file-unsafe",
                with(
                        "xl/extra.xml",
                        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a/>"));
        assertRefused("import.file-unsafe", with("../outside.xml", "<x/>"));
    }

    @Test
    @Tag("AC-081")
    void stopsInflatingABomb() {
        long before = System.nanoTime();

        assertRefused("import.file-unsafe", with("xl/media/zeros.bin", 300 << 20));

        assertThat(System.nanoTime() - before).isLessThan(20_000_000_000L);
    }

    @Test
    void findsTheHeaderInAnyOrderBelowATitle() {
        byte[] file = TestWorkbook.write(workbook -> {
            Worksheet sheet = workbook.newWorksheet("名册");
            sheet.value(0, 0, "云溪县家庭名册");
            sheet.value(2, 1, " 家庭 编号＊");
            sheet.value(2, 0, "姓名(全名)");
            sheet.value(3, 0, "王明");
            sheet.value(3, 1, "1");
        });

        assertThatCode(() -> RosterSheet.open(file, COLUMNS).close()).doesNotThrowAnyException();
    }

    @Test
    void saysWhichColumnsAreMissingAndWhereTheDataIs() {
        byte[] renamed = TestWorkbook.of("家庭编号", "名字").row("1", "王明").bytes();
        byte[] second = TestWorkbook.write(workbook -> {
            workbook.newWorksheet("说明").value(0, 0, "请看第二页");
            roster().fill(workbook.newWorksheet("名册"));
        });
        byte[] hidden = TestWorkbook.write(workbook -> {
            Worksheet sheet = workbook.newWorksheet("名册");
            roster().fill(sheet);
            sheet.setVisibilityState(VisibilityState.HIDDEN);
            workbook.newWorksheet("空白").value(0, 0, "空");
        });

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> RosterSheet.open(renamed, COLUMNS))
                .satisfies(refused -> assertThat(refused.messageKey()).isEqualTo("import.columns-missing"))
                .satisfies(refused -> assertThat(refused.arguments()[0]).isEqualTo("姓名"));
        for (byte[] file : List.of(second, hidden)) {
            refused("import.other-sheet", () -> RosterSheet.open(file, COLUMNS));
        }
    }

    private static TestWorkbook roster() {
        return TestWorkbook.of("家庭编号", "姓名").row("1", "王明");
    }

    private static void assertRefused(String key, byte[] file) {
        refused(key, () -> WorkbookGuard.inspect(file));
    }

    private static byte[] ole(String directoryName) {
        byte[] file = new byte[4096];
        byte[] magic = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};
        System.arraycopy(magic, 0, file, 0, magic.length);
        byte[] name = directoryName.getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, file, 1024, name.length);
        return file;
    }

    private static byte[] zip(String name, String content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8), 1);
    }

    /** Adds an entry of zeros. */
    private static byte[] with(String name, int size) {
        return with(name, new byte[1 << 20], size >> 20);
    }

    private static byte[] with(String name, byte[] content, int times) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipFile source = ZipFile.builder().setByteArray(GOOD).get();
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipArchiveEntry entry : java.util.Collections.list(source.getEntries())) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                source.getInputStream(entry).transferTo(zip);
            }
            zip.putNextEntry(new ZipEntry(name));
            for (int i = 0; i < times; i++) {
                new ByteArrayInputStream(content).transferTo(zip);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
