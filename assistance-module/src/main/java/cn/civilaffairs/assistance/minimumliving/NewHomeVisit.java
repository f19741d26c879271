package cn.civilaffairs.assistance.minimumliving;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A visit as the surveyors bring it back, see {@link HomeVisit}. */
public record NewHomeVisit(
        LocalDate visitedOn,
        String surveyor,
        String secondSurveyor,
        String present,
        String housing,
        String living,
        boolean consistent,
        @Nullable String finding,
        boolean signedByHousehold) {}
