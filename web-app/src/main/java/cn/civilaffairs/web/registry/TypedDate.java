package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.RuleViolation;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates as they are keyed: {@code 19540229}, {@code 1954-2-29}, {@code 54.2.29} or {@code 1954年2月29日}. */
public final class TypedDate {

    private static final Pattern PARTS = Pattern.compile("([0-9]{4}|[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?");
    private static final Pattern DIGITS = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})");

    private TypedDate() {}

    /** @return nothing for nothing */
    public static @Nullable LocalDate optional(@Nullable String typed, LocalDate today) {
        return typed == null || typed.isBlank() ? null : of(typed, today);
    }

    /** @throws RuleViolation if it is no date */
    public static LocalDate of(@Nullable String typed, LocalDate today) {
        String plain = typed == null ? "" : typed.strip();
        if (plain.isEmpty()) {
            throw new RuleViolation("date.missing");
        }
        Matcher date = PARTS.matcher(plain);
        if (!date.matches()) {
            date = DIGITS.matcher(plain);
        }
        if (!date.matches()) {
            throw new RuleViolation("date.malformed", plain);
        }
        int year = Integer.parseInt(date.group(1));
        if (date.group(1).length() == 2) {
            int century = today.getYear() / 100 * 100;
            year += century + year > today.getYear() ? century - 100 : century;
        }
        try {
            return LocalDate.of(year, Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)));
        } catch (DateTimeException impossible) {
            throw new RuleViolation("date.malformed", plain);
        }
    }
}
