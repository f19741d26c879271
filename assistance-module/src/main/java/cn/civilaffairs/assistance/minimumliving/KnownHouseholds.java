package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.assistance.minimumliving.HouseholdFacts.MeansItem;
import cn.civilaffairs.assistance.minimumliving.HouseholdFacts.Member;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.resident.Exemption;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the register knows of households on a day, many at a time: three queries however many there are. */
@Repository
class KnownHouseholds {

    private static final String DECEASED = "死亡";

    private final JdbcClient jdbc;

    KnownHouseholds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One household with everything in force on the day; what ended before is left out. */
    record Known(UUID householdId, AreaCode area, UrbanRural residence, List<Member> members, List<MeansItem> means) {}

    /** In no particular order; households outside the scope are missing. */
    List<Known> on(LocalDate day, Collection<UUID> households, AreaScope scope) {
        UUID[] ids = households.toArray(UUID[]::new);
        Map<UUID, Known> known = new LinkedHashMap<>();
        jdbc.sql("""
                        select id, area_code, residence from registry.household
                        where id = any (:ids) and area_code >= :lo and area_code < :hi""")
                .param("ids", ids)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> known.put(
                        row.getObject("id", UUID.class),
                        new Known(
                                row.getObject("id", UUID.class),
                                AreaCode.of(row.getString("area_code")),
                                UrbanRural.valueOf(row.getString("residence")),
                                new ArrayList<>(),
                                new ArrayList<>())))
                .list();
        readMembers(day, ids, scope, known);
        readMeans(ids, scope, known);
        return List.copyOf(known.values());
    }

    private void readMembers(LocalDate day, UUID[] ids, AreaScope scope, Map<UUID, Known> known) {
        jdbc.sql("""
                        select m.household_id, m.resident_id, r.name, r.birth_date, r.disability_grade,
                            r.health = 'SERIOUSLY_ILL' as seriously_ill, m.counts, m.reason_not_counted, r.death_date
                        from registry.household_member m join registry.resident r on r.id = m.resident_id
                        where m.household_id = any (:ids) and m.valid_from <= :day
                            and (m.valid_to is null or m.valid_to > :day)
                            and m.area_code >= :lo and m.area_code < :hi
                        order by m.household_id, m.valid_from, m.id""")
                .param("ids", ids)
                .param("day", day)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    Known household = known.get(row.getObject("household_id", UUID.class));
                    if (household != null) {
                        household.members().add(member(row, day));
                    }
                });
    }

    private static Member member(ResultSet row, LocalDate day) throws SQLException {
        LocalDate death = row.getObject("death_date", LocalDate.class);
        @Nullable String notCounted = row.getBoolean("counts") ? null : row.getString("reason_not_counted");
        return new Member(
                row.getObject("resident_id", UUID.class),
                row.getString("name"),
                row.getObject("birth_date", LocalDate.class),
                row.getObject("disability_grade", Integer.class),
                row.getBoolean("seriously_ill"),
                death != null && death.isBefore(day) ? DECEASED : notCounted);
    }

    private void readMeans(UUID[] ids, AreaScope scope, Map<UUID, Known> known) {
        jdbc.sql("""
                        select id, household_id, resident_id, category, name, amount, period, start_on, end_on, source,
                            exemption
                        from registry.means_item
                        where household_id = any (:ids) and withdrawn_at is null and area_code >= :lo and area_code < :hi
                        order by household_id, start_on, id""")
                .param("ids", ids)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    Known household = known.get(row.getObject("household_id", UUID.class));
                    if (household != null) {
                        household.means().add(item(row));
                    }
                });
    }

    private static MeansItem item(ResultSet row) throws SQLException {
        String exemption = row.getString("exemption");
        return new MeansItem(
                row.getObject("id", UUID.class),
                row.getObject("resident_id", UUID.class),
                MeansCategory.valueOf(row.getString("category")),
                row.getString("name"),
                row.getBigDecimal("amount"),
                MeansPeriod.valueOf(row.getString("period")),
                row.getObject("start_on", LocalDate.class),
                row.getObject("end_on", LocalDate.class),
                MeansSource.valueOf(row.getString("source")),
                exemption == null ? null : Exemption.valueOf(exemption));
    }

    /** Who entered an item, and when: the last question about a figure. */
    record Entry(UUID item, @Nullable String officer, java.time.OffsetDateTime at) {}

    Map<UUID, Entry> entries(Collection<UUID> items, AreaScope scope) {
        Map<UUID, Entry> entries = new HashMap<>();
        jdbc.sql("""
                        select m.id, o.name, m.entered_at from registry.means_item m
                        left join registry.officer o on o.id = m.entered_by
                        where m.id = any (:ids) and m.area_code >= :lo and m.area_code < :hi""")
                .param("ids", items.toArray(UUID[]::new))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> entries.put(
                        row.getObject("id", UUID.class),
                        new Entry(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                row.getObject("entered_at", java.time.OffsetDateTime.class))))
                .list();
        return entries;
    }
}
