package cn.civilaffairs.registry.limited;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Households under limited access, the officers they are open to, and who asked to see them. */
@Repository
class Limits {

    private static final String LIMIT = """
            select l.*, h.file_no, o.name as placed_by_name from registry.limited_access l
            join registry.household h on h.id = l.household_id join registry.officer o on o.id = l.placed_by
            where l.lifted_at is null and l.area_code >= :lo and l.area_code < :hi\s""";
    private static final String REQUEST = """
            select r.*, a.name as asked_by_name, a.unit, d.name as decided_by_name from registry.limited_access_request r
            join registry.officer a on a.id = r.asked_by left join registry.officer d on d.id = r.decided_by\s""";

    private final JdbcClient jdbc;
    private final FieldCipher cipher;

    Limits(JdbcClient jdbc, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    Optional<Limit> find(UUID id, AreaScope scope) {
        return jdbc.sql(LIMIT + "and l.id = :id")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .param("id", id)
                .query((row, number) -> limit(row))
                .optional();
    }

    Optional<Limit> ofHousehold(UUID householdId, AreaScope scope) {
        return jdbc.sql(LIMIT + "and l.household_id = :household")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .param("household", householdId)
                .query((row, number) -> limit(row))
                .optional();
    }

    List<Limit> assignedTo(UUID officer, AreaScope scope) {
        return jdbc.sql(LIMIT + """
                        and exists (select from registry.limited_access_officer a where a.limit_id = l.id and a.officer_id = :me)
                        order by l.placed_at desc""")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .param("me", officer)
                .query((row, number) -> limit(row))
                .list();
    }

    Optional<AreaCode> areaOf(UUID householdId, AreaScope scope) {
        return jdbc.sql("""
                        select area_code from registry.household
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("id", householdId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(String.class)
                .optional()
                .map(AreaCode::of);
    }

    /** @param numberIndex of the typed number, in case it is somebody's identity number */
    Optional<UUID> behind(String fileNo, byte[] numberIndex, AreaScope scope) {
        return jdbc
                .sql("""
                        select limit_id from registry.household where file_no = :number and limit_id is not null
                            and area_code >= :lo and area_code < :hi
                        union
                        select limit_id from registry.resident where id_number_index = :index and limit_id is not null
                            and area_code >= :lo and area_code < :hi""")
                .param("number", fileNo)
                .param("index", numberIndex)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .list()
                .stream()
                .findFirst();
    }

    /** What a household or a person is under. */
    Optional<UUID> behind(UUID subject, AreaScope scope) {
        return jdbc.sql("""
                        select limit_id from registry.household
                        where id = :id and limit_id is not null and area_code >= :lo and area_code < :hi
                        union all
                        select limit_id from registry.resident
                        where id = :id and limit_id is not null and area_code >= :lo and area_code < :hi""")
                .param("id", subject)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .optional();
    }

    /** What a household or a person is under, with where they live. */
    Map<UUID, AreaCode> areaBehind(UUID subject, AreaScope scope) {
        Map<UUID, AreaCode> limits = new HashMap<>();
        jdbc.sql("""
                        select limit_id, area_code from registry.household
                        where id = :id and limit_id is not null and area_code >= :lo and area_code < :hi
                        union all
                        select limit_id, area_code from registry.resident
                        where id = :id and limit_id is not null and area_code >= :lo and area_code < :hi""")
                .param("id", subject)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    limits.put(row.getObject(1, UUID.class), AreaCode.of(row.getString(2)));
                });
        return limits;
    }

    @Unscoped("an officer's own request")
    boolean isOpenByRequest(UUID limit, UUID officer, Instant at) {
        return jdbc.sql("""
                        select exists (select from registry.limited_access_request
                            where limit_id = :limit and asked_by = :officer and granted and expires_at > :at)""")
                .param("limit", limit)
                .param("officer", officer)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    @Unscoped("the household was read within the scope; the row policy checks the inserted row")
    void place(UUID id, UUID householdId, AreaCode area, LimitGround ground, String why, UUID by, Instant at) {
        jdbc.sql("""
                        insert into registry.limited_access (id, household_id, area_code, ground, why_enc, placed_by, placed_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        householdId,
                        area.value(),
                        ground.name(),
                        cipher.encrypt(ProtectedField.LIMITED_ACCESS_REASON, id, why),
                        by,
                        at.atOffset(ZoneOffset.UTC)))
                .update();
    }

    /** Labels the household and everybody living in it; null takes the label away from all who have it. */
    void label(UUID householdId, UUID limit, boolean on, AreaScope scope) {
        jdbc.sql("""
                        update registry.household set limit_id = case when :on then cast(:limit as uuid) end
                        where id = :household and area_code >= :lo and area_code < :hi""")
                .param("on", on)
                .param("limit", limit)
                .param("household", householdId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
        jdbc.sql("""
                        update registry.resident r set limit_id = case when :on then cast(:limit as uuid) end
                        where (:on and r.id in (select m.resident_id from registry.household_member m
                                where m.household_id = :household and m.valid_to is null)
                            or not :on and r.limit_id = :limit)
                          and r.area_code >= :lo and r.area_code < :hi""")
                .param("on", on)
                .param("limit", limit)
                .param("household", householdId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    boolean askToLift(UUID id, UUID by, String why, AreaScope scope) {
        return jdbc.sql("""
                        update registry.limited_access set lift_asked_by = :by, lift_why = :why
                        where id = :id and lifted_at is null and area_code >= :lo and area_code < :hi""")
                        .param("by", by)
                        .param("why", why)
                        .param("id", id)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean lift(UUID id, UUID by, Instant at, AreaScope scope) {
        return jdbc.sql("""
                        update registry.limited_access set lifted_by = :by, lifted_at = :at
                        where id = :id and lifted_at is null and lift_asked_by <> :by
                          and area_code >= :lo and area_code < :hi""")
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    /** What supervision sees, within its area. */
    List<LimitRegisterLine> register(AreaScope scope) {
        return jdbc.sql("""
                        select h.file_no, l.ground, o.name as placed_by_name, l.placed_at,
                            (select count(*) from registry.limited_access_officer a where a.limit_id = l.id) as officers,
                            (select count(*) from registry.limited_access_request r where r.limit_id = l.id) as requests,
                            (select count(*) from registry.limited_access_request r where r.limit_id = l.id and r.granted)
                                as granted
                        from registry.limited_access l join registry.household h on h.id = l.household_id
                        join registry.officer o on o.id = l.placed_by
                        where l.lifted_at is null and l.area_code >= :lo and l.area_code < :hi
                        order by l.placed_at desc limit 200""")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new LimitRegisterLine(
                        row.getString("file_no"),
                        LimitGround.valueOf(row.getString("ground")),
                        row.getString("placed_by_name"),
                        instant(row, "placed_at"),
                        row.getInt("officers"),
                        row.getInt("requests"),
                        row.getInt("granted")))
                .list();
    }

    @Unscoped("names of colleagues are no secret")
    Optional<AssignedOfficer> officer(String login) {
        return jdbc.sql(
                        "select id, login, name, unit, area_code from registry.officer where login = :login and enabled")
                .param("login", login)
                .query((row, number) -> assigned(row))
                .optional();
    }

    @Unscoped("names of colleagues are no secret")
    List<AssignedOfficer> officers(UUID limit) {
        return jdbc.sql("""
                        select o.id, o.login, o.name, o.unit, o.area_code from registry.limited_access_officer a
                        join registry.officer o on o.id = a.officer_id where a.limit_id = :limit order by a.assigned_at, o.login""")
                .param("limit", limit)
                .query((row, number) -> assigned(row))
                .list();
    }

    @Unscoped("the limit was read within the scope")
    void assign(UUID limit, UUID officer, UUID by, Instant at) {
        jdbc.sql("""
                        insert into registry.limited_access_officer (limit_id, officer_id, assigned_by, assigned_at)
                        values (?, ?, ?, ?) on conflict do nothing""").params(limit, officer, by, at.atOffset(ZoneOffset.UTC)).update();
    }

    @Unscoped("an officer's own assignment")
    boolean isAssigned(UUID limit, UUID officer) {
        return jdbc.sql("""
                        select exists (select from registry.limited_access_officer
                            where limit_id = :limit and officer_id = :officer)""")
                .param("limit", limit)
                .param("officer", officer)
                .query(Boolean.class)
                .single();
    }

    @Unscoped("an officer's own request; it names nobody")
    void ask(UUID id, @Nullable UUID limit, String askedFor, UUID by, Instant at, String reason, int hours) {
        jdbc.sql("""
                        insert into registry.limited_access_request (id, limit_id, asked_for, asked_by, asked_at, reason, hours)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(id, limit, askedFor, by, at.atOffset(ZoneOffset.UTC), reason, hours))
                .update();
    }

    @Unscoped("only limits the officer is assigned to")
    List<AccessRequest> waitingFor(UUID officer) {
        return jdbc.sql(REQUEST + """
                        where r.decided_at is null and exists (select from registry.limited_access_officer a
                            join registry.limited_access l on l.id = a.limit_id and l.lifted_at is null
                            where a.limit_id = r.limit_id and a.officer_id = :me) and r.asked_by <> :me
                        order by r.asked_at""")
                .param("me", officer)
                .query((row, number) -> request(row))
                .list();
    }

    @Unscoped("an officer's own requests")
    List<AccessRequest> askedBy(UUID officer) {
        return jdbc.sql(REQUEST + "where r.asked_by = :me order by r.asked_at desc limit 20")
                .param("me", officer)
                .query((row, number) -> request(row))
                .list();
    }

    @Unscoped("the limit was read within the scope")
    List<AccessRequest> of(UUID limit) {
        return jdbc.sql(REQUEST + "where r.limit_id = :limit order by r.asked_at desc limit 100")
                .param("limit", limit)
                .query((row, number) -> request(row))
                .list();
    }

    @Unscoped("answers whose limit it is, which the desk then checks")
    Optional<UUID> limitOfRequest(UUID request) {
        return jdbc.sql("select limit_id from registry.limited_access_request where id = :id and limit_id is not null")
                .param("id", request)
                .query(UUID.class)
                .optional();
    }

    @Unscoped("the limit was read within the scope")
    AccessRequest request(UUID request) {
        return jdbc.sql(REQUEST + "where r.id = :id")
                .param("id", request)
                .query((row, number) -> request(row))
                .single();
    }

    @Unscoped("the limit was read within the scope")
    boolean decide(UUID request, UUID by, Instant at, @Nullable Instant expires) {
        return jdbc.sql("""
                        update registry.limited_access_request set decided_by = :by, decided_at = :at,
                            granted = cast(:expires as timestamptz) is not null, expires_at = cast(:expires as timestamptz)
                        where id = :id and decided_at is null""")
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("expires", expires == null ? null : expires.atOffset(ZoneOffset.UTC))
                        .param("id", request)
                        .update()
                == 1;
    }

    private Limit limit(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Limit(
                id,
                row.getObject("household_id", UUID.class),
                row.getString("file_no"),
                AreaCode.of(row.getString("area_code")),
                LimitGround.valueOf(row.getString("ground")),
                cipher.decrypt(ProtectedField.LIMITED_ACCESS_REASON, id, row.getBytes("why_enc")),
                row.getString("placed_by_name"),
                instant(row, "placed_at"),
                row.getObject("lift_asked_by", UUID.class),
                row.getString("lift_why"));
    }

    private static AccessRequest request(ResultSet row) throws SQLException {
        return new AccessRequest(
                row.getObject("id", UUID.class),
                row.getString("asked_for"),
                row.getObject("asked_by", UUID.class),
                row.getString("asked_by_name"),
                row.getString("unit"),
                instant(row, "asked_at"),
                row.getString("reason"),
                row.getInt("hours"),
                row.getString("decided_by_name"),
                (Boolean) row.getObject("granted"),
                Instants.read(row, "expires_at"));
    }

    private static AssignedOfficer assigned(ResultSet row) throws SQLException {
        return new AssignedOfficer(
                row.getObject("id", UUID.class),
                row.getString("login"),
                row.getString("name"),
                row.getString("unit"),
                AreaCode.of(row.getString("area_code")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
