package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.registry.area.AreaRegister;
import org.springframework.stereotype.Component;

/** Names of places and of the offices that sign for them. */
@Component
class PlacesOnPaper {

    private final AreaRegister areas;

    PlacesOnPaper(AreaRegister areas) {
        this.areas = areas;
    }

    MinimumLivingFacts.Places of(AreaCode village) {
        String county = areas.name(village.county());
        String township = areas.name(village.township());
        return new MinimumLivingFacts.Places(
                county, township, areas.name(village), county + "民政局", townshipOffice(township));
    }

    /** Of an office's own forms: what lies below it is left to the pen. */
    MinimumLivingFacts.Places ofOffice(AreaCode area) {
        String county = areas.name(area.county());
        if (area.level() == AreaCode.Level.COUNTY) {
            return new MinimumLivingFacts.Places(county, "", "", county + "民政局", "乡镇人民政府（街道办事处）");
        }
        String township = areas.name(area.township());
        return new MinimumLivingFacts.Places(
                county,
                township,
                area.level() == AreaCode.Level.VILLAGE ? areas.name(area) : "",
                county + "民政局",
                townshipOffice(township));
    }

    private static String townshipOffice(String township) {
        return township.endsWith("街道") ? township + "办事处" : township + "人民政府";
    }
}
