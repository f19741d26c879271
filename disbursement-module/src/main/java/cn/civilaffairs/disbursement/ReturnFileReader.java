package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.RuleViolation;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** Reads a bank's return file row by row, CSV in UTF-8 or GBK, or xlsx; columns in any order, found by their header. */
final class ReturnFileReader {

    private static final List<String> REQUIRED = List.of("批次号", "序号", "收款账号", "金额", "处理结果", "处理日期");
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.BASIC_ISO_DATE;

    private final Map<String, Integer> columns = new HashMap<>();
    private final Consumer<ReturnLine> reader;

    private ReturnFileReader(Consumer<ReturnLine> reader) {
        this.reader = reader;
    }

    /** @throws RuleViolation {@code return-file.unreadable}, {@code return-file.header-missing} */
    static void read(byte[] content, Consumer<ReturnLine> reader) {
        ReturnFileReader file = new ReturnFileReader(reader);
        try {
            if (content.length > 3 && content[0] == 'P' && content[1] == 'K') {
                file.readWorkbook(content);
            } else {
                file.readText(content);
            }
        } catch (IOException | UncheckedIOException unreadable) {
            throw new RuleViolation("return-file.unreadable");
        }
        if (file.columns.isEmpty()) {
            throw new RuleViolation("return-file.header-missing", String.join("、", REQUIRED));
        }
    }

    private void readText(byte[] content) throws IOException {
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(new ByteArrayInputStream(content), charset(content)))) {
            int number = 0;
            String line;
            while ((line = text.readLine()) != null) {
                number++;
                row(number, fields(number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line));
            }
        }
    }

    private static Charset charset(byte[] content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
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

    private void readWorkbook(byte[] content) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(content));
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            rows.forEach(row -> {
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < row.getCellCount(); i++) {
                    fields.add(text(row.getOptionalCell(i).orElse(null)));
                }
                row(row.getRowNum(), fields);
            });
        }
    }

    private static String text(@org.jspecify.annotations.Nullable Cell cell) {
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
        reader.accept(line(number, fields));
    }

    /** Lines above the header, such as a title, are passed over. */
    private void header(List<String> fields) {
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            found.put(IdNumber.normalise(fields.get(i)), i);
        }
        if (found.keySet().containsAll(REQUIRED)) {
            columns.putAll(found);
        }
    }

    private ReturnLine line(int number, List<String> fields) {
        try {
            String result = value(fields, "处理结果");
            boolean succeeded = result.equals("成功");
            if (!succeeded && !result.equals("失败")) {
                return ReturnLine.malformed(number, "处理结果应为“成功”或“失败”");
            }
            FailureReason reason = FailureReason.of(value(fields, "失败原因")).orElse(FailureReason.OTHER);
            return new ReturnLine(
                    number,
                    value(fields, "批次号"),
                    new BigDecimal(value(fields, "序号")).intValueExact(),
                    value(fields, "收款账号"),
                    Money.of(value(fields, "金额").replace(",", "")),
                    succeeded,
                    succeeded ? null : reason,
                    date(value(fields, "处理日期")),
                    value(fields, "银行流水号"),
                    null);
        } catch (ArithmeticException | NumberFormatException notNumber) {
            return ReturnLine.malformed(number, "序号或金额不是有效数字");
        } catch (DateTimeException notDate) {
            return ReturnLine.malformed(number, "处理日期无法识别");
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
