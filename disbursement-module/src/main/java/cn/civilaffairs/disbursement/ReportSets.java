package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Printed sets, each copy with its number. */
@Repository
class ReportSets {

    private static final String SETS = """
            select s.*, o.name as asked_by_name from disbursement.report_set s join registry.officer o on o.id = s.asked_by
            where s.area_code >= :lo and s.area_code < :hi and\s""";

    private final JdbcClient jdbc;

    ReportSets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("the version was found within the scope; the row policy checks the inserted row")
    UUID ask(UUID versionId, AreaCode county, String paperSize, UUID by, OffsetDateTime at) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into disbursement.report_set
                            (id, version_id, area_code, paper_size, copy_no, state, asked_by, asked_at)
                        select :id, :version, :county, :size, coalesce(max(s.copy_no), 0) + 1, 'WORKING', :by, :at
                        from disbursement.report_set s where s.version_id = :version and s.paper_size = :size""")
                .param("id", id)
                .param("version", versionId)
                .param("county", county.value())
                .param("size", paperSize)
                .param("by", by)
                .param("at", at)
                .update();
        return id;
    }

    void done(UUID id, UUID file, String sha256, int pages, OffsetDateTime at, AreaScope scope) {
        jdbc.sql("""
                        update disbursement.report_set set state = 'DONE', file_id = :file, sha256 = :sha256, pages = :pages,
                            done_at = :at, failure = null
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("file", file)
                .param("sha256", sha256)
                .param("pages", pages)
                .param("at", at)
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    void failed(UUID id, String failure, OffsetDateTime at, AreaScope scope) {
        jdbc.sql("""
                        update disbursement.report_set set state = 'FAILED', failure = :failure, done_at = :at
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("failure", failure)
                .param("at", at)
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    Optional<ReportSet> find(UUID id, AreaScope scope) {
        return jdbc.sql(SETS + "s.id = :id")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> set(row))
                .optional();
    }

    List<ReportSet> of(UUID versionId, AreaScope scope) {
        return jdbc.sql(SETS + "s.version_id = :version order by s.paper_size, s.copy_no")
                .param("version", versionId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> set(row))
                .list();
    }

    int countDone(UUID versionId, AreaScope scope) {
        return (int) of(versionId, scope).stream().filter(ReportSet::done).count();
    }

    private static ReportSet set(ResultSet row) throws SQLException {
        return new ReportSet(
                row.getObject("id", UUID.class),
                row.getObject("version_id", UUID.class),
                row.getString("paper_size"),
                row.getInt("copy_no"),
                ReportSet.State.valueOf(row.getString("state")),
                row.getObject("file_id", UUID.class),
                row.getString("sha256"),
                row.getObject("pages", Integer.class),
                row.getString("failure"),
                row.getString("asked_by_name"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                Instants.read(row, "done_at"));
    }
}
