package cn.civilaffairs.registry.relocation;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A household on its way to another place.
 *
 * @param household as it stands, where it comes from
 * @param month the first one paid at the new place
 * @param acceptedBy null until somebody has accepted it
 * @param acceptedOn the day it was accepted; today until then
 */
public record Moving(
        UUID move,
        HouseholdOnDate household,
        AreaCode to,
        UrbanRural residence,
        YearMonth month,
        @Nullable UUID acceptedBy,
        LocalDate acceptedOn) {

    Moving in(YearMonth other) {
        return new Moving(move, household, to, residence, other, acceptedBy, acceptedOn);
    }

    /** As it would stand at the new place. */
    public HouseholdOnDate arrived() {
        return new HouseholdOnDate(
                household.id(),
                household.fileNo(),
                to,
                residence,
                household.address(),
                household.openedOn(),
                household.closedOn(),
                household.version(),
                household.date(),
                household.members(),
                household.means());
    }
}
