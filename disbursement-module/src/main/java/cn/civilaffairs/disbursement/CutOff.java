package cn.civilaffairs.disbursement;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The day until which a decision still counts for a month (截止日), benefits handbook §7: {@code {15, 0}} is the 15th of
 * that month, {@code {25, -1}} the 25th of the month before. A decision on the day itself counts (E52).
 *
 * @param day day of the month; the last one where the month is shorter
 * @param monthOffset months to add to the benefit month, 0 or negative
 */
public record CutOff(int day, int monthOffset) {

    public CutOff {
        if (day < 1 || day > 31 || monthOffset > 0 || monthOffset < -12) {
            throw new IllegalArgumentException("Not a cut-off: " + day + "," + monthOffset);
        }
    }

    /** @param text {@code 15}, {@code 15,0} or {@code {25,-1}} */
    public static CutOff parse(String text) {
        String[] parts = text.replaceAll("[{}\\s]", "").replace('−', '-').split(",");
        return new CutOff(Integer.parseInt(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
    }

    public LocalDate of(YearMonth benefitMonth) {
        YearMonth month = benefitMonth.plusMonths(monthOffset);
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }
}
