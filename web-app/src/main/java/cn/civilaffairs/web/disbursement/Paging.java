package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.web.export.RowSource;
import java.util.List;

/** A page of a list, read one row longer than shown, so that nothing need be counted. */
public record Paging<T>(List<T> rows, int page, int size, boolean more) {

    public static final List<Integer> SIZES = List.of(20, 50, 100, 200);

    /** Reads the page asked for. */
    public static <T> Paging<T> read(int page, int size, RowSource.Page<T> list) {
        int rows = size(size);
        int at = Math.max(page, 1);
        return of(list.read(rows + 1, (at - 1) * rows), at, rows);
    }

    public static int size(int wanted) {
        return SIZES.contains(wanted) ? wanted : 50;
    }

    public static <T> Paging<T> of(List<T> oneMore, int page, int size) {
        return new Paging<>(oneMore.subList(0, Math.min(size, oneMore.size())), page, size, oneMore.size() > size);
    }
}
