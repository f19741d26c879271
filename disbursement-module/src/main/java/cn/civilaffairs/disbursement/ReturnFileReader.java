package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.exchange.WorkbookGuard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;

/** Reads a bank's return file row by row, CSV in UTF-8 or GBK, or xlsx; columns in any order, found by their header. */
final class ReturnFileReader {

    private static final List<String> REQUIRED = List.of("批次号", "序号", "收款账号", "金额", "处理结果", "处理日期");
    private static final Set<String> KNOWN = Set.of("批次号", "序号", "收款账号", "金额", "处理结果", "失败原因", "处理日期", "银行流水号");
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    /** Old .xls workbooks and every workbook with a password begin like this. */
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private static final DateTimeFormatter COMPACT = DateTimeFormatter.BASIC_ISO_DATE;

    private final Map<String, Integer> columns = new HashMap<>();
    private final Consumer<ReturnLine> reader;
    private @Nullable List<String> nearestMissing;
    private int lines;

    private ReturnFileReader(Consumer<ReturnLine> reader) {
        this.reader = reader;
    }

    /**
     * Reads a file as often as it must, never holding more of it than a row.
     *
     * @throws RuleViolation {@code return-file.unreadable}, {@code .protected}, {@code .header-missing},
     *     {@code .column-missing}, {@code .column-twice} or {@code .empty}
     */
    static void read(InputStreamSource content, Consumer<ReturnLine> reader) {
        ReturnFileReader file = new ReturnFileReader(reader);
        try {
            byte[] start = start(content);
            if (startsWith(start, OLE)) {
                throw new RuleViolation("return-file.protected");
            }
            if (startsWith(start, ZIP)) {
                file.readWorkbook(content);
            } else {
                file.readText(content);
            }
        } catch (IOException | UncheckedIOException | ExcelReaderException unreadable) {
            throw new RuleViolation("return-file.unreadable");
        }
        file.requireSomething();
    }

    private void requireSomething() {
        if (columns.isEmpty() && nearestMissing != null) {
            throw new RuleViolation(
                    "return-file.column-missing", String.join("、", nearestMissing), String.join("、", REQUIRED));
        }
        if (columns.isEmpty()) {
            throw new RuleViolation("return-file.header-missing", String.join("、", REQUIRED));
        }
        if (lines == 0) {
            throw new RuleViolation("return-file.empty");
        }
    }

    private static byte[] start(InputStreamSource content) throws IOException {
        try (InputStream in = content.getInputStream()) {
            return in.readNBytes(8);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }

    private void readText(InputStreamSource content) throws IOException {
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(content.getInputStream(), charset(content)))) {
            int number = 0;
            String line;
            while ((line = text.readLine()) != null) {
                number++;
                row(number, fields(number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line));
            }
        }
    }

    /** UTF-8 where the whole file is, otherwise what banks here write. */
    private static Charset charset(InputStreamSource content) throws IOException {
        char[] passed = new char[8_192];
        try (Reader text = new InputStreamReader(
                content.getInputStream(),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT))) {
            while (text.read(passed) >= 0) {
                // only whether it can be read
            }
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException notUtf8) {
            return Charset.forName("GBK");
        }
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /** A workbook is a zip and read by its directory, which stands at its end: it is put aside as a file meanwhile. */
    private void readWorkbook(InputStreamSource content) throws IOException {
        Path aside = Files.createTempFile("return", ".xlsx");
        try {
            try (InputStream in = content.getInputStream()) {
                Files.copy(in, aside, StandardCopyOption.REPLACE_EXISTING);
            }
            WorkbookGuard.inspect(aside);
            try (ReadableWorkbook workbook = new ReadableWorkbook(aside.toFile());
                    Stream<Row> rows = workbook.getFirstSheet().openStream()) {
                rows.forEach(row -> {
                    List<String> fields = new ArrayList<>();
                    for (int i = 0; i < row.getCellCount(); i++) {
                        fields.add(text(row.getOptionalCell(i).orElse(null)));
                    }
                    row(row.getRowNum(), fields);
                });
            }
        } finally {
            Files.delete(aside);
        }
    }

    private static String text(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        if (cell.getType() == CellType.NUMBER) {
            return ((BigDecimal) cell.getValue()).toPlainString();
        }
        return cell.getText() == null ? "" : cell.getText();
    }

    private void row(int number, List<String> fields) {
        if (fields.stream().allMatch(String::isBlank)) {
            return;
        }
        if (columns.isEmpty()) {
            header(fields);
            return;
        }
        if (fields.get(0).strip().equals("合计")) {
            return;
        }
        lines++;
        reader.accept(line(number, fields));
    }

    /** Lines above the header, such as a title, are passed over; columns it does not need are not looked at. */
    private void header(List<String> fields) {
        Map<String, Integer> found = new HashMap<>();
        Set<String> twice = new TreeSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String header = IdNumber.normalise(fields.get(i));
            if (found.putIfAbsent(header, i) != null && KNOWN.contains(header)) {
                twice.add(header);
            }
        }
        List<String> missing =
                REQUIRED.stream().filter(header -> !found.containsKey(header)).toList();
        if (missing.isEmpty() && !twice.isEmpty()) {
            throw new RuleViolation("return-file.column-twice", String.join("、", twice));
        }
        if (missing.isEmpty()) {
            columns.putAll(found);
        } else if (missing.size() <= REQUIRED.size() / 2 && nearestMissing == null) {
            nearestMissing = missing;
        }
    }

    private ReturnLine line(int number, List<String> fields) {
        String result = value(fields, "处理结果");
        boolean succeeded = result.equals("成功");
        if (!succeeded && !result.equals("失败")) {
            return ReturnLine.malformed(number, "处理结果“%s”无法识别，应为“成功”或“失败”".formatted(result));
        }
        Integer seq = sequence(value(fields, "序号"));
        if (seq == null) {
            return ReturnLine.malformed(number, "序号“%s”不是有效数字".formatted(value(fields, "序号")));
        }
        String account = value(fields, "收款账号");
        if (account.matches("[0-9.]+[eE][+]?[0-9]+")) {
            return ReturnLine.malformed(number, "收款账号“%s”已被表格软件改成科学计数，请将该列设为文本后重新导出".formatted(account));
        }
        Money amount;
        LocalDate processedOn;
        try {
            amount = Money.of(IdNumber.normalise(value(fields, "金额")).replace(",", ""));
        } catch (ArithmeticException | NumberFormatException notYuan) {
            return ReturnLine.malformed(number, "金额“%s”不是有效数字，应为元，至多两位小数".formatted(value(fields, "金额")));
        }
        try {
            processedOn = date(IdNumber.normalise(value(fields, "处理日期")));
        } catch (DateTimeException | NumberFormatException notDate) {
            return ReturnLine.malformed(number, "处理日期“%s”无法识别，应如 2026-08-20".formatted(value(fields, "处理日期")));
        }
        FailureReason reason = FailureReason.of(value(fields, "失败原因")).orElse(FailureReason.OTHER);
        return new ReturnLine(
                number,
                value(fields, "批次号"),
                seq,
                account,
                amount,
                succeeded,
                succeeded ? null : reason,
                processedOn,
                value(fields, "银行流水号"),
                null);
    }

    private static @Nullable Integer sequence(String text) {
        try {
            return new BigDecimal(IdNumber.normalise(text)).intValueExact();
        } catch (ArithmeticException | NumberFormatException notNumber) {
            return null;
        }
    }

    private String value(List<String> fields, String column) {
        Integer at = columns.get(column);
        return at == null || at >= fields.size() ? "" : fields.get(at).strip().replaceFirst("^'", "");
    }

    private static LocalDate date(String text) {
        if (text.matches("[0-9]{8}")) {
            return LocalDate.parse(text, COMPACT);
        }
        if (text.matches("[0-9]{5}")) {
            return LocalDate.of(1899, 12, 30).plusDays(Long.parseLong(text));
        }
        String[] parts = text.split("[-/.]");
        if (parts.length != 3) {
            throw new DateTimeException("Not a date");
        }
        return LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }
}
