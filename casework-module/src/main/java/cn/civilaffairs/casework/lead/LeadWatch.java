package cn.civilaffairs.casework.lead;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks every few minutes for leads that have become overdue, county by county. Repeating it changes nothing. */
@Component
class LeadWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeadWatch.class);

    private final Leads leads;
    private final LeadDesk desk;
    private final int minutes;
    private ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    LeadWatch(Leads leads, LeadDesk desk, @Value("${civil.lead-watch-minutes:5}") int minutes) {
        this.leads = leads;
        this.desk = desk;
        this.minutes = minutes;
    }

    @Override
    public void start() {
        if (minutes > 0) {
            worker = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "lead-watch");
                thread.setDaemon(true);
                return thread;
            });
            worker.scheduleWithFixedDelay(this::look, minutes, minutes, TimeUnit.MINUTES);
        }
        running = true;
    }

    void look() {
        try {
            leads.counties()
                    .forEach(county -> Acting.as(system(county), () -> {
                        desk.escalateOverdue();
                    }));
        } catch (RuntimeException failed) {
            LOG.warn("Overdue leads could not be raised; tried again in {} minutes", minutes, failed);
        }
    }

    private static Officer system(AreaCode county) {
        return new Officer(new UUID(0, 0), "system", "系统", "", county, Set.of(), Set.of());
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
