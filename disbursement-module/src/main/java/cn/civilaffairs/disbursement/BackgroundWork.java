package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.officer.OfficerAccount;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Long work that goes on in the background and survives a restart (后台任务): one instance for each piece of it, done as the
 * officer who asked for it, and begun again a few times where it failed.
 *
 * @param retries how often a piece that failed is begun again
 */
public record BackgroundWork(TaskDescriptor<String> descriptor, int retries) {

    private static final Duration PAUSE = Duration.ofSeconds(15);

    public static BackgroundWork named(String name, int retries) {
        return new BackgroundWork(TaskDescriptor.of(name, String.class), retries);
    }

    /** Has a piece done as soon as there is a hand free, for the officer at work; one that waits or is done already is not asked for again. */
    public void begin(SchedulerClient scheduler, String piece) {
        scheduler.scheduleIfNotExists(
                descriptor
                        .instance(piece)
                        .data(Acting.officer().id().toString())
                        .build(),
                Instant.now());
    }

    /** What is done with a piece. */
    public OneTimeTask<String> by(OfficerAccounts officers, Doing doing) {
        return Tasks.oneTime(descriptor)
                .onFailure(FailureHandler.<String>maxRetries(retries)
                        .retryEvery(PAUSE)
                        .thenRemove())
                .execute((instance, context) -> {
                    Officer officer = officers.byId(UUID.fromString(instance.getData()))
                            .map(OfficerAccount::officer)
                            .orElseThrow();
                    boolean last = context.getExecution().consecutiveFailures >= retries;
                    Acting.as(officer, () -> doing.of(instance.getId(), last));
                });
    }

    /** Does one piece. */
    public interface Doing {

        /** @param last whether it is not begun again if it fails */
        void of(String piece, boolean last);
    }
}
