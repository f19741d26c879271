package cn.civilaffairs;

import cn.civilaffairs.registry.audit.LogChain;
import cn.civilaffairs.web.start.BackupCommands;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The product: every module on the classpath, wired together (县民政综合服务平台). */
@SpringBootApplication
public class CivilAffairsApplication {

    public static void main(String[] arguments) {
        OptionalInt exit = BackupCommands.run(arguments);
        if (exit.isPresent()) {
            System.exit(exit.getAsInt());
        }
        try {
            SpringApplication.run(CivilAffairsApplication.class, arguments);
        } catch (RuntimeException failed) {
            if (!List.of(arguments).contains("audit-verify")) {
                throw failed;
            }
            // never reported as verified, and never as broken, when it could not be looked at
            LogChain.Verdict verdict = LogChain.Verdict.unable(failed);
            System.out.println(verdict.message());
            System.exit(verdict.exit());
        }
    }
}
