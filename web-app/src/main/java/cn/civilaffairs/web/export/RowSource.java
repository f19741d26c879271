package cn.civilaffairs.web.export;

import java.util.List;
import java.util.function.Consumer;

/** Where the rows of an export come from, one after the other, never all at once. */
@FunctionalInterface
public interface RowSource<T> {

    /** How many rows are read at once. */
    int PAGE = 500;

    void each(Consumer<T> row);

    /** Reads a list page by page as its page does. */
    static <T> RowSource<T> paged(Page<T> page) {
        return to -> {
            int offset = 0;
            List<T> rows;
            do {
                rows = page.read(PAGE, offset);
                rows.forEach(to);
                offset += PAGE;
            } while (rows.size() == PAGE);
        };
    }

    static <T> RowSource<T> of(List<T> rows) {
        return rows::forEach;
    }

    /** A part of a list. */
    @FunctionalInterface
    interface Page<T> {

        List<T> read(int limit, int offset);
    }
}
