package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.CopyIn;
import cn.civilaffairs.registry.database.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of import batches and of what was found in them. */
@Repository
class ImportBatches {

    private static final String SELECT = """
            select b.id, b.area_code, b.contract, b.file_id, f.name as file_name, b.state, b.rows_read, b.rows_passed,
                   b.rows_warned, b.rows_failed, b.rows_written, b.rows_unchanged, b.message, b.uploaded_by,
                   u.name as uploader, b.uploaded_at, c.name as confirmer, b.confirmed_at,
                   b.summary, f.removed_at
            from registry.import_batch b
            join registry.stored_file f on f.id = b.file_id
            join registry.officer u on u.id = b.uploaded_by
            left join registry.officer c on c.id = b.confirmed_by
            where b.area_code >= :lo and b.area_code < :hi\s""";

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    ImportBatches(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    @Unscoped("the row policy checks the area of an inserted row")
    void insert(UUID id, AreaCode area, String contract, UUID fileId, UUID uploadedBy, Instant at) {
        jdbc.sql("""
                        insert into registry.import_batch (id, area_code, contract, file_id, state, uploaded_by, uploaded_at)
                        values (:id, :area, :contract, :file, 'CHECKING', :by, :at)""")
                .param("id", id)
                .param("area", area.value())
                .param("contract", contract)
                .param("file", fileId)
                .param("by", uploadedBy)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The name of a file of the officer's that is being worked on, other than one; two who ask at once do so in turn. */
    Optional<String> atWork(UUID officer, @Nullable UUID but, AreaScope scope) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:officer, 0))")
                .param("officer", "import " + officer)
                .query((row, number) -> true)
                .single();
        return jdbc.sql("""
                        select f.name from registry.import_batch b join registry.stored_file f on f.id = b.file_id
                        where b.uploaded_by = :officer and b.state in ('CHECKING', 'CONFIRMING')
                          and b.id is distinct from cast(:but as uuid) and b.area_code >= :lo and b.area_code < :hi limit 1""")
                .param("officer", officer)
                .param("but", but)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(String.class)
                .optional();
    }

    Optional<ImportBatch> find(UUID id, AreaScope scope) {
        return jdbc.sql(SELECT + "and b.id = :id")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> batch(row))
                .optional();
    }

    List<ImportBatch> recent(AreaScope scope, int limit) {
        return jdbc.sql(SELECT + "order by b.uploaded_at desc, b.id desc limit :limit")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .param("limit", limit)
                .query((row, number) -> batch(row))
                .list();
    }

    void progress(UUID id, int rowsRead, AreaScope scope) {
        jdbc.sql("""
                        update registry.import_batch set rows_read = :read
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("read", rowsRead)
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    void checked(UUID id, int read, int warned, int failed, @Nullable String summary, AreaScope scope) {
        jdbc.sql("""
                        update registry.import_batch
                        set state = 'CHECKED', rows_read = :read, rows_passed = :passed, rows_warned = :warned,
                            rows_failed = :failed, summary = :summary, message = null
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("read", read)
                .param("passed", read - failed)
                .param("warned", warned)
                .param("failed", failed)
                .param("summary", summary)
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** @return whether it was in the expected state */
    boolean move(UUID id, ImportBatch.State from, ImportBatch.State to, @Nullable String message, AreaScope scope) {
        return jdbc.sql("""
                                update registry.import_batch set state = :to, message = :message
                                where id = :id and state = :from and area_code >= :lo and area_code < :hi""")
                        .param("to", to.name())
                        .param("message", message)
                        .param("id", id)
                        .param("from", from.name())
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    void confirmed(
            UUID id, int written, int unchanged, @Nullable String summary, UUID by, Instant at, AreaScope scope) {
        jdbc.sql("""
                        update registry.import_batch
                        set state = 'CONFIRMED', rows_written = :written, rows_unchanged = :unchanged, confirmed_by = :by,
                            confirmed_at = :at, summary = :summary, message = null
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("written", written)
                .param("unchanged", unchanged)
                .param("summary", summary)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    @Unscoped("the row policy checks the area of an inserted row")
    void insertFindings(UUID batchId, AreaCode area, List<ImportJob.Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        try (CopyIn copy = CopyIn.into(
                dataSource,
                "registry.import_finding",
                "batch_id",
                "row_no",
                "ordinal",
                "area_code",
                "severity",
                "column_name",
                "message")) {
            for (ImportJob.Finding finding : findings) {
                copy.value(batchId)
                        .value(finding.row())
                        .value(finding.ordinal())
                        .value(area)
                        .value(finding.severity())
                        .value(finding.column())
                        .value(finding.words())
                        .endRow();
            }
        }
    }

    /** What was found in the rows from one number up to and without another. */
    List<ImportFinding> findings(UUID batchId, int fromRow, int toRow, AreaScope scope) {
        return jdbc.sql("""
                        select row_no, severity, column_name, message from registry.import_finding
                        where batch_id = :id and row_no >= :from and row_no < :to and severity <> 'NOTE'
                          and area_code >= :lo and area_code < :hi
                        order by row_no, ordinal""")
                .param("id", batchId)
                .param("from", fromRow)
                .param("to", toRow)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> finding(row))
                .list();
    }

    /** What report columns say of the rows from one number up to and without another, by row and column. */
    Map<Integer, Map<String, String>> notes(UUID batchId, int fromRow, int toRow, AreaScope scope) {
        Map<Integer, Map<String, String>> notes = new HashMap<>();
        jdbc.sql("""
                        select row_no, column_name, message from registry.import_finding
                        where batch_id = :id and row_no >= :from and row_no < :to and severity = 'NOTE'
                          and area_code >= :lo and area_code < :hi""")
                .param("id", batchId)
                .param("from", fromRow)
                .param("to", toRow)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    notes.computeIfAbsent(row.getInt("row_no"), none -> new HashMap<>())
                            .put(row.getString("column_name"), row.getString("message"));
                });
        return notes;
    }

    /** A page of findings, errors and reminders, by row. */
    List<ImportFinding> page(UUID batchId, boolean errorsOnly, int offset, int limit, AreaScope scope) {
        return jdbc.sql("""
                        select row_no, severity, column_name, message from registry.import_finding
                        where batch_id = :id and (severity = 'ERROR' or not :errorsOnly and severity = 'WARNING')
                          and area_code >= :lo and area_code < :hi
                        order by row_no, ordinal offset :offset limit :limit""")
                .param("id", batchId)
                .param("errorsOnly", errorsOnly)
                .param("offset", offset)
                .param("limit", limit)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> finding(row))
                .list();
    }

    private static ImportFinding finding(ResultSet row) throws SQLException {
        return new ImportFinding(
                row.getInt("row_no"),
                row.getString("severity").equals("ERROR"),
                row.getString("column_name"),
                row.getString("message"));
    }

    /** The rows with an error. */
    BitSet failedRows(UUID batchId, AreaScope scope) {
        BitSet rows = new BitSet();
        jdbc.sql("""
                        select distinct row_no from registry.import_finding
                        where batch_id = :id and severity = 'ERROR' and area_code >= :lo and area_code < :hi""")
                .param("id", batchId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    rows.set(row.getInt(1));
                });
        return rows;
    }

    /** Batches of a contract uploaded before a moment whose file is still there. */
    List<ImportBatch> withFile(String contract, Instant uploadedBefore, AreaScope scope) {
        return jdbc.sql(SELECT + "and b.contract = :contract and b.uploaded_at < :before and f.removed_at is null")
                .param("contract", contract)
                .param("before", uploadedBefore.atOffset(ZoneOffset.UTC))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> batch(row))
                .list();
    }

    /** Takes the batch for the rest of the transaction; false if somebody is at work on it. */
    @Unscoped("a lock shows nothing")
    boolean take(UUID id) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:id, 0))")
                .param("id", "import " + id)
                .query(Boolean.class)
                .single();
    }

    @Unscoped("area names are public")
    List<AreaCode> counties() {
        return jdbc.sql("select code from registry.area where level = 'COUNTY'")
                .query((row, number) -> AreaCode.of(row.getString(1)))
                .list();
    }

    /** Batches said to be at work, to be looked at after a start. */
    List<ImportBatch> working(AreaScope scope) {
        return jdbc.sql(SELECT + "and b.state in ('CHECKING', 'CONFIRMING')")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> batch(row))
                .list();
    }

    private static ImportBatch batch(ResultSet row) throws SQLException {
        return new ImportBatch(
                row.getObject("id", UUID.class),
                AreaCode.of(row.getString("area_code")),
                row.getString("contract"),
                row.getObject("file_id", UUID.class),
                row.getString("file_name"),
                ImportBatch.State.valueOf(row.getString("state")),
                row.getInt("rows_read"),
                row.getInt("rows_passed"),
                row.getInt("rows_warned"),
                row.getInt("rows_failed"),
                row.getInt("rows_written"),
                row.getInt("rows_unchanged"),
                row.getString("message"),
                row.getObject("uploaded_by", UUID.class),
                row.getString("uploader"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
                row.getString("confirmer"),
                Instants.read(row, "confirmed_at"),
                row.getString("summary"),
                Instants.read(row, "removed_at"));
    }
}
