package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * How many a month lost for one reason (退出原因), households and people apart: a household that leaves takes its people with
 * it, a member who leaves is a person and no household (benefits handbook §2.1 and E56; the seed report that adds deaths of
 * members to the households is §10).
 *
 * @param step as the bridge stores it: {@code EXIT_01} with the code, {@code LEFT_FOR_TOWNSHIP}, or {@code MEMBER_LEFT} for
 *     members whose reason was not kept
 * @param withHousehold people who left with their whole household
 * @param members people who left a household that goes on
 */
public record ExitCount(AreaCode town, String townName, String step, int households, int withHousehold, int members) {

    public int persons() {
        return withHousehold + members;
    }

    public @Nullable ExitCode code() {
        return step.startsWith("EXIT_") ? ExitCode.of(step.substring(5)) : null;
    }

    public ExitCount plus(ExitCount other) {
        return new ExitCount(
                town,
                townName,
                step,
                households + other.households,
                withHousehold + other.withHousehold,
                members + other.members);
    }
}
