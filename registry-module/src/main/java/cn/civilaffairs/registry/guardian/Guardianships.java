package cn.civilaffairs.registry.guardian;

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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the register of guardians. */
@Repository
class Guardianships {

    private static final String SELECT = """
            select g.*, w.name as ward_name, r.name as guardian_name, r.id_prefix, e.name as entered_name,
                d.name as decided_name, x.name as ended_name,
                case when t.level = 'TOWNSHIP' then t.name || ' ' || v.name else v.name end as place
            from registry.guardianship g
            join registry.resident w on w.id = g.ward_id
            join registry.resident r on r.id = g.guardian_id
            join registry.area v on v.code = g.area_code left join registry.area t on t.code = v.parent_code
            join registry.officer e on e.id = g.entered_by
            left join registry.officer d on d.id = g.decided_by
            left join registry.officer x on x.id = g.ended_by
            where g.area_code >= :lo and g.area_code < :hi\s""";

    private final JdbcClient jdbc;

    Guardianships(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("the ward was read within the scope; the row policy checks the inserted row")
    UUID insert(
            NewGuardian entered,
            UUID guardian,
            AreaCode area,
            @Nullable LocalDate until,
            UUID file,
            UUID by,
            OffsetDateTime at) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into registry.guardianship (id, ward_id, guardian_id, area_code, reason, tie, valid_from,
                            valid_until, deed, deed_file_id, state, entered_by, entered_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'ENTERED', ?, ?)""")
                .params(Arrays.asList(
                        id,
                        entered.ward(),
                        guardian,
                        area.value(),
                        entered.reason().name(),
                        entered.tie().name(),
                        entered.from(),
                        until,
                        entered.deed().strip(),
                        file,
                        by,
                        at))
                .update();
        return id;
    }

    @Unscoped("answers only who types the whole number and the name, with nothing but a number nobody can read")
    Optional<UUID> elsewhere(byte[] numberIndex, String name) {
        return jdbc.sql("select registry.resident_elsewhere(:index, :name)")
                .param("index", numberIndex)
                .param("name", name)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single();
    }

    Optional<Guardianship> find(UUID id, AreaScope scope) {
        return jdbc.sql(SELECT + "and g.id = :id")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> guardianship(row))
                .optional();
    }

    /** Of the wards, the latest entered first. */
    List<Guardianship> of(List<UUID> wards, AreaScope scope) {
        return jdbc.sql(SELECT + "and g.ward_id = any (:wards) order by g.entered_at desc, g.id desc")
                .param("wards", wards.toArray(UUID[]::new))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> guardianship(row))
                .list();
    }

    List<Guardianship> list(GuardianFilter filter, LocalDate today, int limit, int offset, AreaScope scope) {
        return jdbc.sql(SELECT + """
                        and (:stage::text is null or :stage = case
                            when g.state <> 'CONFIRMED' then g.state when g.valid_from > :today then 'NOT_YET'
                            when g.valid_until < :today then 'EXPIRED' else 'IN_FORCE' end)
                        and (:text::text is null or strpos(w.name, :text) > 0 or strpos(r.name, :text) > 0)
                        order by g.entered_at desc, g.id desc limit :limit offset :offset""")
                .param("stage", filter.stage())
                .param("text", filter.text())
                .param("today", today)
                .param("limit", limit)
                .param("offset", offset)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> guardianship(row))
                .list();
    }

    int toConfirm(AreaScope scope) {
        return jdbc.sql("""
                        select count(*) from registry.guardianship
                        where state = 'ENTERED' and area_code >= :lo and area_code < :hi""")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    private static Guardianship guardianship(ResultSet row) throws SQLException {
        return new Guardianship(
                row.getObject("id", UUID.class),
                row.getObject("ward_id", UUID.class),
                row.getString("ward_name"),
                row.getObject("guardian_id", UUID.class),
                row.getString("guardian_name"),
                Masks.idNumber(row.getString("id_prefix")),
                AreaCode.of(row.getString("area_code")),
                row.getString("place"),
                GuardianReason.valueOf(row.getString("reason")),
                GuardianTie.valueOf(row.getString("tie")),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getString("deed"),
                row.getObject("deed_file_id", UUID.class),
                GuardianState.valueOf(row.getString("state")),
                row.getObject("entered_by", UUID.class),
                row.getString("entered_name"),
                Objects.requireNonNull(Instants.read(row, "entered_at")),
                row.getString("decided_name"),
                Instants.read(row, "decided_at"),
                row.getString("decision_note"),
                row.getObject("ended_on", LocalDate.class),
                row.getString("ended_name"),
                row.getString("end_reason"),
                row.getInt("version"));
    }

    @Unscoped("the entry was read within the scope")
    void decide(UUID id, int version, Ruling ruling) {
        ruling.write(jdbc, "registry.guardianship", GuardianState.ENTERED, id, version);
    }

    @Unscoped("the entry was read within the scope")
    boolean end(UUID id, int version, LocalDate on, String why, UUID by, OffsetDateTime at) {
        return jdbc.sql("""
                        update registry.guardianship set state = 'ENDED', ended_on = ?, end_reason = ?, ended_by = ?,
                            ended_at = ?, version = version + 1
                        where id = ? and version = ? and state = 'CONFIRMED'""").params(on, why, by, at, id, version).update() == 1;
    }
}
