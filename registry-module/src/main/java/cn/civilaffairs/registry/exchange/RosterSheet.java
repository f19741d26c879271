package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.kernel.RuleViolation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * The sheet of a workbook that holds a roster: the first visible one. Its header row is among the first thirty,
 * titles above it being common; columns are matched by name, in any order, and further ones are ignored.
 */
final class RosterSheet implements AutoCloseable {

    /** A workbook of more rows is refused as a whole. */
    static final int MOST_ROWS = 200_000;

    private static final int HEADER_WITHIN = 30;

    private final ReadableWorkbook workbook;
    private final Sheet sheet;
    private final List<Column<?>> columns;
    private final byte[] file;

    private RosterSheet(ReadableWorkbook workbook, Sheet sheet, List<Column<?>> columns, byte[] file) {
        this.workbook = workbook;
        this.sheet = sheet;
        this.columns = columns;
        this.file = file;
    }

    /** @throws RuleViolation if the workbook cannot be opened or has no such roster on its first visible sheet */
    static RosterSheet open(byte[] file, List<Column<?>> columns) {
        try {
            ReadableWorkbook workbook =
                    new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, true));
            List<Sheet> sheets = workbook.getSheets().toList();
            Sheet first = sheets.stream()
                    .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                    .findFirst()
                    .orElseThrow(() -> new RuleViolation("import.no-visible-sheet"));
            RosterSheet roster = new RosterSheet(workbook, first, columns, file);
            roster.requireHeader(sheets);
            return roster;
        } catch (IOException | ExcelReaderException | IllegalArgumentException | NullPointerException damaged) {
            throw new RuleViolation("import.file-damaged");
        }
    }

    private void requireHeader(List<Sheet> sheets) throws IOException {
        Optional<Header> header = header(sheet);
        List<String> missing = columns.stream()
                .filter(Column::required)
                .filter(column -> header.map(found -> !found.columns().containsValue(column))
                        .orElse(true))
                .map(Column::header)
                .toList();
        if (!missing.isEmpty()) {
            for (Sheet other : sheets) {
                if (other != sheet && header(other).filter(this::isComplete).isPresent()) {
                    throw new RuleViolation("import.other-sheet", sheet.getName(), other.getName());
                }
            }
            throw new RuleViolation(
                    "import.columns-missing", missing.stream().collect(Collectors.joining("、")), sheet.getName());
        }
    }

    private boolean isComplete(Header header) {
        return columns.stream().filter(Column::required).allMatch(header.columns()::containsValue);
    }

    private Optional<Header> header(Sheet of) throws IOException {
        try (Stream<Row> rows = of.openStream()) {
            return rows.limit(HEADER_WITHIN)
                    .filter(RosterSheet::saysAnything)
                    .map(this::header)
                    .filter(header -> !header.columns().isEmpty())
                    .reduce((best, next) ->
                            next.columns().size() > best.columns().size() ? next : best);
        }
    }

    private Header header(Row row) {
        Map<Integer, Column<?>> found = new LinkedHashMap<>();
        for (Cell cell : row) {
            if (cell != null && RawCell.of(cell).content() == RawCell.Content.TEXT) {
                String typed = RawCell.of(cell).text();
                columns.stream()
                        .filter(column -> column.isNamed(typed))
                        .findFirst()
                        .ifPresent(column -> {
                            if (found.containsValue(column)) {
                                throw new RuleViolation("import.column-twice", column.header());
                            }
                            found.put(cell.getColumnIndex(), column);
                        });
            }
        }
        return new Header(row.getRowNum(), found);
    }

    private static boolean saysAnything(Row row) {
        for (Cell cell : row) {
            if (!RawCell.of(cell).isBlank()) {
                return true;
            }
        }
        return false;
    }

    /** Hands over the rows below the header in chunks, blank ones left out; each still has to tell the job what is wrong with it. */
    void read(ImportJob job, int chunkSize, Consumer<List<ImportRow>> to) {
        List<ImportRow> chunk = new ArrayList<>(chunkSize);
        boolean any = false;
        try (Stream<Row> rows = sheet.openStream()) {
            Header header = header(sheet).orElseThrow(() -> new RuleViolation("import.file-damaged"));
            refuseTooManyRows(header);
            Iterator<Row> each = rows.iterator();
            for (Row row = next(each); row != null; row = next(each)) {
                if (row.getRowNum() <= header.row() || !saysAnything(row, header)) {
                    continue;
                }
                any = true;
                chunk.add(read(row, header, job));
                if (chunk.size() == chunkSize) {
                    to.accept(chunk);
                    chunk = new ArrayList<>(chunkSize);
                }
            }
        } catch (IOException | ExcelReaderException | NumberFormatException damaged) {
            throw new RuleViolation("import.file-damaged");
        }
        if (!chunk.isEmpty()) {
            to.accept(chunk);
        }
        if (!any) {
            throw new RuleViolation("import.no-rows");
        }
    }

    /**
     * A file that is too long is refused before its first row is looked at, since every row may have something wrong with
     * it. Rows are only read twice where there may be too many.
     */
    private void refuseTooManyRows(Header header) throws IOException {
        if (WorkbookGuard.rows(file) <= MOST_ROWS) {
            return;
        }
        int count = 0;
        try (Stream<Row> rows = sheet.openStream()) {
            Iterator<Row> each = rows.iterator();
            for (Row row = next(each); row != null; row = next(each)) {
                if (row.getRowNum() > header.row() && saysAnything(row, header) && ++count > MOST_ROWS) {
                    throw new RuleViolation("import.too-many-rows", MOST_ROWS);
                }
            }
        }
    }

    /** The parser reports broken markup by exceptions of many kinds; to the officer they are one. */
    private static @Nullable Row next(Iterator<Row> rows) {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (RuntimeException broken) {
            throw new RuleViolation("import.file-damaged");
        }
    }

    private static boolean saysAnything(Row row, Header header) {
        for (int index : header.columns().keySet()) {
            if (!cell(row, index).isBlank()) {
                return true;
            }
        }
        return false;
    }

    private static ImportRow read(Row row, Header header, ImportJob job) {
        ImportRow read = new ImportRow(row.getRowNum(), job);
        header.columns().forEach((index, column) -> read.read(column, cell(row, index)));
        return read;
    }

    private static RawCell cell(Row row, int index) {
        return index < row.getCellCount()
                ? RawCell.of(row.getOptionalCell(index).orElse(null))
                : RawCell.BLANK;
    }

    /** Every row as it stands, the header's number first told to the caller: for writing the sheet again. */
    void copy(Consumer<Header> headerTo, Consumer<Row> rowsTo) {
        try (Stream<Row> rows = sheet.openStream()) {
            headerTo.accept(header(sheet).orElseThrow(() -> new RuleViolation("import.file-damaged")));
            rows.forEach(rowsTo);
        } catch (IOException | ExcelReaderException damaged) {
            throw new RuleViolation("import.file-damaged");
        }
    }

    String name() {
        return sheet.getName();
    }

    @Override
    public void close() {
        try {
            workbook.close();
        } catch (IOException ignored) {
            // nothing was written
        }
    }

    /** @param columns by their index in the sheet */
    record Header(int row, Map<Integer, Column<?>> columns) {}
}
