package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Months;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ledger of a benefit is worked out from (往来账的依据). */
@Repository
class LedgerBooks {

    private final JdbcClient jdbc;

    LedgerBooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Until the transaction ends no run of the county is signed or answered by the bank, so that what a changed benefit means for
     * months paid is read from runs that stand still. Taken before any row of a benefit is locked: whoever signs may want one.
     */
    @Unscoped("a lock and no row")
    void holdRunsStill(AreaCode county) {
        lock("pg_advisory_xact_lock_shared", county);
    }

    /** Waits for the changes of benefits that are under way, and lets none begin until the transaction ends. */
    @Unscoped("a lock and no row")
    void holdBenefitsStill(AreaCode county) {
        lock("pg_advisory_xact_lock", county);
    }

    private void lock(String how, AreaCode county) {
        jdbc.sql("select " + how + "(hashtextextended(:key, 0))::text")
                .param("key", "ledger " + county.value())
                .query(String.class)
                .single();
    }

    /** The latest month any signed run has paid; before the first there is none. */
    Optional<YearMonth> latestPaid(AreaScope scope) {
        return jdbc.sql("""
                        select max(benefit_month) as month from disbursement.payment_run
                        where state in ('SIGNED', 'SENT', 'RETURNED', 'CLOSED')
                          and (area_code >= :lo and area_code < :hi or starts_with(:lo, left(area_code, 6)))""")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> Optional.ofNullable(Months.read(row, "month")))
                .single();
    }

    /** The first and the latest month signed runs of a scheme have paid. */
    record Span(YearMonth first, YearMonth last) {}

    Optional<Span> paidMonths(String scheme, AreaScope scope) {
        return jdbc.sql("""
                        select min(benefit_month) as first, max(benefit_month) as last from disbursement.payment_run
                        where scheme = :scheme and kind = 'REGULAR' and state in ('SIGNED', 'SENT', 'RETURNED', 'CLOSED')
                          and (area_code >= :lo and area_code < :hi or starts_with(:lo, left(area_code, 6)))
                        having count(*) > 0""")
                .param("scheme", scheme)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Span(Rows.month(row, "first"), Rows.month(row, "last")))
                .optional();
    }

    /** What documents granted for months nothing was determined for (按文书补发). */
    Map<YearMonth, Money> given(UUID entitlementId, AreaScope scope) {
        Map<YearMonth, Money> given = new HashMap<>();
        jdbc.sql("""
                        select benefit_month, amount from disbursement.month_given
                        where entitlement_id = :id and area_code >= :lo and area_code < :hi""")
                .param("id", entitlementId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    given.put(Rows.month(row, "benefit_month"), new Money(row.getBigDecimal("amount")));
                });
        return given;
    }

    List<Ledger.Determined> determinations(UUID entitlementId, AreaScope scope) {
        return jdbc.sql("""
                        select d.id, d.effective_month, d.ordinal, d.amount from disbursement.determination d
                        join disbursement.entitlement e on e.id = d.entitlement_id
                        where d.entitlement_id = :id and e.area_code >= :lo and e.area_code < :hi""")
                .param("id", entitlementId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Ledger.Determined(
                        row.getObject("id", UUID.class),
                        Rows.month(row, "effective_month"),
                        row.getInt("ordinal"),
                        new Money(row.getBigDecimal("amount"))))
                .list();
    }

    /** The day the last of those covered in a month died; empty while one of them lives. */
    Optional<LocalDate> allDeadOn(UUID entitlementId, YearMonth month, AreaScope scope) {
        return jdbc.sql("""
                        select case when bool_and(r.death_date is not null) then max(r.death_date) end as day
                        from disbursement.covered_person c join registry.resident r on r.id = c.resident_id
                        where c.entitlement_id = :id and c.area_code >= :lo and c.area_code < :hi
                          and c.from_month <= :month and (c.to_month is null or c.to_month >= :month)""")
                .param("id", entitlementId)
                .param("month", Months.firstDay(month))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> Optional.ofNullable(row.getObject("day", LocalDate.class)))
                .single();
    }

    /** What was paid for each month, and what is still on its way for it: returned by the bank, or arrears not yet paid. */
    record Paid(Map<YearMonth, Money> paid, Map<YearMonth, Money> pending) {}

    Paid paid(UUID entitlementId, AreaScope scope) {
        Map<YearMonth, Money> paid = new HashMap<>();
        Map<YearMonth, Money> pending = new HashMap<>();
        jdbc.sql("""
                        select p.benefit_month, p.paid, p.pending from disbursement.month_paid p
                        join disbursement.entitlement e on e.id = p.entitlement_id
                        where p.entitlement_id = :id and e.area_code >= :lo and e.area_code < :hi
                        union all
                        select a.benefit_month, 0, a.amount from disbursement.arrear a
                        where a.entitlement_id = :id and a.settled_run_id is null and not a.withdrawn
                          and a.area_code >= :lo and a.area_code < :hi""")
                .param("id", entitlementId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    YearMonth month = Rows.month(row, "benefit_month");
                    Money already = new Money(row.getBigDecimal("paid"));
                    Money coming = new Money(row.getBigDecimal("pending"));
                    paid.merge(month, already, Money::plus);
                    if (coming.isPositive()) {
                        pending.merge(month, coming, Money::plus);
                    }
                });
        return new Paid(paid, pending);
    }

    /** What closed claims took back or gave up, by month. @param except a claim left out, or null */
    Map<YearMonth, Money> claimed(UUID entitlementId, @Nullable UUID except, AreaScope scope) {
        Map<YearMonth, Money> claimed = new HashMap<>();
        jdbc.sql("""
                        select m.benefit_month, sum(m.difference) as difference from disbursement.month_claimed m
                        join disbursement.entitlement e on e.id = m.entitlement_id
                        where m.entitlement_id = :id and e.area_code >= :lo and e.area_code < :hi
                          and m.recovery_id is distinct from cast(:except as uuid)
                        group by m.benefit_month having sum(m.difference) <> 0""")
                .param("id", entitlementId)
                .param("except", except)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    claimed.put(Rows.month(row, "benefit_month"), new Money(row.getBigDecimal("difference")));
                });
        return claimed;
    }

    /** What claims that stand take back, by month; what was given up stays with the household. */
    Map<YearMonth, Money> takenBack(UUID entitlementId, AreaScope scope) {
        Map<YearMonth, Money> takenBack = new HashMap<>();
        jdbc.sql("""
                        select m.benefit_month, sum(m.difference) as difference from disbursement.month_claimed m
                        join disbursement.entitlement e on e.id = m.entitlement_id
                        where m.entitlement_id = :id and e.area_code >= :lo and e.area_code < :hi
                          and m.state not in ('WRITTEN_OFF', 'DROPPED')
                        group by m.benefit_month""")
                .param("id", entitlementId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    takenBack.put(Rows.month(row, "benefit_month"), new Money(row.getBigDecimal("difference")));
                });
        return takenBack;
    }

    /** The entitlements a run pays beyond what is due by now, such as where somebody's death came after it was computed. */
    List<UUID> paidBeyondDue(UUID runId, AreaScope scope) {
        return jdbc.sql("""
                        select distinct l.entitlement_id from disbursement.payment_line l
                        join disbursement.entitlement e on e.id = l.entitlement_id
                        left join lateral (
                            select d.id, d.amount from disbursement.determination d
                            where d.entitlement_id = l.entitlement_id and d.effective_month <= l.benefit_month
                            order by d.effective_month desc, d.ordinal desc limit 1) d on true
                        where l.run_id = :run and l.area_code >= :lo and l.area_code < :hi and l.kind in ('REGULAR', 'ARREARS')
                          and (l.benefit_month > e.last_month
                            or d.id is distinct from l.determination_id and d.amount < l.amount + l.deduction_amount)""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .list();
    }

    /** The entitlements with an open claim on a month whose payment the bank returned in this run. */
    List<UUID> claimedAndReturned(UUID runId, AreaScope scope) {
        return jdbc.sql("""
                        select distinct l.entitlement_id from disbursement.line_result s
                        join disbursement.payment_line l on l.run_id = s.run_id and l.seq = s.seq
                        join disbursement.recovery c on c.entitlement_id = l.entitlement_id
                            and c.state in ('PROPOSED', 'CONFIRMED', 'DEMANDED', 'PAYING', 'COURT')
                        where s.run_id = :run and not s.succeeded and l.area_code >= :lo and l.area_code < :hi""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .list();
    }
}
