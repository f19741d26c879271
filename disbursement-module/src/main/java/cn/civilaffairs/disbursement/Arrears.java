package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.registry.database.Months;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the months still to be paid before a run is computed (应补发). Every statement may be repeated: a month already
 * found for the same cause is found no second time.
 */
@Repository
class Arrears {

    private static final String NOT_PAID = """
            not exists (select from disbursement.payment_line l
                join disbursement.payment_run lr on lr.id = l.run_id and lr.state <> 'ABANDONED'
                where l.entitlement_id = e.id and l.benefit_month = m.month and l.kind in ('REGULAR', 'ARREARS'))
            and not exists (select from disbursement.arrear o
                where o.entitlement_id = e.id and o.benefit_month = m.month and not o.withdrawn
                  and o.cause not like 'RAISED%')\s""";

    private static final String AS_DETERMINED = """
            join lateral (
                select d.id, d.persons, d.base_amount, d.supplement_amount, d.amount
                from disbursement.determination d
                where d.entitlement_id = e.id and d.effective_month <= m.month and d.decided_on <= :cutOff
                order by d.effective_month desc, d.ordinal desc limit 1) d on d.amount > 0\s""";

    private static final String NOT_WITHHELD = """
            not exists (select from disbursement.run_exception x
                join disbursement.payment_run xr on xr.id = x.run_id and xr.state <> 'ABANDONED'
                where x.entitlement_id = e.id and xr.benefit_month = m.month)\s""";

    private final JdbcClient jdbc;

    Arrears(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Months due before this one because the decision missed their cut-off (handbook §7, E53). */
    int findMissedByCutOff(PaymentRun run, AreaScope scope) {
        return find(
                run, scope, """
                d.base_amount, d.supplement_amount, d.amount, 'MISSED_CUT_OFF', d.id,
                    '补发 ' || to_char(m.month, 'YYYY-MM') || '：决定晚于该月截止日'
                from disbursement.entitlement e
                """ + monthsFrom("e.first_month") + AS_DETERMINED + """
                where e.scheme = :scheme and e.area_code >= :lo and e.area_code < :hi
                  and e.entry_kind <> 'ROSTER' and e.first_month < :month and e.decided_on <= :cutOff
                  and (e.last_month is null or e.last_month >= cast(:month as date) - interval '1 month')
                  and not exists (select from disbursement.payment_line l
                      where l.entitlement_id = e.id and l.run_id = :previous and l.kind = 'REGULAR')
                  and\s""" + NOT_WITHHELD + "and " + NOT_PAID);
    }

    /** Months missed because of an end that did not stand (恢复待遇). */
    int findRestored(PaymentRun run, AreaScope scope) {
        return find(
                run, scope, """
                d.base_amount, d.supplement_amount, d.amount, 'RESTORED', d.id,
                    '补发 ' || to_char(m.month, 'YYYY-MM') || ':' || s.why
                from disbursement.restoration s
                join disbursement.entitlement e on e.id = s.entitlement_id and e.scheme = :scheme
                """ + monthsFrom("s.from_month") + AS_DETERMINED + """
                where s.area_code >= :lo and s.area_code < :hi and s.restored_on <= :cutOff
                  and\s""" + NOT_WITHHELD + "and " + NOT_PAID);
    }

    /** Months an earlier run held or could not pay, where the reason is gone and the money is still owed. */
    int findReleased(PaymentRun run, AreaScope scope) {
        return find(run, scope, """
                d.base_amount, d.supplement_amount, d.amount,
                    case when x.disposition = 'HELD' then 'HELD' else 'UNPAID' end, d.id,
                    '补发 ' || to_char(m.month, 'YYYY-MM')
                        || case when x.disposition = 'HELD' then '：缓发后恢复' else '：当月未能发放' end
                from disbursement.run_exception x
                join disbursement.payment_run xr on xr.id = x.run_id and xr.state <> 'ABANDONED'
                    and xr.kind = 'REGULAR' and xr.scheme = :scheme and xr.benefit_month < :month
                join disbursement.entitlement e on e.id = x.entitlement_id
                cross join lateral (select xr.benefit_month::date as month) m
                """ + AS_DETERMINED + """
                where x.area_code >= :lo and x.area_code < :hi
                  and (e.last_month is null or m.month <= e.last_month)
                  and not exists (select from disbursement.hold h
                      where h.entitlement_id = e.id and h.released_at is null)
                  and (x.disposition = 'HELD' and exists (select from disbursement.hold h
                        where h.entitlement_id = e.id and h.pay_held_months and h.from_month <= m.month)
                      and not exists (select from disbursement.hold h
                        where h.entitlement_id = e.id and not h.pay_held_months and h.from_month <= m.month
                          and h.released_from_month > m.month)
                    or x.reason in ('NO_ACCOUNT', 'PAYEE_DEAD') and exists (
                        select from registry.payment_account a
                        join registry.resident p on p.id = a.resident_id and p.death_date is null
                        where a.resident_id = e.payee_id and a.active))
                  and\s""" + NOT_PAID);
    }

    /** The differences of months paid already, where a later decision raised them (E16). Lowered months are recovered. */
    int findRaised(PaymentRun run, AreaScope scope) {
        return find(run, scope, """
                d.amount - paid.amount, 0, d.amount - paid.amount, 'RAISED:' || d.id, d.id,
                    '补发 ' || to_char(m.month, 'YYYY-MM') || ' 差额：核定 ' || d.amount || ' − 已发 ' || paid.amount
                from (select n.entitlement_id, min(n.effective_month) as from_month
                    from disbursement.determination n
                    where n.area_code >= :lo and n.area_code < :hi and n.effective_month < :month
                      and n.decided_on > :previousCutOff and n.decided_on <= :cutOff
                      and n.cause not in ('GRANTED', 'IMPORTED')
                    group by n.entitlement_id) n
                join disbursement.entitlement e on e.id = n.entitlement_id and e.scheme = :scheme
                """ + monthsFrom("n.from_month") + AS_DETERMINED + """
                join lateral (select sum(t.amount) as amount from (
                    select l.amount from disbursement.payment_line l
                    join disbursement.payment_run lr on lr.id = l.run_id and lr.state <> 'ABANDONED'
                    where l.entitlement_id = e.id and l.benefit_month = m.month and l.kind in ('REGULAR', 'ARREARS')
                    union all
                    select o.amount from disbursement.arrear o
                    where o.entitlement_id = e.id and o.benefit_month = m.month and o.settled_run_id is null
                      and not o.withdrawn
                    union all
                    -- what a claim takes back was not kept, and what it nets against another month was paid by it
                    select -c.difference from disbursement.month_claimed c
                    where c.entitlement_id = e.id and c.benefit_month = m.month
                      and c.state not in ('WRITTEN_OFF', 'DROPPED')) t)
                    paid on paid.amount < d.amount""");
    }

    /** Every month m from one on that comes before the run's and is within the benefit's term. */
    private static String monthsFrom(String first) {
        return """
                cross join lateral (select g::date as month from generate_series(%s::timestamp,
                    least(cast(:month as date) - interval '1 month', coalesce(e.last_month, 'infinity'::date)),
                    interval '1 month') g) m
                """.formatted(first);
    }

    /** @param found base, supplement, amount, cause, determination and explanation of each month m, and where they come from */
    private int find(PaymentRun run, AreaScope scope, String found) {
        return jdbc.sql("""
                        insert into disbursement.arrear (entitlement_id, area_code, benefit_month, persons, base_amount,
                            supplement_amount, amount, cause, determination_id, explanation)
                        select e.id, e.area_code, m.month, d.persons,\s""" + found + " on conflict do nothing")
                .param("scheme", run.scheme())
                .param("month", Months.firstDay(run.benefitMonth()))
                .param("cutOff", run.cutOff())
                .param("previous", run.previousRunId())
                .param("previousCutOff", run.previousCutOff())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }
}
