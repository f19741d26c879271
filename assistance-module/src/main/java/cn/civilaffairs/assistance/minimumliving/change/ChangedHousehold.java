package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.MeansItem;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.Relation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A household as it will be once a change is entered (变动后的家庭). Pure: the register is not touched, so that the money can
 * be shown before anything is decided.
 */
final class ChangedHousehold {

    private ChangedHousehold() {}

    /** @param joiner who joins, or null if nobody does */
    static HouseholdOnDate after(
            AllowanceChange change, HouseholdOnDate before, HouseholdOnDate.@Nullable Member joiner) {
        List<HouseholdOnDate.Member> members = new ArrayList<>(before.members());
        List<MeansItem> means = means(change, before);
        switch (change.kind()) {
            case MEMBER_ADDED -> {
                if (joiner != null
                        && members.stream()
                                .noneMatch(member -> member.residentId().equals(joiner.residentId()))) {
                    members.add(joiner);
                }
            }
            case MEMBER_LEFT -> {
                members.removeIf(member -> member.residentId().equals(change.person()));
                means.removeIf(
                        item -> item.residentId() != null && item.residentId().equals(change.person()));
                members.replaceAll(member -> member.residentId().equals(change.newHead()) ? asHead(member) : member);
            }
            case HEAD_CHANGED, MEANS_CHANGED, JOB_REFUSED, AGE_REACHED, TAPERED, ENDED -> {}
        }
        return with(before, members, means);
    }

    /** The same household with other people and means. */
    static HouseholdOnDate with(
            HouseholdOnDate household, List<HouseholdOnDate.Member> members, List<MeansItem> means) {
        return new HouseholdOnDate(
                household.id(),
                household.fileNo(),
                household.area(),
                household.residence(),
                household.address(),
                household.openedOn(),
                household.closedOn(),
                household.version(),
                household.date(),
                members,
                means);
    }

    /**
     * Those who belong to a household after a change, with the means it had before its income rose (渐退前的收入): what its
     * allowance would have been, had the income not risen.
     *
     * @param risen the day the income rose
     * @param eve the household on the day before
     */
    static HouseholdOnDate beforeTheRise(HouseholdOnDate after, HouseholdOnDate eve, LocalDate risen) {
        List<MeansItem> means = new ArrayList<>();
        for (MeansItem item : eve.means()) {
            if (item.residentId() == null || after.member(item.residentId()).isPresent()) {
                boolean cut = risen.minusDays(1).equals(item.endOn());
                means.add(cut ? with(item, item.id(), item.startOn(), null, item.amount()) : item);
            }
        }
        after.means().stream()
                .filter(item -> item.residentId() != null
                        && eve.member(item.residentId()).isEmpty()
                        && after.member(item.residentId()).isPresent())
                .forEach(means::add);
        return with(after, after.members(), means);
    }

    private static HouseholdOnDate.Member asHead(HouseholdOnDate.Member member) {
        return new HouseholdOnDate.Member(
                member.membershipId(),
                member.residentId(),
                member.name(),
                member.maskedIdNumber(),
                member.sex(),
                member.birthDate(),
                member.deathDate(),
                Relation.HEAD,
                member.counts(),
                member.reasonNotCounted(),
                member.since(),
                member.until(),
                member.health(),
                member.disabilityKind(),
                member.disabilityGrade(),
                member.labour(),
                member.employment(),
                member.schooling());
    }

    /** An item that changed ends the day before and goes on with its new amount. */
    private static List<MeansItem> means(AllowanceChange change, HouseholdOnDate before) {
        Map<UUID, MeansLine> changed = change.means().stream()
                .filter(line -> line.item() != null)
                .collect(Collectors.toMap(MeansLine::item, line -> line, (one, other) -> other, LinkedHashMap::new));
        List<MeansItem> means = new ArrayList<>();
        int number = 0;
        for (MeansItem item : before.means()) {
            number++;
            MeansLine line = changed.get(item.id());
            if (line == null) {
                means.add(item);
                continue;
            }
            if (item.startOn().isBefore(change.since())) {
                means.add(with(item, item.id(), item.startOn(), change.since().minusDays(1), item.amount()));
            }
            if (line.amount() != null) {
                means.add(with(item, new UUID(2, number), change.since(), null, line.amount()));
            }
        }
        for (MeansLine line : change.means()) {
            number++;
            if (line.item() == null) {
                means.add(added(change, before, line, number));
            }
        }
        return means;
    }

    private static MeansItem with(MeansItem item, UUID id, LocalDate start, @Nullable LocalDate end, Money amount) {
        return new MeansItem(
                id,
                item.householdId(),
                item.residentId(),
                item.category(),
                item.name(),
                amount,
                item.period(),
                start,
                end,
                item.source(),
                item.exemption(),
                item.remark(),
                item.enteredBy(),
                item.enteredAt(),
                null,
                null);
    }

    private static MeansItem added(AllowanceChange change, HouseholdOnDate before, MeansLine line, int number) {
        return new MeansItem(
                new UUID(1, number),
                before.id(),
                line.owner(),
                Objects.requireNonNull(line.category()),
                Objects.requireNonNull(line.name()),
                Objects.requireNonNull(line.amount()),
                Objects.requireNonNull(line.period()),
                change.since(),
                null,
                MeansSource.VISITED,
                null,
                null,
                null,
                Instant.EPOCH,
                null,
                null);
    }
}
