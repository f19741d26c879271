package cn.civilaffairs.registry.audit;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Seals the log every few seconds, on a thread of its own. */
@Component
class LogSealer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LogSealer.class);

    private final LogChain chain;
    private final int seconds;
    private ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    LogSealer(LogChain chain, @Value("${civil.log-seal-seconds:3}") int seconds) {
        this.chain = chain;
        this.seconds = seconds;
    }

    @Override
    public void start() {
        if (seconds > 0) {
            worker = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "log-sealer");
                thread.setDaemon(true);
                return thread;
            });
            worker.scheduleWithFixedDelay(this::seal, seconds, seconds, TimeUnit.SECONDS);
        }
        running = true;
    }

    private void seal() {
        try {
            chain.sealNow();
        } catch (RuntimeException failed) {
            LOG.warn("The operation log could not be sealed; tried again shortly: {}", failed.getMessage());
        }
    }

    @Override
    public void stop() {
        worker.shutdownNow();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
