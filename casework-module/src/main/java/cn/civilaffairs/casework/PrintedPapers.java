package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.time.BusinessClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PrintedPapers {

    private final JdbcClient jdbc;

    PrintedPapers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A print about to be remembered. */
    record Print(
            String paper,
            @Nullable String title,
            int copyNo,
            @Nullable Integer pages,
            String sha256,
            @Nullable UUID batch,
            Instant at) {}

    /** Two people printing the same paper at once get two numbers, one after the other. */
    int takeNumber(PrintSubject subject, String paper, AreaScope scope) {
        boolean ofCase = subject.kind() == PrintSubject.Kind.CASE;
        if (ofCase) {
            lockCase(subject.id(), scope);
        } else {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))::text")
                    .param("key", "print " + subject.kind() + subject.id() + paper)
                    .query(String.class)
                    .optional();
        }
        return jdbc.sql("""
                        select coalesce(max(copy_no), 0) + 1 from casework.printed_paper
                        where %s = :subject and subject_kind = :kind and paper = :paper
                          and area_code >= :lo and area_code < :hi""".formatted(ofCase ? "case_id" : "subject_id"))
                .param("subject", subject.id())
                .param("kind", subject.kind().name())
                .param("paper", paper)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    private void lockCase(UUID caseId, AreaScope scope) {
        jdbc.sql("""
                        select 1 from casework.case_file
                        where id = :case and area_code >= :lo and area_code < :hi for update""")
                .param("case", caseId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .optional()
                .orElseThrow(NotFound::new);
    }

    void add(PrintSubject subject, Print print, Officer officer, AreaScope scope) {
        String sql = subject.kind() == PrintSubject.Kind.CASE ? """
                insert into casework.printed_paper (case_id, area_code, subject_kind, paper, title, for_whom, copy_no, pages, sha256,
                    printed_by, printed_at, batch_id)
                select id, area_code, :kind, :paper, :title, title, :copy, :pages, :sha, :officer, :at, :batch
                from casework.case_file where id = :subject and area_code >= :lo and area_code < :hi""" : """
                insert into casework.printed_paper (subject_id, area_code, subject_kind, paper, title, for_whom, copy_no, pages, sha256,
                    printed_by, printed_at, batch_id)
                select :subject, code, :kind, :paper, :title, :whom, :copy, :pages, :sha, :officer, :at, :batch
                from registry.area where code = :area and code >= :lo and code < :hi""";
        int written = jdbc.sql(sql)
                .param("subject", subject.id())
                .param("kind", subject.kind().name())
                .param("area", subject.area().value())
                .param("paper", print.paper())
                .param("title", print.title())
                .param("whom", subject.forWhom())
                .param("copy", print.copyNo())
                .param("pages", print.pages())
                .param("sha", print.sha256())
                .param("officer", officer.id())
                .param("at", OffsetDateTime.ofInstant(print.at(), ZoneOffset.UTC))
                .param("batch", print.batch())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
        if (written != 1) {
            throw new NotFound();
        }
    }

    List<PrintedPaper> of(UUID caseId, AreaScope scope) {
        return prints("p.case_id = :id", caseId, scope);
    }

    List<PrintedPaper> of(PrintSubject.Kind kind, UUID id, AreaScope scope) {
        return prints("p.subject_kind = '" + kind + "' and p.subject_id = :id", id, scope);
    }

    /** Whose such papers have been printed. */
    Set<UUID> printed(PrintSubject.Kind kind, String paper, AreaScope scope) {
        return jdbc.sql("""
                        select coalesce(p.case_id, p.subject_id) from casework.printed_paper p
                        where p.subject_kind = :kind and p.paper = :paper
                            and p.area_code >= :lo and p.area_code < :hi""")
                .param("kind", kind.name())
                .param("paper", paper)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .set();
    }

    private List<PrintedPaper> prints(String which, UUID id, AreaScope scope) {
        return jdbc.sql("""
                        select p.paper, p.copy_no, p.sha256, o.name, p.printed_at
                        from casework.printed_paper p join registry.officer o on o.id = p.printed_by
                        where WHICH and p.area_code >= :lo and p.area_code < :hi
                        order by p.printed_at, p.paper, p.copy_no""".replace("WHICH", which))
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new PrintedPaper(
                        row.getString("paper"),
                        row.getInt("copy_no"),
                        row.getString("sha256"),
                        row.getString("name"),
                        row.getObject("printed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    List<PrintLine> list(PrintFilter filter, int limit, int offset, AreaScope scope) {
        Map<String, Object> values = new HashMap<>(Map.of("limit", limit, "offset", offset));
        return jdbc.sql(lines(filter, values, scope) + " limit :limit offset :offset")
                .params(values)
                .query((row, number) -> line(row))
                .list();
    }

    Stream<PrintLine> stream(PrintFilter filter, AreaScope scope) {
        Map<String, Object> values = new HashMap<>();
        return jdbc
                .sql(lines(filter, values, scope))
                .params(values)
                .withFetchSize(500)
                .query((row, number) -> line(row))
                .stream();
    }

    int count(PrintFilter filter, AreaScope scope) {
        Map<String, Object> values = new HashMap<>();
        String where = where(filter, values, scope);
        return jdbc.sql("select count(*) from casework.printed_paper p join registry.officer o on o.id = p.printed_by"
                        + " left join casework.case_file c on c.id = p.case_id where " + where)
                .params(values)
                .query(Integer.class)
                .single();
    }

    private static String lines(PrintFilter filter, Map<String, Object> values, AreaScope scope) {
        return """
                select p.id, p.subject_kind, coalesce(p.case_id, p.subject_id) as subject, p.area_code, p.paper, p.title,
                    coalesce(p.for_whom, c.title, '') as for_whom, p.copy_no, p.pages, p.sha256, o.name, p.printed_at, p.batch_id
                from casework.printed_paper p join registry.officer o on o.id = p.printed_by
                left join casework.case_file c on c.id = p.case_id where\s""" + where(filter, values, scope) + " order by p.printed_at desc, p.area_code, p.id";
    }

    private static String where(PrintFilter filter, Map<String, Object> values, AreaScope scope) {
        StringBuilder where = new StringBuilder("p.area_code >= :lo and p.area_code < :hi");
        values.put("lo", scope.lo());
        values.put("hi", scope.hi());
        if (filter.paper() != null) {
            where.append(" and p.paper = :paper");
            values.put("paper", filter.paper());
        }
        if (filter.from() != null) {
            where.append(" and p.printed_at >= :from");
            values.put("from", startOf(filter.from()));
        }
        if (filter.to() != null) {
            where.append(" and p.printed_at < :to");
            values.put("to", startOf(filter.to().plusDays(1)));
        }
        if (filter.officer() != null) {
            where.append(" and o.name like :officer");
            values.put("officer", "%" + filter.officer() + "%");
        }
        if (filter.area() != null) {
            AreaScope narrower = AreaScope.of(filter.area());
            where.append(" and p.area_code >= :areaLo and p.area_code < :areaHi");
            values.put("areaLo", narrower.lo());
            values.put("areaHi", narrower.hi());
        }
        if (filter.forWhom() != null) {
            where.append(" and coalesce(p.for_whom, c.title, '') like :whom");
            values.put("whom", "%" + filter.forWhom() + "%");
        }
        if (filter.reprints()) {
            where.append(" and p.copy_no > 1 and p.paper not like '%-empty'");
        }
        return where.toString();
    }

    private static OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay(BusinessClock.ZONE).toOffsetDateTime();
    }

    private static PrintLine line(ResultSet row) throws SQLException {
        return new PrintLine(
                row.getObject("id", UUID.class),
                PrintSubject.Kind.valueOf(row.getString("subject_kind")),
                row.getObject("subject", UUID.class),
                AreaCode.of(row.getString("area_code")),
                row.getString("paper"),
                row.getString("title"),
                row.getString("for_whom"),
                row.getInt("copy_no"),
                row.getObject("pages", Integer.class),
                row.getString("sha256"),
                row.getString("name"),
                row.getObject("printed_at", OffsetDateTime.class).toInstant(),
                row.getObject("batch_id", UUID.class));
    }
}
