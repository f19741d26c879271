package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.eldercare.oldage.OldAgeBands.Band;
import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What somebody is due from their first month on, each change of band laid out in advance (benefits handbook §4 EL-GL,
 * E38): nobody need remember a ninetieth birthday. Pure; yuan a month.
 *
 * @param steps in order; each holds until the next
 */
public record OldAgeSchedule(List<Step> steps) {

    /** Version of this rule, kept with every amount it gives. */
    public static final String RULE = "old-age-1";

    /** What is due from a month on. */
    public record Step(YearMonth from, Band band) {}

    public OldAgeSchedule {
        steps = List.copyOf(steps);
    }

    /** @param first the first month to be paid, which may lie after the birthday for somebody found late */
    public static OldAgeSchedule of(LocalDate birth, YearMonth first, StartRule rule, OldAgeBands bands) {
        SortedSet<YearMonth> months = new TreeSet<>(bands.changesAfter(first));
        months.add(first);
        for (int age : bands.ages()) {
            YearMonth reached = startOf(birth, age, rule);
            if (reached.isAfter(first)) {
                months.add(reached);
            }
        }
        List<Step> steps = new ArrayList<>();
        for (YearMonth month : months) {
            bandIn(birth, month, rule, bands)
                    .filter(band -> steps.isEmpty()
                            || !steps.get(steps.size() - 1).band().equals(band))
                    .ifPresent(band -> steps.add(new Step(month, band)));
        }
        return new OldAgeSchedule(steps);
    }

    /** The month an age counts from. */
    public static YearMonth startOf(LocalDate birth, int age, StartRule rule) {
        return rule.startsIn(YearMonth.from(birth.plusYears(age)));
    }

    /** The highest band reached by a month. */
    public static Optional<Band> bandIn(LocalDate birth, YearMonth month, StartRule rule, OldAgeBands bands) {
        return bands.in(month).stream()
                .filter(band -> !startOf(birth, band.age(), rule).isAfter(month))
                .max(Comparator.comparingInt(Band::age));
    }

    /** What is due for one month; nothing before the first. */
    public Money due(YearMonth month) {
        Money due = Money.ZERO;
        for (Step step : steps) {
            if (!step.from().isAfter(month)) {
                due = step.band().monthly();
            }
        }
        return due;
    }

    /** What is due for all the months from one to another, both included. */
    public Money due(YearMonth from, YearMonth to) {
        Money sum = Money.ZERO;
        for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            sum = sum.plus(due(month));
        }
        return sum;
    }
}
