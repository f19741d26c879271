package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;

/**
 * Where the figures of households under limited access are counted (限制查看): for the county, and for no township. Whoever
 * subtracts the list of a township from its total would otherwise read one household's money off the difference (decision
 * 0038). It has a township's code that no township has, outside every township's area and inside the county's.
 */
final class WithheldPlace {

    static final String NAME = "限制查看（不列乡镇）";

    private static final String CODE = "999000";
    private static final int COUNTY_DIGITS = 6;

    /** Whether an entitlement of the run {@code :run} is counted for the county only. */
    static final String IS_WITHHELD =
            "entitlement_id in (select w.entitlement_id from disbursement.run_withheld w where w.run_id = :run)";

    static final String IS_NOT_WITHHELD =
            "entitlement_id not in (select w.entitlement_id from disbursement.run_withheld w where w.run_id = :run)";

    private WithheldPlace() {}

    /** The township a row is counted for. @param row alias of the row, with its dot; or nothing */
    static String town(String row) {
        return "case when " + row + IS_WITHHELD + " then left(" + row + "area_code, 6) || '" + CODE + "' else left("
                + row + "area_code, 9) || '000' end";
    }

    /** A condition more for who reads less than the county. */
    static String leftOutBelowTheCounty(AreaScope scope) {
        return scope.lo().length() > COUNTY_DIGITS ? "and " + IS_NOT_WITHHELD : "";
    }

    static AreaCode of(AreaCode county) {
        return AreaCode.of(county.value().substring(0, 6) + CODE);
    }

    static boolean is(AreaCode area) {
        return area.value().endsWith(CODE);
    }
}
