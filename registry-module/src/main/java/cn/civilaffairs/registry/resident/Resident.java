package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Sex;
import java.time.LocalDate;
import java.time.Period;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A resident (居民) as pages show one: identity, phone and disability card numbers are masked here already, so that no page
 * can show them whole by mistake.
 *
 * @param disabilityKind 1 视力 2 听力 3 言语 4 肢体 5 智力 6 精神 7 多重
 * @param disabilityGrade 1 (most severe) to 4
 */
public record Resident(
        UUID id,
        AreaCode area,
        @Nullable AreaCode registeredArea,
        String name,
        IdType idType,
        String maskedIdNumber,
        Sex sex,
        LocalDate birthDate,
        @Nullable String ethnicity,
        @Nullable String maskedPhone,
        @Nullable Integer disabilityKind,
        @Nullable Integer disabilityGrade,
        Health health,
        @Nullable Labour labour,
        @Nullable Employment employment,
        @Nullable Schooling schooling,
        @Nullable String marital,
        @Nullable LocalDate deathDate,
        @Nullable String deathSource,
        @Nullable String remark,
        int version) {

    public int ageOn(LocalDate date) {
        return Period.between(birthDate, date).getYears();
    }

    public boolean isDead() {
        return deathDate != null;
    }
}
