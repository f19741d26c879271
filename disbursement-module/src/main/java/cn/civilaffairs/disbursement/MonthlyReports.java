package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Months;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Frozen figures and the people behind them. */
@Repository
class MonthlyReports {

    private final JdbcClient jdbc;

    MonthlyReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A township and residence. */
    record Key(AreaCode town, String townName, UrbanRural residence) {}

    Map<Key, Map<String, BigDecimal>> cells(UUID runId, AreaScope scope) {
        Map<Key, Map<String, BigDecimal>> cells = new java.util.LinkedHashMap<>();
        jdbc.sql("""
                        select s.area_code, coalesce(a.name, :withheld) as name, s.residence, s.cell, s.value
                        from disbursement.run_summary s left join registry.area a on a.code = s.area_code
                        where s.run_id = :run and s.area_code >= :lo and s.area_code < :hi
                        order by s.area_code, s.residence desc, s.cell""")
                .param("withheld", WithheldPlace.NAME)
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((ResultSet row) -> {
                    Key key = new Key(
                            AreaCode.of(row.getString("area_code")),
                            row.getString("name"),
                            UrbanRural.valueOf(row.getString("residence")));
                    cells.computeIfAbsent(key, none -> new HashMap<>())
                            .put(row.getString("cell"), row.getBigDecimal("value"));
                });
        return cells;
    }

    /** The sums of a month's frozen figures over the officer's area, by cell. */
    Map<String, BigDecimal> sums(UUID runId, AreaScope scope) {
        Map<String, BigDecimal> sums = new HashMap<>();
        jdbc.sql("""
                        select cell, sum(value) as value from disbursement.run_summary
                        where run_id = :run and area_code >= :lo and area_code < :hi group by cell""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((ResultSet row) -> {
                    sums.put(row.getString("cell"), row.getBigDecimal("value"));
                });
        return sums;
    }

    /** What was paid from January to the month, by township and residence, as {@code town|residence}. */
    Map<String, BigDecimal> yearToDate(String scheme, AreaCode county, YearMonth month, AreaScope scope) {
        Map<String, BigDecimal> sums = new HashMap<>();
        jdbc.sql("""
                        select s.area_code || '|' || s.residence as place, sum(s.value) as value
                        from disbursement.run_summary s join disbursement.payment_run r on r.id = s.run_id
                        where r.scheme = :scheme and r.area_code = :county and r.kind = 'REGULAR' and r.state <> 'ABANDONED'
                          and r.pay_month >= :january and r.pay_month <= :month and s.cell = 'AMOUNT'
                          and s.area_code >= :lo and s.area_code < :hi
                        group by 1""")
                .param("scheme", scheme)
                .param("county", county.value())
                .param("january", Months.firstDay(month.withMonth(1)))
                .param("month", Months.firstDay(month))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((ResultSet row) -> {
                    sums.put(row.getString("place"), row.getBigDecimal("value"));
                });
        return sums;
    }

    List<TrendPoint> trend(String scheme, AreaCode county, YearMonth until, int months, AreaScope scope) {
        return jdbc.sql("""
                        select r.benefit_month,
                            coalesce(sum(s.value) filter (where s.cell = 'CLOSE_HOUSEHOLDS'), 0) as households,
                            coalesce(sum(s.value) filter (where s.cell = 'CLOSE_PERSONS'), 0) as persons,
                            coalesce(sum(s.value) filter (where s.cell = 'AMOUNT'), 0) as amount
                        from disbursement.run_summary s join disbursement.payment_run r on r.id = s.run_id
                        where r.scheme = :scheme and r.area_code = :county and r.kind = 'REGULAR' and r.state <> 'ABANDONED'
                          and r.benefit_month > :from and r.benefit_month <= :until
                          and s.cell in ('CLOSE_HOUSEHOLDS', 'CLOSE_PERSONS', 'AMOUNT')
                          and s.area_code >= :lo and s.area_code < :hi
                        group by r.benefit_month order by r.benefit_month""")
                .param("scheme", scheme)
                .param("county", county.value())
                .param("from", Months.firstDay(until.minusMonths(months)))
                .param("until", Months.firstDay(until))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new TrendPoint(
                        Rows.month(row, "benefit_month"),
                        row.getInt("households"),
                        row.getInt("persons"),
                        new Money(row.getBigDecimal("amount"))))
                .list();
    }

    /** The months a regular run has been computed for, the latest first. */
    List<YearMonth> months(String scheme, AreaCode county, AreaScope scope) {
        return jdbc.sql("""
                        select distinct r.benefit_month from disbursement.payment_run r
                        where r.scheme = :scheme and r.area_code = :county and r.kind = 'REGULAR'
                          and r.state not in ('ABANDONED', 'BUILDING')
                          and exists (select from disbursement.run_summary s
                              where s.run_id = r.id and s.area_code >= :lo and s.area_code < :hi)
                        order by r.benefit_month desc""")
                .param("scheme", scheme)
                .param("county", county.value())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> Rows.month(row, "benefit_month"))
                .list();
    }

    /** How many are in care by the rows of the run themselves, not by any frozen figure. */
    record Roster(int households, int persons) {}

    Roster roster(UUID runId, AreaScope scope) {
        return jdbc.sql("""
                        select count(*) as households, coalesce(sum(persons), 0) as persons from (
                            select area_code, persons from disbursement.payment_line where run_id = :run and kind = 'REGULAR'
                            union all
                            select area_code, persons from disbursement.run_exception
                            where run_id = :run and reason <> 'ARREARS_UNPAYABLE') x
                        where x.area_code >= :lo and x.area_code < :hi""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Roster(row.getInt("households"), row.getInt("persons")))
                .single();
    }

    /** The lines that make up an amount. */
    List<RunListItem> linesBehind(
            UUID runId, ReportColumn column, @Nullable UrbanRural residence, int limit, int offset, AreaScope scope) {
        return Rows.page(
                jdbc.sql("""
                        select x.entitlement_id, x.residence, x.kind as what, x.explanation as note, 1 as households, x.persons,
                            case :column when 'ARREARS' then x.arrears_amount when 'SUPPLEMENT' then x.supplement_amount
                                when 'DEDUCTION' then x.deduction_amount else x.amount end as amount,
                            x.determination_id, x.household_id, r.name as resident_name,
                            case when t.level = 'TOWNSHIP' then t.name || ' ' || v.name else v.name end as area_name
                        from disbursement.payment_line x
                        join registry.resident r on r.id = x.resident_id
                        join registry.area v on v.code = x.area_code left join registry.area t on t.code = v.parent_code
                        left join disbursement.line_result s on s.run_id = x.run_id and s.seq = x.seq
                        where x.run_id = :run and x.area_code >= :lo and x.area_code < :hi
                          and (:residence::text is null or x.residence = :residence)
                          and case :column when 'ARREARS' then x.arrears_amount <> 0
                              when 'SUPPLEMENT' then x.supplement_amount <> 0 when 'DEDUCTION' then x.deduction_amount <> 0
                              when 'SUCCEEDED' then coalesce(s.succeeded, false)
                              when 'FAILED' then not coalesce(s.succeeded, true) else true end
                        order by x.area_code, x.seq limit :limit offset :offset""")
                        .param("run", runId)
                        .param("column", column.name())
                        .param("residence", residence == null ? null : residence.name()),
                limit,
                offset,
                scope);
    }

    /** The people behind a movement. */
    List<RunListItem> movements(
            UUID runId, ReportColumn column, @Nullable UrbanRural residence, int limit, int offset, AreaScope scope) {
        return Rows.page(
                jdbc.sql("""
                        select x.entitlement_id, x.residence, x.step as what, x.note, x.households, x.persons, x.amount,
                            null::uuid as determination_id, e.household_id, r.name as resident_name,
                            case when t.level = 'TOWNSHIP' then t.name || ' ' || v.name else v.name end as area_name
                        from disbursement.bridge_item x
                        join disbursement.entitlement e on e.id = x.entitlement_id
                        join registry.resident r on r.id = e.resident_id
                        join registry.area v on v.code = x.area_code left join registry.area t on t.code = v.parent_code
                        where x.run_id = :run and x.area_code >= :lo and x.area_code < :hi
                          and (:residence::text is null or x.residence = :residence)
                          and x.step like any (cast(:steps as text[]))
                          and (x.step <> 'NEW_ROSTER' or exists (select from disbursement.payment_run p
                              where p.id = x.run_id and p.previous_run_id is not null))
                        order by x.area_code, x.step, x.entitlement_id limit :limit offset :offset""")
                        .param("run", runId)
                        .param("steps", Rows.array(column.steps()))
                        .param("residence", residence == null ? null : residence.name()),
                limit,
                offset,
                scope);
    }

    /** A line as the detail export writes it (contract 7), identity and account still as stored. */
    record Detail(
            YearMonth benefitMonth,
            @Nullable String category,
            UrbanRural residence,
            @Nullable String town,
            String village,
            @Nullable String fileNo,
            String holder,
            UUID residentId,
            byte[] idNumber,
            String idPrefix,
            int persons,
            Money base,
            Money supplement,
            Money arrears,
            Money deduction,
            Money amount,
            String payee,
            UUID accountId,
            byte[] account,
            String bank,
            String lastFour,
            @Nullable Boolean succeeded,
            String explanation) {}

    void eachDetail(UUID runId, AreaScope scope, Consumer<Detail> reader) {
        jdbc.sql("""
                        select x.*, r.name as holder, r.id_number_enc, r.id_prefix, h.file_no, a.number_enc, a.bank, a.last_four,
                            s.succeeded, v.name as village, t.name as town
                        from disbursement.payment_line x
                        join registry.resident r on r.id = x.resident_id
                        left join registry.household h on h.id = x.household_id
                        join registry.payment_account a on a.id = x.account_id
                        join registry.area v on v.code = x.area_code left join registry.area t on t.code = v.parent_code
                        left join disbursement.line_result s on s.run_id = x.run_id and s.seq = x.seq
                        where x.run_id = :run and x.area_code >= :lo and x.area_code < :hi order by x.seq""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .withFetchSize(1_000)
                .query((ResultSet row) -> reader.accept(new Detail(
                        Rows.month(row, "benefit_month"),
                        row.getString("category"),
                        UrbanRural.valueOf(row.getString("residence")),
                        row.getString("town"),
                        row.getString("village"),
                        row.getString("file_no"),
                        row.getString("holder"),
                        row.getObject("resident_id", UUID.class),
                        row.getBytes("id_number_enc"),
                        row.getString("id_prefix"),
                        row.getInt("persons"),
                        new Money(row.getBigDecimal("base_amount")),
                        new Money(row.getBigDecimal("supplement_amount")),
                        new Money(row.getBigDecimal("arrears_amount")),
                        new Money(row.getBigDecimal("deduction_amount")),
                        new Money(row.getBigDecimal("amount")),
                        row.getString("payee_name"),
                        row.getObject("account_id", UUID.class),
                        row.getBytes("number_enc"),
                        row.getString("bank"),
                        row.getString("last_four"),
                        row.getObject("succeeded", Boolean.class),
                        row.getString("explanation"))));
    }
}
