package cn.civilaffairs.registry.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a roster: rows come in chunks and are copied to a temporary table, are checked there as a whole, and are
 * merged from there. Nothing outside temporary tables is written before {@link #merge}.
 */
public interface ImportPass {

    /** Takes the next rows, those with errors included; each says what is wrong with it to the job. */
    void add(List<ImportRow> rows);

    /** Checks what only the whole file and the database can tell, such as a person twice in the file. */
    void check();

    /** What the check or the import came to beyond the number of rows, in the bureau's words; names nobody. */
    default @Nullable String summary() {
        return null;
    }

    /** Writes all rows the job does not hold for failed, in statements over the whole set. */
    Merged merge();

    /**
     * @param written rows that changed something
     * @param unchanged rows that said what was known already
     */
    record Merged(int written, int unchanged) {}
}
