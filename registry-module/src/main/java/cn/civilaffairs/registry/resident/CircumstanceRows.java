package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.resident.FamilyCircumstances.JobOffer;
import cn.civilaffairs.registry.resident.FamilyCircumstances.SinglePerson;
import cn.civilaffairs.registry.resident.FamilyCircumstances.Supporter;
import cn.civilaffairs.registry.resident.FamilyCircumstances.Term;
import cn.civilaffairs.registry.resident.FamilyCircumstances.WorkExcuse;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of what is known of families beyond their members and means. */
@Repository
class CircumstanceRows {

    private static final String SCOPED = """
             t left join registry.officer o on o.id = t.entered_by
            where t.household_id = any (:ids) and t.area_code >= :lo and t.area_code < :hi
            order by t.household_id, t.id""";

    private final JdbcClient jdbc;

    CircumstanceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Four statements, however many households; those of whom nothing is known are missing. */
    Map<UUID, FamilyCircumstances> of(Collection<UUID> households, AreaScope scope) {
        Map<UUID, List<Supporter>> supporters =
                rows("supporter", households, scope, CircumstanceRows::supporter, Supporter::householdId);
        Map<UUID, List<WorkExcuse>> excuses =
                rows("work_excuse", households, scope, CircumstanceRows::excuse, WorkExcuse::householdId);
        Map<UUID, List<JobOffer>> offers =
                rows("job_offer", households, scope, CircumstanceRows::offer, JobOffer::householdId);
        Map<UUID, List<SinglePerson>> singles =
                rows("single_person", households, scope, CircumstanceRows::single, SinglePerson::householdId);
        return Stream.of(supporters, excuses, offers, singles)
                .flatMap(byHousehold -> byHousehold.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        id -> new FamilyCircumstances(
                                supporters.getOrDefault(id, List.of()),
                                excuses.getOrDefault(id, List.of()),
                                offers.getOrDefault(id, List.of()),
                                singles.getOrDefault(id, List.of())),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private <T> Map<UUID, List<T>> rows(
            String table,
            Collection<UUID> households,
            AreaScope scope,
            RowMapper<T> mapper,
            Function<T, UUID> household) {
        return jdbc
                .sql("select t.*, o.name as officer from registry." + table + SCOPED)
                .param("ids", households.toArray(UUID[]::new))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(mapper)
                .list()
                .stream()
                .collect(Collectors.groupingBy(household, LinkedHashMap::new, Collectors.toList()));
    }

    private static Supporter supporter(ResultSet row, int number) throws SQLException {
        BigDecimal agreed = row.getBigDecimal("agreed_fee");
        return new Supporter(
                row.getObject("id", UUID.class),
                row.getObject("household_id", UUID.class),
                row.getString("name"),
                SupporterTie.valueOf(row.getString("tie")),
                new Money(row.getBigDecimal("monthly_income")),
                row.getInt("persons"),
                row.getInt("dependants"),
                agreed == null ? null : new Money(agreed),
                MeansSource.valueOf(row.getString("source")),
                term(row));
    }

    private static WorkExcuse excuse(ResultSet row, int number) throws SQLException {
        return new WorkExcuse(
                row.getObject("id", UUID.class),
                row.getObject("household_id", UUID.class),
                row.getObject("resident_id", UUID.class),
                WorkExcuseGround.valueOf(row.getString("ground")),
                row.getString("note"),
                term(row));
    }

    private static JobOffer offer(ResultSet row, int number) throws SQLException {
        return new JobOffer(
                row.getObject("id", UUID.class),
                row.getObject("household_id", UUID.class),
                row.getObject("resident_id", UUID.class),
                row.getObject("offered_on", LocalDate.class),
                row.getString("job"),
                JobAnswer.valueOf(row.getString("answer")),
                row.getString("reason"),
                row.getString("officer"),
                Instants.read(row, "withdrawn_at"),
                row.getString("withdrawn_why"));
    }

    private static SinglePerson single(ResultSet row, int number) throws SQLException {
        return new SinglePerson(
                row.getObject("id", UUID.class),
                row.getObject("household_id", UUID.class),
                row.getObject("resident_id", UUID.class),
                SingleGround.valueOf(row.getString("ground")),
                row.getString("note"),
                term(row));
    }

    private static Term term(ResultSet row) throws SQLException {
        return new Term(
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getString("ended_why"),
                row.getString("officer"),
                row.getObject("entered_at", OffsetDateTime.class).toInstant());
    }

    @Unscoped("the row policy checks the area of an inserted row")
    void insert(UUID id, UUID household, AreaCode area, NewSupporter supporter, UUID by, Instant at) {
        Money agreed = supporter.agreedFee();
        insert(
                """
                insert into registry.supporter (id, household_id, area_code, name, tie, monthly_income, persons, dependants,
                    agreed_fee, source, valid_from, entered_by, entered_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                id,
                household,
                area.value(),
                supporter.name().strip(),
                supporter.tie().name(),
                supporter.monthlyIncome().yuan(),
                supporter.persons(),
                supporter.dependants(),
                agreed == null ? null : agreed.yuan(),
                supporter.source().name(),
                supporter.from(),
                by,
                at.atOffset(ZoneOffset.UTC));
    }

    @Unscoped("the row policy checks the area of an inserted row")
    void insertExcuse(
            UUID id,
            UUID household,
            UUID resident,
            AreaCode area,
            WorkExcuseGround ground,
            String note,
            LocalDate from,
            UUID by,
            Instant at) {
        insert("""
                insert into registry.work_excuse (id, household_id, resident_id, area_code, ground, note, valid_from,
                    entered_by, entered_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", id, household, resident, area.value(), ground.name(), note, from, by, at.atOffset(ZoneOffset.UTC));
    }

    @Unscoped("the row policy checks the area of an inserted row")
    void insertOffer(
            UUID id,
            UUID household,
            UUID resident,
            AreaCode area,
            LocalDate on,
            String job,
            JobAnswer answer,
            @Nullable String reason,
            UUID by,
            Instant at) {
        insert(
                """
                insert into registry.job_offer (id, household_id, resident_id, area_code, offered_on, job, answer, reason,
                    entered_by, entered_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                id,
                household,
                resident,
                area.value(),
                on,
                job,
                answer.name(),
                reason,
                by,
                at.atOffset(ZoneOffset.UTC));
    }

    @Unscoped("the row policy checks the area of an inserted row")
    void insertSingle(
            UUID id,
            UUID household,
            UUID resident,
            AreaCode area,
            SingleGround ground,
            String note,
            LocalDate from,
            UUID by,
            Instant at) {
        insert("""
                insert into registry.single_person (id, household_id, resident_id, area_code, ground, note, valid_from,
                    entered_by, entered_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", id, household, resident, area.value(), ground.name(), note, from, by, at.atOffset(ZoneOffset.UTC));
    }

    private void insert(String sql, @Nullable Object... values) {
        jdbc.sql(sql).params(Arrays.asList(values)).update();
    }

    /** @return whether it still held */
    boolean end(CircumstanceKind kind, UUID household, UUID id, LocalDate on, String why, AreaScope scope) {
        return jdbc.sql("update registry." + kind.table() + """
                                 set valid_to = greatest(:on, valid_from), ended_why = :why
                                where id = :id and household_id = :household and valid_to is null
                                  and area_code >= :lo and area_code < :hi""")
                        .param("on", on)
                        .param("why", why)
                        .param("id", id)
                        .param("household", household)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    /** @return whether it had not been withdrawn yet */
    boolean withdrawOffer(UUID household, UUID id, Instant at, String why, AreaScope scope) {
        return jdbc.sql("""
                                update registry.job_offer set withdrawn_at = :at, withdrawn_why = :why
                                where id = :id and household_id = :household and withdrawn_at is null
                                  and area_code >= :lo and area_code < :hi""")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("why", why)
                        .param("id", id)
                        .param("household", household)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }
}
