package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Promises of confirmed cases, and what was proposed where one was broken. */
@Repository
class Promises {

    private final JdbcClient jdbc;

    Promises(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private JdbcClient.StatementSpec scoped(String sql, AreaScope scope) {
        return jdbc.sql(sql).param("lo", scope.lo()).param("hi", scope.hi());
    }

    /** Of one case, or else all that are past their day. */
    List<OpenPromise> open(@Nullable UUID caseId, LocalDate today, AreaScope scope, int limit) {
        JdbcClient.StatementSpec statement = scoped(
                        """
                        select c.id, c.case_no, c.matter, c.title, v.name as village, p.code, p.promised_by,
                            b.id as proposal, b.proposed_by, o.name as proposer, b.why, coalesce(b.suspended, false) as suspended
                        from casework.case_paper p
                        join casework.case_file c on c.id = p.case_id
                        join registry.area v on v.code = c.area_code
                        left join lateral (select * from casework.broken_promise x
                            where x.case_id = p.case_id and x.paper_code = p.code and x.suspended is distinct from false
                            order by x.proposed_at desc limit 1) b on true
                        left join registry.officer o on o.id = b.proposed_by
                        where p.state = 'COMMITTED' and c.status = 'CONFIRMED'
                          and c.area_code >= :lo and c.area_code < :hi and p.area_code >= :lo and p.area_code < :hi"""
                                + (caseId == null ? " and p.promised_by < :today" : " and c.id = :case")
                                + " order by p.promised_by, c.case_no limit :limit",
                        scope)
                .param("limit", limit);
        statement = caseId == null ? statement.param("today", today) : statement.param("case", caseId);
        return statement
                .query((row, number) -> new OpenPromise(
                        row.getObject("id", UUID.class),
                        row.getString("case_no"),
                        row.getString("matter"),
                        row.getString("title"),
                        row.getString("village"),
                        row.getString("code"),
                        row.getObject("promised_by", LocalDate.class),
                        row.getObject("proposal", UUID.class),
                        row.getObject("proposed_by", UUID.class),
                        row.getString("proposer"),
                        row.getString("why"),
                        row.getBoolean("suspended")))
                .list();
    }

    @Unscoped("the row policy refuses a proposal outside the officer's area")
    void propose(UUID id, CaseFile file, String paper, String why, UUID officer, Instant at) {
        jdbc.sql("""
                        insert into casework.broken_promise (id, case_id, area_code, paper_code, why, proposed_by, proposed_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(id, file.id(), file.area().value(), paper, why, officer, at.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean decide(UUID id, boolean suspend, UUID officer, Instant at, AreaScope scope) {
        return scoped("""
                                update casework.broken_promise set suspended = :suspend, decided_by = :officer, decided_at = :at
                                where id = :id and suspended is null and area_code >= :lo and area_code < :hi""", scope)
                        .param("id", id)
                        .param("suspend", suspend)
                        .param("officer", officer)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
