package cn.civilaffairs.web.audit;

import cn.civilaffairs.registry.audit.LogChain;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * {@code java -jar web-app.jar audit-verify [--anchor=number:hash]}: prints the verdict and ends with 0 whole, 2 broken, 3 could
 * not be verified.
 */
@Component
class VerifyCommand implements ApplicationRunner {

    private final LogChain chain;
    private final ConfigurableApplicationContext context;

    VerifyCommand(LogChain chain, ConfigurableApplicationContext context) {
        this.chain = chain;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!arguments.getNonOptionArgs().contains("audit-verify")) {
            return;
        }
        List<String> anchor = arguments.getOptionValues("anchor");
        LogChain.Verdict verdict = chain.verify(anchor == null || anchor.isEmpty() ? null : anchor.get(0));
        System.out.println(verdict.message());
        System.exit(SpringApplication.exit(context, verdict::exit));
    }
}
