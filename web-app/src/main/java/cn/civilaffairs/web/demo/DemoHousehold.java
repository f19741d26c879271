package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One invented household with everything that happens to it in the twelve months.
 *
 * @param number its place in the county, from which its file number comes
 * @param members the head first; those who join or leave carry their months
 * @param means every line of income and property, changed ones with their last day
 * @param firstMonth the first benefit month (纳入月份)
 * @param lastMonth the last one; null if it stays in care
 * @param exitCode why it left (退出原因代码)
 * @param entryKind how it came in, as disbursement writes it
 * @param hold the months its payment waits, if any
 */
record DemoHousehold(
        UUID id,
        int number,
        AreaCode village,
        UrbanRural residence,
        String address,
        List<DemoPerson> members,
        List<DemoMeans> means,
        YearMonth firstMonth,
        @Nullable YearMonth lastMonth,
        @Nullable String exitCode,
        String entryKind,
        String reviewClass,
        @Nullable Hold hold) {

    /**
     * A payment that waits (缓发).
     *
     * @param from the first month not paid
     * @param released the month it is paid again with what was held; null if it still waits
     */
    record Hold(
            String reason,
            String note,
            YearMonth from,
            @Nullable YearMonth released) {}

    DemoPerson head() {
        return members.get(0);
    }

    boolean inCare(YearMonth month) {
        return !firstMonth.isAfter(month) && (lastMonth == null || !lastMonth.isBefore(month));
    }

    List<DemoPerson> membersIn(YearMonth month) {
        return members.stream().filter(member -> member.countsIn(month)).toList();
    }

    List<DemoMeans> meansOn(LocalDate day) {
        return means.stream().filter(item -> item.inForceOn(day)).toList();
    }

    DemoHousehold with(List<DemoPerson> people, List<DemoMeans> items) {
        return new DemoHousehold(
                id,
                number,
                village,
                residence,
                address,
                List.copyOf(people),
                List.copyOf(items),
                firstMonth,
                lastMonth,
                exitCode,
                entryKind,
                reviewClass,
                hold);
    }

    DemoHousehold held(Hold wait) {
        return new DemoHousehold(
                id,
                number,
                village,
                residence,
                address,
                members,
                means,
                firstMonth,
                lastMonth,
                exitCode,
                entryKind,
                reviewClass,
                wait);
    }

    String fileNumber() {
        return String.format(java.util.Locale.ROOT, "H2025%06d", number);
    }
}
