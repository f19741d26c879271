package cn.civilaffairs.casework.relative;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on the staff has a near relative among those who apply.
 *
 * @param residentName who of the household it is
 */
public record RelativeMatch(
        UUID relativeId,
        @Nullable UUID officerId,
        String staffName,
        String staffPost,
        Kinship kinship,
        String residentName) {

    public boolean concerns(UUID officer) {
        return officer.equals(officerId);
    }
}
