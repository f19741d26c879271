package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.database.Months;
import cn.civilaffairs.registry.database.Ruling;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Back payments people asked for, with their months (人工补发). */
@Repository
class BackPayments {

    private static final String SELECT = """
            select b.*, y.name as payee_name, p.name as proposed_by_name, d.name as decided_by_name,
                u.name as revoked_by_name,
                case when t.level = 'TOWNSHIP' then t.name || ' ' || v.name else v.name end as place,
                (select count(*) from disbursement.back_payment_month m where m.back_payment_id = b.id) as months,
                r.id as paid_run_id, r.run_no as paid_run_no
            from disbursement.back_payment b
            join registry.resident y on y.id = b.payee_id
            join registry.area v on v.code = b.area_code left join registry.area t on t.code = v.parent_code
            join registry.officer p on p.id = b.proposed_by
            left join registry.officer d on d.id = b.decided_by
            left join registry.officer u on u.id = b.revoked_by
            left join lateral (select a.settled_run_id from disbursement.arrear a
                where a.back_payment_id = b.id and a.settled_run_id is not null limit 1) a on true
            left join disbursement.payment_run r on r.id = a.settled_run_id
            where b.area_code >= :lo and b.area_code < :hi\s""";

    private static final String FILTER = """
            and (:state::text is null or b.state = :state)
            and (:text::text is null or strpos(y.name, :text) > 0 or b.payment_no = :text)\s""";

    private final JdbcClient jdbc;

    BackPayments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("the entitlement was read within the scope; the row policy checks the inserted rows")
    UUID insert(
            Entitlement entitlement,
            BackPayment.Ground ground,
            String reason,
            @Nullable String document,
            List<BackPayment.Month> months,
            UUID by,
            OffsetDateTime at) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into disbursement.back_payment (id, payment_no, entitlement_id, scheme, area_code, household_id,
                            payee_id, state, ground, reason, document, amount, proposed_by, proposed_at)
                        select ?, 'BF' || to_char(cast(? as date), 'YYYY') || '-'
                                || lpad(nextval('disbursement.back_payment_number')::text, 6, '0'),
                            ?, ?, ?, ?, ?, 'PROPOSED', ?, ?, ?, ?, ?, ?""")
                .params(Arrays.asList(
                        id,
                        at.toLocalDate(),
                        entitlement.id(),
                        entitlement.scheme(),
                        entitlement.area().value(),
                        entitlement.householdId(),
                        entitlement.payeeId(),
                        ground.name(),
                        reason,
                        document,
                        Money.sum(months.stream().map(BackPayment.Month::amount).toList())
                                .yuan(),
                        by,
                        at))
                .update();
        for (BackPayment.Month month : months) {
            jdbc.sql("""
                            insert into disbursement.back_payment_month (back_payment_id, benefit_month, area_code, due_amount,
                                paid_amount, amount, given, determination_id, why)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(Arrays.asList(
                            id,
                            Months.firstDay(month.month()),
                            entitlement.area().value(),
                            month.due().yuan(),
                            month.paid().yuan(),
                            month.amount().yuan(),
                            month.given(),
                            month.determinationId(),
                            month.why()))
                    .update();
        }
        return id;
    }

    /** Decides one that nobody decided meanwhile. */
    @Unscoped("the back payment was read within the scope")
    void decide(UUID id, int version, Ruling ruling) {
        ruling.write(jdbc, "disbursement.back_payment", BackPaymentState.PROPOSED, id, version);
    }

    /** Hands its months over to the next run, which pays them like all other arrears. */
    @Unscoped("the back payment was read within the scope; the row policy checks the inserted rows")
    int owe(BackPayment payment, UUID approvedBy) {
        return jdbc.sql("""
                        insert into disbursement.arrear (entitlement_id, area_code, benefit_month, persons, base_amount,
                            supplement_amount, amount, cause, determination_id, explanation, proposed_by, approved_by, back_payment_id)
                        select :entitlement, m.area_code, m.benefit_month, coalesce(d.persons, 1), m.amount, 0, m.amount,
                            'PROPOSED:' || m.back_payment_id, m.determination_id,
                            '补发 ' || to_char(m.benefit_month, 'YYYY-MM') || ':' || :number, :proposed, :approved, m.back_payment_id
                        from disbursement.back_payment_month m
                        left join disbursement.determination d on d.id = m.determination_id
                        where m.back_payment_id = :id""")
                .param("entitlement", payment.entitlementId())
                .param("number", payment.number())
                .param("proposed", payment.proposedBy())
                .param("approved", approvedBy)
                .param("id", payment.id())
                .update();
    }

    /** The run that pays it and is not signed yet; none where no run has been computed with it. */
    Optional<String> runComputedWith(UUID id, AreaScope scope) {
        return jdbc.sql("""
                        select r.run_no from disbursement.arrear a
                        join disbursement.payment_line l on l.arrear_id = a.id and l.entitlement_id = a.entitlement_id
                        join disbursement.payment_run r on r.id = l.run_id and r.state <> 'ABANDONED'
                        where a.back_payment_id = :id and a.area_code >= :lo and a.area_code < :hi limit 1""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(String.class)
                .optional();
    }

    /** Owes none of its months any longer; how many no run had claimed. */
    @Unscoped("the back payment was read within the scope")
    int oweNoLonger(UUID id) {
        return jdbc.sql("""
                        update disbursement.arrear set withdrawn = true
                        where back_payment_id = ? and settled_run_id is null and not withdrawn""").param(id).update();
    }

    @Unscoped("the back payment was read within the scope")
    boolean revoke(UUID id, int version, String why, UUID by, OffsetDateTime at) {
        return jdbc.sql("""
                        update disbursement.back_payment set state = 'REVOKED', revoked_by = ?, revoked_at = ?, revoked_why = ?,
                            version = version + 1
                        where id = ? and version = ? and state = 'APPROVED'""").params(by, at, why, id, version).update() == 1;
    }

    Optional<BackPayment> find(UUID id, AreaScope scope) {
        return jdbc.sql(SELECT + "and b.id = :id")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> payment(row))
                .optional();
    }

    List<BackPayment> ofHousehold(UUID householdId, AreaScope scope) {
        return jdbc.sql(SELECT + """
                        and (b.household_id = :id or b.household_id is null and b.payee_id in (
                            select m.resident_id from registry.household_member m where m.household_id = :id))
                        order by b.proposed_at desc""")
                .param("id", householdId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> payment(row))
                .list();
    }

    List<BackPayment> list(BackPaymentFilter filter, int limit, int offset, AreaScope scope) {
        return jdbc.sql(SELECT + FILTER + "order by b.proposed_at desc, b.payment_no desc limit :limit offset :offset")
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("text", filter.text())
                .param("limit", limit)
                .param("offset", offset)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> payment(row))
                .list();
    }

    private static BackPayment payment(ResultSet row) throws SQLException {
        return new BackPayment(
                row.getObject("id", UUID.class),
                row.getString("payment_no"),
                row.getObject("entitlement_id", UUID.class),
                row.getString("scheme"),
                AreaCode.of(row.getString("area_code")),
                row.getString("place"),
                row.getObject("household_id", UUID.class),
                row.getObject("payee_id", UUID.class),
                row.getString("payee_name"),
                BackPaymentState.valueOf(row.getString("state")),
                BackPayment.Ground.valueOf(row.getString("ground")),
                row.getString("reason"),
                row.getString("document"),
                new Money(row.getBigDecimal("amount")),
                row.getInt("months"),
                row.getObject("proposed_by", UUID.class),
                row.getString("proposed_by_name"),
                Objects.requireNonNull(Instants.read(row, "proposed_at")),
                row.getString("decided_by_name"),
                Instants.read(row, "decided_at"),
                row.getString("decision_note"),
                row.getString("revoked_by_name"),
                Instants.read(row, "revoked_at"),
                row.getString("revoked_why"),
                row.getObject("paid_run_id", UUID.class),
                row.getString("paid_run_no"),
                row.getInt("version"));
    }

    List<BackPayment.Month> months(UUID id, AreaScope scope) {
        return jdbc.sql("""
                        select * from disbursement.back_payment_month
                        where back_payment_id = :id and area_code >= :lo and area_code < :hi order by benefit_month""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new BackPayment.Month(
                        Rows.month(row, "benefit_month"),
                        new Money(row.getBigDecimal("due_amount")),
                        new Money(row.getBigDecimal("paid_amount")),
                        new Money(row.getBigDecimal("amount")),
                        row.getBoolean("given"),
                        row.getObject("determination_id", UUID.class),
                        row.getString("why")))
                .list();
    }
}
