package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * An Excel workbook written row by row to where it goes, never held whole in memory. Text is written as text cells, which
 * Excel does not read as a formula whatever they begin with; amounts and counts are numbers on the right.
 *
 * <pre>{@code
 * try (ExcelFile file = ExcelFile.to(out, "发放明细", Column.text("姓名", 12), Column.amount("应发金额"))) {
 *     file.title("云溪县2026年11月低保发放明细").note("单位:元").header();
 *     file.row(name, money);
 * }
 * }</pre>
 */
public final class ExcelFile implements AutoCloseable {

    private static final int ROWS_BETWEEN_FLUSHES = 500;

    private final Workbook workbook;
    private final Worksheet sheet;
    private final List<Column> columns;
    private int next;
    private int unflushed;
    private @Nullable String mark;

    private ExcelFile(OutputStream out, String sheetName, List<Column> columns) {
        this.workbook = new Workbook(out, "civil-affairs", "1.0");
        this.sheet = workbook.newWorksheet(sheetName);
        this.columns = columns;
        for (int i = 0; i < columns.size(); i++) {
            sheet.width(i, columns.get(i).width());
        }
        sheet.pageOrientation("landscape");
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
    }

    /** @param out is left open for its owner to close */
    public static ExcelFile to(OutputStream out, String sheetName, Column... columns) {
        return new ExcelFile(out, sheetName, List.of(columns));
    }

    public static ExcelFile to(OutputStream out, String sheetName, List<Column> columns) {
        return new ExcelFile(out, sheetName, List.copyOf(columns));
    }

    /** Says whose copy this is, at the foot of every printed page and on a sheet nobody sees (水印). */
    public ExcelFile mark(String words) {
        mark = words;
        sheet.footer(words, Position.LEFT);
        return this;
    }

    /** A merged title line over all columns; before {@link #header}. */
    public ExcelFile title(String title) {
        sheet.inlineString(next, 0, title);
        sheet.range(next, 0, next, Math.max(1, columns.size() - 1)).merge();
        sheet.range(next, 0, next, Math.max(1, columns.size() - 1))
                .style()
                .bold()
                .fontSize(16)
                .horizontalAlignment("center")
                .verticalAlignment("center")
                .set();
        sheet.rowHeight(next, 30);
        next++;
        return this;
    }

    /** A line below the title, such as who filled it in and the unit of amounts. */
    public ExcelFile note(String note) {
        sheet.inlineString(next++, 0, note);
        return this;
    }

    /** The header row; what is above it and itself stay in sight and repeat on every printed page. */
    public ExcelFile header() {
        for (int i = 0; i < columns.size(); i++) {
            sheet.inlineString(next, i, columns.get(i).header());
            sheet.style(next, i)
                    .bold()
                    .fillColor("D9E1F2")
                    .borderStyle("thin")
                    .horizontalAlignment("center")
                    .verticalAlignment("center")
                    .wrapText(true)
                    .set();
        }
        next++;
        sheet.freezePane(0, next);
        sheet.repeatRows(0, next - 1);
        return this;
    }

    /** Makes empty rows below the header keep what is typed as text, for templates. */
    public ExcelFile blankRows(int count) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).kind() == Kind.TEXT) {
                sheet.range(next, i, next + count - 1, i).style().format("@").set();
            }
        }
        return this;
    }

    public ExcelFile row(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            cell(i, values[i], false);
        }
        return endRow();
    }

    /** A row in bold, such as 合计. */
    public ExcelFile total(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            cell(i, values[i], true);
        }
        return endRow();
    }

    private void cell(int column, @Nullable Object value, boolean bold) {
        String format = null;
        if (value == null) {
            return;
        } else if (value instanceof Money money) {
            sheet.value(next, column, money.yuan());
            format = "#,##0.00";
        } else if (value instanceof BigDecimal amount) {
            sheet.value(next, column, amount);
            format = "#,##0.00";
        } else if (value instanceof Number count) {
            sheet.value(next, column, count);
            format = "0";
        } else if (value instanceof LocalDate date) {
            sheet.value(next, column, date);
            format = "yyyy-mm-dd";
        } else {
            sheet.inlineString(next, column, text(value));
        }
        if (format != null && bold) {
            sheet.style(next, column).format(format).bold().set();
        } else if (format != null) {
            sheet.style(next, column).format(format).set();
        } else if (bold) {
            sheet.style(next, column).bold().set();
        } else if (column < columns.size() && columns.get(column).kind() == Kind.TEXT) {
            sheet.style(next, column).format("@").set();
        }
    }

    private static String text(Object value) {
        if (value instanceof YearMonth || value instanceof AreaCode) {
            return value.toString();
        }
        // characters no XML file may contain would make the whole workbook unreadable
        return value.toString().replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "");
    }

    private ExcelFile endRow() {
        next++;
        if (++unflushed >= ROWS_BETWEEN_FLUSHES) {
            try {
                sheet.flush();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            unflushed = 0;
        }
        return this;
    }

    @Override
    public void close() {
        try {
            sheet.finish();
            if (mark != null) {
                Worksheet hidden = workbook.newWorksheet("mark");
                hidden.inlineString(0, 0, mark);
                hidden.setVisibilityState(VisibilityState.VERY_HIDDEN);
                hidden.finish();
            }
            workbook.finish();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the cells of a column hold. */
    public enum Kind {
        TEXT,
        NUMBER,
        DATE
    }

    /** @param width in characters */
    public record Column(String header, Kind kind, double width) {

        public static Column text(String header, double width) {
            return new Column(header, Kind.TEXT, width);
        }

        public static Column text(String header) {
            return new Column(header, Kind.TEXT, Math.max(10, header.length() * 2 + 4));
        }

        public static Column amount(String header) {
            return new Column(header, Kind.NUMBER, Math.max(14, header.length() * 2 + 2));
        }

        public static Column count(String header) {
            return new Column(header, Kind.NUMBER, Math.max(8, header.length() * 2 + 2));
        }

        public static Column date(String header) {
            return new Column(header, Kind.DATE, 12);
        }
    }
}
