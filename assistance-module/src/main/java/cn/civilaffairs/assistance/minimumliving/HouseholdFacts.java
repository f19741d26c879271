package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.registry.resident.Exemption;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.SingleGround;
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
 * @param supporters who owe it support from outside (非共同生活赡养义务人); never members
 * @param single the member who applies alone (单人户), or null for the household as a whole
 */
public record HouseholdFacts(
        UUID householdId,
        YearMonth month,
        LocalDate asOf,
        List<Member> members,
        List<MeansItem> means,
        @Nullable String tier,
        List<Supporter> supporters,
        @Nullable Single single) {

    public HouseholdFacts {
        members = List.copyOf(members);
        means = List.copyOf(means);
        supporters = List.copyOf(supporters);
        Set<UUID> seen = new HashSet<>();
        for (Member member : members) {
            if (!seen.add(member.residentId())) {
                throw new IllegalArgumentException("A resident is listed twice in household " + householdId);
            }
        }
    }

    /** A household nobody supports from outside and of whom nobody applies alone. */
    public HouseholdFacts(
            UUID householdId,
            YearMonth month,
            LocalDate asOf,
            List<Member> members,
            List<MeansItem> means,
            @Nullable String tier) {
        this(householdId, month, asOf, members, means, tier, List.of(), null);
    }

    /** The members the allowance is for (保障人口): those that count, or the one who applies alone. */
    public List<Member> counted() {
        return members.stream()
                .filter(member -> member.counts()
                        && (single == null || member.residentId().equals(single.residentId())))
                .toList();
    }

    /** Whether what belongs to that person counts; of somebody who applies alone only what is their own. */
    boolean counts(@Nullable UUID residentId) {
        if (residentId == null) {
            return single == null;
        }
        return counted().stream().anyMatch(member -> member.residentId().equals(residentId));
    }

    /** The same family as if it applied as a whole. */
    HouseholdFacts asAWhole() {
        return new HouseholdFacts(householdId, month, asOf, members, means, tier, supporters, null);
    }

    /** Who applies alone, and why they may (单人户, E10). */
    public record Single(UUID residentId, SingleGround ground) {}

    /**
     * One member (家庭成员).
     *
     * @param disabilityGrade 1 (most severe) to 4, or null without a disability certificate
     * @param disabilityKind 1 to 7 as on the certificate, or null
     * @param notCounted why the member is left out of the household's number, or null if counted
     */
    public record Member(
            UUID residentId,
            String name,
            LocalDate birthDate,
            @Nullable Integer disabilityGrade,
            boolean seriouslyIll,
            @Nullable String notCounted,
            @Nullable Integer disabilityKind,
            Livelihood livelihood) {

        private static final int INTELLECTUAL = 5;
        private static final int MENTAL = 6;

        /** A member of whom nothing is known about work. */
        public Member(
                UUID residentId,
                String name,
                LocalDate birthDate,
                @Nullable Integer disabilityGrade,
                boolean seriouslyIll,
                @Nullable String notCounted) {
            this(residentId, name, birthDate, disabilityGrade, seriouslyIll, notCounted, null, Livelihood.UNKNOWN);
        }

        /** Grade one or two, or grade three where the disability is intellectual or mental. */
        boolean isSeverelyDisabled() {
            return disabilityGrade != null
                    && (disabilityGrade <= 2
                            || (disabilityGrade == 3
                                    && disabilityKind != null
                                    && (disabilityKind == INTELLECTUAL || disabilityKind == MENTAL)));
        }

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
