package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Payments that failed and have not been made since, with where each stands. */
@Repository
class FailedPayments {

    /** Every failed line no later attempt has answered; an attempt under way belongs to the line it repeats. */
    private static final String OPEN = """
            select l.run_id, l.seq, l.scheme, l.benefit_month, l.area_code, l.entitlement_id, l.resident_id,
                coalesce(l.household_id, (select m.household_id from registry.household_member m
                    where m.resident_id = e.payee_id and m.valid_to is null limit 1)) as household_id,
                l.account_id, l.amount, l.reissue_of_run, l.reissue_of_seq, e.payee_id, s.reason, s.processed_on,
                s.processed_on + cast(:limitDays as int) as due_on, o.run_id as reissued_in,
                p.name as payee_name,
                case when o.run_id is not null then 'UNDER_WAY' when p.death_date is not null then 'PAYEE_DEAD'
                    when exists (select from registry.payment_account a where a.resident_id = e.payee_id and a.active
                        and a.id <> l.account_id) then 'READY'
                    when exists (select from registry.payment_account a where a.resident_id = e.payee_id
                        and a.confirmed_at is null and a.closed_at is null) then 'TO_CONFIRM'
                    else 'TO_CORRECT' end as stage,
                exists (select from disbursement.hold h where h.entitlement_id = l.entitlement_id
                    and h.released_at is null and h.reason = 'ACCOUNT_FAILING') as suspended
            from disbursement.line_result s
            join disbursement.payment_line l on l.run_id = s.run_id and l.seq = s.seq
            join disbursement.entitlement e on e.id = l.entitlement_id
            join registry.resident p on p.id = e.payee_id
            left join lateral (select n.run_id, n.seq from disbursement.payment_line n
                join disbursement.payment_run r on r.id = n.run_id and r.state <> 'ABANDONED'
                where n.reissue_of_run = l.run_id and n.reissue_of_seq = l.seq limit 1) o on true
            where not s.succeeded and s.area_code >= :lo and s.area_code < :hi
              and not exists (select from disbursement.line_result n where n.run_id = o.run_id and n.seq = o.seq)\s""";

    /** How often, and since when, along the chain of attempts back to the first. */
    private static final String HISTORY = """
            cross join lateral (
                with recursive chain (run_id, seq, reissue_of_run, reissue_of_seq) as (
                    select x.run_id, x.seq, x.reissue_of_run, x.reissue_of_seq
                    union all
                    select b.run_id, b.seq, b.reissue_of_run, b.reissue_of_seq from disbursement.payment_line b
                    join chain c on b.run_id = c.reissue_of_run and b.seq = c.reissue_of_seq)
                select count(*) as times, min(r.processed_on) as since
                from chain c join disbursement.line_result r on r.run_id = c.run_id and r.seq = c.seq) t\s""";

    private static final String FILTER = """
            where (:scheme::text is null or x.scheme = :scheme) and (:stage::text is null or x.stage = :stage)
              and (not :overdue or x.due_on < :today and x.stage in ('TO_CORRECT', 'TO_CONFIRM'))
              and (not :longUnpaid or t.since < cast(:today as date) - cast(:unpaidDays as int))\s""";

    private final JdbcClient jdbc;

    FailedPayments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What days are counted by. */
    record Days(LocalDate today, int limit, int unpaid) {}

    List<FailedPayment> list(FailedFilter filter, Days days, int limit, int offset, AreaScope scope) {
        return query(
                        "select x.*, t.times, t.since, r.name as resident_name, a.bank, a.last_four, run.run_no,"
                                + " v.name as area_name, coalesce(w.name, v.name) as town_name, n.note from (" + OPEN
                                + ") x "
                                + HISTORY
                                + """
                        join registry.resident r on r.id = x.resident_id
                        join registry.payment_account a on a.id = x.account_id
                        join disbursement.payment_run run on run.id = x.run_id
                        join registry.area v on v.code = x.area_code
                        left join registry.area w on w.code = v.parent_code and w.level = 'TOWNSHIP'
                        left join lateral (select n.note from disbursement.failed_payment_note n
                            where n.run_id = x.run_id and n.seq = x.seq order by n.made_at desc limit 1) n on true
                        """ + FILTER
                                + "order by x.due_on, x.area_code, x.run_id, x.seq limit :limit offset :offset",
                        filter,
                        days,
                        scope)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> payment(row))
                .list();
    }

    private JdbcClient.StatementSpec query(String sql, FailedFilter filter, Days days, AreaScope scope) {
        return jdbc.sql(sql)
                .param("scheme", filter.scheme())
                .param("stage", filter.stage() == null ? null : filter.stage().name())
                .param("overdue", filter.overdue())
                .param("longUnpaid", filter.longUnpaid())
                .param("today", days.today())
                .param("limitDays", days.limit())
                .param("unpaidDays", days.unpaid())
                .param("lo", scope.lo())
                .param("hi", scope.hi());
    }

    private static FailedPayment payment(ResultSet row) throws SQLException {
        return new FailedPayment(
                row.getObject("run_id", UUID.class),
                row.getInt("seq"),
                row.getString("run_no"),
                row.getString("scheme"),
                Rows.month(row, "benefit_month"),
                row.getString("town_name"),
                row.getString("area_name"),
                row.getObject("household_id", UUID.class),
                row.getObject("entitlement_id", UUID.class),
                row.getString("resident_name"),
                row.getObject("payee_id", UUID.class),
                row.getString("payee_name"),
                row.getString("bank"),
                row.getString("last_four"),
                new Money(row.getBigDecimal("amount")),
                row.getString("reason"),
                row.getObject("processed_on", LocalDate.class),
                row.getObject("since", LocalDate.class),
                row.getInt("times"),
                row.getObject("due_on", LocalDate.class),
                FailedStage.valueOf(row.getString("stage")),
                row.getBoolean("suspended"),
                row.getObject("reissued_in", UUID.class),
                row.getString("note"));
    }

    FailedCounts counts(FailedFilter filter, Days days, AreaScope scope) {
        Map<FailedStage, Integer> byStage = new EnumMap<>(FailedStage.class);
        int[] other = new int[3];
        Money[] amount = {Money.ZERO};
        query("""
                        select x.stage, count(*) as open, sum(x.amount) as amount,
                            count(*) filter (where x.due_on < :today and x.stage in ('TO_CORRECT', 'TO_CONFIRM')) as overdue,
                            count(*) filter (where t.since < cast(:today as date) - cast(:unpaidDays as int)) as long_unpaid
                        from (""" + OPEN + ") x " + HISTORY + FILTER + "group by x.stage", filter, days, scope)
                .query((ResultSet row) -> {
                    byStage.put(FailedStage.valueOf(row.getString("stage")), row.getInt("open"));
                    other[0] += row.getInt("overdue");
                    other[1] += row.getInt("long_unpaid");
                    other[2] += row.getInt("open");
                    amount[0] = amount[0].plus(new Money(row.getBigDecimal("amount")));
                });
        return new FailedCounts(Collections.unmodifiableMap(byStage), other[0], other[1], other[2], amount[0]);
    }

    /** An entitlement whose payments failed again and again. */
    record Repeated(UUID entitlementId, int times) {}

    /**
     * Entitlements of which a return file brought another failure, and how many runs in a row the bank has refused them.
     * Those already suspended, and what never reached the bank, do not count.
     */
    List<Repeated> repeated(UUID returnFile, int cap, AreaScope scope) {
        return jdbc.sql("""
                        select e.id, t.times from (
                            select distinct l.entitlement_id from disbursement.line_result s
                            join disbursement.payment_line l on l.run_id = s.run_id and l.seq = s.seq
                            where s.return_file_id = :file and not s.succeeded and s.reason <> 'ACCOUNT_CHANGED'
                              and s.area_code >= :lo and s.area_code < :hi) x
                        join disbursement.entitlement e on e.id = x.entitlement_id and e.last_month is null
                        cross join lateral (
                            select count(distinct l.run_id) as times from disbursement.payment_line l
                            join disbursement.line_result s on s.run_id = l.run_id and s.seq = l.seq
                            where l.entitlement_id = e.id and not s.succeeded and s.reason <> 'ACCOUNT_CHANGED'
                              and not exists (select from disbursement.payment_line k
                                  join disbursement.line_result o on o.run_id = k.run_id and o.seq = k.seq
                                  where k.entitlement_id = e.id and o.succeeded and o.processed_on > s.processed_on)) t
                        where t.times >= :cap and not exists (select from disbursement.hold h
                            where h.entitlement_id = e.id and h.released_at is null and h.reason = 'ACCOUNT_FAILING')
                        order by e.area_code, e.id""")
                .param("file", returnFile)
                .param("cap", cap)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Repeated(row.getObject("id", UUID.class), row.getInt("times")))
                .list();
    }

    /** Open suspensions for failing accounts of what a person is paid. */
    List<UUID> suspensions(UUID payee, AreaScope scope) {
        return jdbc.sql("""
                        select h.id from disbursement.hold h join disbursement.entitlement e on e.id = h.entitlement_id
                        where e.payee_id = :payee and h.reason = 'ACCOUNT_FAILING' and h.released_at is null
                          and h.area_code >= :lo and h.area_code < :hi order by h.id""")
                .param("payee", payee)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .list();
    }

    /** The area of a failed line, if there is such a line in the scope. */
    java.util.Optional<String> areaOfFailed(UUID runId, int seq, AreaScope scope) {
        return jdbc.sql("""
                        select area_code from disbursement.line_result
                        where run_id = :run and seq = :seq and not succeeded and area_code >= :lo and area_code < :hi""")
                .param("run", runId)
                .param("seq", seq)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(String.class)
                .optional();
    }

    @Unscoped("the line was found within the scope; the row policy checks the inserted row")
    void note(UUID runId, int seq, String area, String note, UUID by, OffsetDateTime at) {
        jdbc.sql("""
                        insert into disbursement.failed_payment_note (id, run_id, seq, area_code, note, made_by, made_at)
                        values (?, ?, ?, ?, ?, ?, ?)""").params(Ids.next(), runId, seq, area, note, by, at).update();
    }
}
