package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.MeansItem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A household as it would be, had a change never been entered. Pure, the other way round of {@link ChangedHousehold}.
 *
 * @param entered the items the change put into the register
 * @param replaced the items it took out
 */
record UndoneHousehold(AllowanceChange change, List<MeansItem> entered, List<MeansItem> replaced) {

    /** @param ever every item of the household ever entered, withdrawn ones included */
    static UndoneHousehold of(AllowanceChange change, List<MeansItem> ever) {
        Set<UUID> changed = change.means().stream()
                .map(MeansLine::item)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<MeansItem> replaced =
                ever.stream().filter(item -> changed.contains(item.id())).toList();
        List<MeansItem> entered = ever.stream()
                .filter(item -> item.withdrawnAt() == null && !changed.contains(item.id()))
                .filter(item -> replaced.stream().anyMatch(former -> follows(item, former, change.since()))
                        || change.means().stream().anyMatch(line -> adds(line, item, change.since())))
                .toList();
        return new UndoneHousehold(change, entered, replaced);
    }

    /** The former item up to the day before, or the one that took its place. */
    private static boolean follows(MeansItem item, MeansItem former, LocalDate since) {
        return item.category() == former.category()
                && item.name().equals(former.name())
                && Objects.equals(item.residentId(), former.residentId())
                && (item.startOn().equals(since) || since.minusDays(1).equals(item.endOn()));
    }

    private static boolean adds(MeansLine line, MeansItem item, LocalDate since) {
        return line.item() == null
                && item.category() == line.category()
                && item.name().equals(line.name())
                && Objects.equals(item.residentId(), line.owner())
                && item.startOn().equals(since);
    }

    /** @param dayBefore the household on the day before the change */
    HouseholdOnDate of(HouseholdOnDate known, HouseholdOnDate dayBefore) {
        List<HouseholdOnDate.Member> members = new ArrayList<>(known.members());
        Optional<HouseholdOnDate.Member> left = left(dayBefore);
        left.filter(member -> known.member(member.residentId()).isEmpty()).ifPresent(members::add);
        return ChangedHousehold.with(
                known,
                members,
                Stream.concat(known.means().stream().filter(item -> !entered.contains(item)), replaced.stream())
                        .toList());
    }

    /** Who the change took out. */
    Optional<HouseholdOnDate.Member> left(HouseholdOnDate dayBefore) {
        UUID person = change.person();
        return change.kind() == ChangeKind.MEMBER_LEFT && person != null ? dayBefore.member(person) : Optional.empty();
    }
}
