package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The standards of one scheme, read once and asked for many households. Resolves as benefits handbook §1.1 says: the
 * nearest area that has one (township, county, city, province), then the latest that took effect by the first day of the
 * month.
 */
public record StandardBook(List<Standard> standards) {

    private static final Comparator<Standard> NEAREST_THEN_LATEST = Comparator.comparing(
                    (Standard standard) -> standard.area().prefix().length())
            .thenComparing(Standard::effectiveFrom)
            .thenComparing(standard -> standard.residence() != Standard.Residence.UNIFIED);

    public StandardBook {
        standards = List.copyOf(standards);
    }

    /** The same with another standard as if it were approved, such as one that is being tried out. */
    public StandardBook with(Standard proposed) {
        return new StandardBook(Stream.concat(
                        standards.stream().filter(standard -> !standard.id().equals(proposed.id())),
                        Stream.of(proposed.asApproved()))
                .toList());
    }

    /** @param tier empty where the scheme has only one */
    public Optional<Standard> inForce(String tier, AreaCode area, UrbanRural residence, YearMonth month) {
        LocalDate firstDay = month.atDay(1);
        return standards.stream()
                .filter(standard -> standard.tier().equals(tier)
                        && standard.area().contains(area)
                        && standard.residence().covers(residence)
                        && standard.isInForceOn(firstDay))
                .max(NEAREST_THEN_LATEST);
    }
}
