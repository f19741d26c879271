package cn.civilaffairs.web.audit;

import cn.civilaffairs.registry.audit.LogAnchors;
import cn.civilaffairs.registry.audit.LogChain;
import cn.civilaffairs.registry.audit.OperationLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * {@code java -jar web-app.jar audit-verify [--anchor=number:hash] [--anchors=file]}: prints the verdict and ends with 0
 * whole, 2 broken, 3 could not be verified.
 */
@Component
class VerifyCommand implements ApplicationRunner {

    private final LogChain chain;
    private final OperationLog log;
    private final ConfigurableApplicationContext context;

    VerifyCommand(LogChain chain, OperationLog log, ConfigurableApplicationContext context) {
        this.chain = chain;
        this.log = log;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!arguments.getNonOptionArgs().contains("audit-verify")) {
            return;
        }
        List<String> anchors = new ArrayList<>();
        addAll(anchors, arguments.getOptionValues("anchor"));
        List<String> files = new ArrayList<>();
        addAll(files, arguments.getOptionValues("anchors"));
        for (String file : files) {
            LogAnchors.read(Path.of(file)).forEach(line -> anchors.add(line.substring(line.indexOf(',') + 1)));
        }
        LogChain.Verdict verdict = chain.verifyAgainst(anchors);
        if (verdict.exit() == 0) {
            log.done("AUDIT_VERIFIED", "operation_log", null, null, verdict.message());
        } else {
            log.denied("AUDIT_BROKEN", "operation_log", null, null, verdict.message());
        }
        System.out.println(verdict.message());
        System.exit(SpringApplication.exit(context, verdict::exit));
    }

    private static void addAll(List<String> values, @Nullable List<String> given) {
        if (given != null) {
            values.addAll(given);
        }
    }
}
