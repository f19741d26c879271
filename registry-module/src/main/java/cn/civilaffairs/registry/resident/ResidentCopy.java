package cn.civilaffairs.registry.resident;

import cn.civilaffairs.registry.area.Pinyin;
import cn.civilaffairs.registry.database.CopyIn;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes residents, one or a million, by COPY: the one place that knows how a resident becomes a row. Search words are
 * added by the database.
 */
public final class ResidentCopy implements AutoCloseable {

    /** The columns written, in order; a stage of the import carries the same. */
    static final String[] COLUMNS = {
        "id",
        "area_code",
        "registered_area",
        "name",
        "pinyin",
        "initials",
        "id_type",
        "id_number_enc",
        "id_number_index",
        "id_prefix",
        "sex",
        "birth_date",
        "ethnicity",
        "phone_enc",
        "phone_index",
        "disability_enc",
        "disability_kind",
        "disability_grade",
        "health",
        "labour",
        "employment",
        "schooling",
        "marital",
        "death_date",
        "death_source",
        "remark"
    };

    private final CopyIn copy;
    private final FieldCipher cipher;
    private final Instant at;

    /** @param at when they are entered */
    ResidentCopy(DataSource dataSource, FieldCipher cipher, Instant at) {
        this.copy = CopyIn.into(
                dataSource,
                "registry.resident",
                Stream.concat(Stream.of(COLUMNS), Stream.of("updated_at")).toArray(String[]::new));
        this.cipher = cipher;
        this.at = at;
    }

    public void add(UUID id, ResidentDetails details) {
        add(id, details, null, null);
    }

    /** @param deathSource where the death is known from, given if and only if there is a date */
    public void add(UUID id, ResidentDetails details, @Nullable LocalDate deathDate, @Nullable String deathSource) {
        write(copy, cipher, id, details, deathDate, deathSource);
        copy.value(at).endRow();
    }

    static void write(
            CopyIn copy,
            FieldCipher cipher,
            UUID id,
            ResidentDetails details,
            @Nullable LocalDate deathDate,
            @Nullable String deathSource) {
        Pinyin.Spelling spelling = Pinyin.ofPerson(details.name());
        String number = details.document().number();
        String phone = details.phone();
        Disability disability = details.disability();
        copy.value(id)
                .value(details.area())
                .value(details.registeredArea())
                .value(details.name())
                .value(spelling.full())
                .value(spelling.initials())
                .value(details.document().type())
                .value(cipher.encrypt(ProtectedField.RESIDENT_ID_NUMBER, id, number))
                .value(cipher.index(ProtectedField.RESIDENT_ID_NUMBER, number))
                .value(details.document().prefix())
                .value(details.sex())
                .value(details.birthDate())
                .value(details.ethnicity())
                .value(phone == null ? null : cipher.encrypt(ProtectedField.RESIDENT_PHONE, id, phone))
                .value(phone == null ? null : cipher.index(ProtectedField.RESIDENT_PHONE, phone))
                .value(
                        disability == null
                                ? null
                                : cipher.encrypt(ProtectedField.RESIDENT_DISABILITY, id, disability.number()))
                .value(disability == null ? null : disability.kind())
                .value(disability == null ? null : disability.grade())
                .value(details.health())
                .value(details.labour())
                .value(details.employment())
                .value(details.schooling())
                .value(details.marital())
                .value(deathDate)
                .value(deathSource)
                .value(details.remark());
    }

    public long rows() {
        return copy.rows();
    }

    @Override
    public void close() {
        copy.close();
    }
}
