package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AreaCode;
import java.util.List;

/** The codes of an area and of everything around it: village, township, county, city, province. */
final class Ancestors {

    private Ancestors() {}

    static List<String> of(AreaCode area) {
        String code = area.value();
        return List.of(
                code,
                code.substring(0, 9) + "000",
                code.substring(0, 6) + "000000",
                code.substring(0, 4) + "00000000",
                code.substring(0, 2) + "0000000000");
    }
}
