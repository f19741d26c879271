package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The figures of a month frozen with its run, by township and residence: what every later report is read from. */
@Repository
class RunSummaries {

    private final JdbcClient jdbc;

    RunSummaries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes which households are under limited access now, and so counted for the county only whatever happens later. */
    int withhold(PaymentRun run, AreaScope scope) {
        return jdbc.sql("""
                        insert into disbursement.run_withheld (run_id, entitlement_id, area_code)
                        select :run, e.id, e.area_code from registry.resident r
                        join disbursement.entitlement e on e.resident_id = r.id
                        where r.limit_id is not null and e.scheme = :scheme and e.area_code >= :lo and e.area_code < :hi
                        on conflict do nothing""")
                .param("run", run.id())
                .param("scheme", run.scheme())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** Freezes rosters, movements and amounts; needs the positions {@link Bridges#lay} left in this transaction. */
    int freeze(PaymentRun run, AreaScope scope) {
        return jdbc.sql("""
                        insert into disbursement.run_summary (run_id, area_code, residence, cell, value)
                        with moved as (
                            select <town> as town, residence, step, sum(households) as households,
                                sum(persons) as persons
                            from disbursement.bridge_item
                            where run_id = :run and area_code >= :lo and area_code < :hi group by 1, 2, 3),
                        stood as (
                            select <town> as town, residence, count(*) filter (where p_in) as open_households,
                                coalesce(sum(p_persons) filter (where p_in), 0) as open_persons,
                                count(*) filter (where c_in) as close_households,
                                coalesce(sum(c_persons) filter (where c_in), 0) as close_persons
                            from pg_temp.run_position where area_code >= :lo and area_code < :hi group by 1, 2),
                        paid as (
                            select <town> as town, residence, sum(amount) as amount,
                                sum(arrears_amount) as arrears, sum(supplement_amount) as supplement,
                                sum(deduction_amount) as deduction, sum(base_amount) as base,
                                coalesce(sum(persons) filter (where kind = 'REGULAR'), 0) as persons,
                                count(distinct entitlement_id) as households
                            from disbursement.payment_line
                            where run_id = :run and area_code >= :lo and area_code < :hi group by 1, 2)
                        select :run, town, residence, cell, sum(value) from (
                            select town, residence, v.cell, v.value::numeric from stood cross join lateral (values
                                ('OPEN_HOUSEHOLDS', open_households), ('OPEN_PERSONS', open_persons),
                                ('CLOSE_HOUSEHOLDS', close_households), ('CLOSE_PERSONS', close_persons)) v(cell, value)
                            union all
                            select town, residence, v.cell, v.value from paid cross join lateral (values
                                ('AMOUNT', amount), ('ARREARS', arrears), ('SUPPLEMENT', supplement),
                                ('DEDUCTION', deduction), ('BASE', base), ('PAID_PERSONS', persons),
                                ('PAID_HOUSEHOLDS', households)) v(cell, value)
                            union all
                            select town, residence, c.cell || '_HOUSEHOLDS', abs(households) from moved
                                cross join lateral (values
                                    (case when step = 'NEW_ROSTER' and :first then 'OPEN'
                                        when step like 'NEW%' then 'IN' when step like 'EXIT%' or step = 'LEFT_FOR_TOWNSHIP' then 'OUT' end),
                                    (case when step = 'NEW_APPLICATION' then 'IN_APPLIED'
                                        when step in ('NEW_MOVED_IN', 'NEW_TRANSFERRED', 'NEW_FROM_TOWNSHIP') then 'IN_MOVED'
                                        when step = 'EXIT_01' then 'OUT_DEATH'
                                        when step in ('EXIT_02', 'EXIT_03', 'EXIT_04', 'EXIT_05', 'EXIT_06') then 'OUT_MEANS'
                                        when step like 'EXIT%' or step = 'LEFT_FOR_TOWNSHIP' then 'OUT_OTHER' end)) c(cell)
                                where c.cell is not null
                            union all
                            select town, residence, c.cell || '_PERSONS', abs(persons) from moved
                                cross join lateral (values
                                    (case when step = 'NEW_ROSTER' and :first then 'OPEN'
                                        when step like 'NEW%' or step = 'MEMBER_ADDED' then 'IN'
                                        when step like 'EXIT%' or step in ('MEMBER_LEFT', 'LEFT_FOR_TOWNSHIP') then 'OUT' end),
                                    (case when step = 'NEW_APPLICATION' then 'IN_APPLIED'
                                        when step in ('NEW_MOVED_IN', 'NEW_TRANSFERRED', 'NEW_FROM_TOWNSHIP') then 'IN_MOVED'
                                        when step = 'MEMBER_ADDED' then 'IN_MEMBER'
                                        when step = 'MEMBER_LEFT' then 'OUT_MEMBER'
                                        when step = 'EXIT_01' then 'OUT_DEATH'
                                        when step in ('EXIT_02', 'EXIT_03', 'EXIT_04', 'EXIT_05', 'EXIT_06') then 'OUT_MEANS'
                                        when step like 'EXIT%' or step = 'LEFT_FOR_TOWNSHIP' then 'OUT_OTHER' end)) c(cell)
                                where c.cell is not null) t
                        group by town, residence, cell""".replace("<town>", WithheldPlace.town("")))
                .param("run", run.id())
                .param("first", run.previousRunId() == null)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /**
     * Freezes how the scheme's claims stand when the month is first closed: what came in and was written off since the month
     * before was, what is still outstanding, and the sums these are held against (勾稽). A month opened again keeps them.
     */
    int freezeClaims(PaymentRun run, AreaScope scope) {
        return jdbc.sql("""
                        insert into disbursement.run_summary (run_id, area_code, residence, cell, value)
                        with since as (
                            select coalesce(max(first), '-infinity'::timestamptz) as at from (
                                select min(v.closed_at) as first from disbursement.report_version v
                                join disbursement.payment_run r on r.id = v.run_id and r.scheme = :scheme
                                    and r.area_code = :county and r.kind = 'REGULAR'
                                where v.run_id <> :run group by v.run_id) f),
                        claim as (
                            select <claim town> as town, e.residence,
                                case when c.state = 'DROPPED' then 0 else c.amount end as amount,
                                coalesce(r.total, 0) - coalesce(b.total, 0) as kept,
                                coalesce(r.since, 0) - coalesce(b.since, 0) as received,
                                c.written_off_amount as written_off,
                                case when c.written_off_at > (select at from since) then c.written_off_amount else 0 end
                                    as written_off_since
                            from disbursement.recovery c
                            join disbursement.entitlement e on e.id = c.entitlement_id
                            left join lateral (select sum(x.amount) as total,
                                    sum(x.amount) filter (where x.confirmed_at > (select at from since)) as since
                                from disbursement.recovery_receipt x
                                where x.recovery_id = c.id and x.confirmed_by is not null) r on true
                            left join lateral (select sum(x.amount) as total,
                                    sum(x.amount) filter (where x.decided_at > (select at from since)) as since
                                from disbursement.recovery_refund x
                                where x.recovery_id = c.id and x.state = 'APPROVED') b on true
                            where c.scheme = :scheme and c.state <> 'VOID' and c.area_code >= :lo and c.area_code < :hi)
                        select :run, t.town, t.residence, v.cell, v.value from (
                            select town, residence, sum(received) as received, sum(written_off_since) as written_off_since,
                                sum(greatest(0, amount - kept - written_off)) as outstanding, sum(amount) as amount,
                                sum(kept) as kept, sum(written_off) as written_off,
                                sum(greatest(0, kept + written_off - amount)) as refundable
                            from claim group by 1, 2) t
                        cross join lateral (values ('RECOVERY_RECEIVED', t.received),
                            ('RECOVERY_WRITTEN_OFF', t.written_off_since), ('RECOVERY_OUTSTANDING', t.outstanding),
                            ('CLAIMS_AMOUNT', t.amount), ('CLAIMS_KEPT', t.kept), ('CLAIMS_WRITTEN_OFF', t.written_off),
                            ('CLAIMS_REFUNDABLE', t.refundable)) v(cell, value)
                        on conflict do nothing""".replace("<claim town>", WithheldPlace.town("c.")))
                .param("run", run.id())
                .param("scheme", run.scheme())
                .param("county", run.county().value())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** Freezes what the bank answered, when the run is closed; anew when it was opened again in between. */
    int freezeResults(PaymentRun run, AreaScope scope) {
        return jdbc.sql("""
                        insert into disbursement.run_summary (run_id, area_code, residence, cell, value)
                        select :run, t.town, t.residence, c.cell, c.value from (
                            select <line town> as town, l.residence,
                                coalesce(sum(l.amount) filter (where s.succeeded), 0) as succeeded,
                                coalesce(sum(l.amount) filter (where not s.succeeded), 0) as failed,
                                coalesce(sum(l.amount) filter (where s.run_id is null), 0) as unanswered
                            from disbursement.payment_line l
                            left join disbursement.line_result s on s.run_id = l.run_id and s.seq = l.seq
                            where l.run_id = :run and l.area_code >= :lo and l.area_code < :hi group by 1, 2) t
                        cross join lateral (values ('SUCCEEDED', t.succeeded), ('FAILED', t.failed),
                            ('UNANSWERED', t.unanswered)) c(cell, value)
                        on conflict (run_id, area_code, residence, cell) do update set value = excluded.value""".replace("<line town>", WithheldPlace.town("l.")))
                .param("run", run.id())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }
}
