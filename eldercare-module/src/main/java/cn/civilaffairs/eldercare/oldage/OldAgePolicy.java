package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.eldercare.oldage.OldAgeBands.Band;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.StandardBook;
import cn.civilaffairs.registry.policy.Standards;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Reads bands and start rule from the published standards and the parameter sheet. */
@Component
class OldAgePolicy {

    private final Standards standards;
    private final Parameters parameters;

    OldAgePolicy(Standards standards, Parameters parameters) {
        this.standards = standards;
        this.parameters = parameters;
    }

    StandardBook book() {
        return standards.book(OldAgeAllowance.CODE);
    }

    StartRule startRule(AreaCode county, LocalDate on) {
        return StartRule.valueOf(parameters.text(ParameterKey.OLD_AGE_START.code(), county, on));
    }

    /** How many months lie between two checks that somebody lives (生存认证周期). */
    int checkMonths(AreaCode county, LocalDate on) {
        return parameters.integer(ParameterKey.OLD_AGE_CHECK_MONTHS.code(), county, on);
    }

    /** Whether the county's sheet says how often people are seen; nobody is asked for before it does. */
    boolean isSet(AreaCode county, LocalDate on) {
        return parameters
                .find(ParameterKey.OLD_AGE_CHECK_MONTHS.code(), county, on)
                .isPresent();
    }

    static SortedSet<Integer> ages(StandardBook book) {
        SortedSet<Integer> ages = new TreeSet<>();
        book.standards().stream().filter(Standard::approved).forEach(row -> ages.add(Integer.valueOf(row.tier())));
        return ages;
    }

    /** The bands of a place in every month something about them changes. */
    static OldAgeBands bands(StandardBook book, AreaCode area, UrbanRural residence) {
        SortedSet<YearMonth> changes = new TreeSet<>();
        book.standards().stream().filter(Standard::approved).forEach(row -> {
            changes.add(firstWhole(row.effectiveFrom()));
            if (row.effectiveTo() != null) {
                changes.add(firstWhole(row.effectiveTo()));
            }
        });
        SortedSet<Integer> ages = ages(book);
        TreeMap<YearMonth, List<Band>> sheets = new TreeMap<>();
        for (YearMonth month : changes) {
            sheets.put(
                    month,
                    ages.stream()
                            .flatMap(age -> book.inForce(String.valueOf(age), area, residence, month).stream())
                            .map(row -> new Band(Integer.parseInt(row.tier()), row.amount(), row.document()))
                            .toList());
        }
        return new OldAgeBands(sheets);
    }

    /** A standard applies to the months that begin under it. */
    private static YearMonth firstWhole(LocalDate from) {
        YearMonth month = YearMonth.from(from);
        return from.getDayOfMonth() == 1 ? month : month.plusMonths(1);
    }
}
