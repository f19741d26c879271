package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of households, their members and their means. */
@Repository
class Households {

    private final JdbcClient jdbc;

    Households(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Three statements, however many households. */
    Map<UUID, HouseholdOnDate> asOf(Collection<UUID> ids, LocalDate date, AreaScope scope) {
        Map<UUID, List<HouseholdOnDate.Member>> members = members(ids, date, scope);
        Map<UUID, List<MeansItem>> means = new LinkedHashMap<>();
        for (MeansItem item : means(ids, scope)) {
            boolean known = item.withdrawnAt() == null && !item.startOn().isAfter(date);
            if (known) {
                means.computeIfAbsent(item.householdId(), id -> new ArrayList<>())
                        .add(item);
            }
        }
        Map<UUID, HouseholdOnDate> found = new LinkedHashMap<>();
        jdbc.sql("""
                        select id, file_no, area_code, residence, address, opened_on, closed_on, version
                        from registry.household
                        where id = any (:ids) and area_code >= :lo and area_code < :hi""")
                .param("ids", ids.toArray(UUID[]::new))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    UUID id = row.getObject("id", UUID.class);
                    found.put(
                            id,
                            new HouseholdOnDate(
                                    id,
                                    row.getString("file_no"),
                                    AreaCode.of(row.getString("area_code")),
                                    UrbanRural.valueOf(row.getString("residence")),
                                    row.getString("address"),
                                    row.getObject("opened_on", LocalDate.class),
                                    row.getObject("closed_on", LocalDate.class),
                                    row.getInt("version"),
                                    date,
                                    members.getOrDefault(id, List.of()),
                                    means.getOrDefault(id, List.of())));
                });
        return found;
    }

    private Map<UUID, List<HouseholdOnDate.Member>> members(Collection<UUID> ids, LocalDate date, AreaScope scope) {
        Map<UUID, List<HouseholdOnDate.Member>> members = new LinkedHashMap<>();
        jdbc.sql("""
                        select m.id, m.household_id, m.resident_id, m.relation, m.counts, m.reason_not_counted,
                               m.valid_from, m.valid_to, r.name, r.id_prefix, r.sex, r.birth_date, r.death_date, r.health,
                               r.disability_kind, r.disability_grade, r.labour, r.employment, r.schooling
                        from registry.household_member m
                        join registry.resident r on r.id = m.resident_id
                        where m.household_id = any (:ids) and m.valid_from <= :date
                          and (m.valid_to is null or m.valid_to > :date)
                          and m.area_code >= :lo and m.area_code < :hi
                        order by m.household_id, m.relation <> 'HEAD', m.valid_from, r.birth_date, m.id""")
                .param("ids", ids.toArray(UUID[]::new))
                .param("date", date)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    members.computeIfAbsent(row.getObject("household_id", UUID.class), id -> new ArrayList<>())
                            .add(member(row));
                });
        return members;
    }

    private static HouseholdOnDate.Member member(ResultSet row) throws SQLException {
        return new HouseholdOnDate.Member(
                row.getObject("id", UUID.class),
                row.getObject("resident_id", UUID.class),
                row.getString("name"),
                Masks.idNumber(row.getString("id_prefix")),
                Sex.valueOf(row.getString("sex")),
                row.getObject("birth_date", LocalDate.class),
                row.getObject("death_date", LocalDate.class),
                Relation.valueOf(row.getString("relation")),
                row.getBoolean("counts"),
                row.getString("reason_not_counted"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                Health.valueOf(row.getString("health")),
                row.getObject("disability_kind", Integer.class),
                row.getObject("disability_grade", Integer.class),
                Residents.constant(Labour.class, row.getString("labour")),
                Residents.constant(Employment.class, row.getString("employment")),
                Residents.constant(Schooling.class, row.getString("schooling")));
    }

    /** All items ever entered, withdrawn ones included, by start date. */
    List<MeansItem> means(Collection<UUID> householdIds, AreaScope scope) {
        return jdbc.sql("""
                        select i.id, i.household_id, i.resident_id, i.category, i.name, i.amount, i.period, i.start_on,
                               i.end_on, i.source, i.exemption, i.remark, o.name as entered_by, i.entered_at,
                               i.withdrawn_at, i.withdrawn_why
                        from registry.means_item i left join registry.officer o on o.id = i.entered_by
                        where i.household_id = any (:ids) and i.area_code >= :lo and i.area_code < :hi
                        order by i.household_id, i.start_on, i.category, i.id""")
                .param("ids", householdIds.toArray(UUID[]::new))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> meansItem(row))
                .list();
    }

    private static MeansItem meansItem(ResultSet row) throws SQLException {
        return new MeansItem(
                row.getObject("id", UUID.class),
                row.getObject("household_id", UUID.class),
                row.getObject("resident_id", UUID.class),
                MeansCategory.valueOf(row.getString("category")),
                row.getString("name"),
                new Money(row.getBigDecimal("amount")),
                MeansPeriod.valueOf(row.getString("period")),
                row.getObject("start_on", LocalDate.class),
                row.getObject("end_on", LocalDate.class),
                MeansSource.valueOf(row.getString("source")),
                Residents.constant(Exemption.class, row.getString("exemption")),
                row.getString("remark"),
                row.getString("entered_by"),
                row.getObject("entered_at", OffsetDateTime.class).toInstant(),
                Instants.read(row, "withdrawn_at"),
                row.getString("withdrawn_why"));
    }

    @Unscoped("a number of the sequence belongs to nobody yet")
    long nextFileNumber() {
        return jdbc.sql("select nextval('registry.file_number_seq')")
                .query(Long.class)
                .single();
    }

    @Unscoped("the row policy checks the area of an inserted row")
    void insert(UUID id, String fileNo, NewHousehold household, @Nullable UUID predecessor) {
        jdbc.sql("""
                        insert into registry.household (id, file_no, area_code, residence, address, opened_on, predecessor)
                        values (:id, :fileNo, :area, :residence, :address, :openedOn, :predecessor)""")
                .param("id", id)
                .param("fileNo", fileNo)
                .param("area", household.area().value())
                .param("residence", household.residence().name())
                .param("address", household.address())
                .param("openedOn", household.openedOn())
                .param("predecessor", predecessor)
                .update();
    }

    Optional<UUID> findByFileNo(String fileNo, AreaScope scope) {
        return jdbc.sql("""
                        select id from registry.household
                        where file_no = :fileNo and area_code >= :lo and area_code < :hi""")
                .param("fileNo", fileNo)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .optional();
    }

    /** The household a resident belongs to today, if any that the scope covers. */
    Optional<UUID> currentOf(UUID residentId, AreaScope scope) {
        return jdbc.sql("""
                        select household_id from registry.household_member
                        where resident_id = :resident and valid_to is null and area_code >= :lo and area_code < :hi""")
                .param("resident", residentId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .optional();
    }

    /** @return whether the household still had the expected version and is open */
    boolean touch(UUID id, int version, AreaScope scope) {
        return jdbc.sql("""
                                update registry.household set version = version + 1, updated_at = now()
                                where id = :id and version = :version and closed_on is null
                                  and area_code >= :lo and area_code < :hi""")
                        .param("id", id)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    @Unscoped("the row policy checks the area of an inserted row")
    void join(
            UUID householdId,
            UUID residentId,
            AreaCode area,
            Relation relation,
            boolean counts,
            @Nullable String reasonNotCounted,
            LocalDate from,
            String why) {
        jdbc.sql("""
                        insert into registry.household_member
                            (household_id, resident_id, area_code, relation, counts, reason_not_counted, valid_from, joined_why)
                        values (:household, :resident, :area, :relation, :counts, :reason, :from, :why)""")
                .param("household", householdId)
                .param("resident", residentId)
                .param("area", area.value())
                .param("relation", relation.name())
                .param("counts", counts)
                .param("reason", reasonNotCounted)
                .param("from", from)
                .param("why", why)
                .update();
    }

    boolean leave(UUID membershipId, LocalDate from, String why, AreaScope scope) {
        return jdbc.sql("""
                                update registry.household_member set valid_to = :from, left_why = :why
                                where id = :id and valid_to is null and area_code >= :lo and area_code < :hi""")
                        .param("from", from)
                        .param("why", why)
                        .param("id", membershipId)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean close(UUID id, LocalDate on, String why, int version, AreaScope scope) {
        return jdbc.sql("""
                                update registry.household
                                set closed_on = :on, closed_why = :why, version = version + 1, updated_at = now()
                                where id = :id and version = :version and closed_on is null
                                  and area_code >= :lo and area_code < :hi""")
                        .param("on", on)
                        .param("why", why)
                        .param("id", id)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean move(UUID id, AreaCode area, UrbanRural residence, @Nullable String address, int version, AreaScope scope) {
        boolean moved = jdbc.sql("""
                                update registry.household
                                set area_code = :area, residence = :residence, address = :address, version = version + 1,
                                    updated_at = now()
                                where id = :id and version = :version and closed_on is null
                                  and area_code >= :lo and area_code < :hi""")
                        .param("area", area.value())
                        .param("residence", residence.name())
                        .param("address", address)
                        .param("id", id)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
        for (String table : List.of(
                "registry.household_member",
                "registry.means_item",
                "registry.supporter",
                "registry.work_excuse",
                "registry.job_offer",
                "registry.single_person")) {
            jdbc.sql("update " + table + """
                             set area_code = :area
                            where household_id = :id and area_code <> :area and area_code >= :lo and area_code < :hi""")
                    .param("area", area.value())
                    .param("id", id)
                    .param("lo", scope.lo())
                    .param("hi", scope.hi())
                    .update();
        }
        return moved;
    }

    /** Everybody who belongs or belonged to a household and to no other now, with accounts and guardians; who they are. */
    List<UUID> moveResidents(UUID id, AreaCode area, OffsetDateTime at, AreaScope scope) {
        List<UUID> residents = jdbc.sql("""
                        update registry.resident r
                        set area_code = :area, version = version + 1, updated_at = :at
                        where r.id in (select m.resident_id from registry.household_member m where m.household_id = :id)
                          and not exists (select from registry.household_member o
                              where o.resident_id = r.id and o.household_id <> :id and o.valid_to is null)
                          and r.area_code >= :lo and r.area_code < :hi
                        returning r.id""")
                .param("area", area.value())
                .param("at", at)
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .list();
        jdbc.sql("""
                        update registry.payment_account set area_code = :area
                        where resident_id = any (:residents) and area_code >= :lo and area_code < :hi""")
                .param("area", area.value())
                .param("residents", residents.toArray(UUID[]::new))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
        for (String kept : List.of(
                "registry.guardianship t set area_code = :area where t.ward_id = any (:residents)",
                "registry.stored_file t set area_code = :area where t.id in (select g.deed_file_id"
                        + " from registry.guardianship g where g.ward_id = any (:residents))")) {
            jdbc.sql("update " + kept + " and t.area_code >= :lo and t.area_code < :hi")
                    .param("area", area.value())
                    .param("residents", residents.toArray(UUID[]::new))
                    .param("lo", scope.lo())
                    .param("hi", scope.hi())
                    .update();
        }
        return residents;
    }

    @Unscoped("the row policy checks the area of an inserted row")
    UUID insert(UUID householdId, AreaCode area, NewMeansItem item, UUID enteredBy, Instant at) {
        return jdbc.sql("""
                        insert into registry.means_item
                            (household_id, resident_id, area_code, category, name, amount, period, start_on, end_on, source,
                             exemption, remark, entered_by, entered_at)
                        values (:household, :resident, :area, :category, :name, :amount, :period, :start, :end, :source,
                            :exemption, :remark, :by, :at)
                        returning id""")
                .param("household", householdId)
                .param("resident", item.residentId())
                .param("area", area.value())
                .param("category", item.category().name())
                .param("name", item.name())
                .param("amount", item.amount().yuan())
                .param("period", item.period().name())
                .param("start", item.startOn())
                .param("end", item.endOn())
                .param("source", item.source().name())
                .param("exemption", Residents.name(item.exemption()))
                .param("remark", item.remark())
                .param("by", enteredBy)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
    }

    /** @return whether it was still in force */
    boolean withdraw(UUID householdId, UUID itemId, Instant at, String why, AreaScope scope) {
        return jdbc.sql("""
                                update registry.means_item set withdrawn_at = :at, withdrawn_why = :why
                                where id = :id and household_id = :household and withdrawn_at is null
                                  and area_code >= :lo and area_code < :hi""")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("why", why)
                        .param("id", itemId)
                        .param("household", householdId)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    /** Every stretch of membership of a household, newest first. */
    List<Membership> history(UUID householdId, AreaScope scope) {
        return jdbc.sql("""
                        select m.id, m.household_id, h.file_no, m.resident_id, r.name, m.relation, m.valid_from, m.valid_to,
                               m.joined_why, m.left_why
                        from registry.household_member m
                        join registry.household h on h.id = m.household_id
                        join registry.resident r on r.id = m.resident_id
                        where m.household_id = :id and m.area_code >= :lo and m.area_code < :hi
                        order by m.valid_from desc, m.id desc""")
                .param("id", householdId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Membership(
                        row.getObject("id", UUID.class),
                        row.getObject("household_id", UUID.class),
                        row.getString("file_no"),
                        row.getObject("resident_id", UUID.class),
                        row.getString("name"),
                        Relation.valueOf(row.getString("relation")),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class),
                        row.getString("joined_why"),
                        row.getString("left_why")))
                .list();
    }
}
