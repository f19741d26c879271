package cn.civilaffairs.registry.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Builds rosters as people fill them in; strings are text cells, numbers number cells. */
public final class TestWorkbook {

    private final List<String> headers;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    private TestWorkbook(List<String> headers) {
        this.headers = headers;
    }

    public static TestWorkbook of(String... headers) {
        return new TestWorkbook(List.of(headers));
    }

    public TestWorkbook row(@Nullable Object... values) {
        rows.add(values);
        return this;
    }

    public byte[] bytes() {
        return write(workbook -> fill(workbook.newWorksheet("Sheet1")));
    }

    public void fill(Worksheet sheet) {
        for (int i = 0; i < headers.size(); i++) {
            sheet.value(0, i, headers.get(i));
        }
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).length; c++) {
                Object value = rows.get(r)[c];
                if (value instanceof Formula formula) {
                    sheet.formula(r + 1, c, formula.text());
                } else if (value instanceof java.time.LocalDate date) {
                    sheet.value(r + 1, c, date);
                    sheet.style(r + 1, c).format("yyyy-mm-dd").set();
                } else if (value instanceof Number number) {
                    sheet.value(r + 1, c, number);
                } else if (value != null) {
                    sheet.value(r + 1, c, value.toString());
                }
            }
        }
    }

    public static byte[] write(Consumer<Workbook> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "test", "1.0")) {
            content.accept(workbook);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** A formula in a cell. */
    public record Formula(String text) {}
}
