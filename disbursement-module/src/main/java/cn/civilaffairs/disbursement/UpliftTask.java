package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.officer.OfficerAccount;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The background task that tries an uplift out or applies it, acting as the officer who asked for it. */
@Configuration(proxyBeanMethods = false)
class UpliftTask {

    static final TaskDescriptor<String> WORK = TaskDescriptor.of("work-out-uplift", String.class);
    private static final int TRIES = 4;

    @Bean
    OneTimeTask<String> workOutUplift(UpliftWorker worker, OfficerAccounts officers) {
        return Tasks.oneTime(WORK)
                .onFailure(FailureHandler.<String>maxRetries(TRIES)
                        .retryEvery(Duration.ofSeconds(15))
                        .thenRemove())
                .execute((instance, context) -> {
                    UUID upliftId = UUID.fromString(instance.getId().substring(0, 36));
                    Officer officer = officers.byId(UUID.fromString(instance.getData()))
                            .map(OfficerAccount::officer)
                            .orElseThrow();
                    Acting.as(officer, () -> worker.wholly(upliftId));
                });
    }
}
