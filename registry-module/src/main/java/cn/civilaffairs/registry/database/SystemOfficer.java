package cn.civilaffairs.registry.database;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import java.util.Set;
import java.util.UUID;

/** Who acts when nobody does (系统): the product itself, within one county and without any role. */
public final class SystemOfficer {

    private static final UUID ID = new UUID(0, 0);

    private SystemOfficer() {}

    public static boolean is(Officer officer) {
        return officer.isOneWith(ID);
    }

    public static Officer of(AreaCode county) {
        return new Officer(ID, "system", "系统", "", county, Set.of(), Set.of());
    }
}
