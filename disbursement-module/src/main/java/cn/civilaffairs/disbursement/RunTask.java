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

/** The background task that computes a run: one instance for each run, acting as the officer who started it. */
@Configuration(proxyBeanMethods = false)
class RunTask {

    static final TaskDescriptor<String> BUILD = TaskDescriptor.of("build-payment-run", String.class);
    private static final int TRIES = 4;

    /** @see PaymentRunDesk#start */
    @Bean
    OneTimeTask<String> buildPaymentRun(RunWorker worker, OfficerAccounts officers) {
        return Tasks.oneTime(BUILD)
                .onFailure(FailureHandler.<String>maxRetries(TRIES)
                        .retryEvery(Duration.ofSeconds(15))
                        .thenRemove())
                .execute((instance, context) -> {
                    UUID runId = UUID.fromString(instance.getId());
                    Officer officer = officers.byId(UUID.fromString(instance.getData()))
                            .map(OfficerAccount::officer)
                            .orElseThrow();
                    Acting.as(officer, () -> worker.wholly(runId));
                });
    }
}
