package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Months;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The way from last month's run to this one (上月到本月对账), entitlement by entitlement, in set-based SQL. Households and
 * people roll forward on everybody in care (paid, held and refused alike); yuan on what is paid. What no step explains
 * remains as a difference, and a run with a difference cannot be submitted.
 */
@Repository
class Bridges {

    private final JdbcClient jdbc;

    Bridges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Lays last month's (p_) and this month's (c_) standing of every entitlement side by side in a temporary table; one that
     * moved to another township or residence in between stands there twice, once in each. Its own statistics matter: the
     * planner knows nothing yet of rows inserted a moment ago.
     */
    void lay(PaymentRun run, AreaScope scope) {
        jdbc.sql("drop table if exists pg_temp.run_position").update();
        jdbc.sql("""
                        create temporary table run_position on commit drop as
                        select x.entitlement_id, (array_agg(x.area_code order by x.which))[1]::text collate "C" as area_code,
                            x.residence,
                            bool_or(x.in_care) filter (where x.which = 'C') as c_in,
                            bool_or(x.in_care) filter (where x.which = 'P') as p_in,
                            coalesce(sum(x.persons) filter (where x.which = 'C'), 0)::int as c_persons,
                            coalesce(sum(x.persons) filter (where x.which = 'P'), 0)::int as p_persons,
                            coalesce(sum(x.due) filter (where x.which = 'C'), 0) as c_due,
                            coalesce(sum(x.due) filter (where x.which = 'P'), 0) as p_due,
                            coalesce(sum(x.held) filter (where x.which = 'C'), 0) as c_held,
                            coalesce(sum(x.held) filter (where x.which = 'P'), 0) as p_held,
                            coalesce(sum(x.refused) filter (where x.which = 'C'), 0) as c_refused,
                            coalesce(sum(x.refused) filter (where x.which = 'P'), 0) as p_refused,
                            coalesce(sum(x.arrears) filter (where x.which = 'C'), 0) as c_arrears,
                            coalesce(sum(x.arrears) filter (where x.which = 'P'), 0) as p_arrears,
                            coalesce(sum(x.deduction) filter (where x.which = 'C'), 0) as c_deduction,
                            coalesce(sum(x.deduction) filter (where x.which = 'P'), 0) as p_deduction,
                            (array_agg(x.determination_id) filter (where x.which = 'C' and x.in_care))[1] as c_determination,
                            (array_agg(x.determination_id) filter (where x.which = 'P' and x.in_care))[1] as p_determination
                        from (
                            select case when l.run_id = :run then 'C' else 'P' end as which, l.entitlement_id, l.area_code,
                                l.residence, l.kind = 'REGULAR' as in_care,
                                case when l.kind = 'REGULAR' then l.persons else 0 end as persons,
                                l.base_amount + l.supplement_amount as due, 0::numeric as held, 0::numeric as refused,
                                l.arrears_amount as arrears, l.deduction_amount as deduction, l.determination_id
                            from disbursement.payment_line l
                            where l.run_id in (:run, :previous) and l.area_code >= :lo and l.area_code < :hi
                            union all
                            select case when x.run_id = :run then 'C' else 'P' end, x.entitlement_id, x.area_code,
                                x.residence, x.reason <> 'ARREARS_UNPAYABLE', x.persons, x.amount,
                                case when x.disposition = 'HELD' then x.amount else 0 end,
                                case when x.disposition = 'REFUSED' then x.amount else 0 end, 0, 0, x.determination_id
                            from disbursement.run_exception x
                            where x.run_id in (:run, :previous) and x.area_code >= :lo and x.area_code < :hi) x
                        group by x.entitlement_id, left(x.area_code, 9), x.residence""")
                .param("run", run.id())
                .param("previous", previous(run))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
        jdbc.sql("update pg_temp.run_position set c_in = coalesce(c_in, false), p_in = coalesce(p_in, false)")
                .update();
        jdbc.sql("analyze pg_temp.run_position").update();
    }

    /** A run without a predecessor is compared with one that does not exist. */
    private static UUID previous(PaymentRun run) {
        return run.previousRunId() == null ? new UUID(0, 0) : run.previousRunId();
    }

    int explain(PaymentRun run, AreaScope scope) {
        return jdbc.sql("""
                        insert into disbursement.bridge_item
                            (run_id, entitlement_id, step, area_code, residence, households, persons, amount, note)
                        with changed as (
                            select b.entitlement_id, b.area_code, b.residence, d.effective_month, d.ordinal, d.cause,
                                d.persons - coalesce(lag(d.persons) over w, 0) as persons,
                                d.amount - coalesce(lag(d.amount) over w, 0) as amount,
                                b.p_determination is null
                                    or (d.effective_month, d.ordinal) > (p.effective_month, p.ordinal) as is_new
                            from pg_temp.run_position b
                            join disbursement.determination c on c.id = b.c_determination
                            left join disbursement.determination p on p.id = b.p_determination
                            join disbursement.determination d on d.entitlement_id = b.entitlement_id
                                and (d.effective_month, d.ordinal) <= (c.effective_month, c.ordinal)
                            where b.c_in and b.p_in and b.c_determination is distinct from b.p_determination
                            window w as (partition by d.entitlement_id order by d.effective_month, d.ordinal)),
                        step as (
                            select b.entitlement_id, b.area_code, b.residence,
                                case when o.entitlement_id is not null then 'NEW_FROM_TOWNSHIP'
                                    when exists (select from disbursement.restoration r
                                        where r.entitlement_id = b.entitlement_id and r.from_month <= :month) then 'NEW_RESTORED'
                                    else 'NEW_' || e.entry_kind end as step,
                                1 as households, b.c_persons as persons, b.c_due as amount
                            from pg_temp.run_position b join disbursement.entitlement e on e.id = b.entitlement_id
                            left join pg_temp.run_position o on o.entitlement_id = b.entitlement_id and o.p_in and not o.c_in
                            where b.c_in and not b.p_in
                            union all
                            select b.entitlement_id, b.area_code, b.residence,
                                case when o.entitlement_id is null then 'EXIT_' || e.exit_code else 'LEFT_FOR_TOWNSHIP' end,
                                -1, -b.p_persons, -(b.p_due - b.p_held - b.p_refused)
                            from pg_temp.run_position b join disbursement.entitlement e on e.id = b.entitlement_id
                            left join pg_temp.run_position o on o.entitlement_id = b.entitlement_id and o.c_in and not o.p_in
                            where b.p_in and not b.c_in and (o.entitlement_id is not null or e.exit_code is not null)
                            union all
                            select entitlement_id, area_code, residence,
                                case when persons > 0 or persons = 0 and cause = 'MEMBER_ADDED' then 'MEMBER_ADDED'
                                    when persons < 0 or cause = 'MEMBER_LEFT' then 'MEMBER_LEFT'
                                    when cause = 'STANDARD_CHANGED' then 'STANDARD_CHANGED'
                                    when cause = 'SUPPLEMENT_CHANGED' then 'SUPPLEMENT_CHANGED'
                                    when cause = 'AGE_REACHED' then 'AGE_REACHED'
                                    else 'MEANS_CHANGED' end, 0, persons, amount
                            from changed where is_new
                            union all
                            select entitlement_id, area_code, residence, 'HELD', 0, 0,
                                -(c_held - case when p_held > 0 then p_held else 0 end)
                            from pg_temp.run_position where c_in and c_held > 0 and c_held <> p_held
                            union all
                            select entitlement_id, area_code, residence, 'RESUMED', 0, 0, p_held
                            from pg_temp.run_position where c_in and p_in and p_held > 0 and c_held = 0
                            union all
                            select entitlement_id, area_code, residence, 'REFUSED', 0, 0, p_refused * p_in::int - c_refused
                            from pg_temp.run_position where c_in and c_refused <> p_refused
                            union all
                            select entitlement_id, area_code, residence, 'ARREARS', 0, 0, c_arrears - p_arrears
                            from pg_temp.run_position where c_arrears <> p_arrears
                            union all
                            select entitlement_id, area_code, residence, 'DEDUCTIONS', 0, 0, p_deduction - c_deduction
                            from pg_temp.run_position where c_deduction <> p_deduction)
                        select :run, s.entitlement_id, s.step, s.area_code, s.residence, sum(s.households), sum(s.persons),
                            sum(s.amount), null
                        from step s
                        where s.area_code >= :lo and s.area_code < :hi
                        group by s.entitlement_id, s.step, s.area_code, s.residence
                        having sum(s.households) <> 0 or sum(s.persons) <> 0 or sum(s.amount) <> 0""")
                .param("run", run.id())
                .param("month", Months.firstDay(run.benefitMonth()))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /**
     * What the steps leave unexplained: yuan, households and people, each township and residence on its own, so that two
     * mistakes do not cancel each other.
     */
    Money difference(PaymentRun run, AreaScope scope) {
        return new Money(jdbc.sql("""
                        select coalesce(sum(abs(amount) + abs(households) + abs(persons)), 0) from (
                            select sum(amount) as amount, sum(households) as households, sum(persons) as persons from (
                                select left(area_code, 9) as town, residence,
                                    (p_due - p_held - p_refused + p_arrears - p_deduction)
                                        - (c_due - c_held - c_refused + c_arrears - c_deduction) as amount,
                                    p_in::int - c_in::int as households,
                                    p_persons * p_in::int - c_persons * c_in::int as persons
                                from pg_temp.run_position where area_code >= :lo and area_code < :hi
                                union all
                                select left(area_code, 9), residence, amount, households, persons
                                from disbursement.bridge_item
                                where run_id = :run and area_code >= :lo and area_code < :hi) b
                            group by town, residence) t""")
                .param("run", run.id())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(java.math.BigDecimal.class)
                .single()
                .setScale(2));
    }

    /**
     * Opening, every step with something in it, closing; within the scope. Less than the county is without the households
     * that are counted for the county only.
     */
    List<BridgeRow> rows(PaymentRun run, AreaScope scope) {
        List<BridgeRow> rows = new ArrayList<>();
        String within = WithheldPlace.leftOutBelowTheCounty(scope);
        rows.add(standing("OPENING", run, previous(run), within, scope));
        rows.addAll(jdbc
                .sql("""
                        select step, count(*) as items, sum(households) as households, sum(persons) as persons,
                            sum(amount) as amount
                        from disbursement.bridge_item where run_id = :run and area_code >= :lo and area_code < :hi <within>
                        group by step""".replace("<within>", within))
                .param("run", run.id())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new BridgeRow(
                        row.getString("step"),
                        row.getInt("items"),
                        row.getInt("households"),
                        row.getInt("persons"),
                        new Money(row.getBigDecimal("amount"))))
                .list()
                .stream()
                .sorted(java.util.Comparator.comparingInt(
                        row -> BridgeStep.of(row.step()).ordinal()))
                .toList());
        rows.add(standing("CLOSING", run, run.id(), within, scope));
        return rows;
    }

    private BridgeRow standing(String step, PaymentRun run, UUID of, String within, AreaScope scope) {
        return jdbc.sql("""
                        select count(*) filter (where in_care) as households, coalesce(sum(persons), 0) as persons,
                            coalesce(sum(amount), 0) as amount
                        from (select kind = 'REGULAR' as in_care, case when kind = 'REGULAR' then persons else 0 end as persons,
                                amount
                            from disbursement.payment_line
                            where run_id = :of and area_code >= :lo and area_code < :hi <within>
                            union all
                            select reason <> 'ARREARS_UNPAYABLE', persons, 0 from disbursement.run_exception
                            where run_id = :of and area_code >= :lo and area_code < :hi <within>) x""".replace("<within>", within))
                .param("of", of)
                .param("run", run.id())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new BridgeRow(
                        step,
                        row.getInt("households"),
                        row.getInt("households"),
                        row.getInt("persons"),
                        new Money(row.getBigDecimal("amount"))))
                .single();
    }

    @Unscoped("drops a table of this transaction only")
    void clear() {
        jdbc.sql("drop table if exists pg_temp.run_position").update();
    }
}
