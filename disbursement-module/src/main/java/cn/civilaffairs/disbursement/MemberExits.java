package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.registry.database.Months;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who left a household that goes on, and why, frozen with the run that counted them (减员). */
@Repository
class MemberExits {

    private static final String PLACE =
            " case when t.level = 'TOWNSHIP' then t.name || ' ' || v.name else v.name end as area_name";

    private final JdbcClient jdbc;

    MemberExits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * As many of each household as the bridge counts out, the latest to leave first. A departure is counted by one run only, so
     * that one reported months late is found in the run that heard of it.
     */
    int freeze(PaymentRun run, AreaScope scope) {
        return jdbc.sql("""
                        insert into disbursement.run_member_exit
                            (run_id, entitlement_id, resident_id, area_code, residence, scheme, exit_code, to_month)
                        select b.run_id, b.entitlement_id, c.resident_id, b.area_code, b.residence, :scheme, c.exit_code,
                            c.to_month
                        from disbursement.bridge_item b
                        cross join lateral (
                            select c.resident_id, c.exit_code, c.to_month from disbursement.covered_person c
                            where c.entitlement_id = b.entitlement_id and c.to_month < :month
                              and not exists (select from disbursement.covered_person n
                                  where n.entitlement_id = c.entitlement_id and n.resident_id = c.resident_id
                                    and n.from_month <= :month and (n.to_month is null or n.to_month >= :month))
                              and not exists (select from disbursement.run_member_exit x
                                  join disbursement.payment_run r on r.id = x.run_id and r.state <> 'ABANDONED'
                                  where x.entitlement_id = c.entitlement_id and x.resident_id = c.resident_id
                                    and x.to_month = c.to_month)
                            order by c.to_month desc, c.resident_id limit -b.persons) c
                        where b.run_id = :run and b.step = 'MEMBER_LEFT' and b.persons < 0
                          and b.area_code >= :lo and b.area_code < :hi
                        on conflict do nothing""")
                .param("run", run.id())
                .param("scheme", run.scheme())
                .param("month", Months.firstDay(run.benefitMonth()))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** By township and reason; what the bridge counts out and no reason is known of stands as {@code MEMBER_LEFT}. */
    List<ExitCount> counts(UUID runId, AreaScope scope) {
        return jdbc.sql("""
                        select x.town, coalesce(a.name, :withheld) as name, x.step, sum(x.households) as households, sum(x.persons) as persons,
                            sum(x.members) as members
                        from (
                            select <town> as town, step, -households as households, -persons as persons,
                                0 as members
                            from disbursement.bridge_item
                            where run_id = :run and (step like 'EXIT%' or step = 'LEFT_FOR_TOWNSHIP')
                              and area_code >= :lo and area_code < :hi <within>
                            union all
                            select <town>, step, 0, 0, -persons from disbursement.bridge_item
                            where run_id = :run and step = 'MEMBER_LEFT' and area_code >= :lo and area_code < :hi <within>
                            union all
                            select <town of m>, s.step, 0, 0, s.members
                            from disbursement.run_member_exit m cross join lateral (values
                                ('EXIT_' || m.exit_code, 1), ('MEMBER_LEFT', -1)) s(step, members)
                            where m.run_id = :run and m.area_code >= :lo and m.area_code < :hi <within>) x
                        left join registry.area a on a.code = x.town
                        group by x.town, a.name, x.step
                        having sum(x.households) <> 0 or sum(x.persons) <> 0 or sum(x.members) <> 0
                        order by x.town, x.step""".replace("<town>", WithheldPlace.town(""))
                        .replace("<town of m>", WithheldPlace.town("m."))
                        .replace("<within>", WithheldPlace.leftOutBelowTheCounty(scope)))
                .param("withheld", WithheldPlace.NAME)
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new ExitCount(
                        AreaCode.of(row.getString("town")),
                        row.getString("name"),
                        row.getString("step"),
                        row.getInt("households"),
                        row.getInt("persons"),
                        row.getInt("members")))
                .list();
    }

    /** Whom one reason took away: households with their people first, then members. */
    List<RunListItem> leavers(UUID runId, String step, int limit, int offset, AreaScope scope) {
        return Rows.page(
                jdbc.sql("select x.*, r.name as resident_name, e.household_id," + PLACE + """

                        from (
                            select 1 as part, b.entitlement_id, en.resident_id, b.area_code, b.residence, b.step as what,
                                '整户' as note, -b.households as households, -b.persons as persons, b.amount,
                                null::uuid as determination_id
                            from disbursement.bridge_item b join disbursement.entitlement en on en.id = b.entitlement_id
                            where b.run_id = :run and b.step = :step and b.step <> 'MEMBER_LEFT'
                              and b.area_code >= :lo and b.area_code < :hi
                            union all
                            select 2, m.entitlement_id, m.resident_id, m.area_code, m.residence, 'MEMBER_LEFT',
                                '减员，末次保障月份 ' || to_char(m.to_month, 'YYYY-MM'), 0, 1, 0, null
                            from disbursement.run_member_exit m
                            where m.run_id = :run and 'EXIT_' || m.exit_code = :step
                              and m.area_code >= :lo and m.area_code < :hi) x
                        join disbursement.entitlement e on e.id = x.entitlement_id
                        join registry.resident r on r.id = x.resident_id
                        join registry.area v on v.code = x.area_code left join registry.area t on t.code = v.parent_code
                        order by x.part, x.area_code, x.entitlement_id, x.resident_id limit :limit offset :offset""")
                        .param("run", runId)
                        .param("step", step),
                limit,
                offset,
                scope);
    }
}
