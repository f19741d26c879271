package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What pages show of a run: totals by township and the lists behind each figure, always within the officer's area. */
@Repository
class RunQueries {

    private static final String PLACE = """
            join registry.area v on v.code = x.area_code left join registry.area t on t.code = v.parent_code\s""";
    private static final String PLACE_NAME =
            " case when t.level = 'TOWNSHIP' then t.name || ' ' || v.name else v.name end as area_name ";

    private final JdbcClient jdbc;

    RunQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<TownTotal> towns(UUID runId, AreaScope scope) {
        return jdbc.sql("""
                        select t.town, a.name, t.households, t.persons, t.amount, t.held, t.refused, c.confirmed_at,
                            c.on_behalf_why, o.name as confirmed_by
                        from (
                            select town, count(*) filter (where which = 'PAID') as households,
                                coalesce(sum(persons) filter (where which = 'PAID'), 0) as persons,
                                coalesce(sum(amount) filter (where which = 'PAID'), 0) as amount,
                                count(*) filter (where which = 'HELD') as held,
                                count(*) filter (where which = 'REFUSED') as refused
                            from (
                                select left(area_code, 9) || '000' as town, 'PAID' as which, max(persons) as persons,
                                    sum(amount) as amount
                                from disbursement.payment_line
                                where run_id = :run and area_code >= :lo and area_code < :hi and <not withheld>
                                group by 1, entitlement_id
                                union all
                                select left(area_code, 9) || '000', disposition, persons, amount
                                from disbursement.run_exception
                                where run_id = :run and area_code >= :lo and area_code < :hi and <not withheld>) x
                            group by town) t
                        join registry.area a on a.code = t.town
                        left join disbursement.town_confirmation c on c.run_id = :run and c.area_code = t.town
                        left join registry.officer o on o.id = c.confirmed_by
                        order by t.town""".replace("<not withheld>", WithheldPlace.IS_NOT_WITHHELD))
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new TownTotal(
                        AreaCode.of(row.getString("town")),
                        row.getString("name"),
                        row.getInt("households"),
                        row.getInt("persons"),
                        new Money(row.getBigDecimal("amount")),
                        row.getInt("held"),
                        row.getInt("refused"),
                        row.getString("confirmed_by"),
                        Instants.read(row, "confirmed_at"),
                        row.getString("on_behalf_why")))
                .list();
    }

    /** What the run pays to households counted for the county only (限制查看), if there are any. */
    Optional<TownTotal> withheld(PaymentRun run, AreaScope scope) {
        return jdbc.sql("""
                        select count(*) filter (where which = 'PAID') as households,
                            coalesce(sum(persons) filter (where which = 'PAID'), 0) as persons,
                            coalesce(sum(amount) filter (where which = 'PAID'), 0) as amount,
                            count(*) filter (where which = 'HELD') as held, count(*) filter (where which = 'REFUSED') as refused
                        from (
                            select 'PAID' as which, max(persons) as persons, sum(amount) as amount
                            from disbursement.payment_line
                            where run_id = :run and area_code >= :lo and area_code < :hi and <withheld> group by entitlement_id
                            union all
                            select disposition, persons, amount from disbursement.run_exception
                            where run_id = :run and area_code >= :lo and area_code < :hi and <withheld>) x
                        having count(*) > 0""".replace("<withheld>", WithheldPlace.IS_WITHHELD))
                .param("run", run.id())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new TownTotal(
                        WithheldPlace.of(run.county()),
                        WithheldPlace.NAME,
                        row.getInt("households"),
                        row.getInt("persons"),
                        new Money(row.getBigDecimal("amount")),
                        row.getInt("held"),
                        row.getInt("refused"),
                        null,
                        null,
                        null))
                .optional();
    }

    private static final String LINES = """
            from disbursement.payment_line x
            join registry.resident r on r.id = x.resident_id
            join registry.payment_account a on a.id = x.account_id
            left join disbursement.line_result s on s.run_id = x.run_id and s.seq = x.seq
            """ + PLACE + """
            where x.run_id = :run and x.area_code >= :lo and x.area_code < :hi
              and (:residence::text is null or x.residence = :residence)
              and (:kind::text is null or x.kind = :kind)
              and (:outcome::text is null or case when s.run_id is null then 'UNANSWERED'
                  when s.succeeded then 'SUCCEEDED' else 'FAILED' end = :outcome)\s""";

    List<RunLine> lines(UUID runId, LineFilter filter, int limit, int offset, AreaScope scope) {
        return filtered(
                        "select x.*, r.name as resident_name, a.bank, a.last_four, s.succeeded, s.reason as failure,"
                                + PLACE_NAME + LINES + "order by x.area_code, x.seq limit :limit offset :offset",
                        runId,
                        filter,
                        scope)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> line(row))
                .list();
    }

    int countLines(UUID runId, LineFilter filter, AreaScope scope) {
        return filtered("select count(*) " + LINES, runId, filter, scope)
                .query(Integer.class)
                .single();
    }

    private JdbcClient.StatementSpec filtered(String sql, UUID runId, LineFilter filter, AreaScope scope) {
        return jdbc.sql(sql)
                .param("run", runId)
                .param(
                        "residence",
                        filter.residence() == null ? null : filter.residence().name())
                .param("kind", filter.kind() == null ? null : filter.kind().name())
                .param("outcome", filter.outcome())
                .param("lo", scope.lo())
                .param("hi", scope.hi());
    }

    /** The same seed draws the same lines, whoever asks and whenever. */
    List<RunLine> sample(PaymentRun run, int size, AreaScope scope) {
        return jdbc.sql("""
                        select x.*, r.name as resident_name, a.bank, a.last_four, s.succeeded, s.reason as failure,
                        """ + PLACE_NAME + """
                        from (select * from disbursement.payment_line
                            where run_id = :run and area_code >= :lo and area_code < :hi
                            order by md5(:seed || ':' || seq) limit :size) x
                        join registry.resident r on r.id = x.resident_id
                        join registry.payment_account a on a.id = x.account_id
                        left join disbursement.line_result s on s.run_id = x.run_id and s.seq = x.seq
                        """ + PLACE + "order by x.seq")
                .param("run", run.id())
                .param("seed", String.valueOf(run.sampleSeed()))
                .param("size", size)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> line(row))
                .list();
    }

    private static RunLine line(ResultSet row) throws SQLException {
        return new RunLine(
                row.getInt("seq"),
                LineKind.valueOf(row.getString("kind")),
                Rows.month(row, "benefit_month"),
                row.getString("area_name"),
                UrbanRural.valueOf(row.getString("residence")),
                row.getObject("household_id", UUID.class),
                row.getString("resident_name"),
                row.getString("payee_name"),
                row.getString("bank"),
                row.getString("last_four"),
                row.getInt("persons"),
                new Money(row.getBigDecimal("base_amount")),
                new Money(row.getBigDecimal("supplement_amount")),
                new Money(row.getBigDecimal("arrears_amount")),
                new Money(row.getBigDecimal("deduction_amount")),
                new Money(row.getBigDecimal("amount")),
                row.getObject("determination_id", UUID.class),
                row.getString("explanation"),
                row.getObject("succeeded", Boolean.class),
                row.getString("failure"));
    }

    List<RunListItem> exceptions(
            UUID runId, @Nullable Disposition disposition, int limit, int offset, AreaScope scope) {
        return Rows.page(
                jdbc.sql(
                                "select x.entitlement_id, x.residence, x.reason as what, x.note, 1 as households, x.persons, x.amount,"
                                        + " x.determination_id, e.household_id, r.name as resident_name," + PLACE_NAME
                                        + """
                        from disbursement.run_exception x
                        join disbursement.entitlement e on e.id = x.entitlement_id
                        join registry.resident r on r.id = e.resident_id
                        """ + PLACE + """
                        where x.run_id = :run and x.area_code >= :lo and x.area_code < :hi
                          and (:disposition::text is null or x.disposition = :disposition)
                        order by x.disposition, x.reason, x.area_code, x.entitlement_id limit :limit offset :offset""")
                        .param("run", runId)
                        .param("disposition", disposition == null ? null : disposition.name()),
                limit,
                offset,
                scope);
    }

    List<RunListItem> bridgeItems(
            UUID runId, String step, @Nullable UrbanRural residence, int limit, int offset, AreaScope scope) {
        return Rows.page(
                jdbc.sql(
                                "select x.entitlement_id, x.residence, x.step as what, x.note, x.households, x.persons, x.amount,"
                                        + " c.determination_id, e.household_id, r.name as resident_name," + PLACE_NAME
                                        + """
                        from disbursement.bridge_item x
                        join disbursement.entitlement e on e.id = x.entitlement_id
                        join registry.resident r on r.id = e.resident_id
                        left join lateral (
                            select d.id as determination_id from disbursement.determination d
                            join disbursement.payment_run run on run.id = x.run_id
                            where d.entitlement_id = x.entitlement_id and d.effective_month <= run.benefit_month
                              and d.decided_on <= run.cut_off_on
                            order by d.effective_month desc, d.ordinal desc limit 1) c on true
                        """ + PLACE + """
                        where x.run_id = :run and x.step like :step and x.area_code >= :lo and x.area_code < :hi
                          and (:residence::text is null or x.residence = :residence)
                        order by x.step, x.area_code, x.entitlement_id limit :limit offset :offset""")
                        .param("run", runId)
                        .param("step", step)
                        .param("residence", residence == null ? null : residence.name()),
                limit,
                offset,
                scope);
    }

    /** Everybody in care in a month: paid, held and refused alike. */
    List<RunListItem> roster(UUID runId, @Nullable UrbanRural residence, int limit, int offset, AreaScope scope) {
        return Rows.page(
                jdbc.sql(
                                "select x.entitlement_id, x.residence, x.what, null as note, 1 as households, x.persons, x.amount,"
                                        + " x.determination_id, e.household_id, r.name as resident_name," + PLACE_NAME
                                        + """
                        from (select entitlement_id, area_code, residence, 'PAID' as what, persons, amount, determination_id
                            from disbursement.payment_line where run_id = :run and kind = 'REGULAR'
                            union all
                            select entitlement_id, area_code, residence, disposition, persons, amount, determination_id
                            from disbursement.run_exception where run_id = :run and reason <> 'ARREARS_UNPAYABLE') x
                        join disbursement.entitlement e on e.id = x.entitlement_id
                        join registry.resident r on r.id = e.resident_id
                        """ + PLACE + """
                        where x.area_code >= :lo and x.area_code < :hi
                          and (:residence::text is null or x.residence = :residence)
                        order by x.area_code, x.entitlement_id limit :limit offset :offset""")
                        .param("run", runId)
                        .param("residence", residence == null ? null : residence.name()),
                limit,
                offset,
                scope);
    }
}
