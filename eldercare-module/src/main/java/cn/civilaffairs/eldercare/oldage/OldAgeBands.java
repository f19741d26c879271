package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.kernel.Money;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is published for each age (年龄档次), month by month: yuan a month from an age on, until the next band. Benefits
 * handbook §4 EL-GL; national floor none, amounts are the county's.
 *
 * @param sheets the bands in force from a month on
 */
public record OldAgeBands(NavigableMap<YearMonth, List<Band>> sheets) {

    /**
     * One band.
     *
     * @param age years from which it is paid
     * @param monthly yuan a month
     * @param document number of the notice (文号)
     */
    public record Band(int age, Money monthly, String document) {}

    public OldAgeBands {
        sheets = new TreeMap<>(sheets);
    }

    /** The same bands for all time. */
    public static OldAgeBands always(Band... bands) {
        return new OldAgeBands(new TreeMap<>(Map.of(YearMonth.of(1900, 1), List.of(bands))));
    }

    public List<Band> in(YearMonth month) {
        Map.Entry<YearMonth, List<Band>> sheet = sheets.floorEntry(month);
        return sheet == null ? List.of() : sheet.getValue();
    }

    /** Every age any sheet names. */
    public SortedSet<Integer> ages() {
        return sheets.values().stream()
                .flatMap(List::stream)
                .map(Band::age)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<YearMonth> changesAfter(YearMonth month) {
        return sheets.tailMap(month, false).keySet();
    }
}
