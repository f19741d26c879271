package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.resident.Correction;
import cn.civilaffairs.registry.resident.Disability;
import cn.civilaffairs.registry.resident.Employment;
import cn.civilaffairs.registry.resident.Health;
import cn.civilaffairs.registry.resident.IdType;
import cn.civilaffairs.registry.resident.IdentityDocument;
import cn.civilaffairs.registry.resident.Labour;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.Schooling;
import cn.civilaffairs.web.EditConflict;
import cn.civilaffairs.web.Typed;
import jakarta.validation.constraints.NotBlank;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person as typed in; the same fields on every form that takes one. */
record PersonForm(
        @Nullable IdType idType,
        @NotBlank(message = "请填写证件号码") @Nullable String idNumber,

        @NotBlank(message = "请填写姓名") @Nullable String name,

        @Nullable Sex sex,
        @Nullable String birthDate,
        @Nullable String ethnicity,
        @Nullable String phone,
        @Nullable String disabilityNumber,
        @Nullable Health health,
        @Nullable Labour labour,
        @Nullable Employment employment,
        @Nullable Schooling schooling,
        @Nullable String marital,
        @Nullable String remark) {

    static PersonForm blank() {
        return new PersonForm(
                IdType.CITIZEN, null, null, null, null, null, null, null, Health.HEALTHY, null, null, null, null, null);
    }

    static PersonForm of(Resident resident) {
        return new PersonForm(
                resident.idType(),
                null,
                resident.name(),
                resident.sex(),
                resident.birthDate().toString(),
                resident.ethnicity(),
                null,
                null,
                resident.health(),
                resident.labour(),
                resident.employment(),
                resident.schooling(),
                resident.marital(),
                resident.remark());
    }

    /** The fields of the form that corrects a person, with what is stored of them. */
    static List<EditConflict.Field> fields(Resident now) {
        return List.of(
                EditConflict.Field.typed("name", "姓名", now.name()),
                EditConflict.Field.typed("ethnicity", "民族", now.ethnicity()),
                EditConflict.Field.masked("phone", "联系电话", now.maskedPhone()),
                EditConflict.Field.chosen("health", "健康状况", "Health", now.health()),
                EditConflict.Field.masked("disabilityNumber", "残疾证号", null),
                EditConflict.Field.chosen("labour", "劳动能力", "Labour", now.labour()),
                EditConflict.Field.chosen("employment", "就业状况", "Employment", now.employment()),
                EditConflict.Field.chosen("schooling", "在校情况", "Schooling", now.schooling()),
                new EditConflict.Field("marital", "婚姻状况", "Marital", now.marital(), null),
                EditConflict.Field.typed("remark", "备注", now.remark()));
    }

    IdentityDocument document() {
        String number = IdNumber.normalise(idNumber == null ? "" : idNumber);
        IdType type = idType == null ? IdType.CITIZEN : idType;
        return type == IdType.CITIZEN && number.matches("[0-9]{15}")
                ? IdentityDocument.ofFormerNumber(number)
                : new IdentityDocument(type, number);
    }

    /** @throws RuleViolation if what was typed cannot be a person's */
    ResidentDetails details(AreaCode area, LocalDate today) {
        IdentityDocument document = document();
        LocalDate typedBirth = TypedDate.optional(birthDate, today);
        LocalDate birth = typedBirth != null ? typedBirth : document.birthDate().orElse(null);
        Sex told = sex != null ? sex : document.sex().orElse(null);
        if (birth == null || told == null) {
            throw new RuleViolation("resident.birth-date-missing");
        }
        String card = Typed.text(disabilityNumber);
        return new ResidentDetails(
                area,
                null,
                name == null ? "" : name,
                document,
                told,
                birth,
                Typed.text(ethnicity),
                Typed.text(phone),
                card == null ? null : Disability.of(card, document),
                health == null ? Health.HEALTHY : health,
                labour,
                employment,
                schooling,
                Typed.text(marital),
                Typed.text(remark));
    }

    Correction correction(Resident resident) {
        return new Correction(
                resident.area(),
                resident.registeredArea(),
                name == null ? "" : name,
                Typed.text(ethnicity),
                Typed.text(phone),
                Typed.text(disabilityNumber),
                health == null ? Health.HEALTHY : health,
                labour,
                employment,
                schooling,
                Typed.text(marital),
                Typed.text(remark));
    }

    @Override
    public String toString() {
        return "PersonForm " + name;
    }
}
