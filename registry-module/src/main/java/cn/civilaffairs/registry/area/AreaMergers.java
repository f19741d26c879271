package cn.civilaffairs.registry.area;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Mergers of villages, and the rows that go over with one. */
@Repository
class AreaMergers {

    private static final String OPEN = """
            select m.*, o.name from registry.area_merger m join registry.officer o on o.id = m.proposed_by
            where m.state = 'PROPOSED' and m.from_code >= :lo and m.from_code < :hi\s""";

    private final JdbcClient jdbc;

    AreaMergers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("which village goes is decided before; a merger names nobody")
    void insert(UUID id, AreaCode from, AreaCode to, String document, UUID by, OffsetDateTime at) {
        jdbc.sql("""
                        insert into registry.area_merger (id, from_code, to_code, document, proposed_by, proposed_at)
                        values (:id, :from, :to, :document, :by, :at)""")
                .param("id", id)
                .param("from", from.value())
                .param("to", to.value())
                .param("document", document)
                .param("by", by)
                .param("at", at)
                .update();
    }

    List<AreaMerger> open(AreaScope scope) {
        return jdbc.sql(OPEN + "order by m.from_code")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> merger(row))
                .list();
    }

    Optional<AreaMerger> lockOpen(UUID id, AreaScope scope) {
        return jdbc.sql(OPEN + "and m.id = :id for update of m")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> merger(row))
                .optional();
    }

    private static AreaMerger merger(ResultSet row) throws SQLException {
        return new AreaMerger(
                row.getObject("id", UUID.class),
                AreaCode.of(row.getString("from_code")),
                AreaCode.of(row.getString("to_code")),
                row.getString("document"),
                row.getObject("proposed_by", UUID.class),
                row.getString("name"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                List.of());
    }

    @Unscoped("found within the officer's area before")
    void answered(UUID id, String state, UUID by, OffsetDateTime at) {
        jdbc.sql("update registry.area_merger set state = :state, answered_by = :by, answered_at = :at where id = :id")
                .param("state", state)
                .param("by", by)
                .param("at", at)
                .param("id", id)
                .update();
    }

    boolean householdsOnTheMove(AreaCode village, AreaScope scope) {
        return jdbc.sql("""
                        select exists (select from registry.household_move
                            where state in ('PROPOSED', 'ACCEPTED') and :village in (area_code, to_area)
                              and (area_code >= :lo and area_code < :hi or to_area >= :lo and to_area < :hi))""")
                .param("village", village.value())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Boolean.class)
                .single();
    }

    /** @param table a name written in our code, never input */
    void carryOver(String table, AreaCode from, AreaCode to, AreaScope scope) {
        jdbc.sql("update " + table
                        + " set area_code = :to where area_code = :from and area_code >= :lo and area_code < :hi")
                .param("from", from.value())
                .param("to", to.value())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    int count(String table, String which, AreaCode village, AreaScope scope) {
        return jdbc.sql("select count(*) from " + table + " where area_code = :village and " + which
                        + " and area_code >= :lo and area_code < :hi")
                .param("village", village.value())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }
}
