package cn.civilaffairs.web.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of a household's income or property (收入财产条目).
 *
 * @param person whose it is; null if the whole household's
 * @param amount yuan in each period
 * @param exemption why it does not count, null if it does
 */
record DemoMeans(
        @Nullable DemoPerson person,
        String category,
        String name,
        long amount,
        String period,
        LocalDate start,
        @Nullable LocalDate end,
        String source,
        @Nullable String exemption) {

    DemoMeans endingOn(LocalDate last) {
        return new DemoMeans(person, category, name, amount, period, start, last, source, exemption);
    }

    boolean inForceOn(LocalDate day) {
        return !start.isAfter(day) && (end == null || !end.isBefore(day));
    }
}
