package cn.civilaffairs.casework.calendar;

import java.time.LocalDate;

/**
 * A day that differs from its weekday by the State Council's yearly notice.
 *
 * @param name of the festival it belongs to
 */
public record CalendarDay(LocalDate day, Kind kind, String name) {

    public enum Kind {
        /** 放假 */
        HOLIDAY,
        /** 调休上班 */
        MAKE_UP
    }
}
