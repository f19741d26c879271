package cn.civilaffairs.disbursement;

import cn.civilaffairs.registry.officer.OfficerAccounts;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The background task that computes a run: one instance for each run, acting as the officer who started it. */
@Configuration(proxyBeanMethods = false)
class RunTask {

    static final BackgroundWork BUILD = BackgroundWork.named("build-payment-run", 4);

    /** @see PaymentRunDesk#start */
    @Bean
    OneTimeTask<String> buildPaymentRun(RunWorker worker, OfficerAccounts officers) {
        return BUILD.by(officers, (run, last) -> worker.wholly(UUID.fromString(run)));
    }
}
