package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.area.Pinyin;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The residents' rows. Whole numbers leave it one at a time, by {@link #whole}. */
@Repository
class Residents {

    private static final String COLUMNS = """
            r.id, r.area_code, r.registered_area, r.name, r.id_type, r.id_prefix, r.sex, r.birth_date, r.ethnicity,
            r.phone_enc, r.disability_kind, r.disability_grade, r.health, r.labour, r.employment, r.schooling, r.marital,
            r.death_date, r.death_source, r.remark, r.version""";

    private final JdbcClient jdbc;
    private final FieldCipher cipher;

    Residents(JdbcClient jdbc, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    Optional<Resident> find(UUID id, AreaScope scope) {
        return jdbc.sql("select " + COLUMNS + """
                         from registry.resident r
                        where r.id = :id and r.area_code >= :lo and r.area_code < :hi""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> resident(row))
                .optional();
    }

    List<Resident> findAll(Collection<UUID> ids, AreaScope scope) {
        return jdbc.sql("select " + COLUMNS + """
                         from registry.resident r
                        where r.id = any (:ids) and r.area_code >= :lo and r.area_code < :hi""")
                .param("ids", ids.toArray(UUID[]::new))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> resident(row))
                .list();
    }

    Optional<Resident> findByNumber(byte[] index, AreaScope scope) {
        return jdbc.sql("select " + COLUMNS + """
                         from registry.resident r
                        where r.id_number_index = :index and r.area_code >= :lo and r.area_code < :hi""")
                .param("index", index)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> resident(row))
                .optional();
    }

    @Unscoped("answers yes or no for the whole county, and nothing else")
    boolean isKnown(byte[] numberIndex) {
        return jdbc.sql("select registry.resident_is_known(:index)")
                .param("index", numberIndex)
                .query(Boolean.class)
                .single();
    }

    /** A protected value in full, empty if the person has none. */
    Optional<String> whole(UUID id, RevealedField field, AreaScope scope) {
        return jdbc.sql("select " + field.column() + """
                         from registry.resident r
                        where r.id = :id and r.area_code >= :lo and r.area_code < :hi""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> Optional.ofNullable(row.getBytes(1)))
                .optional()
                .flatMap(stored -> stored)
                .map(stored -> cipher.decrypt(field.protectedField(), id, stored));
    }

    boolean hasNumber(UUID id, byte[] index, AreaScope scope) {
        return jdbc.sql("""
                        select exists (select from registry.resident
                            where id = :id and id_number_index = :index and area_code >= :lo and area_code < :hi)""")
                .param("id", id)
                .param("index", index)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Boolean.class)
                .single();
    }

    /** @return whether the row still had the expected version */
    boolean update(
            UUID id,
            Correction correction,
            @Nullable Disability disability,
            OffsetDateTime at,
            int version,
            AreaScope scope) {
        Pinyin.Spelling spelling = Pinyin.ofPerson(correction.name());
        String phone = correction.phone();
        boolean removesPhone = phone != null && phone.isBlank();
        boolean changesPhone = phone != null && !removesPhone;
        boolean removesCard = correction.disabilityNumber() != null && disability == null;
        return jdbc.sql("""
                                update registry.resident set
                                    area_code = :area, registered_area = :registered, name = :name, pinyin = :pinyin,
                                    initials = :initials, ethnicity = :ethnicity,
                                    phone_enc = case when :changesPhone then :phone when :removesPhone then null else phone_enc end,
                                    phone_index = case when :changesPhone then :phoneIndex when :removesPhone then null
                                        else phone_index end,
                                    disability_enc = case when :hasCard then :card when :removesCard then null
                                        else disability_enc end,
                                    disability_kind = case when :hasCard then :kind when :removesCard then null
                                        else disability_kind end,
                                    disability_grade = case when :hasCard then :grade when :removesCard then null
                                        else disability_grade end,
                                    health = :health, labour = :labour, employment = :employment, schooling = :schooling,
                                    marital = :marital, remark = :remark, version = version + 1, updated_at = :at
                                where id = :id and version = :version and area_code >= :lo and area_code < :hi""")
                        .param("area", correction.area().value())
                        .param("registered", text(correction.registeredArea()))
                        .param("name", correction.name())
                        .param("pinyin", spelling.full())
                        .param("initials", spelling.initials())
                        .param("ethnicity", correction.ethnicity())
                        .param("changesPhone", changesPhone)
                        .param("removesPhone", removesPhone)
                        .param(
                                "phone",
                                changesPhone ? cipher.encrypt(ProtectedField.RESIDENT_PHONE, id, phone) : new byte[0])
                        .param(
                                "phoneIndex",
                                changesPhone ? cipher.index(ProtectedField.RESIDENT_PHONE, phone) : new byte[0])
                        .param("hasCard", disability != null)
                        .param("removesCard", removesCard)
                        .param(
                                "card",
                                disability == null
                                        ? new byte[0]
                                        : cipher.encrypt(ProtectedField.RESIDENT_DISABILITY, id, disability.number()))
                        .param("kind", disability == null ? 0 : disability.kind())
                        .param("grade", disability == null ? 0 : disability.grade())
                        .param("health", correction.health().name())
                        .param("labour", name(correction.labour()))
                        .param("employment", name(correction.employment()))
                        .param("schooling", name(correction.schooling()))
                        .param("marital", correction.marital())
                        .param("remark", correction.remark())
                        .param("at", at)
                        .param("id", id)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean recordDeath(UUID id, LocalDate date, String source, OffsetDateTime at, int version, AreaScope scope) {
        return jdbc.sql("""
                                update registry.resident
                                set death_date = :date, death_source = :source, version = version + 1, updated_at = :at
                                where id = :id and version = :version and area_code >= :lo and area_code < :hi""")
                        .param("date", date)
                        .param("source", source)
                        .param("at", at)
                        .param("id", id)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    Resident resident(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] phone = row.getBytes("phone_enc");
        String registered = row.getString("registered_area");
        return new Resident(
                id,
                AreaCode.of(row.getString("area_code")),
                registered == null ? null : AreaCode.of(registered),
                row.getString("name"),
                IdType.valueOf(row.getString("id_type")),
                Masks.idNumber(row.getString("id_prefix")),
                Sex.valueOf(row.getString("sex")),
                row.getObject("birth_date", LocalDate.class),
                row.getString("ethnicity"),
                phone == null ? null : Masks.phone(cipher.decrypt(ProtectedField.RESIDENT_PHONE, id, phone)),
                row.getObject("disability_kind", Integer.class),
                row.getObject("disability_grade", Integer.class),
                Health.valueOf(row.getString("health")),
                constant(Labour.class, row.getString("labour")),
                constant(Employment.class, row.getString("employment")),
                constant(Schooling.class, row.getString("schooling")),
                row.getString("marital"),
                row.getObject("death_date", LocalDate.class),
                row.getString("death_source"),
                row.getString("remark"),
                row.getInt("version"));
    }

    static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    static @Nullable String text(@Nullable AreaCode code) {
        return code == null ? null : code.value();
    }

    /** Names with a character outside the common block (U+4E00–U+9FFF): rare characters, Latin letters, dots. */
    List<NamedResident> rarelyNamed(int limit, AreaScope scope) {
        return jdbc.sql("""
                        select r.id, r.name, r.area_code, m.household_id
                        from registry.resident r
                        left join registry.household_member m on m.resident_id = r.id and m.valid_to is null
                        where r.name ~ '[^\\u4E00-\\u9FFF]' and r.death_date is null
                          and r.area_code >= :lo and r.area_code < :hi
                        order by r.area_code, r.pinyin limit :limit""")
                .param("limit", limit)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new NamedResident(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        AreaCode.of(row.getString("area_code")),
                        row.getObject("household_id", UUID.class)))
                .list();
    }
}
