package cn.civilaffairs.casework.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** The notices that come with the product, one resource for each year: {@code year document}, then a day on each line. */
final class CalendarNotice {

    static final List<Integer> SHIPPED = List.of(2024, 2025, 2026);

    private CalendarNotice() {}

    static CalendarYear shipped(int year) {
        String name = "/calendar/" + year + ".txt";
        try (InputStream notice = Objects.requireNonNull(CalendarNotice.class.getResourceAsStream(name), name)) {
            return parse(new String(notice.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static CalendarYear parse(String text) {
        List<String[]> rows = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" "))
                .toList();
        List<CalendarDay> days = rows.stream()
                .skip(1)
                .map(row -> new CalendarDay(LocalDate.parse(row[0]), CalendarDay.Kind.valueOf(row[1]), row[2]))
                .toList();
        return new CalendarYear(Integer.parseInt(rows.get(0)[0]), rows.get(0)[1], days);
    }
}
