package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.kernel.RuleViolation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Looks a file over before any parser sees it: is it a workbook at all, is it one that must not be opened (macros, links
 * to elsewhere, a document type), and does it stay of bearable size when inflated. Each refusal has its own words.
 *
 * <p>The whole file is inflated once here and thrown away; sizes are counted on what comes out, since what a zip file says
 * about itself need not be true.
 */
public final class WorkbookGuard {

    public static final long LARGEST_FILE = 50L << 20;
    static final long LARGEST_ENTRY = 700L << 20;
    static final long LARGEST_TOTAL = 900L << 20;
    static final int MOST_ENTRIES = 500;

    /** Sheets of a real roster shrink by 8 to 40; only above the given size is the ratio held against a file. */
    static final int HIGHEST_RATIO = 200;

    private static final long RATIO_COUNTS_FROM = 30L << 20;
    private static final byte[] DOCUMENT_TYPE = "<!DOCTYPE".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ROW = "<row ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    private static final byte[] END_OF_DIRECTORY = {'P', 'K', 5, 6};

    private WorkbookGuard() {}

    /** @throws RuleViolation saying why the file cannot be taken */
    public static void inspect(byte[] file) {
        if (file.length == 0) {
            throw new RuleViolation("import.file-empty");
        }
        if (file.length > LARGEST_FILE) {
            throw new RuleViolation("import.file-too-large", LARGEST_FILE >> 20);
        }
        if (startsWith(file, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new RuleViolation(contains(file, ENCRYPTED) ? "import.file-encrypted" : "import.file-xls");
        }
        if (!startsWith(file, 'P', 'K', 3, 4)) {
            throw new RuleViolation("import.file-not-xlsx");
        }
        if (!contains(file, END_OF_DIRECTORY)) {
            throw new RuleViolation("import.file-damaged");
        }
        inflate(ZipFile.builder().setByteArray(file), file.length);
    }

    /** The same for a workbook that was put aside as a file, being too large to hold. */
    public static void inspect(Path file) throws IOException {
        inflate(ZipFile.builder().setPath(file), Files.size(file));
    }

    private static void inflate(ZipFile.Builder file, long size) {
        Set<String> names = new HashSet<>();
        long total = 0;
        byte[] buffer = new byte[1 << 16];
        // read by the directory at its end, as the parser reads it: what only one of the two sees could hide
        try (ZipFile zip = file.get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                String name = entry.getName().toLowerCase(Locale.ROOT);
                if (!names.add(name) || names.size() > MOST_ENTRIES) {
                    throw new RuleViolation("import.file-unsafe");
                }
                refuseByName(name);
                try (InputStream content = zip.getInputStream(entry)) {
                    total += inflateEntry(content, name, buffer, Math.max(1, size));
                }
                if (total > LARGEST_TOTAL) {
                    throw new RuleViolation("import.file-unsafe");
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw new RuleViolation("import.file-damaged");
        }
        if (!names.contains("[content_types].xml") || !names.contains("xl/workbook.xml")) {
            throw new RuleViolation("import.file-not-xlsx");
        }
    }

    private static void refuseByName(String name) {
        if (name.startsWith("/") || name.contains("..") || name.contains("\\")) {
            throw new RuleViolation("import.file-unsafe");
        }
        if (name.endsWith("vbaproject.bin") || name.startsWith("xl/macrosheets/")) {
            throw new RuleViolation("import.file-macros");
        }
        if (name.startsWith("xl/externallinks/") || name.equals("xl/connections.xml")) {
            throw new RuleViolation("import.file-external-links");
        }
    }

    private static long inflateEntry(InputStream content, String name, byte[] buffer, long compressed)
            throws IOException {
        boolean markup = name.endsWith(".xml") || name.endsWith(".rels");
        long size = 0;
        int matched = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            if (markup && size == 0 && read > 1 && (buffer[0] == (byte) 0xFE || buffer[0] == (byte) 0xFF)) {
                throw new RuleViolation("import.file-unsafe");
            }
            size += read;
            if (size > LARGEST_ENTRY || (size > RATIO_COUNTS_FROM && size / compressed > HIGHEST_RATIO)) {
                throw new RuleViolation("import.file-unsafe");
            }
            if (markup) {
                matched = matchDocumentType(buffer, read, matched);
            }
        }
        return size;
    }

    /** How many rows the sheets have at most, empty ones that were only formatted included. */
    static int rows(byte[] file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        int rows = 0;
        try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entry.getName().startsWith("xl/worksheets/")) {
                    rows = Math.max(rows, rows(zip, entry, buffer));
                }
            }
        }
        return rows;
    }

    private static int rows(ZipFile zip, ZipArchiveEntry entry, byte[] buffer) throws IOException {
        int rows = 0;
        int at = 0;
        try (InputStream content = zip.getInputStream(entry)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == ROW[at]) {
                        if (++at == ROW.length) {
                            rows++;
                            at = 0;
                        }
                    } else {
                        at = buffer[i] == ROW[0] ? 1 : 0;
                    }
                }
            }
        }
        return rows;
    }

    /** @return how many characters of {@code <!DOCTYPE} the text read so far ends with */
    private static int matchDocumentType(byte[] buffer, int length, int matched) {
        int at = matched;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == DOCUMENT_TYPE[at]) {
                if (++at == DOCUMENT_TYPE.length) {
                    throw new RuleViolation("import.file-unsafe");
                }
            } else {
                at = buffer[i] == DOCUMENT_TYPE[0] ? 1 : 0;
            }
        }
        return at;
    }

    private static boolean startsWith(byte[] file, int... first) {
        for (int i = 0; i < first.length; i++) {
            if (file.length <= i || (file[i] & 0xFF) != first[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(byte[] file, byte[] wanted) {
        outer:
        for (int i = file.length - wanted.length; i >= 0; i--) {
            for (int j = 0; j < wanted.length; j++) {
                if (file[i + j] != wanted[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}
