package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an officer enters about a person. Whole numbers are in here, so it is for writing only and prints none of them.
 *
 * @param area where the person lives (居住地), down to the village
 * @param registeredArea where the person is registered (户籍地)
 * @param phone in any spelling
 * @param disability the card, if there is one
 * @param marital code of GB/T 2261.2: 10 未婚 20 已婚 30 丧偶 40 离婚 90 未说明
 */
public record ResidentDetails(
        AreaCode area,
        @Nullable AreaCode registeredArea,
        String name,
        IdentityDocument document,
        Sex sex,
        LocalDate birthDate,
        @Nullable String ethnicity,
        @Nullable String phone,
        @Nullable Disability disability,
        Health health,
        @Nullable Labour labour,
        @Nullable Employment employment,
        @Nullable Schooling schooling,
        @Nullable String marital,
        @Nullable String remark) {

    /** @throws RuleViolation if the particulars contradict each other */
    public ResidentDetails {
        name = PersonName.of(name);
        phone = phone == null ? null : Phone.of(phone);
        if (document.sex().filter(told -> told != sex).isPresent()) {
            throw new RuleViolation("resident.sex-contradicts-id");
        }
        if (document.birthDate().filter(told -> !told.equals(birthDate)).isPresent()) {
            throw new RuleViolation("resident.birth-date-contradicts-id");
        }
    }

    /** A citizen of whom nothing but name, number and village is known yet. */
    public static ResidentDetails citizen(AreaCode area, String name, IdNumber number) {
        return new ResidentDetails(
                area,
                null,
                name,
                IdentityDocument.citizen(number),
                number.sex(),
                number.birthDate(),
                null,
                null,
                null,
                Health.HEALTHY,
                null,
                null,
                null,
                null,
                null);
    }

    public ResidentDetails withPhone(String number) {
        return new ResidentDetails(
                area,
                registeredArea,
                name,
                document,
                sex,
                birthDate,
                ethnicity,
                number,
                disability,
                health,
                labour,
                employment,
                schooling,
                marital,
                remark);
    }

    /** Health and what follows from it, all at once as the survey form asks. */
    public ResidentDetails withCondition(
            Health condition,
            @Nullable Disability card,
            @Nullable Labour ability,
            @Nullable Employment livesBy,
            @Nullable Schooling school) {
        return new ResidentDetails(
                area,
                registeredArea,
                name,
                document,
                sex,
                birthDate,
                ethnicity,
                phone,
                card,
                condition,
                ability,
                livesBy,
                school,
                marital,
                remark);
    }

    @Override
    public String toString() {
        return name + " " + document;
    }
}
