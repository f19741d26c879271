package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.policy.StandardBook;
import cn.civilaffairs.registry.policy.Standards;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Freezes the standard each township and residence was paid by, for the ratio reports print (补差率). */
@Repository
class StandardFigures {

    private final JdbcClient jdbc;
    private final Standards standards;

    StandardFigures(JdbcClient jdbc, Standards standards) {
        this.jdbc = jdbc;
        this.standards = standards;
    }

    private record Row(AreaCode town, UrbanRural residence) {}

    void freeze(PaymentRun run, AreaScope scope) {
        StandardBook book = standards.book(run.scheme());
        for (Row row : rows(run, scope)) {
            book.inForce("", row.town(), row.residence(), run.benefitMonth())
                    .ifPresent(standard -> jdbc.sql("""
                                    insert into disbursement.run_summary (run_id, area_code, residence, cell, value)
                                    values (?, ?, ?, 'STANDARD', ?)""")
                            .params(
                                    run.id(),
                                    row.town().value(),
                                    row.residence().name(),
                                    standard.amount().yuan())
                            .update());
        }
    }

    private List<Row> rows(PaymentRun run, AreaScope scope) {
        return jdbc.sql("""
                        select distinct area_code, residence from disbursement.run_summary
                        where run_id = :run and area_code >= :lo and area_code < :hi""")
                .param("run", run.id())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Row(
                        AreaCode.of(row.getString("area_code")), UrbanRural.valueOf(row.getString("residence"))))
                .list();
    }
}
