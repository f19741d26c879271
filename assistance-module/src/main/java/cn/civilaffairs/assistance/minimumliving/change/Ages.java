package cn.civilaffairs.assistance.minimumliving.change;

import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;

/** When an age is reached (到龄), in completed years (周岁). Pure. */
final class Ages {

    private Ages() {}

    /** The day somebody completes so many years; born on 29 February, in a common year on 1 March. */
    static LocalDate reachedOn(LocalDate birth, int age) {
        LocalDate day = birth.plusYears(age);
        return day.getDayOfMonth() == birth.getDayOfMonth() ? day : day.plusDays(1);
    }

    /** Whether a day completes a year of somebody's life. */
    static boolean isReachedOn(LocalDate birth, LocalDate day) {
        return day.isAfter(birth)
                && reachedOn(birth, Period.between(birth, day).getYears()).equals(day);
    }

    /** Whether a month's reckoning is the first that sees an age, which it looks at on the month's first day. */
    static boolean changesIn(LocalDate birth, int age, YearMonth month) {
        LocalDate reached = reachedOn(birth, age);
        return reached.isAfter(month.minusMonths(1).atDay(1)) && !reached.isAfter(month.atDay(1));
    }
}
