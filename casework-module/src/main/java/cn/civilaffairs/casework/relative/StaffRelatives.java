package cn.civilaffairs.casework.relative;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the register, of what it matched, and of what was referred to the county. */
@Repository
class StaffRelatives {

    private static final String SELECT = """
            select s.id, s.area_code, a.name as place, s.officer_id, s.staff_name, s.staff_post, s.kinship, s.relative_name,
                s.id_prefix, o.name as registrar, s.registered_at, s.ended_on, s.ended_why
            from registry.staff_relative s
            join registry.area a on a.code = s.area_code
            left join registry.officer o on o.id = s.registered_by
            where s.area_code >= :lo and s.area_code < :hi
            """;

    private final JdbcClient jdbc;
    private final FieldCipher cipher;

    StaffRelatives(JdbcClient jdbc, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    @Unscoped("the row policy refuses a relative outside the officer's area")
    UUID add(NewRelative relative, Officer officer, Instant at) {
        UUID id = Ids.next();
        NewRelative.Cadre cadre = relative.cadre();
        String number = relative.number().value();
        jdbc.sql("""
                        insert into registry.staff_relative (id, area_code, officer_id, staff_name, staff_post, kinship,
                            relative_name, id_number_enc, id_number_index, id_prefix, registered_by, registered_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        officer.area().value(),
                        cadre == null ? officer.id() : null,
                        cadre == null ? officer.name() : cadre.name().strip(),
                        cadre == null ? officer.unit() : cadre.post().strip(),
                        relative.kinship().name(),
                        relative.name().strip(),
                        cipher.encrypt(ProtectedField.STAFF_RELATIVE_ID_NUMBER, id, number),
                        // by the residents' index, so that the two can be compared without either number
                        cipher.index(ProtectedField.RESIDENT_ID_NUMBER, number),
                        number.substring(0, 6),
                        officer.id(),
                        at.atOffset(ZoneOffset.UTC)))
                .update();
        return id;
    }

    @Unscoped("marks the open cases of one person, of which it tells the caller nothing but their number")
    int flagOpenCases(UUID relative, UUID officer, Instant at) {
        return jdbc.sql("select casework.flag_open_cases(?, ?, ?)")
                .params(relative, officer, at.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    Optional<StaffRelative> find(UUID id, AreaScope scope) {
        return scoped(SELECT + "and s.id = :id", scope)
                .param("id", id)
                .query(StaffRelatives::read)
                .optional();
    }

    List<StaffRelative> list(RelativeFilter filter, @Nullable UUID ownOnly, AreaScope scope, int offset, int limit) {
        return filtered(
                        SELECT + condition(filter, ownOnly) + " order by s.area_code, s.staff_name, s.registered_at"
                                + " limit :limit offset :offset",
                        filter,
                        ownOnly,
                        scope)
                .param("limit", limit)
                .param("offset", offset)
                .query(StaffRelatives::read)
                .list();
    }

    private static String condition(RelativeFilter filter, @Nullable UUID ownOnly) {
        return (filter.ended() ? "" : " and s.ended_on is null")
                + (filter.text() == null
                        ? ""
                        : " and (strpos(s.staff_name, :text) > 0 or strpos(s.relative_name, :text) > 0)")
                + (ownOnly == null ? "" : " and (s.officer_id = :own or s.registered_by = :own)");
    }

    private JdbcClient.StatementSpec filtered(
            String sql, RelativeFilter filter, @Nullable UUID ownOnly, AreaScope scope) {
        JdbcClient.StatementSpec statement = scoped(sql, scope);
        if (filter.text() != null) {
            statement = statement.param("text", filter.text());
        }
        return ownOnly == null ? statement : statement.param("own", ownOnly);
    }

    private JdbcClient.StatementSpec scoped(String sql, AreaScope scope) {
        return jdbc.sql(sql).param("lo", scope.lo()).param("hi", scope.hi());
    }

    boolean end(UUID id, LocalDate on, String why, UUID officer, AreaScope scope) {
        return scoped("""
                                update registry.staff_relative set ended_on = :on, ended_why = :why, ended_by = :officer
                                where id = :id and ended_on is null and area_code >= :lo and area_code < :hi""", scope)
                        .param("id", id)
                        .param("on", on)
                        .param("why", why)
                        .param("officer", officer)
                        .update()
                == 1;
    }

    @Unscoped("a match in another township counts; it answers only for those who match")
    List<RelativeMatch> matches(@Nullable UUID household, @Nullable UUID applicant) {
        return jdbc.sql("select * from casework.relatives_among(?, ?)")
                .params(Arrays.asList(household, applicant))
                .query((row, number) -> new RelativeMatch(
                        row.getObject("relative_id", UUID.class),
                        row.getObject("officer_id", UUID.class),
                        row.getString("staff_name"),
                        row.getString("staff_post"),
                        Kinship.valueOf(row.getString("kinship")),
                        row.getString("resident_name")))
                .list();
    }

    @Unscoped("the row policy refuses a referral outside the officer's area")
    void refer(String matter, UUID household, AreaCode area, String title, UUID officer, Instant at) {
        jdbc.sql("""
                        insert into casework.relative_referral (id, area_code, matter, household_id, title, officer_id, referred_at)
                        select ?, ?, ?, ?, ?, ?, ?
                        where not exists (select from casework.relative_referral r
                            where r.matter = ? and r.household_id = ? and r.case_id is null)""")
                .params(
                        Ids.next(),
                        area.value(),
                        matter,
                        household,
                        title,
                        officer,
                        at.atOffset(ZoneOffset.UTC),
                        matter,
                        household)
                .update();
    }

    List<Referral> referrals(AreaScope scope) {
        return scoped("""
                        select r.id, r.matter, r.household_id, r.title, a.name as place, o.name as officer, r.referred_at
                        from casework.relative_referral r
                        join registry.area a on a.code = r.area_code
                        left join registry.officer o on o.id = r.officer_id
                        where r.case_id is null and r.area_code >= :lo and r.area_code < :hi order by r.referred_at""", scope)
                .query((row, number) -> new Referral(
                        row.getObject("id", UUID.class),
                        row.getString("matter"),
                        row.getObject("household_id", UUID.class),
                        row.getString("title"),
                        row.getString("place"),
                        row.getString("officer"),
                        row.getObject("referred_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void taken(String matter, UUID household, UUID caseId, AreaScope scope) {
        scoped("""
                        update casework.relative_referral set case_id = :case
                        where matter = :matter and household_id = :household and case_id is null
                          and area_code >= :lo and area_code < :hi""", scope)
                .param("case", caseId)
                .param("matter", matter)
                .param("household", household)
                .update();
    }

    private static StaffRelative read(ResultSet row, int number) throws SQLException {
        return new StaffRelative(
                row.getObject("id", UUID.class),
                AreaCode.of(row.getString("area_code")),
                row.getString("place"),
                row.getObject("officer_id", UUID.class),
                row.getString("staff_name"),
                row.getString("staff_post"),
                Kinship.valueOf(row.getString("kinship")),
                row.getString("relative_name"),
                row.getString("id_prefix"),
                row.getString("registrar"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                row.getObject("ended_on", LocalDate.class),
                row.getString("ended_why"));
    }
}
