package cn.civilaffairs.web.demo;

import cn.civilaffairs.registry.database.Ids;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a household's income or property (收入财产条目).
 *
 * @param person whose it is; null if the whole household's
 * @param amount yuan in each period
 * @param exemption why it does not count, null if it does
 */
record DemoMeans(
        UUID id,
        @Nullable DemoPerson person,
        String category,
        String name,
        long amount,
        String period,
        LocalDate start,
        @Nullable LocalDate end,
        String source,
        @Nullable String exemption) {

    static DemoMeans yearly(
            @Nullable DemoPerson person, String category, String name, long amount, LocalDate start, String source) {
        return new DemoMeans(Ids.next(), person, category, name, amount, "YEAR", start, null, source, null);
    }

    static DemoMeans exempt(DemoPerson person, String name, long amount, LocalDate start, String exemption) {
        return new DemoMeans(Ids.next(), person, "TRANSFER", name, amount, "YEAR", start, null, "CHECKED", exemption);
    }

    /** What is owned, at its value on that day. */
    static DemoMeans owned(
            @Nullable DemoPerson person, String category, String name, long value, LocalDate on, String source) {
        return new DemoMeans(Ids.next(), person, category, name, value, "POINT", on, null, source, null);
    }

    DemoMeans endingOn(LocalDate last) {
        return new DemoMeans(id, person, category, name, amount, period, start, last, source, exemption);
    }

    boolean inForceOn(LocalDate day) {
        return !start.isAfter(day) && (end == null || !end.isBefore(day));
    }
}
