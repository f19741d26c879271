package cn.civilaffairs.registry.testing;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import java.util.Map;
import java.util.Set;

/**
 * A county made for one test: three townships of three villages each, and officers of every role. Its code begins with
 * 999, which belongs to no real place.
 */
public final class TestCounty {

    private final String prefix;
    private final Map<String, Officer> officers;

    TestCounty(String prefix, Map<String, Officer> officers) {
        this.prefix = prefix;
        this.officers = officers;
    }

    public AreaCode code() {
        return AreaCode.of(prefix + "000000");
    }

    /** @param township 1 to 3 */
    public AreaCode township(int township) {
        return AreaCode.of(prefix + "00" + township + "000");
    }

    /** @param village 1 to 3 */
    public AreaCode village(int township, int village) {
        return AreaCode.of(prefix + "00" + township + "20" + village);
    }

    /** The first officer of a role; township and village roles serve township 1. */
    public Officer officer(Role role) {
        return officer(role, 1);
    }

    /** @param which 1 or 2: two people of one role in the same place */
    public Officer officer(Role role, int which) {
        return officers.get(role + "-" + which);
    }

    /** The first officer of a role, appointed to another line of business than the usual one. */
    public Officer officer(Role role, LineOfBusiness line) {
        Officer usual = officer(role);
        return new Officer(
                usual.id(), usual.login(), usual.name(), usual.unit(), usual.area(), usual.roles(), Set.of(line));
    }

    /** A township officer who serves township 2 instead. */
    public Officer elsewhere(Role role) {
        return officers.get(role + "-elsewhere");
    }
}
