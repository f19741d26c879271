package cn.civilaffairs.web.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws what happens to households in care: births, deaths, income that changes, payments that wait, and why some leave. */
final class HistoryDrawing {

    private static final double BIRTH_IN_FAMILY = 0.12;
    private static final double MEMBER_LEAVES = 0.014;
    private static final double MEANS_CHANGE = 0.065;
    private static final double HOLD = 0.006;

    private final SplittableRandom random;
    private final MemberDrawing people;

    HistoryDrawing(SplittableRandom random, MemberDrawing people) {
        this.random = random;
        this.people = people;
    }

    /** At most one event besides entry and exit, so that every change of an amount has one cause. */
    DemoHousehold unfold(DemoHousehold household) {
        if (household.exitCode() != null) {
            return exiting(household);
        }
        if (household.firstMonth().isAfter(DemoPlan.FIRST)) {
            return household;
        }
        double drawn = random.nextDouble();
        if (household.members().size() >= 3 && drawn < BIRTH_IN_FAMILY) {
            return inNeedWithOneLess(household) ? withBirth(household) : household;
        }
        if (drawn > 1 - MEMBER_LEAVES) {
            return withDeparture(household);
        }
        if (drawn > 1 - MEMBER_LEAVES - MEANS_CHANGE) {
            return withOtherIncome(household);
        }
        return drawn > 1 - MEMBER_LEAVES - MEANS_CHANGE - HOLD ? withHold(household) : household;
    }

    /** Deaths end the benefit of people living alone; the others leave for the reasons reports split by. */
    String exitCode(int size) {
        int drawn = random.nextInt(100);
        if (size == 1 && drawn < 66) {
            return "01";
        }
        int other = random.nextInt(100);
        if (other < 62) {
            return "02";
        }
        String[] rest = {"03", "03", "05", "05", "06", "08", "09", "09", "11", "14"};
        return size == 1 && other > 95 ? "09" : rest[random.nextInt(rest.length)];
    }

    /** A birth up to the last closed month takes the place of a member, so that the roster stays on its target. */
    private DemoHousehold withBirth(DemoHousehold household) {
        YearMonth from = someMonth();
        List<DemoPerson> members = new ArrayList<>(household.members());
        List<DemoMeans> items = household.means();
        if (!from.isAfter(DemoPlan.LAST_CLOSED)) {
            DemoPerson replaced = members.remove(members.size() - 1);
            items = items.stream()
                    .filter(item -> !replaced.equals(item.person()))
                    .toList();
        }
        LocalDate birth = from.minusMonths(1).atDay(1 + random.nextInt(20));
        members.add(people.baby(household.head(), birth).staying(from, null, null));
        return household.with(members, items);
    }

    /** Somebody besides today's members leaves; in the last closed month, one of them. */
    private DemoHousehold withDeparture(DemoHousehold household) {
        YearMonth last = someMonth().minusMonths(1);
        List<DemoPerson> members = new ArrayList<>(household.members());
        if (last.equals(DemoPlan.LAST_CLOSED)) {
            if (members.size() > 1 && inNeedWithOneLess(household)) {
                DemoPerson leaving = members.remove(members.size() - 1);
                members.add(leaving.staying(null, last, "08"));
            }
            return household.with(members, household.means());
        }
        boolean dies = random.nextInt(100) < 55;
        String code = dies ? "01" : random.nextBoolean() ? "06" : "08";
        members.add(people.formerMember(household.head(), dies).staying(null, last, code));
        return household.with(members, household.means());
    }

    private DemoHousehold withOtherIncome(DemoHousehold household) {
        List<DemoMeans> items = new ArrayList<>(household.means());
        for (int i = 0; i < items.size(); i++) {
            DemoMeans item = items.get(i);
            if (isEarned(item)) {
                LocalDate from = someMonth().minusMonths(1).atDay(2 + random.nextInt(18));
                long amount = Math.max(120, item.amount() * (72 + random.nextInt(40)) / 100 / 10 * 10);
                long spare =
                        (MeansDrawing.HIGHEST_INCOME * 12L * household.members().size()) - countable(items);
                items.set(i, item.endingOn(from.minusDays(1)));
                items.add(DemoMeans.yearly(
                        item.person(),
                        item.category(),
                        item.name(),
                        Math.min(amount, item.amount() + Math.max(0, spare) / 10 * 10),
                        from,
                        "VISITED"));
                return household.with(household.members(), items);
            }
        }
        return household;
    }

    /** Whether the household is entitled in the months it counts one person less, whatever that person brings. */
    private static boolean inNeedWithOneLess(DemoHousehold household) {
        return countable(household.means())
                <= MeansDrawing.HIGHEST_INCOME * 12L * (household.members().size() - 1);
    }

    private static boolean isEarned(DemoMeans item) {
        return item.exemption() == null
                && item.end() == null
                && item.period().equals("YEAR")
                && List.of("WAGE", "BUSINESS", "TRANSFER", "OTHER").contains(item.category())
                && item.amount() > 1_000;
    }

    private static long countable(List<DemoMeans> items) {
        return items.stream()
                .filter(item -> item.exemption() == null && item.period().equals("YEAR"))
                .mapToLong(DemoMeans::amount)
                .sum();
    }

    private DemoHousehold withHold(DemoHousehold household) {
        YearMonth from = DemoPlan.FIRST.plusMonths(1 + random.nextInt(11));
        YearMonth released = from.plusMonths(1 + random.nextInt(3));
        boolean waits = released.isAfter(DemoPlan.LAST_CLOSED) || random.nextInt(100) < 25;
        String[][] reasons = {
            {"REVIEW_PAPERS_MISSING", "年度复核材料未交，已电话通知。"},
            {"WHEREABOUTS_UNKNOWN", "入户三次无人，邻居称外出。"},
            {"CERTIFICATE_EXPIRED", "残疾证到期，正在换发。"},
            {"MATCH_TO_VERIFY", "比对有疑似新增收入，待核实。"},
            {"COMPLAINT", "群众反映有车，待核实。"}
        };
        String[] reason = reasons[random.nextInt(reasons.length)];
        return household.held(new DemoHousehold.Hold(reason[0], reason[1], from, waits ? null : released));
    }

    /** Adds what showed that the household is no longer in need, in its last month. */
    private DemoHousehold exiting(DemoHousehold household) {
        YearMonth last = Objects.requireNonNull(household.lastMonth());
        LocalDate found = last.atDay(3 + random.nextInt(20));
        DemoPerson head = household.head();
        int people = household.members().size();
        @Nullable
        DemoMeans cause = switch (Objects.requireNonNull(household.exitCode())) {
            case "02" -> DemoMeans.yearly(null, "BUSINESS", "经营收入", 12_000L * (people + 1), found, "CHECKED");
            case "03" -> DemoMeans.owned(head, "VEHICLE", "小型轿车", 68_000, found, "CHECKED");
            case "05" -> DemoMeans.yearly(head, "TRANSFER", "城镇职工基本养老金", 11_400L * people, found, "CHECKED");
            case "06" -> DemoMeans.yearly(head, "WAGE", "工资", 14_000L * (people + 1), found, "CHECKED");
            default -> null;
        };
        if (cause == null) {
            return household;
        }
        List<DemoMeans> items = new ArrayList<>(household.means());
        items.add(cause);
        return household.with(household.members(), items);
    }

    /** A month whose change is written before its run: the second of the history to the one standing open. */
    private YearMonth someMonth() {
        return DemoPlan.FIRST.plusMonths(1 + random.nextInt(12));
    }
}
