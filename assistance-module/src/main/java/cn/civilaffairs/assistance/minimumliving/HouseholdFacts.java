package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.registry.resident.Exemption;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a household (家庭状况) when its allowance is reckoned: who lives in it, and what it earns and owns. Plain
 * values, so that the rule can be tried without a register.
 *
 * @param householdId the household in the register
 * @param month the benefit month (所属月份) reckoned for; ages count on its first day
 * @param asOf the day the household is looked at; items that ended before it are history
 * @param tier the tier (档次) decided for it where the county pays by tiers, otherwise null
 */
public record HouseholdFacts(
        UUID householdId,
        YearMonth month,
        LocalDate asOf,
        List<Member> members,
        List<MeansItem> means,
        @Nullable String tier) {

    public HouseholdFacts {
        members = List.copyOf(members);
        means = List.copyOf(means);
        Set<UUID> seen = new HashSet<>();
        for (Member member : members) {
            if (!seen.add(member.residentId())) {
                throw new IllegalArgumentException("A resident is listed twice in household " + householdId);
            }
        }
    }

    /** The members that make up the household's number (保障人口). */
    public List<Member> counted() {
        return members.stream().filter(Member::counts).toList();
    }

    boolean counts(@Nullable UUID residentId) {
        return residentId == null
                || members.stream()
                        .anyMatch(
                                member -> member.counts() && member.residentId().equals(residentId));
    }

    /**
     * One member (家庭成员).
     *
     * @param disabilityGrade 1 (most severe) to 4, or null without a disability certificate
     * @param notCounted why the member is left out of the household's number, or null if counted
     */
    public record Member(
            UUID residentId,
            String name,
            LocalDate birthDate,
            @Nullable Integer disabilityGrade,
            boolean seriouslyIll,
            @Nullable String notCounted) {

        public boolean counts() {
            return notCounted == null;
        }

        int ageOn(LocalDate day) {
            return day.isBefore(birthDate) ? 0 : Period.between(birthDate, day).getYears();
        }
    }

    /**
     * One item of income, outlay or property, as the register holds it.
     *
     * @param residentId whose it is, or null for the household as a whole
     * @param amount yuan for one {@code period}
     * @param exemption the kind of exempt income (豁免项) it is, or null
     */
    public record MeansItem(
            UUID id,
            @Nullable UUID residentId,
            MeansCategory category,
            String name,
            BigDecimal amount,
            MeansPeriod period,
            LocalDate startOn,
            @Nullable LocalDate endOn,
            MeansSource source,
            @Nullable Exemption exemption) {

        boolean isInForceOn(LocalDate day) {
            return !startOn.isAfter(day) && (endOn == null || !endOn.isBefore(day));
        }
    }
}
