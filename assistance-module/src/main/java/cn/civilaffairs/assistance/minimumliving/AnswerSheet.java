package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.exchange.ExcelFile;
import cn.civilaffairs.registry.exchange.ExcelFile.Column;
import cn.civilaffairs.registry.exchange.WorkbookGuard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/**
 * The sheet on which departments' answers to one means check come back (核对结果表): one row for each department, headers
 * {@code 部门, 核对结果, 说明} in any order.
 */
public final class AnswerSheet {

    private static final String DEPARTMENT = "部门";
    private static final String ANSWER = "核对结果";
    private static final String FINDING = "说明";
    private static final int MOST_ROWS = 200;

    private AnswerSheet() {}

    /** Writes the sheet to be filled in, the answers there are already in it. */
    public static void write(List<MeansCheck> checks, OutputStream out) {
        try (ExcelFile file = ExcelFile.to(
                out, ANSWER, Column.text(DEPARTMENT, 18), Column.text(ANSWER, 18), Column.text(FINDING, 60))) {
            file.header();
            for (MeansCheck check : checks) {
                file.row(
                        check.department().word(),
                        check.answer() == null ? null : check.answer().word(),
                        check.finding());
            }
        }
    }

    /**
     * Reads a filled-in sheet; rows without an answer are passed over.
     *
     * @throws RuleViolation {@code minimum-living.answers-…} with the row and what is wrong in it,
     *     {@code import.file-…} where the file as a whole cannot be taken
     */
    public static Map<Department, MinimumLivingDesk.Answer> read(byte[] content) {
        WorkbookGuard.inspect(content);
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(content));
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            return read(rows.limit(MOST_ROWS).toList());
        } catch (IOException | RuntimeException unreadable) {
            if (unreadable instanceof RuleViolation violation) {
                throw violation;
            }
            throw new RuleViolation("minimum-living.answers-not-a-workbook");
        }
    }

    private static Map<Department, MinimumLivingDesk.Answer> read(List<Row> rows) {
        if (rows.isEmpty()) {
            throw new RuleViolation("minimum-living.answers-empty");
        }
        Map<String, Integer> columns = new HashMap<>();
        rows.get(0).forEach(cell -> {
            if (cell != null) {
                columns.put(cell.getText().strip(), cell.getColumnIndex());
            }
        });
        for (String header : List.of(DEPARTMENT, ANSWER)) {
            if (!columns.containsKey(header)) {
                throw new RuleViolation("minimum-living.answers-header", header);
            }
        }
        Map<Department, MinimumLivingDesk.Answer> answers = new EnumMap<>(Department.class);
        for (Row row : rows.subList(1, rows.size())) {
            String answer = text(row, columns.get(ANSWER));
            if (answer.isEmpty()) {
                continue;
            }
            String department = text(row, columns.get(DEPARTMENT));
            answers.put(
                    Department.of(department)
                            .orElseThrow(() -> new RuleViolation(
                                    "minimum-living.answers-department", row.getRowNum(), department)),
                    new MinimumLivingDesk.Answer(
                            CheckAnswer.of(answer)
                                    .orElseThrow(() -> new RuleViolation(
                                            "minimum-living.answers-answer", row.getRowNum(), answer)),
                            text(row, columns.getOrDefault(FINDING, -1))));
        }
        if (answers.isEmpty()) {
            throw new RuleViolation("minimum-living.answers-empty");
        }
        return answers;
    }

    private static String text(Row row, int column) {
        return column < 0
                ? ""
                : Optional.ofNullable(row.getCellText(column)).orElse("").strip();
    }
}
