package cn.civilaffairs.disbursement.review;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * When somebody who is paid may be looked at again (复核改期范围): any time earlier than planned, and not later than the interval
 * of the class after the last time (benefits handbook §1.10: so many months for A, B and C by the parameter sheet). One planned
 * later than that before anybody moved it is not put off any further; one that follows a review which left the question open,
 * while the money waits, only comes earlier. What was brought forward may go back. Pure: dates and months.
 *
 * @param plannedOn the day it is planned for now
 * @param plannedFirst the latest day it was planned for since the last review; the same unless it was brought forward
 * @param lookedAtOn the day the last review was confirmed, or the day the benefit was decided where there was none
 * @param months between two reviews of the class
 * @param leftOpen whether the last review met nobody, or papers were missing
 */
public record ReviewWindow(
        LocalDate plannedOn, LocalDate plannedFirst, LocalDate lookedAtOn, int months, boolean leftOpen) {

    /** The last day it may be planned for. */
    public LocalDate latest() {
        LocalDate interval = lookedAtOn.plusMonths(months);
        return leftOpen || interval.isBefore(plannedFirst) ? plannedFirst : interval;
    }

    /**
     * The day it would be planned for in a month: the same day of the month, or the last one allowed. In the month that runs it
     * is the last day, so that whoever is to be seen has time.
     *
     * @return none if the month is over or later than is allowed
     */
    public Optional<LocalDate> dayIn(YearMonth month, LocalDate today) {
        LocalDate usual = month.equals(YearMonth.from(today))
                ? month.atEndOfMonth()
                : month.atDay(Math.min(plannedOn.getDayOfMonth(), month.lengthOfMonth()));
        LocalDate day = usual.isAfter(latest()) ? latest() : usual;
        return day.isAfter(today) && YearMonth.from(day).equals(month) ? Optional.of(day) : Optional.empty();
    }
}
