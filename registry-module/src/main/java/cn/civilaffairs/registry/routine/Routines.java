package cn.civilaffairs.registry.routine;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.SystemOfficer;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Does every {@link Routine} for every county, every few minutes, on a thread of its own. One that fails stops no other. */
@Component
public class Routines implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Routines.class);

    private final ObjectProvider<Routine> routines;
    private final JdbcClient jdbc;
    private final int minutes;
    private volatile ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    Routines(ObjectProvider<Routine> routines, JdbcClient jdbc, @Value("${civil.routine-minutes:10}") int minutes) {
        this.routines = routines;
        this.jdbc = jdbc;
        this.minutes = minutes;
    }

    /** Does them all now; also when the demo county's day has moved on. */
    public void runNow() {
        for (AreaCode county : counties()) {
            Acting.as(SystemOfficer.of(county), () -> routines.orderedStream().forEach(Routines::run));
        }
    }

    @Unscoped("areas carry no person or payment")
    private List<AreaCode> counties() {
        return jdbc.sql("select code from registry.area where level = 'COUNTY' and valid_to is null")
                .query((row, number) -> AreaCode.of(row.getString(1)))
                .list();
    }

    private static void run(Routine routine) {
        try {
            routine.run();
        } catch (RuntimeException failed) {
            LOG.warn("Routine '{}' failed and is tried again at its next time", routine.name(), failed);
        }
    }

    @Override
    public void start() {
        if (minutes > 0) {
            worker = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "routines");
                thread.setDaemon(true);
                return thread;
            });
            worker.scheduleWithFixedDelay(this::tryAll, minutes, minutes, TimeUnit.MINUTES);
        }
        running = true;
    }

    private void tryAll() {
        try {
            runNow();
        } catch (RuntimeException noDatabase) {
            LOG.warn("Routines could not be started; tried again in {} minutes: {}", minutes, noDatabase.getMessage());
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
