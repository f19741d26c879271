package cn.civilaffairs.registry.officer;

import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.routine.Routine;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks every day whether anybody holds roles together that one person may not (不相容岗位检查). */
@Component
class SeparationRoutine implements Routine {

    private final Appointing appointing;
    private final OperationLog log;
    private final Clock clock;
    private volatile @Nullable LocalDate looked;

    SeparationRoutine(Appointing appointing, OperationLog log, Clock clock) {
        this.appointing = appointing;
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
            appointing
                    .contradictions()
                    .forEach(found -> log.denied("ROLES_INCOMPATIBLE", "officer", null, null, found));
        }
    }
}
