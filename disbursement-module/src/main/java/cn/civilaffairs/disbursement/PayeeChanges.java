package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.database.Ruling;
import cn.civilaffairs.registry.resident.Masks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Changes of payee, and who may be one. */
@Repository
class PayeeChanges {

    private static final String SELECT = """
            select c.*, e.household_id, h.name as holder_name, f.name as from_name, y.name as to_name,
                p.name as proposed_by_name, d.name as decided_by_name,
                case when t.level = 'TOWNSHIP' then t.name || ' ' || v.name else v.name end as place
            from disbursement.payee_change c
            join disbursement.entitlement e on e.id = c.entitlement_id
            join registry.resident h on h.id = e.resident_id
            left join registry.resident f on f.id = c.from_payee
            left join registry.resident y on y.id = c.to_payee
            join registry.area v on v.code = c.area_code left join registry.area t on t.code = v.parent_code
            join registry.officer p on p.id = c.proposed_by
            left join registry.officer d on d.id = c.decided_by
            where c.area_code >= :lo and c.area_code < :hi\s""";

    private final JdbcClient jdbc;

    PayeeChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The holder, grown-up members of the holder's household and the holder's guardians on a day, all of them living. */
    List<PayeeCandidate> candidates(Entitlement entitlement, LocalDate day, AreaScope scope) {
        return jdbc.sql("""
                        with may (id, basis, rank) as (
                            select cast(:holder as uuid), 'HOLDER', 0
                            union all
                            select m.resident_id, 'MEMBER', 1
                            from registry.household_member h
                            join registry.household_member m on m.household_id = h.household_id and m.valid_from <= :day
                                and (m.valid_to is null or m.valid_to > :day)
                            join registry.resident r on r.id = m.resident_id
                                and r.birth_date <= cast(:day as date) - interval '18 years'
                            where h.resident_id = :holder and h.valid_from <= :day and (h.valid_to is null or h.valid_to > :day)
                              and h.area_code >= :lo and h.area_code < :hi
                            union all
                            select g.guardian_id, 'GUARDIAN', 2 from registry.guardianship g
                            where g.ward_id = :holder and registry.is_guardian(g.guardian_id, g.ward_id, :day))
                        select distinct on (m.rank, r.name, r.id) r.id, r.name, m.basis, a.bank, a.last_four
                        from may m join registry.resident r on r.id = m.id and r.death_date is null
                        left join registry.payment_account a on a.resident_id = r.id and a.active
                        where not exists (select from may o where o.id = m.id and o.rank < m.rank)
                        order by m.rank, r.name, r.id""")
                .param("holder", entitlement.residentId())
                .param("day", day)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new PayeeCandidate(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        PayeeBasis.valueOf(row.getString("basis")),
                        row.getString("bank") == null
                                ? null
                                : Masks.account(row.getString("bank"), row.getString("last_four"))))
                .list();
    }

    @Unscoped("the entitlement was read within the scope; the row policy checks the inserted row")
    UUID insert(Entitlement entitlement, PayeeCandidate to, String reason, UUID paper, UUID by, OffsetDateTime at) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into disbursement.payee_change (id, entitlement_id, scheme, area_code, from_payee, to_payee, basis,
                            reason, paper_file_id, state, proposed_by, proposed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'PROPOSED', ?, ?)""")
                .params(
                        id,
                        entitlement.id(),
                        entitlement.scheme(),
                        entitlement.area().value(),
                        entitlement.payeeId(),
                        to.residentId(),
                        to.basis().name(),
                        reason,
                        paper,
                        by,
                        at)
                .update();
        return id;
    }

    /** Decides one that nobody decided meanwhile. */
    @Unscoped("the change was read within the scope")
    void decide(UUID id, int version, Ruling ruling) {
        ruling.write(jdbc, "disbursement.payee_change", PayeeChangeState.PROPOSED, id, version);
    }

    Optional<PayeeChange> find(UUID id, AreaScope scope) {
        return jdbc.sql(SELECT + "and c.id = :id")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> change(row))
                .optional();
    }

    /** Of some benefits, the latest first. */
    List<PayeeChange> of(List<UUID> entitlements, AreaScope scope) {
        return jdbc.sql(SELECT + "and c.entitlement_id = any (:ids) order by c.proposed_at desc, c.id desc")
                .param("ids", entitlements.toArray(UUID[]::new))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> change(row))
                .list();
    }

    List<PayeeChange> list(PayeeChangeFilter filter, int limit, int offset, AreaScope scope) {
        return jdbc.sql(SELECT + """
                        and (:state::text is null or c.state = :state)
                        and (:text::text is null or strpos(h.name, :text) > 0 or strpos(f.name, :text) > 0
                            or strpos(y.name, :text) > 0)
                        order by c.proposed_at desc, c.id desc limit :limit offset :offset""")
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("text", filter.text())
                .param("limit", limit)
                .param("offset", offset)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> change(row))
                .list();
    }

    int toDecide(AreaScope scope) {
        return jdbc.sql("""
                        select count(*) from disbursement.payee_change
                        where state = 'PROPOSED' and area_code >= :lo and area_code < :hi""")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    private static PayeeChange change(ResultSet row) throws SQLException {
        return new PayeeChange(
                row.getObject("id", UUID.class),
                row.getObject("entitlement_id", UUID.class),
                row.getString("scheme"),
                AreaCode.of(row.getString("area_code")),
                row.getString("place"),
                row.getObject("household_id", UUID.class),
                row.getString("holder_name"),
                row.getObject("from_payee", UUID.class),
                Objects.requireNonNullElse(row.getString("from_name"), "（不在本辖区）"),
                row.getObject("to_payee", UUID.class),
                Objects.requireNonNullElse(row.getString("to_name"), "（不在本辖区）"),
                PayeeBasis.valueOf(row.getString("basis")),
                row.getString("reason"),
                row.getObject("paper_file_id", UUID.class),
                PayeeChangeState.valueOf(row.getString("state")),
                row.getObject("proposed_by", UUID.class),
                row.getString("proposed_by_name"),
                Objects.requireNonNull(Instants.read(row, "proposed_at")),
                row.getString("decided_by_name"),
                Instants.read(row, "decided_at"),
                row.getString("decision_note"),
                row.getInt("version"));
    }
}
