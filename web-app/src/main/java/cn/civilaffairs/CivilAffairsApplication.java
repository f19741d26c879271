package cn.civilaffairs;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The product: every module on the classpath, wired together (县民政综合服务平台). */
@SpringBootApplication
public class CivilAffairsApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CivilAffairsApplication.class, arguments);
    }
}
