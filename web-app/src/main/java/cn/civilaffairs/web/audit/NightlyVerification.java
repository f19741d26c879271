package cn.civilaffairs.web.audit;

import cn.civilaffairs.registry.audit.LogChain;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.routine.Routine;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Verifies the whole operation log once a night and looks every time whether the sealer keeps up (夜间核验); what it finds is
 * itself a row of the log. Nights are real ones, whatever the demo's date says: so are the log's times.
 */
@Component
class NightlyVerification implements Routine {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyVerification.class);
    private static final int HOUR = 1;
    private static final Duration LATEST = Duration.ofSeconds(60);
    private static final String OBJECT = "operation_log";

    private final LogChain chain;
    private final OperationLog log;
    private final InstantSource machine;
    private volatile @Nullable LocalDate verified;

    @org.springframework.beans.factory.annotation.Autowired
    NightlyVerification(LogChain chain, OperationLog log) {
        this(chain, log, InstantSource.system());
    }

    NightlyVerification(LogChain chain, OperationLog log, InstantSource machine) {
        this.chain = chain;
        this.log = log;
        this.machine = machine;
    }

    @Override
    public String name() {
        return "verification of the operation log";
    }

    @Override
    public void run() {
        if (!chain.isKept()) {
            return;
        }
        Duration unsealed = chain.unsealed();
        if (unsealed.compareTo(LATEST) > 0) {
            LOG.error("The operation log has not been sealed for {} s", unsealed.toSeconds());
            log.denied("LOG_SEAL_LATE", OBJECT, null, null, "最早未封存的日志已过 " + unsealed.toSeconds() + " 秒");
        }
        LocalDateTime now = LocalDateTime.ofInstant(machine.instant(), BusinessClock.ZONE);
        if (now.getHour() >= HOUR && !now.toLocalDate().equals(verified)) {
            verified = now.toLocalDate();
            verify();
        }
    }

    private void verify() {
        LogChain.Verdict verdict = chain.verify(null);
        if (verdict.exit() == 0) {
            log.done("AUDIT_VERIFIED", OBJECT, null, null, verdict.message());
        } else {
            LOG.error("The operation log does not verify: {}", verdict.message());
            log.denied("AUDIT_BROKEN", OBJECT, null, null, verdict.message());
        }
    }
}
