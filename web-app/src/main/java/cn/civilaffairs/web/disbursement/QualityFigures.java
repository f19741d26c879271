package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.registry.time.BusinessClock;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts by township, read where they arise. */
@Repository
class QualityFigures {

    private final JdbcClient jdbc;

    QualityFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<AreaCode, Map<String, BigDecimal>> of(PaymentRun run, LineOfBusiness line, LocalDate today, AreaScope scope) {
        Map<AreaCode, Map<String, BigDecimal>> figures = new TreeMap<>();
        YearMonth month = run.benefitMonth();
        jdbc.sql("""
                        with town as (select code from registry.area
                            where level = 'TOWNSHIP' and valid_to is null and code >= :lo and code < :hi),
                        act as (select left(area_code, 9) || '000' as town, act, due_on, at from casework.case_entry
                            where at >= :begins and at < :ends and duty is not null
                              and area_code >= :lo and area_code < :hi)
                        select town.code, f.cell, f.value from town cross join lateral (values
                            ('Q_ACTS', (select count(*) from act where act.town = town.code and act.due_on is not null)),
                            ('Q_ACTS_ON_TIME', (select count(*) from act where act.town = town.code and act.due_on is not null
                                and (act.at at time zone 'Asia/Shanghai')::date <= act.due_on)),
                            ('Q_RETURNED', (select count(*) from casework.case_entry e where e.act = 'RETURN'
                                and e.at >= :begins and e.at < :ends
                                and e.area_code >= town.code and e.area_code < left(town.code, 9) || '999')),
                            ('Q_FAILED', (select count(*) from disbursement.line_result s where s.run_id = :run
                                and not s.succeeded and s.area_code >= town.code and s.area_code < left(town.code, 9) || '999')),
                            ('Q_PAID', (select count(*) from disbursement.payment_line l where l.run_id = :run
                                and l.area_code >= town.code and l.area_code < left(town.code, 9) || '999')),
                            ('Q_REVIEWS_OVERDUE', (select count(*) from disbursement.entitlement e where e.scheme = :scheme
                                and e.last_month is null and e.next_review_on < least(cast(:next as date), cast(:today as date))
                                and e.area_code >= town.code and e.area_code < left(town.code, 9) || '999')),
                            ('Q_LEADS_OVERDUE', (select count(*) from casework.lead l where l.state in ('OPEN', 'ESCALATED')
                                and l.due_on < :today and :line = any (l.lines) and l.area_code >= town.code and l.area_code < left(town.code, 9) || '999')),
                            ('Q_CORRECTED', (select count(*) from disbursement.determination d
                                join disbursement.entitlement e on e.id = d.entitlement_id and e.scheme = :scheme
                                where d.cause = 'CORRECTED' and d.decided_on >= cast(:first as date)
                                and d.decided_on < cast(:next as date)
                                and d.area_code >= town.code and d.area_code < left(town.code, 9) || '999'))
                            ) f(cell, value)""")
                .param("run", run.id())
                .param("scheme", run.scheme())
                .param("first", month.atDay(1))
                .param("next", month.plusMonths(1).atDay(1))
                .param("begins", month.atDay(1).atStartOfDay(BusinessClock.ZONE).toOffsetDateTime())
                .param(
                        "ends",
                        month.plusMonths(1)
                                .atDay(1)
                                .atStartOfDay(BusinessClock.ZONE)
                                .toOffsetDateTime())
                .param("line", line.name())
                .param("today", today)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((ResultSet row) -> {
                    figures.computeIfAbsent(AreaCode.of(row.getString("code")), town -> new HashMap<>())
                            .put(row.getString("cell"), row.getBigDecimal("value"));
                });
        return figures;
    }

    /** Leads of a line of business that were due before a day and are not answered. */
    int leadsOverdue(LineOfBusiness line, LocalDate before, AreaScope scope) {
        return jdbc.sql("""
                        select count(*) from casework.lead where state in ('OPEN', 'ESCALATED') and due_on < :before
                          and :line = any (lines) and area_code >= :lo and area_code < :hi""")
                .param("line", line.name())
                .param("before", before)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    /** Benefits whose review was due before a day and is not done. */
    int reviewsOverdue(String scheme, LocalDate before, AreaScope scope) {
        return jdbc.sql("""
                        select count(*) from disbursement.entitlement where scheme = :scheme and last_month is null
                          and next_review_on < :before and area_code >= :lo and area_code < :hi""")
                .param("scheme", scheme)
                .param("before", before)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }
}
