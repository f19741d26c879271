package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.database.Months;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Runs and how far they have come. A run belongs to the county and names nobody, so a township officer may know of it;
 * the row policy shows the county's runs to everyone inside the county. Its lines keep to the officer's area.
 */
@Repository
@Unscoped("a run is found by the county of the officer's area; it carries totals and names nobody")
class PaymentRuns {

    private static final String RUNS = """
            select r.*, b.name as built_by_name, c.name as checked_by_name, s.name as signed_by_name,
                f.name as first_signed_by_name,
                t.name as sent_by_name, x.name as closed_by_name
            from disbursement.payment_run r
            join registry.officer b on b.id = r.built_by
            left join registry.officer c on c.id = r.checked_by
            left join registry.officer s on s.id = r.signed_by
            left join registry.officer f on f.id = r.first_signed_by
            left join registry.officer t on t.id = r.sent_by
            left join registry.officer x on x.id = r.closed_by
            where r.area_code = :county\s""";

    private final JdbcClient jdbc;

    PaymentRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(
            UUID id,
            String number,
            Scheme scheme,
            AreaCode county,
            YearMonth month,
            RunKind kind,
            int attempt,
            @Nullable UUID previous,
            LocalDate cutOff,
            LocalDate previousCutOff,
            long sampleSeed,
            UUID by,
            OffsetDateTime at) {
        jdbc.sql("""
                        insert into disbursement.payment_run (id, run_no, scheme, area_code, benefit_month, pay_month, kind,
                            attempt, state, previous_run_id, cut_off_on, previous_cut_off_on, sample_seed, built_by)
                        values (:id, :number, :scheme, :county, :month, :month, :kind, :attempt, 'BUILDING', :previous,
                            :cutOff, :previousCutOff, :seed, :by)""")
                .param("id", id)
                .param("number", number)
                .param("scheme", scheme.code())
                .param("county", county.value())
                .param("month", Months.firstDay(month))
                .param("kind", kind.name())
                .param("attempt", attempt)
                .param("previous", previous)
                .param("cutOff", cutOff)
                .param("previousCutOff", previousCutOff)
                .param("seed", sampleSeed)
                .param("by", by)
                .update();
        jdbc.sql("""
                        insert into disbursement.run_progress (run_id, area_code, phase, started_at, beat_at)
                        values (:id, :county, 'PREPARE', :at, :at)""")
                .param("id", id)
                .param("county", county.value())
                .param("at", at)
                .update();
    }

    Optional<PaymentRun> find(UUID id, AreaCode county) {
        return jdbc.sql(RUNS + "and r.id = :id")
                .param("county", county.value())
                .param("id", id)
                .query((row, number) -> run(row))
                .optional();
    }

    List<PaymentRun> recent(AreaCode county, int limit, int offset) {
        return jdbc.sql(RUNS
                        + "order by r.benefit_month desc, r.scheme, r.kind, r.attempt desc limit :limit offset :offset")
                .param("county", county.value())
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> run(row))
                .list();
    }

    List<PaymentRun> recent(String scheme, AreaCode county, int limit, int offset) {
        return jdbc.sql(RUNS + """
                        and r.scheme = :scheme
                        order by r.benefit_month desc, r.kind, r.attempt desc limit :limit offset :offset""")
                .param("county", county.value())
                .param("scheme", scheme)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> run(row))
                .list();
    }

    /** Runs of a month that were not abandoned, the regular one first. */
    List<PaymentRun> ofMonth(String scheme, AreaCode county, YearMonth month) {
        return jdbc.sql(RUNS + """
                        and r.scheme = :scheme and r.benefit_month = :month and r.state <> 'ABANDONED'
                        order by r.kind, r.attempt""")
                .param("county", county.value())
                .param("scheme", scheme)
                .param("month", Months.firstDay(month))
                .query((row, number) -> run(row))
                .list();
    }

    /** The latest regular run before a month that was not abandoned. */
    Optional<PaymentRun> before(String scheme, AreaCode county, YearMonth month) {
        return jdbc.sql(RUNS + """
                        and r.scheme = :scheme and r.benefit_month < :month and r.kind = 'REGULAR'
                        and r.state <> 'ABANDONED' order by r.benefit_month desc limit 1""")
                .param("county", county.value())
                .param("scheme", scheme)
                .param("month", Months.firstDay(month))
                .query((row, number) -> run(row))
                .optional();
    }

    int attempts(String scheme, AreaCode county, YearMonth month, RunKind kind) {
        return jdbc.sql("""
                        select coalesce(max(attempt), 0) from disbursement.payment_run
                        where scheme = :scheme and area_code = :county and benefit_month = :month and kind = :kind""")
                .param("scheme", scheme)
                .param("county", county.value())
                .param("month", Months.firstDay(month))
                .param("kind", kind.name())
                .query(Integer.class)
                .single();
    }

    private static PaymentRun run(ResultSet row) throws SQLException {
        BigDecimal difference = row.getBigDecimal("bridge_difference");
        return new PaymentRun(
                row.getObject("id", UUID.class),
                row.getString("run_no"),
                row.getString("scheme"),
                AreaCode.of(row.getString("area_code")),
                Rows.month(row, "benefit_month"),
                RunKind.valueOf(row.getString("kind")),
                row.getInt("attempt"),
                RunState.valueOf(row.getString("state")),
                row.getObject("previous_run_id", UUID.class),
                row.getObject("cut_off_on", LocalDate.class),
                row.getObject("previous_cut_off_on", LocalDate.class),
                row.getInt("read_count"),
                row.getInt("paid_count"),
                row.getInt("held_count"),
                row.getInt("refused_count"),
                row.getInt("households"),
                row.getInt("persons"),
                new Money(row.getBigDecimal("amount")),
                difference == null ? null : new Money(difference),
                row.getString("lines_hash"),
                row.getLong("sample_seed"),
                row.getObject("built_by", UUID.class),
                row.getString("built_by_name"),
                Instants.read(row, "built_at"),
                row.getObject("checked_by", UUID.class),
                row.getString("checked_by_name"),
                Instants.read(row, "checked_at"),
                row.getString("second_signer_why"),
                row.getObject("first_signed_by", UUID.class),
                row.getString("first_signed_by_name"),
                Instants.read(row, "first_signed_at"),
                row.getObject("signed_by", UUID.class),
                row.getString("signed_by_name"),
                Instants.read(row, "signed_at"),
                row.getString("sent_by_name"),
                Instants.read(row, "sent_at"),
                row.getString("closed_by_name"),
                Instants.read(row, "closed_at"),
                row.getString("close_note"),
                row.getString("abandoned_why"),
                row.getInt("version"));
    }

    Progress progress(UUID runId) {
        return jdbc.sql("select * from disbursement.run_progress where run_id = :id")
                .param("id", runId)
                .query((row, number) -> new Progress(
                        Progress.Phase.valueOf(row.getString("phase")),
                        row.getInt("done"),
                        row.getInt("total"),
                        row.getObject("beat_at", OffsetDateTime.class).toInstant(),
                        row.getString("failure")))
                .single();
    }

    /** Where the computing stands. Locked, so that a second worker waits and then goes on from the new place. */
    record Position(
            Progress.Phase phase,
            int done,
            int total,
            String area,
            @Nullable UUID id) {

        Position at(Progress.Phase next) {
            return new Position(next, done, total, area, id);
        }
    }

    Position position(UUID runId) {
        return position(runId, "");
    }

    /** Whoever holds this row works alone. */
    Position lockPosition(UUID runId) {
        return position(runId, " for update");
    }

    private Position position(UUID runId, String lock) {
        return jdbc.sql("select phase, done, total, cursor_area, cursor_id from disbursement.run_progress"
                        + " where run_id = :id" + lock)
                .param("id", runId)
                .query((row, number) -> new Position(
                        Progress.Phase.valueOf(row.getString("phase")),
                        row.getInt("done"),
                        row.getInt("total"),
                        row.getString("cursor_area"),
                        row.getObject("cursor_id", UUID.class)))
                .single();
    }

    void move(UUID runId, Position to, OffsetDateTime at) {
        jdbc.sql("""
                        update disbursement.run_progress set phase = :phase, done = :done, total = :total,
                            cursor_area = :area, cursor_id = :cursor, beat_at = :at, failure = null
                        where run_id = :id""")
                .param("id", runId)
                .param("phase", to.phase().name())
                .param("done", to.done())
                .param("total", to.total())
                .param("area", to.area())
                .param("cursor", to.id())
                .param("at", at)
                .update();
    }

    void failed(UUID runId, String failure, OffsetDateTime at) {
        jdbc.sql("update disbursement.run_progress set failure = :failure, beat_at = :at where run_id = :id")
                .param("id", runId)
                .param("failure", failure)
                .param("at", at)
                .update();
    }

    /** @param read how many entitlements or payments were looked at */
    void totalled(UUID runId, int read, RunLines.Written written) {
        jdbc.sql("""
                        update disbursement.payment_run set read_count = :read, paid_count = :paid, held_count = :held,
                            refused_count = :refused, households = :paid, persons = :persons, amount = :amount, lines_checked = true
                        where id = :id and state = 'BUILDING'""")
                .param("id", runId)
                .param("read", read)
                .param("paid", written.paid())
                .param("held", written.held())
                .param("refused", written.refused())
                .param("persons", written.persons())
                .param("amount", written.amount().yuan())
                .update();
    }

    void bridged(UUID runId, Money difference) {
        jdbc.sql("update disbursement.payment_run set bridge_difference = ? where id = ? and state = 'BUILDING'")
                .params(difference.yuan(), runId)
                .update();
    }

    boolean built(UUID runId, OffsetDateTime at) {
        return jdbc.sql("""
                        update disbursement.payment_run set state = 'BUILT', built_at = :at, version = version + 1
                        where id = :id and state = 'BUILDING'""").param("id", runId).param("at", at).update() == 1;
    }

    boolean townsConfirmed(UUID runId) {
        return jdbc.sql("""
                        update disbursement.payment_run set state = 'TOWN_OK', version = version + 1
                        where id = :id and state = 'BUILT'""").param("id", runId).update() == 1;
    }

    boolean checked(UUID runId, int version, @Nullable String secondSignerWhy, UUID by, OffsetDateTime at) {
        return jdbc.sql("""
                        update disbursement.payment_run set state = 'CHECKED', checked_by = :by, checked_at = :at,
                            second_signer_why = :why, version = version + 1
                        where id = :id and state = 'TOWN_OK' and version = :version""")
                        .param("id", runId)
                        .param("why", secondSignerWhy)
                        .param("version", version)
                        .param("by", by)
                        .param("at", at)
                        .update()
                == 1;
    }

    /** The first of two signatures; the run waits for the second. */
    boolean firstSigned(UUID runId, int version, UUID by, OffsetDateTime at) {
        return jdbc.sql("""
                        update disbursement.payment_run set first_signed_by = :by, first_signed_at = :at, version = version + 1
                        where id = :id and state = 'CHECKED' and version = :version and first_signed_by is null""")
                        .param("id", runId)
                        .param("version", version)
                        .param("by", by)
                        .param("at", at)
                        .update()
                == 1;
    }

    boolean signed(UUID runId, int version, String hash, UUID by, OffsetDateTime at) {
        return jdbc.sql("""
                        update disbursement.payment_run set state = 'SIGNED', signed_by = :by, signed_at = :at,
                            lines_hash = :hash, version = version + 1
                        where id = :id and state = 'CHECKED' and version = :version""")
                        .param("id", runId)
                        .param("version", version)
                        .param("hash", hash)
                        .param("by", by)
                        .param("at", at)
                        .update()
                == 1;
    }

    boolean sent(UUID runId, UUID by, OffsetDateTime at) {
        return jdbc.sql("""
                        update disbursement.payment_run set state = 'SENT', sent_by = :by, sent_at = :at,
                            version = version + 1
                        where id = :id and state = 'SIGNED'""").param("id", runId).param("by", by).param("at", at).update() == 1;
    }

    boolean returned(UUID runId) {
        return jdbc.sql("""
                        update disbursement.payment_run set state = 'RETURNED', version = version + 1
                        where id = :id and state = 'SENT'""").param("id", runId).update() == 1;
    }

    boolean closed(UUID runId, int version, String note, UUID by, OffsetDateTime at) {
        return jdbc.sql("""
                        update disbursement.payment_run set state = 'CLOSED', closed_by = :by, closed_at = :at,
                            close_note = :note, version = version + 1
                        where id = :id and state = 'RETURNED' and version = :version""")
                        .param("id", runId)
                        .param("version", version)
                        .param("note", note)
                        .param("by", by)
                        .param("at", at)
                        .update()
                == 1;
    }

    /** A closed month opened again; the database asks for the approval. */
    boolean reopened(UUID runId) {
        return jdbc.sql("""
                        update disbursement.payment_run set state = 'RETURNED', version = version + 1
                        where id = :id and state = 'CLOSED'""").param("id", runId).update() == 1;
    }

    boolean abandoned(UUID runId, int version, String why) {
        return jdbc.sql("""
                        update disbursement.payment_run set state = 'ABANDONED', abandoned_why = :why, version = version + 1
                        where id = :id and state in ('BUILDING', 'BUILT', 'TOWN_OK', 'CHECKED') and version = :version""")
                        .param("id", runId)
                        .param("version", version)
                        .param("why", why)
                        .update()
                == 1;
    }
}
