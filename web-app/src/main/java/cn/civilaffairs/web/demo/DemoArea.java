package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One place of the demo county (演示县 云溪县), down to the village.
 *
 * @param classCode urban-rural class beside the code (城乡分类代码); null above the village
 * @param residence which standard most households of a village are assisted by; null above the village
 * @param share weight with which households are drawn into a village
 */
record DemoArea(
        AreaCode code,
        String name,
        AreaCode.Level level,
        @Nullable String classCode,
        @Nullable UrbanRural residence,
        double share) {

    static final AreaCode COUNTY = AreaCode.of("999001000000");
    static final String COUNTY_NAME = "云溪县";

    /** County, townships and villages, parents before children, in the order of their codes. */
    static List<DemoArea> all() {
        List<DemoArea> areas = new ArrayList<>();
        areas.add(new DemoArea(COUNTY, COUNTY_NAME, AreaCode.Level.COUNTY, null, null, 0));
        for (String line : DemoText.lines("areas.txt")) {
            addTownship(areas, line.split("\\|"));
        }
        return List.copyOf(areas);
    }

    private static void addTownship(List<DemoArea> areas, String[] fields) {
        String prefix = "999001" + fields[0];
        areas.add(new DemoArea(AreaCode.of(prefix + "000"), fields[1], AreaCode.Level.TOWNSHIP, null, null, 0));
        boolean seat = fields[0].equals("001") || fields[0].equals("016");
        String[] communities = fields[4].split(" ");
        for (int i = 0; i < communities.length; i++) {
            areas.add(village(
                    prefix + number(i + 1),
                    communities[i] + "社区",
                    seat ? "111" : "121",
                    UrbanRural.URBAN,
                    Double.parseDouble(fields[3]) / communities.length));
        }
        String[] villages = fields[5].split(" ");
        for (int i = 0; i < villages.length; i++) {
            areas.add(village(
                    prefix + number(201 + i),
                    villages[i] + "村",
                    seat && i < 3 ? "112" : i == 0 ? "122" : "220",
                    UrbanRural.RURAL,
                    // villages differ in size; a fixed pattern keeps them apart without a drawing
                    Double.parseDouble(fields[2]) / villages.length * (0.7 + 0.2 * (i % 4))));
        }
    }

    private static DemoArea village(String code, String name, String classCode, UrbanRural residence, double share) {
        return new DemoArea(AreaCode.of(code), name, AreaCode.Level.VILLAGE, classCode, residence, share);
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%03d", value);
    }

    @Nullable
    AreaCode parent() {
        return switch (code.level()) {
            case COUNTY -> null;
            case TOWNSHIP -> COUNTY;
            case VILLAGE -> code.township();
        };
    }
}
