package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.assistance.minimumliving.Policies.standard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.civilaffairs.assistance.minimumliving.HouseholdFacts.MeansItem;
import cn.civilaffairs.assistance.minimumliving.HouseholdFacts.Member;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.EmploymentCost;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Mode;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.RoundingScope;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupplementCap;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupplementCombination;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.ZeroGap;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Rounding;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.resident.Employment;
import cn.civilaffairs.registry.resident.Exemption;
import cn.civilaffairs.registry.resident.JobAnswer;
import cn.civilaffairs.registry.resident.Labour;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.Schooling;
import cn.civilaffairs.registry.resident.SingleGround;
import cn.civilaffairs.registry.resident.WorkExcuseGround;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What holds for every household under every sheet. Each run draws its own; a run is repeated with {@code -Dseed=…}, which
 * every failure names.
 */
class MinimumLivingLawsTests {

    private static final int HOUSEHOLDS = 1_500;
    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @Test
    void nothingIsEverNegativeAndTheAmountIsMadeOfItsParts() {
        everywhere((facts, policy) -> {
            MinimumLivingCalculation calculation = MinimumLivingCalculation.of(facts, policy);

            assertThat(calculation.amount().isNegative()).isFalse();
            assertThat(calculation.base().isNegative()).isFalse();
            assertThat(calculation.supplements().isNegative()).isFalse();
            assertThat(calculation.yearlyIncome().signum()).isNotNegative();
            assertThat(calculation.base().plus(calculation.supplements())).isEqualTo(calculation.amount());
            assertThat(calculation.entitled()).isEqualTo(calculation.failures().isEmpty());
            assertThat(calculation.entitled()).isEqualTo(calculation.amount().isPositive());
            assertThat(calculation.entitled() && calculation.marginal()).isFalse();
        });
    }

    @Test
    void nobodyIsCountedTwiceAndNoSupporterAtAll() {
        everywhere((facts, policy) -> {
            MinimumLivingCalculation calculation = MinimumLivingCalculation.of(facts, policy);

            assertThat(calculation.persons()).isEqualTo(facts.counted().size());
            assertThat(facts.counted()).extracting(Member::residentId).doesNotHaveDuplicates();
            assertThat(calculation.persons())
                    .isLessThanOrEqualTo(
                            facts.single() == null ? facts.members().size() : 1);
            List<Member> twice = new ArrayList<>(facts.members());
            twice.add(facts.members().get(0));
            assertThatIllegalArgumentException().isThrownBy(() -> with(facts, twice, facts.means()));
        });
    }

    @Test
    void theOrderOfMembersItemsAndSupportersIsIrrelevant() {
        SplittableRandom random = new SplittableRandom(SEED);
        everywhere((facts, policy) -> {
            HouseholdFacts shuffled = new HouseholdFacts(
                    facts.householdId(),
                    facts.month(),
                    facts.asOf(),
                    shuffled(facts.members(), random),
                    shuffled(facts.means(), random),
                    facts.tier(),
                    shuffled(facts.supporters(), random),
                    facts.single());

            assertThat(MinimumLivingCalculation.of(shuffled, policy))
                    .isEqualTo(MinimumLivingCalculation.of(facts, policy));
        });
    }

    @Test
    void theGapIsTheStandardForEverybodyLessTheIncomeAndNeverReckonedPerHead() {
        everywhere((facts, policy) -> {
            MinimumLivingCalculation calculation = MinimumLivingCalculation.of(facts, policy);
            boolean plain = calculation.entitled()
                    && policy.mode() == Mode.TOP_UP
                    && policy.roundingScope() == RoundingScope.HOUSEHOLD
                    && calculation.lines().stream()
                            .noneMatch(line -> line.code().equals(ReckoningLine.JOB_REFUSAL));
            if (plain) {
                BigDecimal exact = guaranteed(calculation, policy)
                        .multiply(TWELVE)
                        .subtract(calculation.yearlyIncome())
                        .divide(TWELVE, 20, RoundingMode.HALF_UP);
                assertThat(calculation.base())
                        .isIn(
                                policy.rounding().apply(exact),
                                policy.rounding().apply(exact).atLeast(policy.minPayable()));
            }
        });
    }

    @Test
    void moreIncomeNeverMeansMoreMoney() {
        SplittableRandom random = new SplittableRandom(SEED + 1);
        everywhere((facts, policy) -> {
            if (policy.roundingScope() == RoundingScope.PERSON && policy.supplementCap() == SupplementCap.STD) {
                return; // what the cap leaves is shared out anew, and each share rounded for itself
            }
            Member earner = facts.members().get(random.nextInt(facts.members().size()));
            MeansCategory kind = MeansCategory.values()[random.nextInt(5)];
            List<MeansItem> more = new ArrayList<>(facts.means());
            more.add(item(
                    random.nextInt(4) == 0 ? null : earner.residentId(),
                    kind,
                    "新增",
                    money(random, 3_000),
                    MeansPeriod.MONTH,
                    null));

            MinimumLivingCalculation before = MinimumLivingCalculation.of(facts, policy);
            MinimumLivingCalculation after = MinimumLivingCalculation.of(with(facts, facts.members(), more), policy);

            assertThat(after.amount()).isLessThanOrEqualTo(before.amount());
            assertThat(after.yearlyIncome()).isGreaterThanOrEqualTo(before.yearlyIncome());
        });
    }

    @Test
    void oneMoreMouthNeverMeansLessMoney() {
        everywhere((facts, policy) -> {
            List<Member> more = new ArrayList<>(facts.members());
            more.add(new Member(new UUID(7, 7), "新增", Households.AS_OF.minusYears(30), null, false, null));

            assertThat(MinimumLivingCalculation.of(with(facts, more, facts.means()), policy)
                            .amount())
                    .isGreaterThanOrEqualTo(
                            MinimumLivingCalculation.of(facts, policy).amount());
        });
    }

    @Test
    void supplementsStayWithinTheirCap() {
        everywhere((facts, policy) -> {
            MinimumLivingCalculation calculation = MinimumLivingCalculation.of(facts, policy);
            if (policy.supplementCap() == SupplementCap.STD && policy.mode() == Mode.TOP_UP) {
                Money most = policy.roundingScope() == RoundingScope.HOUSEHOLD
                        ? policy.rounding().apply(guaranteed(calculation, policy))
                        : new Money(guaranteed(calculation, policy))
                                .plus(unit(policy).times(calculation.persons()));
                assertThat(calculation.amount()).isLessThanOrEqualTo(most.atLeast(policy.minPayable()));
            }
        });
    }

    @Test
    void roundingByPersonDiffersFromRoundingByHouseholdByLessThanAUnitEach() {
        everywhere((facts, policy) -> {
            Money byHousehold = MinimumLivingCalculation.of(facts, scoped(policy, RoundingScope.HOUSEHOLD))
                    .amount();
            Money byPerson = MinimumLivingCalculation.of(facts, scoped(policy, RoundingScope.PERSON))
                    .amount();
            boolean refusing = facts.counted().stream()
                    .anyMatch(member -> member.livelihood().offers().refusedInARow(facts.asOf()) >= 3);
            if (byHousehold.isPositive() && byPerson.isPositive() && !refusing) {
                BigDecimal apart = byPerson.minus(byHousehold).yuan().abs();
                assertThat(apart)
                        .isLessThanOrEqualTo(
                                unit(policy).times(facts.counted().size() + 1).yuan());
            }
        });
    }

    @Test
    void theWayOutNeverRisesAndNeverPaysMoreThanBefore() {
        SplittableRandom random = new SplittableRandom(SEED + 2);
        everywhere((facts, policy) -> {
            Money before = new Money(money(random, 4_000)).plus(Money.of("0.01"));
            MinimumLivingCalculation now = MinimumLivingCalculation.of(facts, policy);
            TaperSchedule.of(before, now, policy, TaperRule.Cause.EMPLOYMENT, YearMonth.of(2027, 1))
                    .ifPresent(schedule -> {
                        assertThat(now.entitled()).isFalse();
                        Money last = policy.rounding().apply(before.yuan());
                        YearMonth month = YearMonth.of(2027, 1);
                        for (TaperSchedule.Instalment instalment : schedule.instalments()) {
                            assertThat(instalment.month()).isEqualTo(month);
                            assertThat(instalment.amount()).isLessThanOrEqualTo(last);
                            last = instalment.amount();
                            month = month.plusMonths(1);
                        }
                        assertThat(schedule.lastMonth()).isEqualTo(month.minusMonths(1));
                    });
        });
    }

    private static void everywhere(BiConsumer<HouseholdFacts, MinimumLivingPolicy> law) {
        SplittableRandom random = new SplittableRandom(SEED);
        System.out.println("households of -Dseed=" + SEED);
        for (int i = 0; i < HOUSEHOLDS; i++) {
            HouseholdFacts facts = household(random);
            MinimumLivingPolicy policy = sheet(random);
            try {
                law.accept(facts, policy);
            } catch (AssertionError broken) {
                throw new AssertionError(
                        "household %d of -Dseed=%d: %s%n%s".formatted(i, SEED, broken.getMessage(), facts), broken);
            }
        }
    }

    private static HouseholdFacts household(SplittableRandom random) {
        int size = 1 + random.nextInt(6);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean disabled = random.nextInt(5) == 0;
            members.add(new Member(
                    new UUID(1, random.nextLong()),
                    "成员" + i,
                    Households.AS_OF.minusDays(random.nextInt(36_500)),
                    disabled ? 1 + random.nextInt(4) : null,
                    random.nextInt(8) == 0,
                    random.nextInt(10) == 0 ? "服刑" : null,
                    disabled ? 1 + random.nextInt(7) : null,
                    livelihood(random)));
        }
        List<MeansItem> means = new ArrayList<>();
        int items = random.nextInt(6);
        for (int i = 0; i < items; i++) {
            means.add(anyItem(random, members, i));
        }
        List<Supporter> supporters = new ArrayList<>();
        int children = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
        for (int i = 0; i < children; i++) {
            supporters.add(new Supporter(
                    new UUID(2, random.nextLong()),
                    "义务人" + i,
                    new Money(money(random, 12_000)),
                    1 + random.nextInt(5),
                    1 + random.nextInt(3),
                    random.nextInt(4) == 0 ? new Money(money(random, 500)) : null));
        }
        return new HouseholdFacts(
                new UUID(3, random.nextLong()),
                Households.MONTH,
                Households.AS_OF,
                members,
                means,
                random.nextInt(3) == 0 ? null : random.nextInt(2) == 0 ? "A" : "B",
                supporters,
                random.nextInt(8) == 0
                        ? new HouseholdFacts.Single(
                                members.get(random.nextInt(size)).residentId(), any(random, SingleGround.values()))
                        : null);
    }

    private static Livelihood livelihood(SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            return Livelihood.UNKNOWN;
        }
        List<JobOffers.Offer> offers = new ArrayList<>();
        int made = random.nextInt(6) == 0 ? random.nextInt(6) : 0;
        for (int i = 0; i < made; i++) {
            offers.add(new JobOffers.Offer(
                    Households.AS_OF.minusDays(random.nextInt(400)),
                    random.nextInt(2) == 0 ? JobAnswer.REFUSED : any(random, JobAnswer.values())));
        }
        return new Livelihood(
                any(random, Sex.values()),
                any(random, Labour.values()),
                any(random, Employment.values()),
                random.nextInt(4) == 0 ? any(random, Schooling.values()) : null,
                random.nextInt(6) == 0 ? any(random, WorkExcuseGround.values()) : null,
                new JobOffers(offers));
    }

    private static MeansItem anyItem(SplittableRandom random, List<Member> members, int i) {
        UUID owner = random.nextInt(3) == 0
                ? null
                : members.get(random.nextInt(members.size())).residentId();
        MeansCategory category = any(random, MeansCategory.values());
        BigDecimal yuan = category == MeansCategory.FINANCIAL_ASSET ? money(random, 60_000) : money(random, 1_500);
        return item(
                owner,
                category,
                List.of("住院医疗", "教育", "残疾人代步车", "务工", "种植").get(random.nextInt(5)) + i,
                yuan,
                category.isProperty() ? MeansPeriod.POINT : any(random, MeansPeriod.values()),
                category.isIncome() && random.nextInt(4) == 0 ? any(random, Exemption.values()) : null);
    }

    private static MeansItem item(
            @Nullable UUID owner,
            MeansCategory category,
            String name,
            BigDecimal yuan,
            MeansPeriod period,
            @Nullable Exemption exemption) {
        return new MeansItem(
                new UUID(4, name.hashCode() * 31L + yuan.hashCode()),
                owner,
                category,
                name,
                yuan,
                period,
                Households.AS_OF.minusMonths(3),
                null,
                MeansSource.CHECKED,
                exemption);
    }

    private static MinimumLivingPolicy sheet(SplittableRandom random) {
        Policies sheet = standard(
                        BigDecimal.valueOf(40_000 + random.nextInt(60_000), 2).toPlainString())
                .rounding(any(random, Rounding.values()))
                .roundingScope(any(random, RoundingScope.values()))
                .combination(any(random, SupplementCombination.values()))
                .cap(any(random, SupplementCap.values()))
                .zeroGap(any(random, ZeroGap.values()))
                .employmentCost(new EmploymentCost(
                        any(random, EmploymentCost.Kind.values()),
                        BigDecimal.valueOf(random.nextInt(101)),
                        random.nextInt(6)))
                .taper("3x100,3x50", "6x50");
        if (random.nextInt(4) == 0) {
            sheet.tiers(Map.of("A", Money.of(600), "B", Money.of(460)));
        }
        if (random.nextBoolean()) {
            sheet.deemed("1930");
        }
        if (random.nextBoolean()) {
            sheet.supportFee("2", random.nextInt(101));
        }
        if (random.nextBoolean()) {
            sheet.rigid(random.nextBoolean() ? Map.of() : Map.of("医疗", Money.of(3_000)));
        }
        return sheet.build();
    }

    private static MinimumLivingPolicy scoped(MinimumLivingPolicy policy, RoundingScope scope) {
        return new MinimumLivingPolicy(
                policy.standard(),
                policy.mode(),
                policy.tiers(),
                policy.rounding(),
                scope,
                policy.incomeMonths(),
                policy.employmentCost(),
                policy.exempt(),
                policy.rigid(),
                policy.deemed(),
                policy.supportFee(),
                policy.jobRefusal(),
                policy.zeroGap(),
                policy.singleGrounds(),
                policy.supplements(),
                policy.supplementCombination(),
                policy.supplementCap(),
                policy.agedFrom(),
                policy.minorBelow(),
                policy.severeUpToGrade(),
                policy.minPayable(),
                policy.property(),
                policy.marginalMultiple(),
                policy.marginalCeiling(),
                policy.taper(),
                policy.document());
    }

    private static BigDecimal guaranteed(MinimumLivingCalculation calculation, MinimumLivingPolicy policy) {
        return policy.standard().amount().times(calculation.persons()).yuan();
    }

    /** How far one rounding may go. */
    private static Money unit(MinimumLivingPolicy policy) {
        return switch (policy.rounding()) {
            case FEN_HALF_UP -> Money.of("0.01");
            case JIAO_CEIL -> Money.of("0.10");
            case YUAN_CEIL, YUAN_HALF_UP -> Money.of(1);
        };
    }

    private static HouseholdFacts with(HouseholdFacts facts, List<Member> members, List<MeansItem> means) {
        return new HouseholdFacts(
                facts.householdId(),
                facts.month(),
                facts.asOf(),
                members,
                means,
                facts.tier(),
                facts.supporters(),
                facts.single());
    }

    private static <T> List<T> shuffled(List<T> list, SplittableRandom random) {
        List<T> rest = new ArrayList<>(list);
        List<T> shuffled = new ArrayList<>();
        while (!rest.isEmpty()) {
            shuffled.add(rest.remove(random.nextInt(rest.size())));
        }
        return shuffled;
    }

    private static <T> T any(SplittableRandom random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static BigDecimal money(SplittableRandom random, int yuan) {
        return BigDecimal.valueOf(random.nextInt(yuan * 100), 2);
    }
}
