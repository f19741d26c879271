package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.database.Months;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who draws a benefit in one month, for lists that hang in public. */
@Repository
class PublicLists {

    private final JdbcClient jdbc;

    PublicLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<PublicLine> inForce(String scheme, YearMonth month, AreaScope scope) {
        return jdbc.sql("""
                        select e.id, e.household_id, r.name, r.birth_date, d.persons, d.amount, r.limit_id is not null as limited
                        from disbursement.entitlement e
                        join registry.resident r on r.id = e.resident_id
                        join lateral (
                            select d.persons, d.amount from disbursement.determination d
                            where d.entitlement_id = e.id and d.effective_month <= :month
                            order by d.effective_month desc, d.ordinal desc limit 1) d on true
                        where e.scheme = :scheme and e.first_month <= :month
                          and (e.last_month is null or e.last_month >= :month) and d.amount > 0 and r.limit_id is null
                          and e.area_code >= :lo and e.area_code < :hi
                        order by e.area_code, r.pinyin, e.id""")
                .param("scheme", scheme)
                .param("month", Months.firstDay(month))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new PublicLine(
                        row.getObject("id", UUID.class),
                        row.getObject("household_id", UUID.class),
                        row.getString("name"),
                        row.getObject("birth_date", LocalDate.class),
                        row.getInt("persons"),
                        new Money(row.getBigDecimal("amount")),
                        row.getBoolean("limited")))
                .list();
    }
}
