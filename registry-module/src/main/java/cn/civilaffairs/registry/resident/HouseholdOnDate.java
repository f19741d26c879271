package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A household (共同生活家庭) as it stood on one date: who belonged to it then, and the means items known of that had begun by
 * then and were not withdrawn.
 *
 * @param members the head first, then by the date they joined
 * @param means income, expenses and property by start date; which of them fall into a rule's window is the rule's business
 */
public record HouseholdOnDate(
        UUID id,
        String fileNo,
        AreaCode area,
        UrbanRural residence,
        @Nullable String address,
        LocalDate openedOn,
        @Nullable LocalDate closedOn,
        int version,
        LocalDate date,
        List<Member> members,
        List<MeansItem> means) {

    public HouseholdOnDate {
        members = List.copyOf(members);
        means = List.copyOf(means);
    }

    public Optional<Member> head() {
        return members.stream()
                .filter(member -> member.relation() == Relation.HEAD)
                .findFirst();
    }

    /** How many members count (计入家庭人口). */
    public int size() {
        return (int) members.stream().filter(Member::counts).count();
    }

    public Optional<Member> member(UUID residentId) {
        return members.stream()
                .filter(member -> member.residentId().equals(residentId))
                .findFirst();
    }

    public boolean isOpen() {
        return closedOn == null || date.isBefore(closedOn);
    }

    /**
     * A member with what rules ask about a person.
     *
     * @param since when this relation to the head began
     * @param until the first day it no longer held
     */
    public record Member(
            UUID membershipId,
            UUID residentId,
            String name,
            String maskedIdNumber,
            Sex sex,
            LocalDate birthDate,
            @Nullable LocalDate deathDate,
            Relation relation,
            boolean counts,
            @Nullable String reasonNotCounted,
            LocalDate since,
            @Nullable LocalDate until,
            Health health,
            @Nullable Integer disabilityKind,
            @Nullable Integer disabilityGrade,
            @Nullable Labour labour,
            @Nullable Employment employment,
            @Nullable Schooling schooling) {

        public int ageOn(LocalDate day) {
            return Period.between(birthDate, day).getYears();
        }

        /** 重度残疾: grade one or two. */
        public boolean isSeverelyDisabled() {
            return disabilityGrade != null && disabilityGrade <= 2;
        }

        public boolean isDeadOn(LocalDate day) {
            return deathDate != null && !day.isBefore(deathDate);
        }
    }
}
