package cn.civilaffairs.registry.officer;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.routine.Routine;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks every day whether anybody holds roles together that one person may not (不相容岗位检查), and whether every account and
 * appointment was made by an act the log knows.
 */
@Component
class SeparationRoutine implements Routine {

    private static final int MOST_NAMED = 10;

    private final Appointing appointing;
    private final AppointmentsOnRecord onRecord;
    private final OperationLog log;
    private final Clock clock;
    private volatile @Nullable LocalDate looked;

    SeparationRoutine(Appointing appointing, AppointmentsOnRecord onRecord, OperationLog log, Clock clock) {
        this.appointing = appointing;
        this.onRecord = onRecord;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "incompatible roles";
    }

    @Override
    public void run() {
        LocalDate today = LocalDate.now(clock);
        if (!today.equals(looked)) {
            looked = today;
            AreaCode county = Acting.officer().area();
            appointing
                    .contradictions()
                    .forEach(found -> log.denied("ROLES_INCOMPATIBLE", "officer", null, county, found));
            List<String> unexplained = onRecord.unexplained();
            if (!unexplained.isEmpty()) {
                log.denied("INVARIANT_BROKEN", "officer", null, county, said(unexplained));
            }
        }
    }

    /** As many as one row can name. */
    private static String said(List<String> unexplained) {
        return "账号岗位与日志不符 " + unexplained.size() + " 处："
                + String.join("；", unexplained.subList(0, Math.min(MOST_NAMED, unexplained.size())));
    }
}
