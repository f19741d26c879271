package cn.civilaffairs.web.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The few single people whose leaving the bureau learns of late (迟报), so that months are paid which were not due. They have
 * left before the last closed month all the same: what the county's report says of it does not change.
 *
 * @param deaths in the order of {@link RecoveryScene}'s stages
 * @param others likewise, those who left for another reason
 */
record LateNews(List<DemoHousehold> deaths, List<DemoHousehold> others) {

    private static final YearMonth EARLIEST = YearMonth.of(2025, 12);
    private static final YearMonth LATEST = YearMonth.of(2026, 6);

    /** Months paid after the last one due, by place in {@link #deaths}; the first is E55's. */
    private static final int[] AFTER_DEATH = {3, 2, 2, 1, 1};

    private static final int[] OTHERWISE = {2, 3, 3, 1};

    static LateNews of(List<DemoHousehold> households) {
        List<DemoHousehold> deaths = new ArrayList<>();
        List<DemoHousehold> others = new ArrayList<>();
        households.stream()
                .filter(LateNews::leaves)
                .sorted(Comparator.comparing(DemoHousehold::lastMonth, LateNews::marchFirst)
                        .thenComparing(DemoHousehold::number))
                .forEach(household -> ("01".equals(household.exitCode()) ? deaths : others).add(household));
        return new LateNews(
                List.copyOf(deaths.subList(0, Math.min(deaths.size(), AFTER_DEATH.length))),
                List.copyOf(others.subList(0, Math.min(others.size(), OTHERWISE.length))));
    }

    private static boolean leaves(DemoHousehold household) {
        YearMonth last = household.lastMonth();
        return last != null
                && !last.isBefore(EARLIEST)
                && !last.isAfter(LATEST)
                && !household.firstMonth().isAfter(DemoPlan.FIRST)
                && household.members().size() == 1
                && household.hold() == null;
    }

    /** E55 dies in March. */
    private static int marchFirst(YearMonth one, YearMonth other) {
        YearMonth march = YearMonth.of(2026, 3);
        return Integer.compare(Math.abs((int) java.time.temporal.ChronoUnit.MONTHS.between(march, one)), Math.abs((int)
                java.time.temporal.ChronoUnit.MONTHS.between(march, other)));
    }

    /** How many months were paid before the news came; none for everybody else. */
    int monthsLate(DemoHousehold household) {
        int death = deaths.indexOf(household);
        int other = others.indexOf(household);
        return death >= 0 ? AFTER_DEATH[death] : other >= 0 ? OTHERWISE[other] : 0;
    }

    boolean diedUnheard(DemoHousehold household) {
        return deaths.contains(household);
    }

    static LocalDate diedOn(DemoHousehold household) {
        return Objects.requireNonNull(household.lastMonth()).atDay(1 + household.number() % 24);
    }
}
