package cn.civilaffairs.web.start;

import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.protection.IndexRotation;
import cn.civilaffairs.registry.protection.KeyRotation;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * {@code java -jar web-app.jar rekey}: writes every protected value again under a new key and ends with 0. Interrupted, it is
 * given again and goes on. {@code rekey-index} does the same for what values are found by, all or nothing.
 */
@Component
class RotateKeysCommand implements ApplicationRunner {

    private final KeyRotation rotation;
    private final IndexRotation indexes;
    private final OperationLog log;
    private final ConfigurableApplicationContext context;

    RotateKeysCommand(
            KeyRotation rotation, IndexRotation indexes, OperationLog log, ConfigurableApplicationContext context) {
        this.rotation = rotation;
        this.indexes = indexes;
        this.log = log;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.getNonOptionArgs().contains("rekey")) {
            long rewritten = rotation.rotate(System.out::println);
            log.done("KEYS_ROTATED", "crypto_key", null, null, rewritten + " 个加密字段");
            System.out.println("已用新密钥重新加密 " + rewritten + " 个字段。");
        } else if (arguments.getNonOptionArgs().contains("rekey-index")) {
            long made = indexes.rotate(System.out::println);
            log.done("INDEX_KEY_ROTATED", "crypto_key", null, null, made + " 个检索值");
            System.out.println("已用新密钥重算 " + made + " 个检索值。");
        } else {
            return;
        }
        System.exit(SpringApplication.exit(context, () -> 0));
    }
}
