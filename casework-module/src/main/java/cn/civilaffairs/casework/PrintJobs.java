package cn.civilaffairs.casework;

import cn.civilaffairs.casework.PrintJob.Part;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Months;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The print jobs and their parts. */
@Repository
class PrintJobs {

    private static final String COLUMNS = """
            id, area_code, matter, paper, title, month, placeholders, cardinality(subjects) as total, done, left_out, state, failure,
            asked_by, asked_at""";

    private final JdbcClient jdbc;

    PrintJobs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    UUID add(NewPrintJob job, UUID by, Instant at, AreaScope scope) {
        UUID id = Ids.next();
        int added = jdbc.sql("""
                        insert into casework.print_job
                            (id, area_code, matter, paper, title, month, placeholders, subjects, asked_by, asked_at)
                        select :id, :area, :matter, :paper, :title, :month, :placeholders, :subjects, :by, :at
                        where :area >= :lo and :area < :hi""")
                .param("id", id)
                .param("area", job.area().value())
                .param("matter", job.matter())
                .param("paper", job.paper())
                .param("title", job.title())
                .param("month", Months.firstDay(job.month()))
                .param("placeholders", job.placeholders())
                .param("subjects", job.subjects().toArray(UUID[]::new))
                .param("by", by)
                .param("at", at(at))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
        if (added != 1) {
            throw new NotFound();
        }
        return id;
    }

    Optional<PrintJob> find(UUID id, AreaScope scope) {
        return jdbc.sql("select " + COLUMNS
                        + " from casework.print_job where id = :id and area_code >= :lo and area_code < :hi")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> read(row, parts(id, scope)))
                .optional();
    }

    List<PrintJob> of(UUID officer, int limit, AreaScope scope) {
        return jdbc.sql("select " + COLUMNS + """
                         from casework.print_job
                        where asked_by = :officer and area_code >= :lo and area_code < :hi
                        order by asked_at desc limit :limit""")
                .param("officer", officer)
                .param("limit", limit)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> read(row, parts(row.getObject("id", UUID.class), scope)))
                .list();
    }

    private List<Part> parts(UUID job, AreaScope scope) {
        return jdbc.sql("""
                        select p.part, p.file_id, p.papers, p.pages, p.taken, f.removed_at is not null as removed
                        from casework.print_job_part p join registry.stored_file f on f.id = p.file_id
                        where p.job_id = :job and p.area_code >= :lo and p.area_code < :hi order by p.part""")
                .param("job", job)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Part.class)
                .list();
    }

    /** Whom to print for next; the row is locked, so that two workers do not print the same twice. */
    List<UUID> next(UUID id, int most, AreaScope scope) {
        return jdbc.sql("""
                        select subjects[done + 1 : done + :most] from casework.print_job
                        where id = :id and state = 'WORKING' and area_code >= :lo and area_code < :hi for update""")
                .param("id", id)
                .param("most", most)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> List.of((UUID[]) row.getArray(1).getArray()))
                .optional()
                .orElse(List.of());
    }

    void advance(UUID id, int done, int leftOut, AreaScope scope) {
        jdbc.sql("""
                        update casework.print_job set done = done + :done, left_out = left_out + :leftOut, failure = null
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("done", done)
                .param("leftOut", leftOut)
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    void addPart(UUID id, AreaCode area, UUID file, int papers, int pages, AreaScope scope) {
        jdbc.sql("""
                        insert into casework.print_job_part (job_id, part, area_code, file_id, papers, pages)
                        select :id, coalesce(max(p.part), 0) + 1, :area, :file, :papers, :pages
                        from casework.print_job_part p where p.job_id = :id and p.area_code >= :lo and p.area_code < :hi""")
                .param("id", id)
                .param("area", area.value())
                .param("file", file)
                .param("papers", papers)
                .param("pages", pages)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    void finish(UUID id, Instant at, AreaScope scope) {
        jdbc.sql("""
                        update casework.print_job set state = 'DONE', done_at = :at
                        where id = :id and state = 'WORKING' and area_code >= :lo and area_code < :hi""")
                .param("at", at(at))
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    void fail(UUID id, String why, AreaScope scope) {
        jdbc.sql("""
                        update casework.print_job set state = 'FAILED', failure = :why
                        where id = :id and state = 'WORKING' and area_code >= :lo and area_code < :hi""")
                .param("why", why)
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** Jobs asked for before a moment, no longer worked on, of which a file is still there. */
    List<PrintJob> over(Instant before, AreaScope scope) {
        return jdbc.sql("select " + COLUMNS + """
                         from casework.print_job j
                        where asked_at < :before and state <> 'WORKING' and area_code >= :lo and area_code < :hi
                            and exists (select from casework.print_job_part p
                                join registry.stored_file f on f.id = p.file_id
                                where p.job_id = j.id and f.removed_at is null)""")
                .param("before", at(before))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> read(row, parts(row.getObject("id", UUID.class), scope)))
                .list();
    }

    /** @return how often the part has been taken, this time included */
    int take(UUID id, int part, AreaScope scope) {
        return jdbc.sql("""
                        update casework.print_job_part set taken = taken + 1
                        where job_id = :id and part = :part and area_code >= :lo and area_code < :hi returning taken""")
                .param("id", id)
                .param("part", part)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static PrintJob read(ResultSet row, List<Part> parts) throws SQLException {
        return new PrintJob(
                row.getObject("id", UUID.class),
                AreaCode.of(row.getString("area_code")),
                row.getString("matter"),
                row.getString("paper"),
                row.getString("title"),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getBoolean("placeholders"),
                row.getInt("total"),
                row.getInt("done"),
                row.getInt("left_out"),
                PrintJob.State.valueOf(row.getString("state")),
                row.getString("failure"),
                row.getObject("asked_by", UUID.class),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                parts);
    }
}
