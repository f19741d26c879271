package cn.civilaffairs.casework.sampling;

import cn.civilaffairs.kernel.AreaCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;

/**
 * One draw (抽查批次): what a township had confirmed in a month, and how many of it are looked at again.
 *
 * @param percent the rate of the parameter sheet on the day of the draw
 * @param population cases confirmed in the month
 * @param size how many were drawn
 * @param toCheck drawn or compulsory
 * @param checked of those, with a finding
 * @param wrong of those, not in order
 */
public record Sample(
        UUID id,
        AreaCode area,
        String township,
        String matter,
        YearMonth month,
        int percent,
        int population,
        int size,
        String seed,
        LocalDate dueOn,
        String drawnBy,
        Instant drawnAt,
        int toCheck,
        int checked,
        int wrong) {}
