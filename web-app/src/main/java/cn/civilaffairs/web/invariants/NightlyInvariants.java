package cn.civilaffairs.web.invariants;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.routine.Routine;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the invariants once a night; what they find stands in the operation log for the auditor. */
@Component
class NightlyInvariants implements Routine {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyInvariants.class);
    private static final int HOUR = 1;

    private final Invariants invariants;
    private final OperationLog log;
    private final Clock clock;
    private final Map<AreaCode, LocalDate> asked = new ConcurrentHashMap<>();

    NightlyInvariants(Invariants invariants, OperationLog log, Clock clock) {
        this.invariants = invariants;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "invariants";
    }

    @Override
    public void run() {
        LocalDateTime now = LocalDateTime.now(clock);
        AreaCode county = Acting.officer().area();
        if (now.getHour() < HOUR || now.toLocalDate().equals(asked.put(county, now.toLocalDate()))) {
            return;
        }
        int broken = 0;
        for (Invariants.Finding finding : invariants.check()) {
            if (!finding.sound()) {
                broken++;
                LOG.error("Invariant broken: {} {}", finding.title(), finding.breaches());
                log.done("INVARIANT_BROKEN", "invariant", null, county, finding.title() + " " + finding.breaches());
            }
        }
        log.done("INVARIANTS_CHECKED", "invariant", null, county, broken == 0 ? "全部成立" : broken + " 项不成立");
    }
}
