package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Appeals {

    private static final String SELECT = """
            select a.*, r.name as recorder, d.name as decider from casework.appeal a
            left join registry.officer r on r.id = a.recorded_by
            left join registry.officer d on d.id = a.decided_by
            where a.area_code >= :lo and a.area_code < :hi
            """;

    private final JdbcClient jdbc;

    Appeals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private JdbcClient.StatementSpec scoped(String sql, AreaScope scope) {
        return jdbc.sql(sql).param("lo", scope.lo()).param("hi", scope.hi());
    }

    @Unscoped("the row policy refuses an appeal outside the officer's area")
    void add(
            UUID id,
            CaseFile file,
            Appeal.Kind kind,
            LocalDate servedOn,
            LocalDate filedOn,
            LocalDate lastDay,
            @Nullable String lateWhy,
            String body,
            UUID officer,
            Instant at) {
        jdbc.sql("""
                        insert into casework.appeal (id, case_id, area_code, kind, served_on, filed_on, last_day, late_why, body,
                            recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        file.id(),
                        file.area().value(),
                        kind.name(),
                        servedOn,
                        filedOn,
                        lastDay,
                        lateWhy,
                        body,
                        officer,
                        at.atOffset(ZoneOffset.UTC)))
                .update();
    }

    List<Appeal> ofCase(UUID caseId, AreaScope scope) {
        return scoped(SELECT + "and a.case_id = :case order by a.recorded_at", scope)
                .param("case", caseId)
                .query(Appeals::read)
                .list();
    }

    List<Appeal> open(AreaScope scope) {
        return scoped(SELECT + "and a.outcome is null order by a.filed_on", scope)
                .query(Appeals::read)
                .list();
    }

    Optional<Appeal> find(UUID id, AreaScope scope) {
        return scoped(SELECT + "and a.id = :id", scope)
                .param("id", id)
                .query(Appeals::read)
                .optional();
    }

    boolean decide(
            UUID id,
            Appeal.Outcome outcome,
            LocalDate on,
            String document,
            @Nullable Money monthlyAmount,
            UUID officer,
            Instant at,
            AreaScope scope) {
        return scoped("""
                                update casework.appeal set outcome = :outcome, outcome_on = :on, document = :document,
                                    monthly_amount = :amount,
                                    decided_by = :officer, decided_at = :at
                                where id = :id and outcome is null and area_code >= :lo and area_code < :hi""", scope)
                        .param("id", id)
                        .param("outcome", outcome.name())
                        .param("on", on)
                        .param("document", document)
                        .param("amount", monthlyAmount == null ? null : monthlyAmount.yuan(), java.sql.Types.NUMERIC)
                        .param("officer", officer)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static Appeal read(ResultSet row, int number) throws SQLException {
        String outcome = row.getString("outcome");
        BigDecimal amount = row.getBigDecimal("monthly_amount");
        return new Appeal(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                Appeal.Kind.valueOf(row.getString("kind")),
                row.getObject("served_on", LocalDate.class),
                row.getObject("filed_on", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getString("late_why"),
                row.getString("body"),
                row.getObject("recorded_by", UUID.class),
                row.getString("recorder"),
                outcome == null ? null : Appeal.Outcome.valueOf(outcome),
                row.getObject("outcome_on", LocalDate.class),
                row.getString("document"),
                amount == null ? null : new Money(amount),
                row.getString("decider"));
    }
}
