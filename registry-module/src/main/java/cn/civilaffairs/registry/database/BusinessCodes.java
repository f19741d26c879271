package cn.civilaffairs.registry.database;

import cn.civilaffairs.kernel.LineOfBusiness;
import java.util.Map;

/** The codes a module's rows carry (schemes, matters), each with the line of business it belongs to. Declared as a bean. */
@FunctionalInterface
public interface BusinessCodes {

    Map<String, LineOfBusiness> lines();
}
