package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.database.Months;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reasons for which money is held back, one row each. */
@Repository
class Holds {

    private static final String HOLDS = """
            select h.*, coalesce(p.name, '系统') as placed_by_name, x.name as released_by_name
            from disbursement.hold h
            left join registry.officer p on p.id = h.placed_by
            left join registry.officer x on x.id = h.released_by
            where h.area_code >= :lo and h.area_code < :hi and\s""";

    private final JdbcClient jdbc;

    Holds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("the entitlement was read within the scope; the row policy checks the inserted row")
    UUID place(
            Entitlement entitlement,
            HoldReason reason,
            String note,
            YearMonth from,
            @Nullable UUID awaits,
            @Nullable UUID by,
            OffsetDateTime at) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into disbursement.hold
                            (id, entitlement_id, area_code, reason, note, from_month, awaits_id, placed_by, placed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        entitlement.id(),
                        entitlement.area().value(),
                        reason.name(),
                        note,
                        Months.firstDay(from),
                        awaits,
                        by,
                        at))
                .update();
        return id;
    }

    /** Releases it if it is still open; false otherwise. */
    boolean release(
            UUID id,
            String note,
            YearMonth paidAgainFrom,
            boolean payHeldMonths,
            UUID by,
            OffsetDateTime at,
            AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.hold set released_by = :by, released_at = :at, release_note = :note,
                            released_from_month = :from, pay_held_months = :pay
                        where id = :id and released_at is null and area_code >= :lo and area_code < :hi""")
                        .param("id", id)
                        .param("by", by)
                        .param("at", at)
                        .param("note", note)
                        .param("from", Months.firstDay(paidAgainFrom))
                        .param("pay", payHeldMonths)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    /** Who agreed that the months held are paid after all; another person than who placed it. */
    void approve(UUID id, UUID by, AreaScope scope) {
        jdbc.sql("""
                        update disbursement.hold set release_approved_by = :by
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("id", id)
                .param("by", by)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    Optional<Hold> find(UUID id, AreaScope scope) {
        return jdbc.sql(HOLDS + "h.id = :id")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> hold(row))
                .optional();
    }

    List<Hold> of(UUID entitlementId, AreaScope scope) {
        return jdbc.sql(HOLDS + "h.entitlement_id = :id order by h.placed_at desc")
                .param("id", entitlementId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> hold(row))
                .list();
    }

    /** Those still open that wait for this. */
    List<Hold> awaiting(UUID awaited, AreaScope scope) {
        return jdbc.sql(HOLDS + "h.awaits_id = :id and h.released_at is null order by h.placed_at")
                .param("id", awaited)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> hold(row))
                .list();
    }

    private static Hold hold(ResultSet row) throws SQLException {
        return new Hold(
                row.getObject("id", UUID.class),
                row.getObject("entitlement_id", UUID.class),
                HoldReason.valueOf(row.getString("reason")),
                row.getString("note"),
                Rows.month(row, "from_month"),
                row.getObject("awaits_id", UUID.class),
                row.getObject("placed_by", UUID.class),
                row.getString("placed_by_name"),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                row.getString("released_by_name"),
                Instants.read(row, "released_at"),
                row.getString("release_note"),
                Months.read(row, "released_from_month"),
                row.getObject("pay_held_months", Boolean.class));
    }
}
