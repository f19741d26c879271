package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.UrbanRural;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Draws what a household lives on, so that its allowance comes to what such households receive in a real county: about
 * 420 yuan a person in the country and 530 in town (benefits handbook §10, seed 枞阳).
 */
final class MeansDrawing {

    /** Countable income of one person and month stays below this, under the lowest standard of the two years. */
    static final int HIGHEST_INCOME = 690;

    /** Half-way between the two years' employment costs: 30 % of 735 to 800 yuan. */
    private static final int EMPLOYMENT_COST_OF_YEAR = 2_730;

    private static final long BASE_PENSION_OF_YEAR = 1_716;

    private final SplittableRandom random;
    private final List<DemoMeans> items = new ArrayList<>();
    private LocalDate start = LocalDate.MIN;

    MeansDrawing(SplittableRandom random) {
        this.random = random;
    }

    /** @param since the day the items are known from */
    List<DemoMeans> of(List<DemoPerson> members, UrbanRural residence, LocalDate since) {
        items.clear();
        start = since;
        long left = countableOfYear(residence) * members.size();
        if (residence == UrbanRural.RURAL && random.nextInt(100) < 45) {
            left -= add(null, "PROPERTY", "承包地流转收入", among(200, 900), left);
        }
        for (DemoPerson member : members) {
            left -= pensions(member, left);
        }
        earn(members, residence, left);
        property(members, residence);
        return List.copyOf(items);
    }

    private long countableOfYear(UrbanRural residence) {
        double drawn = random.nextDouble();
        double month = residence == UrbanRural.RURAL
                ? 70 + (HIGHEST_INCOME - 70) * Math.pow(drawn, 0.69)
                : 40 + (HIGHEST_INCOME - 40) * drawn;
        return Math.round(month * 12 / 10) * 10;
    }

    /** What the state pays a member; the part that counts is returned. */
    private long pensions(DemoPerson member, long left) {
        if (member.idNumber().ageOn(start) >= 60) {
            exempt(member, "城乡居民基础养老金（中央部分）", BASE_PENSION_OF_YEAR, "BASE_PENSION");
            left = add(member, "TRANSFER", "城乡居民养老金（个人账户部分）", among(180, 840), left);
        } else {
            left = 0;
        }
        if (member.condition().disabled() && member.condition().disabilityGrade() <= 2) {
            exempt(member, "残疾人两项补贴", 2_400, "DISABILITY_SUBSIDY");
        }
        if (member.idNumber().ageOn(start) >= 75 && random.nextInt(100) < 2) {
            exempt(member, "优待抚恤金", among(700, 900) * 12, "VETERAN");
        }
        return left;
    }

    /** The rest comes from whoever earns, the land, or the children elsewhere. */
    private void earn(List<DemoPerson> members, UrbanRural residence, long left) {
        if (left < 120) {
            return;
        }
        DemoPerson head = members.get(0);
        DemoPerson worker = members.stream()
                .filter(member -> member.condition().employment().equals("EMPLOYED"))
                .findFirst()
                .orElse(null);
        boolean farming =
                members.stream().anyMatch(m -> m.condition().employment().equals("FARMING"));
        if (worker != null) {
            put(worker, "WAGE", random.nextBoolean() ? "务工收入" : "公益性岗位工资", left + EMPLOYMENT_COST_OF_YEAR, "CHECKED");
        } else if (farming && residence == UrbanRural.RURAL) {
            long crops = round(left * among(55, 90) / 100);
            put(null, "BUSINESS", "种植养殖净收入", crops, "DECLARED");
            add(head, "TRANSFER", "子女赡养费", left - crops, left - crops);
        } else if (head.idNumber().ageOn(start) >= 60) {
            put(head, "TRANSFER", "子女赡养费", left, "VISITED");
        } else {
            put(
                    null,
                    residence == UrbanRural.RURAL ? "BUSINESS" : "OTHER",
                    residence == UrbanRural.RURAL ? "零散种植收入" : "亲友固定接济",
                    left,
                    "VISITED");
        }
    }

    private void property(List<DemoPerson> members, UrbanRural residence) {
        if (random.nextInt(100) < 55) {
            items.add(DemoMeans.owned(
                    members.get(0), "FINANCIAL_ASSET", "银行存款", among(3, 80) * 100L * members.size(), start, "CHECKED"));
        }
        if (random.nextInt(100) < (residence == UrbanRural.RURAL ? 85 : 55)) {
            items.add(DemoMeans.owned(
                    null,
                    "HOUSE",
                    residence == UrbanRural.RURAL ? "农村自建住房" : "公有住房或经济适用房",
                    among(20, 90) * 1_000L,
                    start,
                    "VISITED"));
        }
    }

    private void exempt(DemoPerson member, String name, long amount, String kind) {
        items.add(DemoMeans.exempt(member, name, amount, start, kind));
    }

    /** Adds an item if that much is left; returns its amount, or zero. */
    private long add(@Nullable DemoPerson member, String category, String name, long amount, long left) {
        long rounded = round(amount);
        if (rounded <= 0 || rounded > left) {
            return 0;
        }
        put(member, category, name, rounded, "CHECKED");
        return rounded;
    }

    private void put(@Nullable DemoPerson member, String category, String name, long amount, String source) {
        items.add(DemoMeans.yearly(member, category, name, round(amount), start, source));
    }

    private int among(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private static long round(long amount) {
        return amount / 10 * 10;
    }
}
