package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.CopyIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Return files, what they settled and what they could not. */
@Repository
class ReturnFiles {

    private static final String FILES = """
            select f.*, o.name as read_by_name from disbursement.return_file f
            join registry.officer o on o.id = f.read_by
            where f.area_code >= :lo and f.area_code < :hi and f.run_id = :run\s""";

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    ReturnFiles(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    /** Two files of one run are read one after the other. */
    @Unscoped("locks a run of the officer's county, found before")
    void lock(UUID runId) {
        jdbc.sql("select id from disbursement.payment_run where id = :id for update")
                .param("id", runId)
                .query(UUID.class)
                .single();
    }

    /** What was sent, and the result if there is one already. */
    record Sent(
            AreaCode area,
            byte[] accountIndex,
            Money amount,
            @Nullable Boolean succeeded,
            @Nullable String reason) {}

    /** An answer there is already. */
    private record Answered(boolean succeeded, @Nullable String reason) {}

    /**
     * Results are asked for apart: they grow while the file is read, and a join planned while there were none would look
     * through all of them for every line. The account of a line is looked up, or the planner would read a county's accounts
     * whole for some thousand of them, and would for every piece of the file.
     */
    Map<Integer, Sent> sent(PaymentRun run, List<Integer> sequences, AreaScope scope) {
        Map<Integer, Answered> answered = answered(run, sequences, scope);
        Map<Integer, Sent> sent = new HashMap<>();
        jdbc.sql("""
                        select l.seq, l.area_code, a.number_index, l.amount
                        from disbursement.payment_line l
                        cross join lateral (
                            select p.number_index from registry.payment_account p where p.id = l.account_id limit 1) a
                        where l.run_id = :run and l.seq = any (cast(:sequences as int[]))
                          and l.area_code >= :lo and l.area_code < :hi and not exists (
                              select from disbursement.withheld_line w where w.run_id = l.run_id and w.seq = l.seq)""")
                .param("run", run.id())
                .param("sequences", Rows.array(sequences))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((ResultSet row) -> {
                    Answered before = answered.get(row.getInt("seq"));
                    sent.put(
                            row.getInt("seq"),
                            new Sent(
                                    AreaCode.of(row.getString("area_code")),
                                    row.getBytes("number_index"),
                                    new Money(row.getBigDecimal("amount")),
                                    before == null ? null : before.succeeded(),
                                    before == null ? null : before.reason()));
                });
        return sent;
    }

    private Map<Integer, Answered> answered(PaymentRun run, List<Integer> sequences, AreaScope scope) {
        Map<Integer, Answered> answered = new HashMap<>();
        jdbc.sql("""
                        select seq, succeeded, reason from disbursement.line_result
                        where run_id = :run and seq = any (cast(:sequences as int[]))
                          and area_code >= :lo and area_code < :hi""")
                .param("run", run.id())
                .param("sequences", Rows.array(sequences))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((ResultSet row) -> {
                    answered.put(row.getInt("seq"), new Answered(row.getBoolean("succeeded"), row.getString("reason")));
                });
        return answered;
    }

    /** What never went to the bank has failed before it began, and can be issued again to the new account. */
    int failWithheld(PaymentRun run, UUID returnFile, LocalDate on, AreaScope scope) {
        return jdbc.sql("""
                        insert into disbursement.line_result
                            (run_id, seq, area_code, succeeded, reason, processed_on, return_file_id)
                        select w.run_id, w.seq, w.area_code, false, 'ACCOUNT_CHANGED', :on, :file
                        from disbursement.withheld_line w
                        where w.run_id = :run and w.area_code >= :lo and w.area_code < :hi on conflict do nothing""")
                .param("run", run.id())
                .param("file", returnFile)
                .param("on", on)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** A line as read, and the area of the payment it answers. */
    record Settled(ReturnLine line, AreaCode area) {}

    /** Comes after the results and errors that belong to it: only then is it known how many they are. */
    @Unscoped("the row policy checks the area of the inserted row")
    void insert(
            UUID id,
            PaymentRun run,
            UUID fileId,
            String sha256,
            int lines,
            int applied,
            int unchanged,
            int rejected,
            UUID by,
            OffsetDateTime at) {
        jdbc.sql("""
                        insert into disbursement.return_file
                            (id, run_id, area_code, file_id, sha256, line_count, applied, unchanged, rejected, read_by, read_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(id, run.id(), run.county().value(), fileId, sha256, lines, applied, unchanged, rejected, by, at)
                .update();
    }

    @Unscoped("the lines were found within the scope; the row policy checks every inserted row")
    void insertResults(PaymentRun run, UUID returnFile, List<Settled> results) {
        if (results.isEmpty()) {
            return;
        }
        try (CopyIn copy = CopyIn.into(
                dataSource,
                "disbursement.line_result",
                "run_id",
                "seq",
                "area_code",
                "succeeded",
                "reason",
                "processed_on",
                "bank_serial",
                "return_file_id")) {
            for (Settled settled : results) {
                ReturnLine result = settled.line();
                copy.value(run.id())
                        .value(result.seq())
                        .value(settled.area())
                        .value(result.succeeded())
                        .value(result.reason())
                        .value(result.processedOn())
                        .value(result.serial().isEmpty() ? null : result.serial())
                        .value(returnFile)
                        .endRow();
            }
        }
    }

    /** What was paid and has come back (退汇); the database keeps what was before. */
    void takeBack(PaymentRun run, UUID returnFile, ReturnLine line, AreaScope scope) {
        jdbc.sql("""
                        update disbursement.line_result set succeeded = false, reason = :reason, processed_on = :on,
                            bank_serial = :serial, return_file_id = :file
                        where run_id = :run and seq = :seq and area_code >= :lo and area_code < :hi""")
                .param("reason", Objects.requireNonNull(line.reason()).name())
                .param("on", line.processedOn())
                .param("serial", line.serial().isEmpty() ? null : line.serial())
                .param("file", returnFile)
                .param("run", run.id())
                .param("seq", line.seq())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    @Unscoped("the row policy checks every inserted row")
    void insertErrors(PaymentRun run, UUID returnFile, List<ReturnError> errors) {
        if (errors.isEmpty()) {
            return;
        }
        try (CopyIn copy = CopyIn.into(
                dataSource, "disbursement.return_error", "return_file_id", "line_no", "area_code", "kind", "message")) {
            for (ReturnError error : errors) {
                copy.value(returnFile)
                        .value(error.lineNo())
                        .value(run.county())
                        .value(error.kind())
                        .value(error.message())
                        .endRow();
            }
        }
    }

    Optional<ReturnFile> ofDigest(UUID runId, String sha256, AreaScope scope) {
        return jdbc.sql(FILES + "and f.sha256 = :sha256 limit 1")
                .param("run", runId)
                .param("sha256", sha256)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> file(row))
                .optional();
    }

    List<ReturnFile> of(UUID runId, AreaScope scope) {
        return jdbc.sql(FILES + "order by f.read_at")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> file(row))
                .list();
    }

    private static ReturnFile file(ResultSet row) throws SQLException {
        return new ReturnFile(
                row.getObject("id", UUID.class),
                row.getObject("run_id", UUID.class),
                row.getString("sha256"),
                row.getInt("line_count"),
                row.getInt("applied"),
                row.getInt("unchanged"),
                row.getInt("rejected"),
                row.getObject("read_by", UUID.class),
                row.getString("read_by_name"),
                row.getObject("read_at", OffsetDateTime.class).toInstant());
    }

    List<ReturnError> errors(UUID runId, int limit, AreaScope scope) {
        return jdbc.sql("""
                        select e.line_no, e.kind, e.message from disbursement.return_error e
                        join disbursement.return_file f on f.id = e.return_file_id
                        where f.run_id = :run and e.area_code >= :lo and e.area_code < :hi
                        order by f.read_at, e.line_no limit :limit""")
                .param("run", runId)
                .param("limit", limit)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) ->
                        new ReturnError(row.getInt("line_no"), row.getString("kind"), row.getString("message")))
                .list();
    }

    Settlement settlement(UUID runId, AreaScope scope) {
        return jdbc.sql("""
                        select count(*) as lines, coalesce(sum(l.amount), 0) as amount,
                            count(*) filter (where s.succeeded) as succeeded,
                            coalesce(sum(l.amount) filter (where s.succeeded), 0) as settled,
                            count(*) filter (where not s.succeeded) as failed,
                            coalesce(sum(l.amount) filter (where not s.succeeded), 0) as failed_amount,
                            count(*) filter (where s.run_id is null) as unanswered
                        from disbursement.payment_line l
                        left join disbursement.line_result s on s.run_id = l.run_id and s.seq = l.seq
                        where l.run_id = :run and l.area_code >= :lo and l.area_code < :hi""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Settlement(
                        row.getInt("lines"),
                        new Money(row.getBigDecimal("amount")),
                        row.getInt("succeeded"),
                        new Money(row.getBigDecimal("settled")),
                        row.getInt("failed"),
                        new Money(row.getBigDecimal("failed_amount")),
                        row.getInt("unanswered")))
                .single();
    }
}
