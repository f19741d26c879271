package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * What may be corrected about a resident: everything but who they are. A wrong identity number is a new registration and a
 * merge, never an edit.
 *
 * @param phone null keeps the number as it is, an empty text removes it
 * @param disabilityNumber null keeps the card as it is, an empty text removes it
 */
public record Correction(
        AreaCode area,
        @Nullable AreaCode registeredArea,
        String name,
        @Nullable String ethnicity,
        @Nullable String phone,
        @Nullable String disabilityNumber,
        Health health,
        @Nullable Labour labour,
        @Nullable Employment employment,
        @Nullable Schooling schooling,
        @Nullable String marital,
        @Nullable String remark) {

    public Correction {
        name = PersonName.of(name);
        phone = phone == null || phone.isBlank() ? phone : Phone.of(phone);
    }

    @Override
    public String toString() {
        return "Correction of " + name;
    }
}
