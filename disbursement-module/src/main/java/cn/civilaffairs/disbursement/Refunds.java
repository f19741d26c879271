package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.database.Ruling;
import cn.civilaffairs.registry.resident.Masks;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Refunds of claims, and the lines of a supplementary run that pay them (退还). */
@Repository
class Refunds {

    private static final String TO_PAY = """
            from disbursement.recovery_refund f
            join disbursement.entitlement e on e.id = f.entitlement_id
            join registry.resident y on y.id = f.payee_id and y.death_date is null
            join registry.payment_account a on a.resident_id = f.payee_id and a.active
            where f.state = 'APPROVED' and f.paid_run_id is null and f.scheme = :scheme
              and f.area_code >= :lo and f.area_code < :hi\s""";

    private final JdbcClient jdbc;

    Refunds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("the claim was read within the scope; the row policy checks the inserted row")
    UUID insert(Recovery claim, UUID payee, Money amount, String ground, UUID by, OffsetDateTime at) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into disbursement.recovery_refund (id, recovery_id, area_code, entitlement_id, scheme, payee_id,
                            amount, ground, state, proposed_by, proposed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, 'PROPOSED', ?, ?)""")
                .params(
                        id,
                        claim.id(),
                        claim.area().value(),
                        claim.entitlementId(),
                        claim.scheme(),
                        payee,
                        amount.yuan(),
                        ground,
                        by,
                        at)
                .update();
        return id;
    }

    @Unscoped("the refund was read within the scope")
    void decide(UUID id, int version, Ruling ruling) {
        ruling.write(jdbc, "disbursement.recovery_refund", BackPaymentState.PROPOSED, id, version);
    }

    List<Refund> of(UUID recoveryId, AreaScope scope) {
        return jdbc.sql("""
                        select f.*, y.name as payee_name, p.name as proposed_by_name, d.name as decided_by_name, r.run_no
                        from disbursement.recovery_refund f
                        join registry.resident y on y.id = f.payee_id
                        join registry.officer p on p.id = f.proposed_by
                        left join registry.officer d on d.id = f.decided_by
                        left join disbursement.payment_run r on r.id = f.paid_run_id
                        where f.recovery_id = :id and f.area_code >= :lo and f.area_code < :hi order by f.proposed_at""")
                .param("id", recoveryId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Refund(
                        row.getObject("id", UUID.class),
                        row.getObject("recovery_id", UUID.class),
                        row.getObject("payee_id", UUID.class),
                        row.getString("payee_name"),
                        new Money(row.getBigDecimal("amount")),
                        row.getString("ground"),
                        BackPaymentState.valueOf(row.getString("state")),
                        row.getObject("proposed_by", UUID.class),
                        row.getString("proposed_by_name"),
                        Objects.requireNonNull(Instants.read(row, "proposed_at")),
                        row.getString("decided_by_name"),
                        row.getString("decision_note"),
                        row.getObject("paid_run_id", UUID.class),
                        row.getString("run_no"),
                        row.getInt("version")))
                .list();
    }

    /** The debtor and the people of the debtor's household who live and have an account in use. */
    List<Refund.Payee> payees(Recovery claim, AreaScope scope) {
        return jdbc.sql("""
                        select y.id, y.name, a.bank, a.last_four from registry.resident y
                        join registry.payment_account a on a.resident_id = y.id and a.active
                        where y.death_date is null and y.area_code >= :lo and y.area_code < :hi
                          and (y.id = :debtor or y.id in (select m.resident_id from registry.household_member m
                              where m.valid_to is null and m.household_id in (select o.household_id
                                  from registry.household_member o where o.resident_id = :debtor)))
                        order by y.id <> :debtor, y.name""")
                .param("debtor", claim.debtorId())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Refund.Payee(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Masks.account(row.getString("bank"), row.getString("last_four"))))
                .list();
    }

    int countToPay(String scheme, AreaScope scope) {
        return jdbc.sql("select count(*) " + TO_PAY)
                .param("scheme", scheme)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    /** Writes the lines that give money back, numbered after those already there. */
    int insertLines(PaymentRun run, int lastSequence, AreaScope scope) {
        return jdbc.sql("""
                        insert into disbursement.payment_line (run_id, seq, entitlement_id, area_code, scheme, residence, kind,
                            benefit_month, attempt, household_id, resident_id, payee_id, payee_name, account_id, persons,
                            category, base_amount, supplement_amount, arrears_amount, deduction_amount, amount, refund_id,
                            explanation)
                        select :run, :last + row_number() over (order by f.area_code, f.id), f.entitlement_id, f.area_code,
                            f.scheme, e.residence, 'REFUND', :month,
                            (select count(*) from disbursement.payment_line o where o.entitlement_id = f.entitlement_id
                                and o.scheme = f.scheme and o.benefit_month = :month and o.kind = 'REFUND')
                            + row_number() over (partition by f.entitlement_id order by f.id),
                            e.household_id, e.resident_id, f.payee_id, y.name, a.id, 1, e.category, 0, 0, f.amount, 0, f.amount,
                            f.id, '退还多归还的追缴款 ' || c.claim_no\s"""
                        + TO_PAY.replace(
                                "where f.state", "join disbursement.recovery c on c.id = f.recovery_id where f.state"))
                .param("run", run.id())
                .param("last", lastSequence)
                .param("month", cn.civilaffairs.registry.database.Months.firstDay(run.benefitMonth()))
                .param("scheme", run.scheme())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** How many of a run's refund lines could still be claimed for it, and how many there are. */
    boolean settle(UUID runId, AreaScope scope) {
        int settled = jdbc.sql("""
                        update disbursement.recovery_refund f set paid_run_id = :run, version = version + 1
                        from disbursement.payment_line l
                        where l.run_id = :run and l.kind = 'REFUND' and l.refund_id = f.id and f.paid_run_id is null
                          and f.area_code >= :lo and f.area_code < :hi""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
        int lines = jdbc.sql("""
                        select count(*) from disbursement.payment_line
                        where run_id = :run and kind = 'REFUND' and area_code >= :lo and area_code < :hi""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
        return settled == lines;
    }
}
