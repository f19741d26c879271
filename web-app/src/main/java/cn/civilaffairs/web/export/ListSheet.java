package cn.civilaffairs.web.export;

import cn.civilaffairs.registry.exchange.ExcelFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of a list goes into its workbook: the columns of the page, in its order and with its words. A column that is masked
 * on screen is masked here.
 *
 * <pre>{@code
 * ListSheet<CaseLine> sheet = ListSheet.<CaseLine>of("cases", "办件队列")
 *         .text("案号", 14, line -> line.file().caseNo())
 *         .date("收件", line -> line.file().openedOn());
 * }</pre>
 */
public final class ListSheet<T> {

    private final String code;
    private final String title;
    private boolean comesBack;
    private boolean wholeNumbers;
    private boolean impersonal;
    private final List<ExcelFile.Column> columns = new ArrayList<>();
    private final List<Function<T, @Nullable Object>> values = new ArrayList<>();

    private ListSheet(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** @param code names the list in the operation log */
    public static <T> ListSheet<T> of(String code, String title) {
        return new ListSheet<>(code, title);
    }

    public ListSheet<T> text(String header, double width, Function<T, @Nullable Object> value) {
        return column(ExcelFile.Column.text(header, width), value);
    }

    public ListSheet<T> count(String header, Function<T, @Nullable Object> value) {
        return column(ExcelFile.Column.count(header), value);
    }

    public ListSheet<T> amount(String header, Function<T, @Nullable Object> value) {
        return column(ExcelFile.Column.amount(header), value);
    }

    public ListSheet<T> date(String header, Function<T, @Nullable Object> value) {
        return column(ExcelFile.Column.date(header), value);
    }

    public ListSheet<T> column(ExcelFile.Column column, Function<T, @Nullable Object> value) {
        columns.add(column);
        values.add(value);
        return this;
    }

    /** The file is to come back: nothing stands below its rows that could be taken for one. */
    public ListSheet<T> comingBack() {
        comesBack = true;
        return this;
    }

    /** Identity or account numbers stand whole in it: it never goes out without approval, and only encrypted. */
    public ListSheet<T> withWholeNumbers() {
        wholeNumbers = true;
        return this;
    }

    /** It says nothing about anybody who is helped, such as a list of standards or of accounts: nothing limits it. */
    public ListSheet<T> impersonal() {
        impersonal = true;
        return this;
    }

    boolean hasWholeNumbers() {
        return wholeNumbers;
    }

    boolean isImpersonal() {
        return impersonal;
    }

    boolean comesBack() {
        return comesBack;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    List<ExcelFile.Column> columns() {
        return columns;
    }

    @Nullable
    Object[] row(T line) {
        return values.stream().map(value -> value.apply(line)).toArray();
    }
}
