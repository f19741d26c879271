package cn.civilaffairs.disbursement;

import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody a benefit covers, with the months (保障人口). */
public record CoveredPerson(
        UUID residentId,
        String name,
        YearMonth from,
        @Nullable YearMonth to,
        String entryWhy,
        @Nullable ExitCode exitCode) {}
