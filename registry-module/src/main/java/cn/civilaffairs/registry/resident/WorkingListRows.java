package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Working lists as they were given out, and what of them was chosen. */
@Repository
class WorkingListRows {

    private final JdbcClient jdbc;
    private final FieldCipher cipher;

    WorkingListRows(JdbcClient jdbc, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** What a person's row said when the list was given out, beside what is registered now. */
    record Snapshot(
            UUID listId,
            int rowNo,
            UUID residentId,
            @Nullable UUID householdId,
            String name,
            Instant exportedAt,
            byte @Nullable [] phoneIndexThen,
            byte @Nullable [] phoneIndexNow,
            @Nullable String phoneNow,
            Health healthThen,
            Health healthNow,
            @Nullable Labour labourThen,
            @Nullable Labour labourNow,
            @Nullable Employment employmentThen,
            @Nullable Employment employmentNow,
            @Nullable Schooling schoolingThen,
            @Nullable Schooling schoolingNow,
            int version,
            Instant updatedAt) {}

    /** A cell chosen to be taken over. */
    record Choice(UUID residentId, WorkingListCell.Field field, int version) {}

    UUID giveOut(AreaCode area, Officer officer, Instant at, AreaScope scope) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into registry.working_list (id, area_code, exported_by, exported_at, row_count)
                        values (?, ?, ?, ?, 0)""")
                .params(id, area.value(), officer.id(), at.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        insert into registry.working_list_row
                            (list_id, row_no, area_code, resident_id, phone_index, health, labour, employment, schooling)
                        select :id, row_number() over (order by h.file_no, m.relation <> 'HEAD', r.birth_date, r.id), r.area_code,
                            r.id, r.phone_index, r.health, r.labour, r.employment, r.schooling
                        from registry.household h
                        join registry.household_member m on m.household_id = h.id and m.valid_to is null
                        join registry.resident r on r.id = m.resident_id and r.death_date is null
                        where h.closed_on is null and h.area_code = :area
                          and r.area_code >= :lo and r.area_code < :hi""")
                .param("id", id)
                .param("area", area.value())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
        return id;
    }

    List<WorkingListLine> lines(UUID listId, AreaScope scope) {
        return jdbc.sql("""
                        select w.row_no, r.id, h.id as household, h.file_no, r.name, m.relation, r.id_prefix, r.phone_enc, w.health,
                            w.labour, w.employment, w.schooling
                        from registry.working_list_row w
                        join registry.resident r on r.id = w.resident_id
                        join registry.household_member m on m.resident_id = r.id and m.valid_to is null
                        join registry.household h on h.id = m.household_id
                        where w.list_id = :id and w.area_code >= :lo and w.area_code < :hi
                        order by w.row_no""")
                .param("id", listId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> {
                    UUID resident = row.getObject("id", UUID.class);
                    return new WorkingListLine(
                            row.getInt("row_no"),
                            resident,
                            row.getObject("household", UUID.class),
                            row.getString("file_no"),
                            row.getString("name"),
                            Relation.valueOf(row.getString("relation")),
                            Masks.idNumber(row.getString("id_prefix")),
                            phone(resident, row.getBytes("phone_enc")),
                            Health.valueOf(row.getString("health")),
                            Residents.constant(Labour.class, row.getString("labour")),
                            Residents.constant(Employment.class, row.getString("employment")),
                            Residents.constant(Schooling.class, row.getString("schooling")));
                })
                .list();
    }

    private @Nullable String phone(UUID resident, byte @Nullable [] stored) {
        return stored == null
                ? null
                : cipher.decrypt(ProtectedField.RESIDENT_PHONE, resident, stored)
                                .isEmpty()
                        ? null
                        : Masks.phone(cipher.decrypt(ProtectedField.RESIDENT_PHONE, resident, stored));
    }

    Optional<Snapshot> find(UUID listId, int rowNo, AreaScope scope) {
        return jdbc.sql("""
                        select w.*, l.exported_at, r.name, r.phone_index as phone_now_index, r.phone_enc, r.health as health_now,
                            r.labour as labour_now, r.employment as employment_now, r.schooling as schooling_now, r.version,
                            r.updated_at, m.household_id
                        from registry.working_list_row w
                        join registry.working_list l on l.id = w.list_id
                        join registry.resident r on r.id = w.resident_id
                        left join registry.household_member m on m.resident_id = r.id and m.valid_to is null
                        where w.list_id = :list and w.row_no = :row and w.area_code >= :lo and w.area_code < :hi
                          and r.area_code >= :lo and r.area_code < :hi""")
                .param("list", listId)
                .param("row", rowNo)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> snapshot(row))
                .optional();
    }

    private Snapshot snapshot(ResultSet row) throws SQLException {
        UUID resident = row.getObject("resident_id", UUID.class);
        return new Snapshot(
                row.getObject("list_id", UUID.class),
                row.getInt("row_no"),
                resident,
                row.getObject("household_id", UUID.class),
                row.getString("name"),
                row.getObject("exported_at", OffsetDateTime.class).toInstant(),
                row.getBytes("phone_index"),
                row.getBytes("phone_now_index"),
                phone(resident, row.getBytes("phone_enc")),
                Health.valueOf(row.getString("health")),
                Health.valueOf(row.getString("health_now")),
                Residents.constant(Labour.class, row.getString("labour")),
                Residents.constant(Labour.class, row.getString("labour_now")),
                Residents.constant(Employment.class, row.getString("employment")),
                Residents.constant(Employment.class, row.getString("employment_now")),
                Residents.constant(Schooling.class, row.getString("schooling")),
                Residents.constant(Schooling.class, row.getString("schooling_now")),
                row.getInt("version"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    /** Remembers what was chosen, instead of whatever was chosen before. */
    void choose(UUID batchId, Collection<Choice> choices, AreaCode area, Officer officer, Instant at, AreaScope scope) {
        jdbc.sql("""
                        update registry.working_list_choice set wanted = false
                        where batch_id = :batch and area_code >= :lo and area_code < :hi""")
                .param("batch", batchId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
        for (Choice choice : choices) {
            jdbc.sql("""
                            insert into registry.working_list_choice
                                (batch_id, resident_id, field, area_code, version, wanted, chosen_by, chosen_at)
                            values (?, ?, ?, ?, ?, true, ?, ?)
                            on conflict (batch_id, resident_id, field) do update
                                set wanted = true, version = excluded.version, chosen_by = excluded.chosen_by,
                                    chosen_at = excluded.chosen_at""")
                    .params(
                            batchId,
                            choice.residentId(),
                            choice.field().name(),
                            area.value(),
                            choice.version(),
                            officer.id(),
                            at.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    List<Choice> chosen(UUID batchId, AreaScope scope) {
        return jdbc.sql("""
                        select resident_id, field, version from registry.working_list_choice
                        where batch_id = :batch and wanted and area_code >= :lo and area_code < :hi order by resident_id, field""")
                .param("batch", batchId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Choice(
                        row.getObject("resident_id", UUID.class),
                        WorkingListCell.Field.valueOf(row.getString("field")),
                        row.getInt("version")))
                .list();
    }
}
