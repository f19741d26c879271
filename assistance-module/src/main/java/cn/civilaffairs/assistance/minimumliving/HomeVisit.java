package cn.civilaffairs.assistance.minimumliving;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A visit to the household (入户调查): two surveyors, and both sides sign (benefits handbook §1.7).
 *
 * @param present who of the household was there
 * @param consistent whether what was seen agrees with what was declared; if not, {@code finding} says what
 * @param countyVisit made by the county, as it must be for relatives of staff
 */
public record HomeVisit(
        UUID id,
        UUID caseId,
        LocalDate visitedOn,
        String surveyor,
        String secondSurveyor,
        String present,
        String housing,
        String living,
        boolean consistent,
        @Nullable String finding,
        boolean signedByHousehold,
        boolean countyVisit,
        String recordedBy) {}
