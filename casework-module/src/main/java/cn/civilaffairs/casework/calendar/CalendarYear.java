package cn.civilaffairs.casework.calendar;

import java.util.List;

/**
 * The holidays of one year as the State Council announced them.
 *
 * @param document 文号 of the notice
 */
public record CalendarYear(int year, String document, List<CalendarDay> days) {

    public CalendarYear {
        days = List.copyOf(days);
    }
}
