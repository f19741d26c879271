package cn.civilaffairs.disbursement;

import cn.civilaffairs.registry.officer.OfficerAccounts;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The background task that tries an uplift out or applies it, acting as the officer who asked for it. */
@Configuration(proxyBeanMethods = false)
class UpliftTask {

    static final BackgroundWork WORK = BackgroundWork.named("work-out-uplift", 4);

    @Bean
    OneTimeTask<String> workOutUplift(UpliftWorker worker, OfficerAccounts officers) {
        return WORK.by(officers, (uplift, last) -> worker.wholly(UUID.fromString(uplift.substring(0, 36))));
    }
}
