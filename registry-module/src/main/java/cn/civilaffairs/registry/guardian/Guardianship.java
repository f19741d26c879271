package cn.civilaffairs.registry.guardian;

import cn.civilaffairs.kernel.AreaCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may receive a person's money for them, from a day to a day (监护、代领登记).
 *
 * @param area where the ward (被监护人、委托人) lives
 * @param until the last day of the deed; null without one
 * @param endedOn from which day on it is none any more, whatever the deed says
 */
public record Guardianship(
        UUID id,
        UUID wardId,
        String wardName,
        UUID guardianId,
        String guardianName,
        String guardianNumber,
        AreaCode area,
        String place,
        GuardianReason reason,
        GuardianTie tie,
        LocalDate from,
        @Nullable LocalDate until,
        String deed,
        UUID deedFile,
        GuardianState state,
        UUID enteredBy,
        String enteredByName,
        Instant enteredAt,
        @Nullable String decidedByName,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote,
        @Nullable LocalDate endedOn,
        @Nullable String endedByName,
        @Nullable String endReason,
        int version) {

    public boolean inForce(LocalDate day) {
        return (state == GuardianState.CONFIRMED || state == GuardianState.ENDED)
                && !from.isAfter(day)
                && (until == null || !until.isBefore(day))
                && (endedOn == null || endedOn.isAfter(day));
    }

    /** How the page calls it on a day: a confirmed one may not have begun, or have run out. */
    public String stage(LocalDate day) {
        if (state != GuardianState.CONFIRMED) {
            return state.name();
        }
        return inForce(day) ? "IN_FORCE" : from.isAfter(day) ? "NOT_YET" : "EXPIRED";
    }
}
