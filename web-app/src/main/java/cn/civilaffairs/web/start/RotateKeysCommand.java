package cn.civilaffairs.web.start;

import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.protection.KeyRotation;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * {@code java -jar web-app.jar rekey}: writes every protected value again under a new key and ends with 0. Interrupted, it is
 * given again and goes on.
 */
@Component
class RotateKeysCommand implements ApplicationRunner {

    private final KeyRotation rotation;
    private final OperationLog log;
    private final ConfigurableApplicationContext context;

    RotateKeysCommand(KeyRotation rotation, OperationLog log, ConfigurableApplicationContext context) {
        this.rotation = rotation;
        this.log = log;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!arguments.getNonOptionArgs().contains("rekey")) {
            return;
        }
        long rewritten = rotation.rotate(System.out::println);
        log.done("KEYS_ROTATED", "crypto_key", null, null, rewritten + " 个加密字段");
        System.out.println("已用新密钥重新加密 " + rewritten + " 个字段。");
        System.exit(SpringApplication.exit(context, () -> 0));
    }
}
