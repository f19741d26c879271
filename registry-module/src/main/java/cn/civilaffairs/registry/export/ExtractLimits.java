package cn.civilaffairs.registry.export;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** How many rows an officer may take away without asking (导出限额), by the parameter sheet; security design §2.3 T04. */
@Component
class ExtractLimits {

    private static final int ROWS_WHERE_THE_SHEET_SAYS_NOTHING = 500;
    private static final int ROWS_A_DAY_WHERE_THE_SHEET_SAYS_NOTHING = 2000;
    private static final int HOURS_WHERE_THE_SHEET_SAYS_NOTHING = 24;

    private final Parameters parameters;
    private final Clock clock;

    ExtractLimits(Parameters parameters, Clock clock) {
        this.parameters = parameters;
        this.clock = clock;
    }

    /** Rows at once; of several roles the highest. */
    int rows(Officer officer) {
        return officer.roles().stream()
                .map(role -> key(role.seat()))
                .distinct()
                .mapToInt(key -> number(officer, key, ROWS_WHERE_THE_SHEET_SAYS_NOTHING))
                .max()
                .orElse(0);
    }

    int rowsADay(Officer officer) {
        return number(officer, ParameterKey.EXPORT_ROWS_A_DAY, ROWS_A_DAY_WHERE_THE_SHEET_SAYS_NOTHING);
    }

    /** How long a made file can be fetched. */
    int hoursKept(Officer officer) {
        return number(officer, ParameterKey.EXPORT_HOURS_KEPT, HOURS_WHERE_THE_SHEET_SAYS_NOTHING);
    }

    private static ParameterKey key(Role.Seat seat) {
        return switch (seat) {
            case TOWNSHIP -> ParameterKey.EXPORT_ROWS_TOWNSHIP;
            case MONEY -> ParameterKey.EXPORT_ROWS_FINANCE;
            case COUNTY, ADMINISTRATION -> ParameterKey.EXPORT_ROWS_COUNTY;
        };
    }

    private int number(Officer officer, ParameterKey key, int otherwise) {
        return parameters
                .find(key.code(), officer.area(), LocalDate.now(clock))
                .map(found -> Integer.parseInt(found.value()))
                .orElse(otherwise);
    }
}
