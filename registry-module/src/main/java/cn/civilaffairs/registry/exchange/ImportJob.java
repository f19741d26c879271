package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.CopyIn;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a pass over a roster works for: who asked, what they may see, and where findings go. */
public final class ImportJob {

    /** The temporary table {@link #failedRows} fills. */
    public static final String FAILED_ROWS = "import_failed";

    private final UUID batchId;
    private final Officer officer;
    private final UUID uploadedBy;
    private final OffsetDateTime now;
    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final BitSet failed = new BitSet();
    private final BitSet warned = new BitSet();
    private final Map<Integer, Integer> findingsOfRow = new HashMap<>();
    private List<Finding> unsaved = new ArrayList<>();

    ImportJob(
            UUID batchId,
            Officer officer,
            UUID uploadedBy,
            OffsetDateTime now,
            DataSource dataSource,
            JdbcClient jdbc) {
        this.batchId = batchId;
        this.officer = officer;
        this.uploadedBy = uploadedBy;
        this.now = now;
        this.dataSource = dataSource;
        this.jdbc = jdbc;
    }

    public UUID batchId() {
        return batchId;
    }

    /** Who checks or confirms. */
    public Officer officer() {
        return officer;
    }

    /** Who uploaded the file; may be the same person. */
    public UUID uploadedBy() {
        return uploadedBy;
    }

    public AreaScope scope() {
        return officer.scope();
    }

    public LocalDate today() {
        return now.toLocalDate();
    }

    /** When the pass began, by the product's clock. */
    public OffsetDateTime now() {
        return now;
    }

    public void error(int row, @Nullable Column<?> column, String words) {
        failed.set(row);
        add(row, column, "ERROR", words);
    }

    /** What a rule refuses, in its own words. */
    public void error(int row, @Nullable Column<?> column, RuleViolation refused) {
        error(row, column, ViolationWords.of(refused));
    }

    public void warn(int row, @Nullable Column<?> column, String words) {
        warned.set(row);
        add(row, column, "WARNING", words);
    }

    /** What the check report says in one of {@link ImportContract#reportColumns}, whether the row passes or not. */
    public void note(int row, String reportColumn, String words) {
        int ordinal = findingsOfRow.merge(row, 1, Integer::sum);
        unsaved.add(new Finding(row, ordinal, "NOTE", reportColumn, words));
    }

    private void add(int row, @Nullable Column<?> column, String severity, String words) {
        int ordinal = findingsOfRow.merge(row, 1, Integer::sum);
        unsaved.add(new Finding(row, ordinal, severity, column == null ? null : column.header(), words));
    }

    /**
     * An error for every row a query names: the set-based way to say what is wrong.
     *
     * @param rows selects {@code row_no} and, in a second column, the words
     */
    public void errors(@Nullable Column<?> column, JdbcClient.StatementSpec rows) {
        rows.query((row, number) -> new Finding(row.getInt(1), 0, "ERROR", null, row.getString(2)))
                .list()
                .forEach(finding -> error(finding.row(), column, finding.words()));
    }

    /** As {@link #errors}, for what does not stop a row. */
    public void warnings(@Nullable Column<?> column, JdbcClient.StatementSpec rows) {
        rows.query((row, number) -> new Finding(row.getInt(1), 0, "WARNING", null, row.getString(2)))
                .list()
                .forEach(finding -> warn(finding.row(), column, finding.words()));
    }

    public boolean failed(int row) {
        return failed.get(row);
    }

    /** Puts the numbers of all rows failed so far into the temporary table {@link #FAILED_ROWS} ({@code row_no}). */
    public void failedRows() {
        jdbc.sql("create temporary table if not exists " + FAILED_ROWS + " (row_no int primary key) on commit drop")
                .update();
        jdbc.sql("truncate " + FAILED_ROWS).update();
        try (CopyIn copy = CopyIn.into(dataSource, FAILED_ROWS, "row_no")) {
            failed.stream().forEach(row -> copy.value(row).endRow());
        }
    }

    /**
     * Leaves in a temporary table of staged rows only what may be written.
     *
     * @return how many rows are left
     */
    public int passed(String staged) {
        jdbc.sql("delete from " + staged + " s using " + FAILED_ROWS + " f where f.row_no = s.row_no")
                .update();
        return jdbc.sql("select count(*) from " + staged).query(Integer.class).single();
    }

    BitSet allFailed() {
        return failed;
    }

    int failedCount() {
        return failed.cardinality();
    }

    /** Rows with a reminder and no error. */
    int warnedCount() {
        BitSet only = (BitSet) warned.clone();
        only.andNot(failed);
        return only.cardinality();
    }

    List<Finding> takeUnsaved() {
        List<Finding> taken = unsaved;
        unsaved = new ArrayList<>();
        return taken;
    }

    record Finding(
            int row, int ordinal, String severity, @Nullable String column, String words) {}
}
