package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Instants;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Versions of closed months, and months opened again. */
@Repository
class MonthEnds {

    private static final String REOPENINGS = """
            select o.*, a.name as asked_by_name, d.name as decided_by_name from disbursement.month_reopening o
            join registry.officer a on a.id = o.asked_by left join registry.officer d on d.id = o.decided_by
            where o.area_code >= :lo and o.area_code < :hi and\s""";

    private static final String VERSIONS = """
            select v.*, c.name as closed_by_name, p.approved_at, o.name as approved_by_name
            from disbursement.report_version v
            join registry.officer c on c.id = v.closed_by
            left join disbursement.report_approval p on p.version_id = v.id
            left join registry.officer o on o.id = p.approved_by
            where v.area_code >= :lo and v.area_code < :hi and\s""";

    private final JdbcClient jdbc;

    MonthEnds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("the run was found in the officer's county; the row policy checks the inserted row")
    UUID ask(PaymentRun run, String reason, UUID by, OffsetDateTime at) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into disbursement.month_reopening (id, run_id, area_code, reason, asked_by, asked_at)
                        values (?, ?, ?, ?, ?, ?)""").params(id, run.id(), run.county().value(), reason, by, at).update();
        return id;
    }

    boolean decide(UUID id, boolean approved, String note, UUID by, OffsetDateTime at, AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.month_reopening set approved = :approved, decided_by = :by, decided_at = :at,
                            decision_note = :note
                        where id = :id and decided_at is null and area_code >= :lo and area_code < :hi""")
                        .param("approved", approved)
                        .param("by", by)
                        .param("at", at)
                        .param("note", note)
                        .param("id", id)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    /** The month closed again ends its reopening; why it had been opened, if it had. */
    Optional<String> closedAgain(UUID runId, OffsetDateTime at, AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.month_reopening set closed_again_at = :at
                        where run_id = :run and approved and closed_again_at is null and area_code >= :lo and area_code < :hi
                        returning reason""")
                .param("at", at)
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(String.class)
                .optional();
    }

    Optional<MonthReopening> reopening(UUID id, AreaScope scope) {
        return jdbc.sql(REOPENINGS + "o.id = :id")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> reopening(row))
                .optional();
    }

    List<MonthReopening> reopenings(UUID runId, AreaScope scope) {
        return jdbc.sql(REOPENINGS + "o.run_id = :run order by o.asked_at desc")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> reopening(row))
                .list();
    }

    private static MonthReopening reopening(ResultSet row) throws SQLException {
        return new MonthReopening(
                row.getObject("id", UUID.class),
                row.getObject("run_id", UUID.class),
                row.getString("reason"),
                row.getObject("asked_by", UUID.class),
                row.getString("asked_by_name"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("decided_by_name"),
                Instants.read(row, "decided_at"),
                row.getObject("approved", Boolean.class),
                row.getString("decision_note"),
                Instants.read(row, "closed_again_at"));
    }

    /** Keeps the figures as they stand as the next version. */
    UUID keepVersion(PaymentRun run, String why, UUID by, OffsetDateTime at, AreaScope scope) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into disbursement.report_version (id, run_id, area_code, version_no, closed_by, closed_at, why)
                        select :id, :run, :county, coalesce(max(v.version_no), 0) + 1, :by, :at, :why
                        from disbursement.report_version v where v.run_id = :run""")
                .param("id", id)
                .param("run", run.id())
                .param("county", run.county().value())
                .param("by", by)
                .param("at", at)
                .param("why", why)
                .update();
        jdbc.sql("""
                        insert into disbursement.report_figure (version_id, area_code, residence, cell, value)
                        select :id, area_code, residence, cell, value from disbursement.run_summary
                        where run_id = :run and area_code >= :lo and area_code < :hi""")
                .param("id", id)
                .param("run", run.id())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
        return id;
    }

    List<ReportVersion> versions(UUID runId, AreaScope scope) {
        return jdbc.sql(VERSIONS + "v.run_id = :run order by v.version_no")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> version(row))
                .list();
    }

    Optional<ReportVersion> version(UUID id, AreaScope scope) {
        return jdbc.sql(VERSIONS + "v.id = :id")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> version(row))
                .optional();
    }

    private static ReportVersion version(ResultSet row) throws SQLException {
        return new ReportVersion(
                row.getObject("id", UUID.class),
                row.getObject("run_id", UUID.class),
                row.getInt("version_no"),
                row.getString("closed_by_name"),
                row.getObject("closed_at", OffsetDateTime.class).toInstant(),
                row.getString("why"),
                row.getString("approved_by_name"),
                Instants.read(row, "approved_at"));
    }

    /** Who closed the month this version is of. */
    UUID closerOf(UUID versionId, AreaScope scope) {
        return jdbc.sql("""
                        select closed_by from disbursement.report_version
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("id", versionId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .single();
    }

    @Unscoped("the version was found within the scope; the row policy checks the inserted row")
    boolean approve(UUID versionId, AreaCode county, UUID by, OffsetDateTime at) {
        return jdbc.sql("""
                        insert into disbursement.report_approval (version_id, area_code, approved_by, approved_at)
                        values (?, ?, ?, ?) on conflict do nothing""").params(versionId, county.value(), by, at).update() == 1;
    }

    /** Figures that are not what they were, or that only one of the two has. */
    List<FigureDifference> differences(UUID before, UUID after, AreaScope scope) {
        return jdbc.sql("""
                        select coalesce(a.area_code, b.area_code) as area_code, coalesce(t.name, :withheld) as name, coalesce(a.residence, b.residence) as residence,
                            coalesce(a.cell, b.cell) as cell, coalesce(b.value, 0) as before, coalesce(a.value, 0) as after
                        from (select * from disbursement.report_figure where version_id = :before
                            and area_code >= :lo and area_code < :hi) b
                        full join (select * from disbursement.report_figure where version_id = :after
                            and area_code >= :lo and area_code < :hi) a
                            on a.area_code = b.area_code and a.residence = b.residence and a.cell = b.cell
                        left join registry.area t on t.code = coalesce(a.area_code, b.area_code)
                        where coalesce(a.value, 0) <> coalesce(b.value, 0) and coalesce(a.residence, b.residence) <> 'ALL'
                        order by 1, 3 desc, 4""")
                .param("withheld", WithheldPlace.NAME)
                .param("before", before)
                .param("after", after)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new FigureDifference(
                        AreaCode.of(row.getString("area_code")),
                        row.getString("name"),
                        UrbanRural.valueOf(row.getString("residence")),
                        row.getString("cell"),
                        row.getBigDecimal("before"),
                        row.getBigDecimal("after")))
                .list();
    }

    @Unscoped("the figures belong to a version just made; the row policy checks every inserted row")
    void keepFigures(UUID versionId, AreaCode town, Map<String, BigDecimal> cells) {
        cells.forEach((cell, value) ->
                jdbc.sql("""
                        insert into disbursement.report_figure (version_id, area_code, residence, cell, value)
                        values (?, ?, 'ALL', ?, ?)""").params(versionId, town.value(), cell, value).update());
    }

    Map<AreaCode, Map<String, BigDecimal>> townFigures(UUID versionId, AreaScope scope) {
        Map<AreaCode, Map<String, BigDecimal>> figures = new TreeMap<>();
        jdbc.sql("""
                        select area_code, cell, value from disbursement.report_figure
                        where version_id = :id and residence = 'ALL' and area_code >= :lo and area_code < :hi""")
                .param("id", versionId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((ResultSet row) -> {
                    figures.computeIfAbsent(AreaCode.of(row.getString("area_code")), town -> new HashMap<>())
                            .put(row.getString("cell"), row.getBigDecimal("value"));
                });
        return figures;
    }
}
