package cn.civilaffairs.registry.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * Runs a test in the real wiring of the modules on its classpath, on a real PostgreSQL migrated as in production, as the
 * application's own role.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ModuleApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "civil.connection=given")
@Import({TestDatabase.class, TestCounties.class, TestAccounts.class, TestClock.class})
public @interface DatabaseTest {}
