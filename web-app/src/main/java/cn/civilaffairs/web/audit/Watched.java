package cn.civilaffairs.web.audit;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.registry.audit.LogEntry;
import cn.civilaffairs.registry.audit.LogReader;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What supervision looks at (督查关注): who looked at whole numbers and at limited files and why, what left as a list, and what
 * sounded an alarm.
 *
 * @param rows newest first
 * @param more whether there are more than are shown
 */
record Watched(List<LogEntry> rows, boolean more) {

    private static final int MOST = 1_000;
    private static final Set<String> LOOKS = Set.of("REVEALED", "LIMITED_VIEWED", "EXPORT");

    static Watched of(LogReader reader, AreaScope area, LocalDate from, LocalDate to) {
        List<LogEntry> found = reader.watched(area, from, to, MOST + 1);
        return new Watched(found.subList(0, Math.min(MOST, found.size())), found.size() > MOST);
    }

    /** Looks that took place. */
    List<LogEntry> looks() {
        return rows.stream().filter(Watched::isLook).toList();
    }

    /** Everything else: refusals and alarms. */
    List<LogEntry> alarms() {
        return rows.stream().filter(row -> !isLook(row)).toList();
    }

    private static boolean isLook(LogEntry row) {
        return LOOKS.contains(row.action()) && row.result().equals("DONE");
    }

    /** How often each officer did each, most first. */
    List<Count> counts() {
        return looks().stream()
                .collect(Collectors.groupingBy(
                        row -> new Who(row.login(), row.name() == null ? row.login() : row.name(), row.unit())))
                .entrySet()
                .stream()
                .map(entry -> Count.of(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Count::total)
                        .reversed()
                        .thenComparing(count -> count.who().login()))
                .toList();
    }

    record Who(
            String login,
            String name,
            @org.jspecify.annotations.Nullable String unit) {}

    /** One officer's looks within the days asked for. */
    record Count(Who who, long revealed, long limited, long exports) {

        static Count of(Who who, List<LogEntry> rows) {
            Map<String, Long> times =
                    rows.stream().collect(Collectors.groupingBy(LogEntry::action, Collectors.counting()));
            return new Count(
                    who,
                    times.getOrDefault("REVEALED", 0L),
                    times.getOrDefault("LIMITED_VIEWED", 0L),
                    times.getOrDefault("EXPORT", 0L));
        }

        long total() {
            return revealed + limited + exports;
        }
    }
}
