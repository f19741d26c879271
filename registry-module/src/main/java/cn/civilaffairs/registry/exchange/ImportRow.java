package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.kernel.RuleViolation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of a roster with its cells read. */
public final class ImportRow {

    private final int number;
    private final ImportJob job;
    private final Map<Column<?>, @Nullable Object> values = new IdentityHashMap<>();

    private final Set<Column<?>> filled = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Runnable> untold = new ArrayList<>(0);

    ImportRow(int number, ImportJob job) {
        this.number = number;
        this.job = job;
    }

    /** Rows are read ahead of the job: what is wrong with a cell waits for {@link #tell}. */
    void read(Column<?> column, RawCell cell) {
        if (!cell.isBlank()) {
            filled.add(column);
        }
        values.put(column, column.read(cell, new Column.Consumer() {
            @Override
            public void error(String words) {
                untold.add(() -> ImportRow.this.error(column, words));
            }

            @Override
            public void warn(String words) {
                untold.add(() -> ImportRow.this.warn(column, words));
            }
        }));
    }

    /** Says to the job what was found while the row was read; to be called once, by whoever works on the row next. */
    void tell() {
        untold.forEach(Runnable::run);
        untold.clear();
    }

    /** The row's number as Excel shows it. */
    public int number() {
        return number;
    }

    /** What a cell says; null if it is blank or could not be read, in which case the row has failed. */
    @SuppressWarnings("unchecked")
    public <T> @Nullable T get(Column<T> column) {
        return (T) values.get(column);
    }

    public <T> T get(Column<T> column, T ifBlank) {
        T value = get(column);
        return value == null ? ifBlank : value;
    }

    /** Whether a cell says nothing, as against something that could not be read. */
    public boolean isBlank(Column<?> column) {
        return !filled.contains(column);
    }

    /** @param column where it is, or null if it is the row as a whole */
    public void error(@Nullable Column<?> column, String words) {
        job.error(number, column, words);
    }

    /** What a rule refuses, in its own words. */
    public void error(@Nullable Column<?> column, RuleViolation refused) {
        error(column, ViolationWords.of(refused));
    }

    public void warn(@Nullable Column<?> column, String words) {
        job.warn(number, column, words);
    }

    public boolean failed() {
        return job.failed(number);
    }
}
