package cn.civilaffairs.web;

import cn.civilaffairs.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How figures and dates are written on screen: {@code ${#show.yuan(x)}} in a template. */
@PageHelper("show")
public class Show {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy年M月");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** Four digits and more that are an amount with its fen, or counted in a unit: never a year, a date or a number of a file. */
    private static final Pattern LONG_FIGURE =
            Pattern.compile("(?<![\\d.,A-Za-z〔-])\\d{4,15}(?=\\.\\d{2}(?!\\d)|(?:\\.\\d+)? ?[元笔户人件条])");

    private static final DecimalFormat YUAN = format("#,##0.00");
    private static final DecimalFormat EXACT = format("#,##0.00##");
    private static final DecimalFormat COUNT = format("#,##0");

    private final ZoneId zone;

    Show(Clock clock) {
        this.zone = clock.getZone();
    }

    private static DecimalFormat format(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    /** A format is nobody else's while it writes; to copy one is quicker than to read its pattern anew. */
    private static DecimalFormat own(DecimalFormat shared) {
        return (DecimalFormat) shared.clone();
    }

    /** {@code 1,530.00}; nothing for nothing. */
    public String yuan(@Nullable Object amount) {
        if (amount == null) {
            return "";
        }
        BigDecimal yuan = amount instanceof Money money ? money.yuan() : new BigDecimal(amount.toString());
        return own(YUAN).format(yuan.setScale(2, RoundingMode.HALF_UP));
    }

    /** As {@link #yuan}, with up to four decimals where an exact figure has them: {@code 1,279.6667}. */
    public String exact(@Nullable Object amount) {
        if (amount == null) {
            return "";
        }
        BigDecimal yuan = amount instanceof Money money ? money.yuan() : new BigDecimal(amount.toString());
        return own(EXACT).format(yuan);
    }

    /** A sentence or formula a rule made, with the thousands of its amounts and counts set apart and Chinese brackets. */
    public String figures(@Nullable String text) {
        return text == null
                ? ""
                : LONG_FIGURE
                        .matcher(text)
                        .replaceAll(figure -> count(Long.parseLong(figure.group())))
                        .replaceAll("\\((?=[\\u4e00-\\u9fa5])", "（")
                        .replaceAll("(?<=[\\u4e00-\\u9fa5])\\)", "）");
    }

    /** {@code +12.00} or {@code −12.00}, for changes. */
    public String change(@Nullable Object amount) {
        String plain = yuan(amount);
        if (plain.isEmpty()) {
            return plain;
        }
        return plain.startsWith("-") ? "−" + plain.substring(1) : "+" + plain;
    }

    /** {@code 9,847} */
    public String count(@Nullable Number number) {
        return number == null ? "" : own(COUNT).format(number.longValue());
    }

    /** {@code 2026年11月} */
    public String month(@Nullable Object month) {
        if (month instanceof YearMonth yearMonth) {
            return MONTH.format(yearMonth);
        }
        return month instanceof LocalDate date ? MONTH.format(date) : "";
    }

    /** {@code 2026-11-16} */
    public String date(@Nullable LocalDate date) {
        return date == null ? "" : date.toString();
    }

    /** {@code 2026年11月16日} */
    public String longDate(@Nullable LocalDate date) {
        return date == null ? "" : DAY.format(date);
    }

    /** {@code 2026-11-16 09:00} in the county's time zone. */
    public String time(@Nullable Object moment) {
        if (moment instanceof Instant instant) {
            return TIME.format(instant.atZone(zone));
        }
        return moment instanceof OffsetDateTime time ? TIME.format(time.atZoneSameInstant(zone)) : "";
    }
}
