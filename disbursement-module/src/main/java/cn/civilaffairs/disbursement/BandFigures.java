package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Months;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The figures of a month by band, frozen beside the others (分档统计). */
@Repository
class BandFigures {

    private final JdbcClient jdbc;
    private final List<ReportBands> declared;

    BandFigures(JdbcClient jdbc, ObjectProvider<ReportBands> declared) {
        this.jdbc = jdbc;
        this.declared = declared.orderedStream().toList();
    }

    @Unscoped("what modules declare, nobody's data")
    Optional<ReportBands> of(String scheme) {
        return declared.stream().filter(bands -> bands.scheme().equals(scheme)).findFirst();
    }

    /** Everybody on the roster, paid or not, and all the money of the run, by the band of the month. */
    void freeze(PaymentRun run, AreaScope scope) {
        of(run.scheme())
                .ifPresent(bands -> jdbc.sql("""
                        insert into disbursement.run_summary (run_id, area_code, residence, cell, value)
                        with roster as (
                            select x.entitlement_id, x.area_code, x.residence,
                                coalesce(sum(x.persons) filter (where x.listed), 0) as persons,
                                coalesce(sum(x.persons) filter (where x.listed and x.paid), 0) as paid,
                                sum(x.amount) as amount, sum(x.arrears) as arrears
                            from (
                                select entitlement_id, area_code, residence, persons, kind = 'REGULAR' as listed, true as paid,
                                    amount, arrears_amount as arrears
                                from disbursement.payment_line where run_id = :run
                                union all
                                select entitlement_id, area_code, residence, persons, reason <> 'ARREARS_UNPAYABLE', false, 0, 0
                                from disbursement.run_exception where run_id = :run) x
                            where x.area_code >= :lo and x.area_code < :hi group by 1, 2, 3)
                        select :run,\s""" + WithheldPlace.town("t.") + """
                        , t.residence, 'B_' || t.band || '_' || v.cell, sum(v.value)
                        from (
                            select r.*, coalesce((select\s""" + bands.band() + """
                                 from disbursement.determination d
                                where d.entitlement_id = r.entitlement_id and d.effective_month <= :month
                                order by d.effective_month desc, d.ordinal desc limit 1), '000') as band
                            from roster r) t
                        cross join lateral (values ('PERSONS', t.persons::numeric), ('PAID', t.paid::numeric),
                            ('AMOUNT', t.amount), ('ARREARS', t.arrears)) v(cell, value)
                        group by 1, 2, 3, 4""")
                        .param("run", run.id())
                        .param("month", Months.firstDay(run.benefitMonth()))
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update());
    }

    /** The figures of each band, from the cells of a place. */
    static Map<String, BandReport.Figures> read(Map<String, BigDecimal> cells) {
        Map<String, BandReport.Figures> byBand = new TreeMap<>();
        cells.forEach((cell, value) -> {
            Matcher matcher = BandReport.CELL.matcher(cell);
            if (matcher.matches()) {
                byBand.merge(matcher.group(1), one(matcher.group(2), value), BandReport.Figures::plus);
            }
        });
        return byBand;
    }

    private static BandReport.Figures one(String figure, BigDecimal value) {
        return switch (figure) {
            case "PERSONS" -> new BandReport.Figures(value.intValueExact(), 0, Money.ZERO, Money.ZERO);
            case "PAID" -> new BandReport.Figures(0, value.intValueExact(), Money.ZERO, Money.ZERO);
            case "AMOUNT" -> new BandReport.Figures(0, 0, new Money(value), Money.ZERO);
            default -> new BandReport.Figures(0, 0, Money.ZERO, new Money(value));
        };
    }
}
