package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.UrbanRural;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The whole demo county before any of it is written: who lives there and what the twelve months bring. One seed; two
 * machines plan the same county.
 *
 * @param households everybody assisted at any time between the first month and the one after the last, in file order
 * @param applicants households that have applied but were not in care by the last closed month
 */
record DemoPlan(
        List<DemoArea> areas,
        List<DemoOfficer> officers,
        List<DemoHousehold> households,
        List<DemoHousehold> applicants) {

    static final YearMonth FIRST = YearMonth.of(2025, 11);
    static final YearMonth LAST_CLOSED = YearMonth.of(2026, 10);

    /** The month the demo stands in, its run still to be built. */
    static final YearMonth OPEN = LAST_CLOSED.plusMonths(1);

    private static final long SEED = 999_001;
    private static final int NEWCOMERS = 24;
    private static final int APPLICANTS = 108;

    /** The roster of the last closed month (在保), as the half-year report of a real county has it. */
    record Target(UrbanRural residence, int households, int persons) {

        static List<Target> at(double scale) {
            return List.of(
                    new Target(UrbanRural.RURAL, scaled(9_847, scale), scaled(15_044, scale)),
                    new Target(UrbanRural.URBAN, scaled(1_222, scale), scaled(1_712, scale)));
        }

        private static int scaled(int full, double scale) {
            return (int) Math.round(full * scale);
        }
    }

    /** Households nobody has registered yet, for the sample workbooks; the same whatever the size of the county. */
    static List<DemoHousehold> newcomers() {
        return new HouseholdDrawing(new SplittableRandom(SEED), DemoArea.all()).newcomers(NEWCOMERS);
    }

    static DemoPlan at(double scale) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<DemoArea> areas = DemoArea.all();
        HouseholdDrawing drawing = new HouseholdDrawing(random, areas);
        drawing.newcomers(NEWCOMERS);
        List<DemoHousehold> applicants = drawing.applicants(APPLICANTS);
        List<DemoHousehold> households = new ArrayList<>();
        for (Target target : Target.at(scale)) {
            households.addAll(drawing.roster(target));
        }
        households.sort(Comparator.comparingInt(DemoHousehold::number));
        return new DemoPlan(areas, DemoOfficer.all(areas), List.copyOf(households), applicants);
    }

    /** Everybody the registry knows: who is or was assisted, and who has applied. */
    List<DemoHousehold> registered() {
        return Stream.concat(applicants.stream(), households.stream()).toList();
    }

    List<DemoHousehold> inCare(YearMonth month) {
        return households.stream().filter(household -> household.inCare(month)).toList();
    }
}
