package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.database.Months;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Claims with their months, plans, receipts and letters (追缴). */
@Repository
class Recoveries {

    private static final String SELECT = """
            select c.*, d.name as debtor_name, coalesce(r.received, 0) as received, coalesce(r.unconfirmed, 0) as unconfirmed,
                coalesce(b.refunded, 0) as refunded,
                case when t.level = 'TOWNSHIP' then t.name || ' ' || v.name else v.name end as place,
                case when c.state not in ('DEMANDED', 'PAYING', 'COURT') then 0
                    else greatest(0, coalesce(i.fallen_due, case when c.due_on < :today then c.amount else 0 end)
                        - coalesce(r.received, 0) + coalesce(b.refunded, 0)) end as overdue,
                p.name as proposed_by_name, f.name as confirmed_by_name, w.name as write_off_by_name
            from disbursement.recovery c
            join registry.resident d on d.id = c.debtor_id
            join registry.area v on v.code = c.area_code left join registry.area t on t.code = v.parent_code
            left join registry.officer p on p.id = c.proposed_by
            left join registry.officer f on f.id = c.confirmed_by
            left join registry.officer w on w.id = c.write_off_by
            left join lateral (
                select sum(x.amount) filter (where x.confirmed_by is not null) as received,
                    sum(x.amount) filter (where x.confirmed_by is null and x.refused_by is null) as unconfirmed
                from disbursement.recovery_receipt x where x.recovery_id = c.id) r on true
            left join lateral (
                select sum(x.amount) as refunded from disbursement.recovery_refund x
                where x.recovery_id = c.id and x.state = 'APPROVED') b on true
            left join lateral (
                select sum(x.amount) filter (where x.due_on < :today) as fallen_due
                from disbursement.recovery_instalment x
                where x.recovery_id = c.id and x.plan = (select max(y.plan) from disbursement.recovery_instalment y
                    where y.recovery_id = c.id)
                having count(*) > 0) i on true
            where c.area_code >= :lo and c.area_code < :hi\s""";

    private static final String FILTER = """
            and (:state::text is null and c.state <> 'VOID' or c.state = :state)
            and (:text::text is null or strpos(d.name, :text) > 0 or c.claim_no = :text)\s""";

    private final JdbcClient jdbc;

    Recoveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("the entitlement was read within the scope; the row policy checks the inserted row")
    UUID propose(Entitlement entitlement, Recovery.Origin origin, Money amount, OffsetDateTime at) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into disbursement.recovery (id, claim_no, entitlement_id, scheme, area_code, household_id,
                            debtor_id, state, origin, amount, found_at)
                        select ?, 'ZJ' || to_char(cast(? as date), 'YYYY') || '-'
                                || lpad(nextval('disbursement.recovery_number')::text, 6, '0'),
                            ?, ?, ?, ?, ?, 'PROPOSED', ?, ?, ?""")
                .params(java.util.Arrays.asList(
                        id,
                        at.toLocalDate(),
                        entitlement.id(),
                        entitlement.scheme(),
                        entitlement.area().value(),
                        entitlement.householdId(),
                        entitlement.payeeId(),
                        origin.name(),
                        amount.yuan(),
                        at))
                .update();
        return id;
    }

    @Unscoped("the claim was read within the scope; the row policy checks the inserted rows")
    void insertMonths(UUID recoveryId, int revision, AreaCode area, List<LedgerMonth> months) {
        for (LedgerMonth month : months) {
            jdbc.sql("""
                            insert into disbursement.recovery_month (recovery_id, revision, benefit_month, area_code,
                                due_amount, paid_amount, claimed_before, difference, why, determination_id)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(java.util.Arrays.asList(
                            recoveryId,
                            revision,
                            Months.firstDay(month.month()),
                            area.value(),
                            month.due().yuan(),
                            month.paid().yuan(),
                            month.claimed().yuan(),
                            month.difference().yuan(),
                            month.why(),
                            month.determinationId()))
                    .update();
        }
    }

    @Unscoped("the claim was read within the scope")
    void revise(UUID id, RecoveryState state, Money amount) {
        jdbc.sql("""
                        update disbursement.recovery set state = ?, amount = ?, revision = revision + 1, proposed_by = null,
                            proposed_at = null, confirmed_by = null, confirmed_at = null, write_off_by = null,
                            write_off_ground = null, write_off_proposed_at = null,
                            fine_amount = case when fine_amount is null then null else least(fine_amount, 3 * ?) end, version = version + 1
                        where id = ?""").params(state.name(), amount.yuan(), amount.yuan(), id).update();
    }

    @Unscoped("the claim was read within the scope; the row policy checks the inserted row")
    void acted(UUID recoveryId, AreaCode area, String act, String note, UUID officer, OffsetDateTime at) {
        jdbc.sql("""
                        insert into disbursement.recovery_act (id, recovery_id, area_code, act, note, officer_id, acted_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Ids.next(), recoveryId, area.value(), act, note, officer, at)
                .update();
    }

    Optional<Recovery> find(UUID id, LocalDate today, AreaScope scope) {
        return jdbc.sql(SELECT + "and c.id = :id")
                .param("id", id)
                .param("today", today)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> recovery(row))
                .optional();
    }

    Optional<Recovery> openOf(UUID entitlementId, AreaScope scope) {
        return jdbc.sql(
                        SELECT
                                + "and c.entitlement_id = :id and c.state in ('PROPOSED', 'CONFIRMED', 'DEMANDED', 'PAYING', 'COURT')")
                .param("id", entitlementId)
                .param("today", LocalDate.EPOCH)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> recovery(row))
                .optional();
    }

    List<Recovery> ofHousehold(UUID householdId, LocalDate today, AreaScope scope) {
        return jdbc.sql(SELECT + """
                        and c.state <> 'VOID' and (c.household_id = :id or c.household_id is null and c.debtor_id in (
                            select m.resident_id from registry.household_member m where m.household_id = :id))
                        order by c.found_at desc""")
                .param("id", householdId)
                .param("today", today)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> recovery(row))
                .list();
    }

    List<Recovery> list(RecoveryFilter filter, LocalDate today, int limit, int offset, AreaScope scope) {
        return filtered(
                        "select * from (" + SELECT + FILTER + ") x where (not :overdue or x.overdue > 0)"
                                + " order by x.found_at desc, x.claim_no desc limit :limit offset :offset",
                        filter,
                        today,
                        scope)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> recovery(row))
                .list();
    }

    RecoverySum sum(RecoveryFilter filter, LocalDate today, AreaScope scope) {
        return filtered("""
                        select count(*) as claims, coalesce(sum(amount), 0) as amount, coalesce(sum(received), 0) as received,
                            coalesce(sum(written_off_amount), 0) as written_off, coalesce(sum(overdue), 0) as overdue,
                            coalesce(sum(case when state = 'DROPPED' then 0
                                else greatest(0, amount - received + refunded - written_off_amount) end), 0) as outstanding
                        from (""" + SELECT + FILTER + ") x where (not :overdue or x.overdue > 0)", filter, today, scope)
                .query((row, number) -> new RecoverySum(
                        row.getInt("claims"),
                        money(row, "amount"),
                        money(row, "received"),
                        money(row, "written_off"),
                        money(row, "outstanding"),
                        money(row, "overdue")))
                .single();
    }

    private JdbcClient.StatementSpec filtered(String sql, RecoveryFilter filter, LocalDate today, AreaScope scope) {
        return jdbc.sql(sql)
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("text", filter.text())
                .param("overdue", filter.overdue())
                .param("today", today)
                .param("lo", scope.lo())
                .param("hi", scope.hi());
    }

    private static Recovery recovery(ResultSet row) throws SQLException {
        java.math.BigDecimal fine = row.getBigDecimal("fine_amount");
        return new Recovery(
                row.getObject("id", UUID.class),
                row.getString("claim_no"),
                row.getObject("entitlement_id", UUID.class),
                row.getString("scheme"),
                AreaCode.of(row.getString("area_code")),
                row.getString("place"),
                row.getObject("household_id", UUID.class),
                row.getObject("debtor_id", UUID.class),
                row.getString("debtor_name"),
                RecoveryState.valueOf(row.getString("state")),
                Recovery.Origin.valueOf(row.getString("origin")),
                row.getInt("revision"),
                money(row, "amount"),
                money(row, "received"),
                money(row, "unconfirmed"),
                money(row, "refunded"),
                money(row, "written_off_amount"),
                money(row, "overdue"),
                row.getString("ground"),
                row.getBoolean("fraud"),
                fine == null ? null : new Money(fine),
                row.getString("repaid_by"),
                Objects.requireNonNull(Instants.read(row, "found_at")),
                row.getObject("proposed_by", UUID.class),
                row.getString("proposed_by_name"),
                row.getObject("confirmed_by", UUID.class),
                row.getString("confirmed_by_name"),
                Instants.read(row, "confirmed_at"),
                row.getObject("due_on", LocalDate.class),
                row.getString("court_no"),
                row.getObject("court_on", LocalDate.class),
                row.getString("write_off_ground"),
                row.getObject("write_off_by", UUID.class),
                row.getString("write_off_by_name"),
                row.getString("dropped_why"),
                row.getInt("version"));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getBigDecimal(column));
    }

    /** Whether a claim's months still say what the ledger says. */
    boolean stands(Recovery open, List<LedgerMonth> claim, AreaScope scope) {
        Map<YearMonth, Money> now = new HashMap<>();
        claim.forEach(month -> now.put(month.month(), month.difference()));
        Map<YearMonth, Money> then = new HashMap<>();
        months(open.id(), open.revision(), scope).forEach(month -> then.put(month.month(), month.difference()));
        return now.equals(then);
    }

    List<LedgerMonth> months(UUID recoveryId, int revision, AreaScope scope) {
        return jdbc.sql("""
                        select * from disbursement.recovery_month where recovery_id = :id and revision = :revision
                            and area_code >= :lo and area_code < :hi order by benefit_month""")
                .param("id", recoveryId)
                .param("revision", revision)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new LedgerMonth(
                        Rows.month(row, "benefit_month"),
                        money(row, "due_amount"),
                        money(row, "paid_amount"),
                        money(row, "claimed_before"),
                        row.getString("why"),
                        row.getObject("determination_id", UUID.class)))
                .list();
    }

    /** Sets columns of a claim nobody changed meanwhile; false otherwise. */
    @Unscoped("the claim was read within the scope")
    boolean update(UUID id, int version, String assignments, Object... values) {
        Object[] all = java.util.Arrays.copyOf(values, values.length + 2);
        all[values.length] = id;
        all[values.length + 1] = version;
        return jdbc.sql("update disbursement.recovery set " + assignments
                                + ", version = version + 1 where id = ? and version = ?")
                        .params(java.util.Arrays.asList(all))
                        .update()
                == 1;
    }

    List<RecoveryAct> acts(UUID recoveryId, AreaScope scope) {
        return jdbc.sql("""
                        select a.act, a.note, o.name, a.acted_at from disbursement.recovery_act a
                        join registry.officer o on o.id = a.officer_id
                        where a.recovery_id = :id and a.area_code >= :lo and a.area_code < :hi
                        order by a.acted_at, a.id""")
                .param("id", recoveryId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new RecoveryAct(
                        row.getString("act"),
                        row.getString("note"),
                        row.getString("name"),
                        Objects.requireNonNull(Instants.read(row, "acted_at"))))
                .list();
    }

    List<Instalment> plan(UUID recoveryId, AreaScope scope) {
        return jdbc.sql("""
                        select due_on, amount from disbursement.recovery_instalment i
                        where recovery_id = :id and area_code >= :lo and area_code < :hi
                          and plan = (select max(plan) from disbursement.recovery_instalment where recovery_id = :id)
                        order by ordinal""")
                .param("id", recoveryId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Instalment(row.getObject("due_on", LocalDate.class), money(row, "amount")))
                .list();
    }

    @Unscoped("the claim was read within the scope; the row policy checks the inserted rows")
    void insertPlan(Recovery claim, List<Instalment> plan, UUID by, OffsetDateTime at) {
        int number = jdbc.sql(
                        "select coalesce(max(plan), 0) + 1 from disbursement.recovery_instalment where recovery_id = ?")
                .param(claim.id())
                .query(Integer.class)
                .single();
        for (int i = 0; i < plan.size(); i++) {
            jdbc.sql("""
                            insert into disbursement.recovery_instalment
                                (recovery_id, plan, ordinal, area_code, due_on, amount, made_by, made_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            claim.id(),
                            number,
                            i + 1,
                            claim.area().value(),
                            plan.get(i).dueOn(),
                            plan.get(i).amount().yuan(),
                            by,
                            at)
                    .update();
        }
    }

    List<Receipt> receipts(UUID recoveryId, AreaScope scope) {
        return jdbc.sql("""
                        select x.*, e.name as entered_by_name, f.name as confirmed_by_name, r.name as refused_by_name
                        from disbursement.recovery_receipt x
                        join registry.officer e on e.id = x.entered_by
                        left join registry.officer f on f.id = x.confirmed_by
                        left join registry.officer r on r.id = x.refused_by
                        where x.recovery_id = :id and x.area_code >= :lo and x.area_code < :hi
                        order by x.received_on, x.id""")
                .param("id", recoveryId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Receipt(
                        row.getObject("id", UUID.class),
                        money(row, "amount"),
                        row.getObject("received_on", LocalDate.class),
                        Receipt.Method.valueOf(row.getString("method")),
                        row.getString("bank_ref"),
                        row.getObject("entered_by", UUID.class),
                        row.getString("entered_by_name"),
                        row.getString("confirmed_by_name"),
                        row.getString("refused_by_name"),
                        row.getString("refused_why")))
                .list();
    }

    @Unscoped("the claim was read within the scope; the row policy checks the inserted row")
    void insertReceipt(
            Recovery claim, Money amount, LocalDate on, Receipt.Method method, String ref, UUID by, OffsetDateTime at) {
        jdbc.sql("""
                        insert into disbursement.recovery_receipt
                            (id, recovery_id, area_code, amount, received_on, method, bank_ref, entered_by, entered_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Ids.next(), claim.id(), claim.area().value(), amount.yuan(), on, method.name(), ref, by, at)
                .update();
    }

    @Unscoped("the claim was read within the scope")
    boolean confirmReceipt(UUID recoveryId, UUID receiptId, UUID by, OffsetDateTime at) {
        return jdbc.sql("""
                        update disbursement.recovery_receipt set confirmed_by = ?, confirmed_at = ?
                        where id = ? and recovery_id = ? and confirmed_by is null and refused_by is null""").params(by, at, receiptId, recoveryId).update() == 1;
    }

    @Unscoped("the claim was read within the scope")
    boolean refuseReceipt(UUID recoveryId, UUID receiptId, String why, UUID by, OffsetDateTime at) {
        return jdbc.sql("""
                        update disbursement.recovery_receipt set refused_by = ?, refused_at = ?, refused_why = ?
                        where id = ? and recovery_id = ? and confirmed_by is null and refused_by is null""").params(by, at, why, receiptId, recoveryId).update() == 1;
    }

    @Unscoped("the claim was read within the scope; the row policy checks the inserted row")
    int insertLetter(Recovery claim, UUID file, UUID by, OffsetDateTime at) {
        return jdbc.sql("""
                        insert into disbursement.recovery_letter (recovery_id, copy_no, area_code, file_id, printed_by, printed_at)
                        select ?, coalesce(max(copy_no), 0) + 1, ?, ?, ?, ? from disbursement.recovery_letter
                        where recovery_id = ? returning copy_no""")
                .params(claim.id(), claim.area().value(), file, by, at, claim.id())
                .query(Integer.class)
                .single();
    }

    int letters(UUID recoveryId, AreaScope scope) {
        return jdbc.sql("""
                        select count(*) from disbursement.recovery_letter
                        where recovery_id = :id and area_code >= :lo and area_code < :hi""")
                .param("id", recoveryId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    Optional<OffsetAgreement> offset(UUID recoveryId, AreaScope scope) {
        return jdbc.sql("""
                        select o.*, p.name as proposed_by_name, a.name as approved_by_name
                        from disbursement.recovery_offset o
                        join registry.officer p on p.id = o.proposed_by
                        left join registry.officer a on a.id = o.approved_by
                        where o.recovery_id = :id and o.ended_at is null and o.area_code >= :lo and o.area_code < :hi""")
                .param("id", recoveryId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new OffsetAgreement(
                        row.getObject("id", UUID.class),
                        money(row, "monthly_amount"),
                        row.getObject("agreed_on", LocalDate.class),
                        row.getString("agreement"),
                        row.getObject("proposed_by", UUID.class),
                        row.getString("proposed_by_name"),
                        row.getString("approved_by_name")))
                .optional();
    }

    @Unscoped("the claim was read within the scope; the row policy checks the inserted row")
    void insertOffset(Recovery claim, Money monthly, LocalDate agreedOn, String agreement, UUID by, OffsetDateTime at) {
        jdbc.sql("""
                        insert into disbursement.recovery_offset
                            (id, recovery_id, area_code, monthly_amount, agreed_on, agreement, proposed_by, proposed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Ids.next(), claim.id(), claim.area().value(), monthly.yuan(), agreedOn, agreement, by, at)
                .update();
    }

    @Unscoped("the claim was read within the scope")
    boolean approveOffset(UUID recoveryId, UUID by, OffsetDateTime at) {
        return jdbc.sql("""
                        update disbursement.recovery_offset set approved_by = ?, approved_at = ?
                        where recovery_id = ? and approved_by is null and ended_at is null""").params(by, at, recoveryId).update() == 1;
    }

    @Unscoped("the claim was read within the scope")
    void endOffset(UUID recoveryId, @Nullable UUID by, OffsetDateTime at) {
        jdbc.sql(
                        "update disbursement.recovery_offset set ended_by = ?, ended_at = ? where recovery_id = ? and ended_at is null")
                .params(java.util.Arrays.asList(by, at, recoveryId))
                .update();
    }

    /** What agreed offsets take off this run: yuan by entitlement, never more than is still outstanding. */
    Map<UUID, Money> deductions(String scheme, AreaScope scope) {
        Map<UUID, Money> deductions = new HashMap<>();
        jdbc.sql("""
                        select c.entitlement_id, least(o.monthly_amount, c.amount - c.written_off_amount
                            - coalesce((select sum(x.amount) from disbursement.recovery_receipt x
                                where x.recovery_id = c.id and x.refused_by is null), 0)
                            + coalesce((select sum(x.amount) from disbursement.recovery_refund x
                                where x.recovery_id = c.id and x.state = 'APPROVED'), 0)) as deduction
                        from disbursement.recovery_offset o
                        join disbursement.recovery c on c.id = o.recovery_id and c.state in ('DEMANDED', 'PAYING')
                        where o.approved_by is not null and o.ended_at is null and c.scheme = :scheme
                          and c.area_code >= :lo and c.area_code < :hi""")
                .param("scheme", scheme)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    Money deduction = money(row, "deduction");
                    if (deduction.isPositive()) {
                        deductions.put(row.getObject("entitlement_id", UUID.class), deduction);
                    }
                });
        return deductions;
    }

    /** The deductions of a run with the claim each settles. */
    record Deducted(UUID recoveryId, Money amount, String reference, UUID proposedBy, UUID approvedBy) {}

    List<Deducted> deducted(UUID runId, AreaScope scope) {
        return jdbc.sql("""
                        select c.id, l.deduction_amount, r.run_no || '-' || l.seq as reference, o.proposed_by, o.approved_by
                        from disbursement.payment_line l
                        join disbursement.payment_run r on r.id = l.run_id
                        join disbursement.recovery c on c.entitlement_id = l.entitlement_id and c.state in ('DEMANDED', 'PAYING')
                        join disbursement.recovery_offset o on o.recovery_id = c.id and o.approved_by is not null
                            and o.ended_at is null
                        where l.run_id = :run and l.kind <> 'REISSUE' and l.deduction_amount > 0
                          and l.area_code >= :lo and l.area_code < :hi""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Deducted(
                        row.getObject("id", UUID.class),
                        money(row, "deduction_amount"),
                        row.getString("reference"),
                        row.getObject("proposed_by", UUID.class),
                        row.getObject("approved_by", UUID.class)))
                .list();
    }
}
