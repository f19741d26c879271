package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.assistance.minimumliving.HouseholdFacts.MeansItem;
import cn.civilaffairs.assistance.minimumliving.HouseholdFacts.Member;
import cn.civilaffairs.kernel.Money;
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
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Households for tests, looked at on the first of December 2026. */
final class Households {

    static final YearMonth MONTH = YearMonth.of(2026, 12);
    static final LocalDate AS_OF = MONTH.atDay(1);
    private static final LocalDate EARLIER = LocalDate.of(2025, 1, 1);

    private final List<Member> members = new ArrayList<>();
    private final List<MeansItem> means = new ArrayList<>();
    private final List<Supporter> supporters = new ArrayList<>();
    private @Nullable String tier;
    private HouseholdFacts.@Nullable Single single;

    /** So many adults of forty, of whom nothing else is known. */
    static Households of(int adults) {
        Households household = new Households();
        for (int i = 0; i < adults; i++) {
            household.member(40, null, false);
        }
        return household;
    }

    Households member(int age, @Nullable Integer grade, boolean ill) {
        return member(AS_OF.minusYears(age), grade, ill, null);
    }

    Households member(LocalDate born, @Nullable Integer grade, boolean ill, @Nullable String notCounted) {
        members.add(new Member(UUID.randomUUID(), "成员" + (members.size() + 1), born, grade, ill, notCounted));
        return this;
    }

    /** A member with what is known of their work. */
    Households worker(int age, Livelihood livelihood) {
        return worker(age, null, null, livelihood);
    }

    Households worker(int age, @Nullable Integer kind, @Nullable Integer grade, Livelihood livelihood) {
        members.add(new Member(
                UUID.randomUUID(),
                "成员" + (members.size() + 1),
                AS_OF.minusYears(age),
                grade,
                false,
                null,
                kind,
                livelihood));
        return this;
    }

    /** Able to work and without work. */
    static Livelihood idle(Sex sex) {
        return new Livelihood(sex, Labour.FULL, Employment.NOT_EMPLOYED, Schooling.NONE, null, JobOffers.NONE);
    }

    static Livelihood excused(WorkExcuseGround ground) {
        return new Livelihood(Sex.MALE, Labour.FULL, Employment.UNEMPLOYED, Schooling.NONE, ground, JobOffers.NONE);
    }

    static Livelihood offered(JobAnswer... answers) {
        List<JobOffers.Offer> offers = new ArrayList<>();
        for (JobAnswer answer : answers) {
            offers.add(new JobOffers.Offer(AS_OF.minusMonths(answers.length - offers.size()), answer));
        }
        return new Livelihood(null, null, null, null, null, new JobOffers(offers));
    }

    Households supporter(String monthlyIncome, int persons, int dependants, @Nullable String agreed) {
        supporters.add(new Supporter(
                UUID.randomUUID(),
                "义务人" + (supporters.size() + 1),
                Money.of(monthlyIncome),
                persons,
                dependants,
                agreed == null ? null : Money.of(agreed)));
        return this;
    }

    Households single(int member, SingleGround ground) {
        single = new HouseholdFacts.Single(members.get(member).residentId(), ground);
        return this;
    }

    Households tier(String decided) {
        tier = decided;
        return this;
    }

    Households yearly(String yuan) {
        return item(null, MeansCategory.BUSINESS, "种植", yuan, MeansPeriod.YEAR, null);
    }

    Households monthly(String yuan) {
        return item(null, MeansCategory.TRANSFER, "赡养费", yuan, MeansPeriod.MONTH, null);
    }

    Households wage(int member, String yuanAMonth) {
        return item(members.get(member).residentId(), MeansCategory.WAGE, "务工", yuanAMonth, MeansPeriod.MONTH, null);
    }

    Households exempt(int member, String yuanAMonth, Exemption kind) {
        return item(
                members.get(member).residentId(),
                MeansCategory.TRANSFER,
                kind.name(),
                yuanAMonth,
                MeansPeriod.MONTH,
                kind);
    }

    Households owns(MeansCategory category, String name, String yuan) {
        return item(null, category, name, yuan, MeansPeriod.POINT, null);
    }

    Households item(
            @Nullable UUID owner,
            MeansCategory category,
            String name,
            String yuan,
            MeansPeriod period,
            @Nullable Exemption exemption) {
        means.add(new MeansItem(
                UUID.randomUUID(),
                owner,
                category,
                name,
                new BigDecimal(yuan),
                period,
                EARLIER,
                null,
                MeansSource.CHECKED,
                exemption));
        return this;
    }

    Households item(MeansItem item) {
        means.add(item);
        return this;
    }

    HouseholdFacts facts() {
        return new HouseholdFacts(UUID.randomUUID(), MONTH, AS_OF, members, means, tier, supporters, single);
    }
}
