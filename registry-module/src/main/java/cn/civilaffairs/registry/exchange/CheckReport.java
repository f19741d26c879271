package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.registry.files.StoredFiles;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes templates and check reports. A report is the uploaded sheet once more, streamed, with two more columns. */
@Component
class CheckReport {

    private static final String RESULT = "检查结果";
    private static final String WORDS = "说明";
    private static final int WINDOW = 5000;
    private static final int TEMPLATE_ROWS = 500;

    private final ImportBatches batches;
    private final StoredFiles files;

    CheckReport(ImportBatches batches, StoredFiles files) {
        this.batches = batches;
        this.files = files;
    }

    void template(ImportContract contract, OutputStream out) {
        List<ExcelFile.Column> columns = contract.columns().stream()
                .map(column -> ExcelFile.Column.text(
                        column.header()
                                + (column.required() ? "*" : "")
                                + (column.hint().isEmpty() ? "" : "(" + column.hint() + ")"),
                        Math.min(
                                28,
                                Math.max(
                                        14,
                                        column.header().length() * 2
                                                + column.hint().length()))))
                .toList();
        try (ExcelFile file = ExcelFile.to(out, contract.title(), columns)) {
            file.header().blankRows(TEMPLATE_ROWS);
        }
    }

    void write(ImportBatch batch, ImportContract contract, AreaScope scope, OutputStream out) {
        byte[] content = files.read(batch.fileId(), scope).content();
        try (RosterSheet sheet = RosterSheet.open(content, contract.columns())) {
            Writing writing = new Writing(batch, contract.reportColumns(), scope, out);
            sheet.copy(writing::begin, writing::row);
            writing.end();
        }
    }

    /** One report being written. */
    private final class Writing {

        private final ImportBatch batch;
        private final List<String> furtherColumns;
        private final AreaScope scope;
        private final OutputStream out;
        private RosterSheet.@Nullable Header header;
        private @Nullable ExcelFile file;
        private int width;
        private int windowEnd;
        private Map<Integer, List<ImportFinding>> window = new HashMap<>();
        private Map<Integer, Map<String, String>> notes = new HashMap<>();

        Writing(ImportBatch batch, List<String> furtherColumns, AreaScope scope, OutputStream out) {
            this.batch = batch;
            this.furtherColumns = furtherColumns;
            this.scope = scope;
            this.out = out;
        }

        void begin(RosterSheet.Header found) {
            header = found;
        }

        void row(Row row) {
            RosterSheet.Header head = Objects.requireNonNull(header);
            if (row.getRowNum() < head.row()) {
                return;
            }
            if (row.getRowNum() == head.row()) {
                file = openedAt(row);
                return;
            }
            List<@Nullable Object> values = new ArrayList<>();
            boolean blank = true;
            for (int i = 0; i < width; i++) {
                RawCell cell = i < row.getCellCount()
                        ? RawCell.of(row.getOptionalCell(i).orElse(null))
                        : RawCell.BLANK;
                blank &= cell.isBlank();
                values.add(shown(cell, head.columns().get(i)));
            }
            if (!blank) {
                List<ImportFinding> findings = findings(row.getRowNum());
                values.add(findings.stream().anyMatch(ImportFinding::error) ? "错误" : findings.isEmpty() ? "通过" : "提醒");
                values.add(findings.stream()
                        .map(finding ->
                                finding.column() == null ? finding.words() : finding.column() + "：" + finding.words())
                        .collect(Collectors.joining("；")));
                Map<String, String> said = notes.getOrDefault(row.getRowNum(), Map.of());
                furtherColumns.forEach(column -> values.add(said.get(column)));
                Objects.requireNonNull(file).row(values.toArray());
            }
        }

        private ExcelFile openedAt(Row headerRow) {
            List<ExcelFile.Column> columns = new ArrayList<>();
            for (int i = 0; i < headerRow.getCellCount(); i++) {
                String name =
                        RawCell.of(headerRow.getOptionalCell(i).orElse(null)).text();
                if (name.equals(RESULT) || name.equals(WORDS)) {
                    // a report corrected and sent in again carries its former results at the end
                    break;
                }
                columns.add(ExcelFile.Column.text(name, 16));
            }
            width = columns.size();
            columns.add(ExcelFile.Column.text(RESULT, 10));
            columns.add(ExcelFile.Column.text(WORDS, 60));
            furtherColumns.forEach(column -> columns.add(ExcelFile.Column.text(column, 16)));
            return ExcelFile.to(out, "检查结果", columns).header();
        }

        private @Nullable Object shown(RawCell cell, @Nullable Column<?> column) {
            return switch (cell.content()) {
                case BLANK -> null;
                case TEXT -> cell.text();
                case NUMBER ->
                    column != null && column.holdsDates() && cell.date() != null
                            ? cell.date().toString()
                            : cell.text();
                case FORMULA -> "（公式）";
                case ERROR -> "（错误值）";
            };
        }

        private List<ImportFinding> findings(int row) {
            if (row >= windowEnd) {
                windowEnd = row + WINDOW;
                window = batches.findings(batch.id(), row, windowEnd, scope).stream()
                        .collect(Collectors.groupingBy(ImportFinding::row));
                notes = furtherColumns.isEmpty() ? Map.of() : batches.notes(batch.id(), row, windowEnd, scope);
            }
            return window.getOrDefault(row, List.of());
        }

        void end() {
            if (file != null) {
                file.close();
            }
        }
    }
}
