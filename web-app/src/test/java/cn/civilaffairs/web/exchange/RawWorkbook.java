package cn.civilaffairs.web.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A workbook written as markup, for what no library would write: broken cells, old calendars, bombs. */
final class RawWorkbook {

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final StringBuilder rows = new StringBuilder();
    private final Map<String, byte[]> further = new LinkedHashMap<>();
    private String properties = "";
    private String prolog = "";
    private int next = 1;

    RawWorkbook header(String... names) {
        String[] cells = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            cells[i] = text(names[i]);
        }
        return row(cells);
    }

    /** @param cells made by {@link #text}, {@link #number} and the like; null for none */
    RawWorkbook row(String... cells) {
        rows.append("<row r=\"").append(next).append("\">");
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != null) {
                rows.append(cells[i].replace("@", (char) ('A' + i) + String.valueOf(next)));
            }
        }
        rows.append("</row>");
        next++;
        return this;
    }

    RawWorkbook since1904() {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    RawWorkbook prolog(String markup) {
        prolog = markup;
        return this;
    }

    RawWorkbook with(String name, String content) {
        further.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    static String text(String value) {
        return "<c r=\"@\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                + value.replace("&", "&amp;").replace("<", "&lt;").replace("@", "\uE000") + "</t></is></c>";
    }

    static String number(String digits) {
        return "<c r=\"@\"><v>" + digits + "</v></c>";
    }

    static String formula(String formula, String result) {
        return "<c r=\"@\"><f>" + formula + "</f><v>" + result + "</v></c>";
    }

    static String error(String error) {
        return "<c r=\"@\" t=\"e\"><v>" + error + "</v></c>";
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            parts(zip);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** The same with an entry that inflates from 10.8 MB to 1.56 GB, small enough a ratio not to stand out. */
    byte[] bomb() {
        byte[] block = new byte[1 << 20];
        byte[] noise = new byte[2400];
        new Random(1).nextBytes(noise);
        System.arraycopy(noise, 0, block, 0, noise.length);
        byte[] deflated = deflated(block);
        int times = 1560;
        CRC32 sum = new CRC32();
        for (int i = 0; i < times; i++) {
            sum.update(block);
        }
        byte[] all = new byte[deflated.length * times + 2];
        for (int i = 0; i < times; i++) {
            System.arraycopy(deflated, 0, all, i * deflated.length, deflated.length);
        }
        all[all.length - 2] = 3; // an empty last block
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            parts(zip);
            ZipArchiveEntry entry = new ZipArchiveEntry("xl/media/picture.png");
            entry.setMethod(ZipEntry.DEFLATED);
            entry.setSize((long) block.length * times);
            entry.setCompressedSize(all.length);
            entry.setCrc(sum.getValue());
            zip.addRawArchiveEntry(entry, new ByteArrayInputStream(all));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] block) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setInput(block);
        byte[] room = new byte[block.length * 2];
        int length = deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return java.util.Arrays.copyOf(room, length);
    }

    private void parts(ZipArchiveOutputStream zip) throws IOException {
        zip.setLevel(Deflater.BEST_SPEED);
        part(zip, "[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Default Extension="xml" ContentType="application/xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
                </Types>""");
        part(
                zip,
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\""
                        + " Type=\"" + RELATIONS + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        part(
                zip,
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\""
                        + " Type=\"" + RELATIONS + "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                        + "<Relationship Id=\"r2\" Type=\"" + RELATIONS
                        + "/styles\" Target=\"styles.xml\"/></Relationships>");
        part(
                zip,
                "xl/styles.xml",
                "<styleSheet xmlns=\"" + MAIN
                        + "\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills>"
                        + "<borders count=\"1\"><border/></borders><cellXfs count=\"1\"><xf/></cellXfs></styleSheet>");
        part(
                zip,
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS + "\">" + properties
                        + "<sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        part(
                zip,
                "xl/worksheets/sheet1.xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + prolog + "<worksheet xmlns=\"" + MAIN + "\"><sheetData>"
                        + rows.toString().replace('\uE000', '@') + "</sheetData></worksheet>");
        for (Map.Entry<String, byte[]> one : further.entrySet()) {
            part(zip, one.getKey(), new String(one.getValue(), StandardCharsets.UTF_8));
        }
    }

    private static void part(ZipArchiveOutputStream zip, String name, String content) throws IOException {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
    }
}
