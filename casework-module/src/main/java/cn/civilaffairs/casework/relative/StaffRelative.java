package cn.civilaffairs.casework.relative;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.registry.resident.Masks;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A near relative of somebody on the staff (近亲属备案).
 *
 * @param area where the member of staff serves
 * @param officerId of the member of staff; null for village cadres without an account
 * @param idPrefix the first six characters of the relative's identity number, the only ones in the clear
 */
public record StaffRelative(
        UUID id,
        AreaCode area,
        String place,
        @Nullable UUID officerId,
        String staffName,
        String staffPost,
        Kinship kinship,
        String relativeName,
        String idPrefix,
        String registeredBy,
        Instant registeredAt,
        @Nullable LocalDate endedOn,
        @Nullable String endedWhy) {

    public String maskedIdNumber() {
        return Masks.idNumber(idPrefix);
    }

    public boolean isRunning() {
        return endedOn == null;
    }
}
