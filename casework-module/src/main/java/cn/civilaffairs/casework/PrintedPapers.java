package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PrintedPapers {

    private final JdbcClient jdbc;

    PrintedPapers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Two people printing the same paper at once get two numbers, one after the other. */
    int takeNumber(UUID caseId, String paper, AreaScope scope) {
        jdbc.sql("""
                        select 1 from casework.case_file
                        where id = :case and area_code >= :lo and area_code < :hi for update""")
                .param("case", caseId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .optional()
                .orElseThrow(NotFound::new);
        return jdbc.sql("""
                        select coalesce(max(copy_no), 0) + 1 from casework.printed_paper
                        where case_id = :case and paper = :paper and area_code >= :lo and area_code < :hi""")
                .param("case", caseId)
                .param("paper", paper)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    void add(UUID caseId, PrintedPaper print, Officer officer, AreaScope scope) {
        jdbc.sql("""
                        insert into casework.printed_paper
                            (case_id, area_code, paper, copy_no, sha256, printed_by, printed_at)
                        select id, area_code, :paper, :copy, :sha, :officer, :at from casework.case_file
                        where id = :case and area_code >= :lo and area_code < :hi""")
                .param("case", caseId)
                .param("paper", print.paper())
                .param("copy", print.copyNo())
                .param("sha", print.sha256())
                .param("officer", officer.id())
                .param("at", OffsetDateTime.ofInstant(print.printedAt(), ZoneOffset.UTC))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    List<PrintedPaper> of(UUID caseId, AreaScope scope) {
        return jdbc.sql("""
                        select p.paper, p.copy_no, p.sha256, o.name, p.printed_at
                        from casework.printed_paper p join registry.officer o on o.id = p.printed_by
                        where p.case_id = :case and p.area_code >= :lo and p.area_code < :hi
                        order by p.printed_at, p.paper""")
                .param("case", caseId)
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
}
