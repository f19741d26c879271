package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Ids;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws households with their place, their people and means, and the months they are in care. */
final class HouseholdDrawing {

    private static final double JOINED_IN_WINDOW = 0.100;
    private static final double LEFT_IN_WINDOW = 0.094;
    private static final double JOINING_NEXT = 0.007;
    private static final double LEAVING_NEXT = 0.008;
    private static final YearMonth APPLIED_FROM = YearMonth.of(2026, 9);
    private static final String[] LANES = {"一组", "二组", "三组", "四组", "五组", "六组", "七组"};

    private final SplittableRandom random;
    private final List<DemoArea> areas;
    private final MemberDrawing people;
    private final MeansDrawing means;
    private final HistoryDrawing history;
    private int numbers;

    HouseholdDrawing(SplittableRandom random, List<DemoArea> areas) {
        this.random = random;
        this.areas = areas;
        this.people = new MemberDrawing(random, new DemoNames(), new DemoNumbers());
        this.means = new MeansDrawing(random);
        this.history = new HistoryDrawing(random, people);
    }

    /** Households of township 03 that are on no roster yet. */
    List<DemoHousehold> newcomers(int count) {
        List<DemoHousehold> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AreaCode village = village(UrbanRural.RURAL, "003");
            drawn.add(draw(1 + i % 3, UrbanRural.RURAL, village, DemoPlan.LAST_CLOSED, null, null, "ROSTER"));
        }
        return List.copyOf(drawn);
    }

    /** Households asking for the allowance, many of them where the demo accounts work; some earn too much for it. */
    List<DemoHousehold> applicants(int count) {
        List<DemoHousehold> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UrbanRural residence = i % 6 == 5 ? UrbanRural.URBAN : UrbanRural.RURAL;
            String township = i % 5 < 2 ? "003" : i % 5 == 2 ? "009" : "";
            String tooMuch = i % 27 == 13 ? "02" : null;
            drawn.add(history.unfold(draw(
                    size(),
                    residence,
                    village(residence, township),
                    APPLIED_FROM,
                    tooMuch == null ? null : APPLIED_FROM.minusMonths(1),
                    tooMuch,
                    "APPLICATION")));
        }
        return List.copyOf(drawn);
    }

    /** The roster that ends exactly at its target, with those who left before. */
    List<DemoHousehold> roster(DemoPlan.Target target) {
        List<DemoHousehold> drawn = new ArrayList<>();
        int[] sizes = sizes(target);
        int joined = share(target, JOINED_IN_WINDOW);
        int leaving = share(target, LEAVING_NEXT);
        for (int i = 0; i < sizes.length; i++) {
            boolean joins = i < joined;
            boolean leaves = !joins && i < joined + leaving;
            YearMonth first = joins ? DemoPlan.FIRST.plusMonths(1 + random.nextInt(11)) : longAgo();
            String code = leaves ? history.exitCode(sizes[i]) : null;
            drawn.add(history.unfold(draw(
                    sizes[i],
                    target.residence(),
                    village(target.residence(), ""),
                    first,
                    leaves ? DemoPlan.LAST_CLOSED : null,
                    code,
                    joins ? entryKind() : "ROSTER")));
        }
        for (int i = share(target, LEFT_IN_WINDOW); i > 0; i--) {
            int size = size();
            YearMonth last = DemoPlan.FIRST.plusMonths(random.nextInt(11));
            drawn.add(history.unfold(draw(
                    size,
                    target.residence(),
                    village(target.residence(), ""),
                    longAgo(),
                    last,
                    history.exitCode(size),
                    "ROSTER")));
        }
        for (int i = share(target, JOINING_NEXT); i > 0; i--) {
            drawn.add(draw(
                    size(),
                    target.residence(),
                    village(target.residence(), ""),
                    DemoPlan.OPEN,
                    null,
                    null,
                    entryKind()));
        }
        return drawn;
    }

    private DemoHousehold draw(
            int size,
            UrbanRural residence,
            AreaCode village,
            YearMonth first,
            @Nullable YearMonth last,
            @Nullable String exitCode,
            String entryKind) {
        List<DemoPerson> members = people.household(size);
        LocalDate since = first.isBefore(DemoPlan.FIRST)
                ? LocalDate.of(2025, 1, 1)
                : first.minusMonths(3).atDay(1);
        List<DemoMeans> items = means.of(members, residence, since);
        return new DemoHousehold(
                Ids.next(),
                ++numbers,
                village,
                residence,
                LANES[random.nextInt(LANES.length)] + (1 + random.nextInt(120)) + "号",
                members,
                items,
                first,
                last,
                exitCode,
                entryKind,
                reviewClass(members),
                null);
    }

    /** As many sizes as households, adding up to the target's persons. */
    private int[] sizes(DemoPlan.Target target) {
        int[] sizes = new int[target.households()];
        int sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = size();
            sum += sizes[i];
        }
        while (sum != target.persons()) {
            int i = random.nextInt(sizes.length);
            if (sum < target.persons() && sizes[i] < 4) {
                sizes[i]++;
                sum++;
            } else if (sum > target.persons() && sizes[i] > 1) {
                sizes[i]--;
                sum--;
            }
        }
        return sizes;
    }

    private int size() {
        int drawn = random.nextInt(1000);
        return drawn < 635 ? 1 : drawn < 880 ? 2 : drawn < 955 ? 3 : drawn < 988 ? 4 : 5;
    }

    private AreaCode village(UrbanRural residence, String township) {
        List<DemoArea> fitting = areas.stream()
                .filter(area ->
                        area.residence() == residence && area.code().value().startsWith(township, 6))
                .toList();
        double left = random.nextDouble()
                * fitting.stream().mapToDouble(DemoArea::share).sum();
        for (DemoArea area : fitting) {
            left -= area.share();
            if (left < 0) {
                return area.code();
            }
        }
        return fitting.get(fitting.size() - 1).code();
    }

    private YearMonth longAgo() {
        return DemoPlan.FIRST.minusMonths(1 + random.nextInt(random.nextInt(4) == 0 ? 110 : 40));
    }

    private String entryKind() {
        int drawn = random.nextInt(100);
        return drawn < 92 ? "APPLICATION" : drawn < 96 ? "MOVED_IN" : "TRANSFERRED";
    }

    private static String reviewClass(List<DemoPerson> members) {
        boolean works =
                members.stream().anyMatch(m -> m.condition().employment().equals("EMPLOYED"));
        boolean able = members.stream().anyMatch(m -> !m.condition().labour().equals("NONE"));
        return works ? "C" : able ? "B" : "A";
    }

    private static int share(DemoPlan.Target target, double share) {
        return (int) Math.round(target.households() * share);
    }
}
